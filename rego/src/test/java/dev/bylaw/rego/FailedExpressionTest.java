package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which expression of a test did not hold, and what its parts came to. */
class FailedExpressionTest {
    private static final String RULES = """
            package shop

            deny contains "no owner" if not input.owner

            size(x) := count(x)
            """;

    private static List<String> lines(String test) {
        Policy policy = Policy.compile(List.of(
                RegoModule.parse("shop.rego", RULES),
                RegoModule.parse("t.rego", "package shop_test\n\nimport data.shop\n\n" + test + "\n")));
        List<TestResult> results =
                new TestRunner(policy, ObjectValue.EMPTY, EvaluationOptions.DEFAULT).run(name -> true);
        assertThat(results).hasSize(1);
        return results.get(0).failed().stream()
                .flatMap(failed -> failed.lines().stream())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x := 1; y := 2; x == y | t.rego:5: x == y does not hold;  x = 1;  y = 2",
                "1 + 1 == 3 | t.rego:5: 1 + 1 == 3 does not hold;  1 + 1 = 2",
                "count(shop.deny) == 0 with input as {} | t.rego:5: count(shop.deny) == 0 does not hold;  count(shop.deny) = 1;  shop.deny = {\"no owner\"}",
                "not shop.deny with input as {} | t.rego:5: not shop.deny does not hold;  shop.deny = {\"no owner\"}",
                "shop.deny.nobody | t.rego:5: shop.deny.nobody does not hold;  shop.deny.nobody is undefined",
                "shop.size([1]) > 1; false | t.rego:5: shop.size([1]) > 1 does not hold;  shop.size([1]) = 1",
                "some x in [1, 2]; x == 3 | t.rego:5: x == 3 does not hold;  x = 1",
                "every x in [1, 2] { x < 2 } | t.rego:5: every x in [1, 2] { x < 2 } does not hold;  x = 2",
                "3 in [1, 2] | t.rego:5: 3 in [1, 2] does not hold;  [1, 2] = [1, 2]",
            })
    void showsBothSides(String body, String expected) {
        assertThat(lines("test_it if { " + body + " }")).containsExactly(expected.split(";(?=  )"));
    }

    @Test
    void showsTheValueOfATestThatIsFalse() {
        assertThat(lines("test_it := x == 2 if x := 1")).containsExactly("t.rego:5: x == 2 does not hold", "  x = 1");
    }

    @Test
    void cutsLongValues() {
        assertThat(lines("test_it if concat(\"\", [\"a\" | numbers.range(1, 900)[_]]) == \"b\"")
                        .get(1))
                .hasSizeLessThan(600)
                .endsWith("aaa...");
    }
}
