package dev.bylaw.rules.test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.rule.Finding;
import dev.bylaw.rule.Findings;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.Severity;
import dev.bylaw.rule.Subject;
import dev.bylaw.rule.SubjectKind;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What no test asks for and holds for every rule. */
class FreeChecksTest {
    private static final int LAST = 5;
    private static final String ID = "acme/trustworthy/odd";

    private record Odd(BiConsumer<Subject, Findings> check) implements Rule {
        @Override
        public RuleMetadata metadata() {
            return RuleMetadata.builder(ID)
                    .title("An odd rule")
                    .description("Does what no rule should.")
                    .severity(Severity.ERROR)
                    .subject(SubjectKind.MODEL)
                    .since("1.0.0")
                    .remedy("Repair the rule.")
                    .build();
        }

        @Override
        public void check(Subject model, Findings findings) {
            check.accept(model, findings);
        }
    }

    private static void fails(BiConsumer<Subject, Findings> check, String why) {
        RuleTester tester = RuleTester.of(new Odd(check)).model("orders").sql("select 1 as id -- violation: wrong");
        assertThatThrownBy(() -> tester.verify(ID))
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageStartingWith(ID + ": this holds for every rule, and does not for this one\n  ")
                .hasMessageContaining(why);
    }

    @Test
    void findsRulesThatSaySomethingElseTheSecondTime() {
        AtomicInteger asked = new AtomicInteger();
        fails(
                (model, findings) -> findings.violation("wrong " + asked.getAndIncrement()),
                "another check of the same product says something else: first there was Violation[");
        AtomicInteger once = new AtomicInteger();
        fails(
                (model, findings) -> {
                    if (once.getAndIncrement() == 0) {
                        findings.violation("wrong");
                    }
                },
                "another check of the same product says something else: first there was Violation[");
    }

    @Test
    void findsRulesThatDependOnTheThread() {
        fails(
                (model, findings) ->
                        findings.violation("wrong " + Thread.currentThread().getName()),
                "a check with more threads says something else");
    }

    @Test
    void findsMessagesThatAreNoneOrSeveral() {
        fails(
                (model, findings) -> findings.violation("wrong."),
                "a message has no final period: violation of model.shop");
        fails((model, findings) -> findings.violation("wrong\nwrong"), "a message is one line of text");
    }

    /** Nothing in the document tells a rule of lines; so this one counts the checks, of which the fifth moves lines. */
    @Test
    void findsKeysAndMessagesThatDependOnLines() {
        AtomicInteger keys = new AtomicInteger();
        fails(
                (model, findings) ->
                        findings.violation(Finding.of("wrong").key(keys.incrementAndGet() < LAST ? "" : "moved")),
                "a blank line above each file changes fingerprints: first there was ");
        AtomicInteger messages = new AtomicInteger();
        fails(
                (model, findings) -> findings.violation(messages.incrementAndGet() < LAST ? "wrong" : "wrong again"),
                "a blank line above each file changes more than the places of violations: violation of model.shop.orders");
    }
}
