package dev.bylaw.rego;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a test of a policy ended.
 *
 * @param packagePath the package of the test, with dots, beginning with {@code data}
 * @param name the rule's name, for example {@code test_allow}
 * @param location the rule
 * @param status how it ended
 * @param message why it did not pass; empty text if it did
 * @param failed of a test that is false or undefined the expressions that did not hold, one for each of its rules; those
 *     that cannot be told are missing
 * @param output what it printed, line by line
 * @param duration how long it took
 */
public record TestResult(
        String packagePath,
        String name,
        RegoLocation location,
        Status status,
        String message,
        List<FailedExpression> failed,
        List<String> output,
        Duration duration) {
    /** How a test can end. */
    public enum Status {
        /** It is true. */
        PASSED,
        /** It is false or undefined. */
        FAILED,
        /** It could not be evaluated. */
        ERROR,
        /** Its name begins with {@code todo_}. */
        SKIPPED
    }

    /** Copies the output. */
    public TestResult {
        Objects.requireNonNull(packagePath, "packagePath is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(location, "location is null");
        Objects.requireNonNull(status, "status is null");
        Objects.requireNonNull(message, "message is null");
        failed = List.copyOf(failed);
        output = List.copyOf(output);
        Objects.requireNonNull(duration, "duration is null");
    }
}
