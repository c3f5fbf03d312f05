package dev.bylaw.examples.guild;

import dev.bylaw.rules.test.RuleLaws;
import dev.bylaw.rules.test.RuleTester;
import java.util.List;

class GuildRulesLawsTest implements RuleLaws {
    @Override
    public RuleTester rules() {
        return GuildRulesTest.TESTER;
    }

    /** What the rule in Java compares with. */
    @Override
    public List<String> words() {
        return List.of("freshness", "PT24H", "P30D");
    }
}
