package dev.bylaw.rego;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a test of a policy ended.
 *
 * @param packagePath the package of the test, with dots, beginning with {@code data}
 * @param name the rule's name, for example {@code test_allow}; with a number where several rules have one name
 * @param location the rule
 * @param status how it ended
 * @param message why it did not pass; empty text if it did
 * @param errors of a test that could not be evaluated, why
 * @param cases the cases of a data-driven test, sorted by name
 * @param failed of a test that is false or undefined the expressions that did not hold; those that cannot be told are
 *     missing
 * @param output what it printed, line by line
 * @param trace its steps, where they were wanted
 * @param duration how long it took
 */
public record TestResult(
        String packagePath,
        String name,
        RegoLocation location,
        Status status,
        String message,
        List<RegoError> errors,
        List<TestCase> cases,
        List<FailedExpression> failed,
        List<String> output,
        Optional<Trace> trace,
        Duration duration) {
    /** How a test can end. */
    public enum Status {
        /** It is true, and so are all its cases. */
        PASSED,
        /** It is false or undefined, or one of its cases is. */
        FAILED,
        /** It could not be evaluated. */
        ERROR,
        /** Its name begins with {@code todo_}. */
        SKIPPED
    }

    /** Copies the lists. */
    public TestResult {
        Objects.requireNonNull(packagePath, "packagePath is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(location, "location is null");
        Objects.requireNonNull(status, "status is null");
        Objects.requireNonNull(message, "message is null");
        errors = List.copyOf(errors);
        cases = List.copyOf(cases);
        failed = List.copyOf(failed);
        output = List.copyOf(output);
        Objects.requireNonNull(trace, "trace is null");
        Objects.requireNonNull(duration, "duration is null");
    }

    static TestResult of(String packagePath, String name, RegoLocation location, Status status, Duration duration) {
        return new TestResult(
                packagePath,
                name,
                location,
                status,
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                duration);
    }

    TestResult withErrors(List<RegoError> why) {
        String text = why.stream().map(RegoError::toString).collect(Collectors.joining("\n"));
        return new TestResult(packagePath, name, location, status, text, why, cases, failed, output, trace, duration);
    }

    TestResult withCases(List<TestCase> all) {
        long failures = all.stream().filter(each -> !each.passed()).count();
        String text = status == Status.PASSED
                ? ""
                : failures + (failures == 1 ? " case of " : " cases of ") + all.size() + " failed";
        return new TestResult(packagePath, name, location, status, text, errors, all, failed, output, trace, duration);
    }

    TestResult withFailure(String text, List<FailedExpression> expressions) {
        return new TestResult(
                packagePath, name, location, status, text, errors, cases, expressions, output, trace, duration);
    }

    TestResult withOutput(List<String> lines, Optional<Trace> steps) {
        return new TestResult(
                packagePath, name, location, status, message, errors, cases, failed, lines, steps, duration);
    }
}
