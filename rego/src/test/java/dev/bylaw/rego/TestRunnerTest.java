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

            test_conflict if conflict

            conflict := 1
            conflict := true

            test_twice if 1 == 2
            test_twice if true

            nested.test_deep if true

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
                        tuple("test_twice", TestResult.Status.FAILED),
                        tuple("test_twice#01", TestResult.Status.PASSED),
                        tuple("nested.test_deep", TestResult.Status.PASSED),
                        tuple("todo_test_later", TestResult.Status.SKIPPED),
                        tuple("test_function", TestResult.Status.ERROR));
        assertThat(results).extracting(TestResult::packagePath).containsOnly("data.shop_test");
        assertThat(results.get(0).output()).containsExactly("found {\"no owner\"} <undefined>");
        assertThat(results.get(1).message()).isEqualTo("undefined");
        assertThat(results.get(2).message()).isEqualTo("the result is 7");
        assertThat(results.get(3).message()).contains("eval_conflict_error");
        assertThat(results.get(1).location()).hasToString("shop_test.rego:10:1");
    }

    @Test
    void namesEachTest() {
        assertThat(runner.names())
                .startsWith("data.shop_test.test_reports_owner")
                .contains("data.shop_test.test_twice#01", "data.shop_test.nested.test_deep");
    }

    @Test
    void tellsTheCasesOfATestApart() {
        String text = """
                package cases_test

                test_sum[note] if {
                    some note, c in {
                        "small": {"a": 1, "b": 2, "sum": 3},
                        "wrong": {"a": 1, "b": 1, "sum": 3},
                    }
                    c.a + c.b == c.sum
                }

                test_named[c.note] if {
                    some c in [{"note": "first", "n": 1}, {"note": "second", "n": 2}]
                    n := c.n
                    n < 2
                }

                test_pair[x][y] if {
                    some x in ["a", "b"]
                    some y in ["c", "d"]
                    x != "b"
                }

                test_none[x] if some x in []
                """;
        List<TestResult> results = new TestRunner(
                        Policy.compile(List.of(RegoModule.parse("cases_test.rego", text))),
                        ObjectValue.EMPTY,
                        EvaluationOptions.DEFAULT)
                .run(name -> true);
        assertThat(results)
                .extracting(TestResult::name, TestResult::status)
                .containsExactly(
                        tuple("test_sum", TestResult.Status.FAILED),
                        tuple("test_named", TestResult.Status.FAILED),
                        tuple("test_pair", TestResult.Status.FAILED),
                        tuple("test_none", TestResult.Status.PASSED));
        assertThat(results.get(0).cases())
                .extracting(TestCase::name, TestCase::passed)
                .containsExactly(tuple("small", true), tuple("wrong", false));
        assertThat(results.get(0).cases().get(1).failed()).hasSize(1).allSatisfy(failed -> {
            assertThat(failed.text()).isEqualTo("c.a + c.b == c.sum");
            assertThat(failed.operands())
                    .extracting(FailedExpression.Operand::text)
                    .contains("c.sum", "c.a + c.b");
        });
        assertThat(results.get(1).cases())
                .extracting(TestCase::name, TestCase::passed)
                .containsExactly(tuple("first", true), tuple("second", false));
        TestCase last = results.get(2).cases().get(1);
        assertThat(last.name()).isEqualTo("b");
        assertThat(last.passed()).isFalse();
        assertThat(last.failures()).isEqualTo(2);
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
