package dev.bylaw.report;

import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.Severity;
import java.time.Duration;
import java.util.Objects;

/**
 * What became of a rule.
 *
 * @param rule the rule
 * @param severity the severity in force
 * @param subjects how many elements it looked at
 * @param violations how many violations it found
 * @param undecided about how many elements it could not decide
 * @param time how long it took
 */
public record RuleRun(
        RuleMetadata rule, Severity severity, int subjects, int violations, int undecided, Duration time) {
    /** Checks that nothing is missing. */
    public RuleRun {
        Objects.requireNonNull(rule, "rule is null");
        Objects.requireNonNull(severity, "severity is null");
        Objects.requireNonNull(time, "time is null");
    }
}
