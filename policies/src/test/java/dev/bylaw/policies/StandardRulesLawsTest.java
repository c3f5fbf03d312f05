package dev.bylaw.policies;

import dev.bylaw.rules.test.RuleLaws;
import dev.bylaw.rules.test.RuleTester;

/** What every rule must keep holds for the standard ones. */
class StandardRulesLawsTest implements RuleLaws {
    @Override
    public RuleTester rules() {
        return RuleTester.of(new StandardRules());
    }
}
