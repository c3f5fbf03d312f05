package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestRunnerTest {
    private static final String RULES = """
            package shop

            deny contains "no owner" if {
                not input.owner
            }

            deny contains "never" if {
                input.owner == "nobody"
                input.name == "x"
            }
            """;
    private static final String TESTS = """
            package shop_test

            import data.shop

            test_reports_owner if {
                print("found", shop.deny, input.missing)
                "no owner" in shop.deny with input as {}
            }

            test_wrong if 1 == 2

            test_number := 7

            test_conflict := 1
            test_conflict := true

            todo_test_later if true

            helper if true

            test_function(x) := x
            """;

    private final TestRunner runner = new TestRunner(
            Policy.compile(
                    List.of(RegoModule.parse("shop_test.rego", TESTS), RegoModule.parse("shop.rego", RULES)),
                    new Policy.Options(false, true)),
            ObjectValue.EMPTY,
            EvaluationOptions.DEFAULT);

    @Test
    void saysHowEachTestEnded() {
        List<TestResult> results = runner.run(name -> true);
        assertThat(results)
                .extracting(TestResult::name, TestResult::status)
                .containsExactly(
                        tuple("test_reports_owner", TestResult.Status.PASSED),
                        tuple("test_wrong", TestResult.Status.FAILED),
                        tuple("test_number", TestResult.Status.FAILED),
                        tuple("test_conflict", TestResult.Status.ERROR),
                        tuple("todo_test_later", TestResult.Status.SKIPPED));
        assertThat(results).extracting(TestResult::packagePath).containsOnly("data.shop_test");
        assertThat(results.get(0).output()).containsExactly("found {\"no owner\"} <undefined>");
        assertThat(results.get(1).message()).isEqualTo("undefined");
        assertThat(results.get(2).message()).isEqualTo("the result is 7");
        assertThat(results.get(3).message()).contains("eval_conflict_error");
        assertThat(results.get(1).location()).hasToString("shop_test.rego:10:1");
    }

    @Test
    void runsOnlyWhatIsWanted() {
        assertThat(runner.run(name -> name.endsWith(".test_wrong")))
                .extracting(TestResult::name)
                .containsExactly("test_wrong");
        assertThat(runner.run(name -> false)).isEmpty();
    }

    @Test
    void saysWhichLinesWereReached() {
        assertThat(runner.coverage().percent()).isZero();
        runner.run(name -> true);
        Coverage.Lines lines = runner.coverage().files().get("shop.rego");
        assertThat(lines.covered()).contains(4).doesNotContain(9);
        assertThat(lines.notCovered()).contains(9).doesNotContain(4);
        assertThat(lines.percent()).isStrictlyBetween(0.0, 100.0);
        assertThat(runner.coverage().percent()).isStrictlyBetween(0.0, 100.0);
    }
}
