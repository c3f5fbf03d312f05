package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.report.Report;
import dev.bylaw.report.Verdict;
import dev.bylaw.workspace.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rule that fails says so, and the others go on. */
class RuleErrorsTest {
    private static Report check(String body) {
        return TestProduct.dbt()
                .file("models/a.sql", "select 1 as id")
                .file("models/b.sql", "select 1 as id")
                .rule("broken", "model", body)
                .rule("good", "model", "violation contains {\"message\": \"good\"}")
                .check();
    }

    private static void goesOn(Report report) {
        assertThat(report.violations())
                .filteredOn(violation -> violation.rule().name().equals("good"))
                .hasSize(2);
        assertThat(report.rules()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "violation contains {\"message\": m} if m := to_number(input.model.name) | to_number",
                "violation contains {\"message\": m} if m := sprintf(\"%d\", [1 / (count(input.model.name) - 1)]) | divide by zero",
                "violation contains {\"message\": f(1)}\\nf(x) := 1 if x\\nf(x) := 2 if x | must not produce multiple outputs",
                "violation contains {\"message\": m} if m := json.unmarshal(input.model.name) | json.unmarshal",
            })
    void saysWhatFailed(String body, String part) {
        Report report = check(body.replace("\\n", "\n"));
        assertThat(report.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.RULE_FAILED);
            assertThat(problem.message())
                    .startsWith("rule acme/test/broken failed for model.shop.")
                    .contains(part);
            assertThat(problem.location().orElseThrow().file()).isEqualTo("broken.rego");
            assertThat(problem.location().orElseThrow().start().line()).isGreaterThan(9);
        });
        assertThat(report.undecided())
                .hasSize(2)
                .allSatisfy(undecided ->
                        assertThat(undecided.reasons()).allMatch(reason -> reason.startsWith("the rule failed: ")));
        assertThat(report.violations())
                .noneMatch(violation -> violation.rule().name().equals("broken"));
        goesOn(report);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"text\" | expected an object with the keys message and at, found \"text\"",
                "[1] | expected an object with the keys message and at, found [1]",
                "{\"massage\": \"m\"} | unknown key \"massage\"; known are at, key, message, path",
                "{\"message\": \"m\", 1: 2} | unknown key 1; known are at, key, message, path",
                "{\"at\": \"\"} | the key message is missing",
                "{\"message\": 1} | the key message must be text, found 1",
                "{\"message\": \"m\", \"at\": [\"a\"]} | the key at must be text, found [\"a\"]",
                "{\"message\": \"m\", \"key\": null} | the key key must be text, found null",
                "{\"message\": \"m\", \"path\": 1} | the key path must be an array of objects with the keys element and edge",
                "{\"message\": \"m\", \"path\": [1]} | a step of a path must be an object with the keys element and edge, found 1",
                "{\"message\": \"m\", \"path\": [{}]} | a step of a path has no element",
                "{\"message\": \"m\", \"path\": [{\"element\": 1}]} | the key element must be text, found 1",
                "{\"message\": \"m\", \"path\": [{\"element\": \"a\", \"edje\": \"b\"}]} | unknown key \"edje\" of a step of a path; known are edge, element",
            })
    void saysWhichResultCannotBeUsed(String member, String fault) {
        Report report = check("violation contains member if member := " + member);
        assertThat(TestProduct.problems(report))
                .containsExactly(
                        "rule acme/test/broken gave a result that cannot be used for model.shop.a: " + fault,
                        "rule acme/test/broken gave a result that cannot be used for model.shop.b: " + fault);
        assertThat(report.problems())
                .allSatisfy(problem ->
                        assertThat(problem.location().orElseThrow().file()).startsWith("models/"));
        goesOn(report);
    }

    @Test
    void checksTheOtherResultsToo() {
        Report report = check("""
                violation contains {"message": "m"} if false
                undecided contains reason if reason := {"reason": "r"}
                not_applicable contains 5
                """);
        assertThat(report.problems()).hasSize(4);
        assertThat(report.undecided()).isEmpty();
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        goesOn(report);
    }

    @Test
    void showsOnlyTheBeginningOfALargeResult() {
        Report report = check("violation contains [data.workspace]");
        assertThat(TestProduct.problems(report))
                .allSatisfy(message -> assertThat(message).hasSizeLessThan(300));
        goesOn(report);
    }

    @Test
    void isIncompleteWhereOnlyARuleFailed() {
        Report report = TestProduct.dbt()
                .file("models/a.sql", "select 1 as id")
                .rule("broken", "model", "violation contains {\"message\": m} if m := to_number(input.model.name)")
                .check();
        assertThat(report.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(report.nothingChecked()).isFalse();
    }
}
