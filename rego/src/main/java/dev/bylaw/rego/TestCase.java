package dev.bylaw.rego;

import java.util.List;
import java.util.Objects;

/**
 * How a case of a data-driven test ended: a rule such as {@code test_sum[note]} is one test with a case for each
 * {@code note}.
 *
 * @param name the name of the case: the text of its key
 * @param passed whether it is true, and all its own cases are
 * @param cases its own cases, where the name of the test has several variables, sorted by name
 * @param failed the expressions that did not hold, where they can be told
 */
public record TestCase(String name, boolean passed, List<TestCase> cases, List<FailedExpression> failed) {
    /** Copies the lists. */
    public TestCase {
        Objects.requireNonNull(name, "name is null");
        cases = List.copyOf(cases);
        failed = List.copyOf(failed);
    }

    /** {@return how many of the innermost cases passed} */
    public int passes() {
        return cases.isEmpty()
                ? (passed ? 1 : 0)
                : cases.stream().mapToInt(TestCase::passes).sum();
    }

    /** {@return how many of the innermost cases did not pass} */
    public int failures() {
        return cases.isEmpty()
                ? (passed ? 0 : 1)
                : cases.stream().mapToInt(TestCase::failures).sum();
    }
}
