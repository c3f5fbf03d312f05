package dev.bylaw.report;

import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a check found. Everything is sorted; two checks of the same input give equal reports but for the times.
 *
 * @param toolVersion the version of Bylaw
 * @param violations what does not keep the rules
 * @param undecided what could not be decided
 * @param suppressed violations that a waiver or the baseline covers
 * @param problems what kept a part of the input from being checked
 * @param notices what is worth saying and changes no verdict
 * @param rules every rule that ran
 * @param checked how many elements of each kind were looked at
 * @param failOn the least severity that fails the run
 * @param undecidedFails whether an undecided element keeps the run from passing
 * @param excerpts the source lines that locations of the report begin with
 */
public record Report(
        String toolVersion,
        List<Violation> violations,
        List<Undecided> undecided,
        List<Suppressed> suppressed,
        List<Problem> problems,
        List<Notice> notices,
        List<RuleRun> rules,
        SortedMap<String, Integer> checked,
        Severity failOn,
        boolean undecidedFails,
        Map<Location, String> excerpts) {
    /** Copies everything. */
    public Report {
        Objects.requireNonNull(toolVersion, "toolVersion is null");
        violations = List.copyOf(violations);
        undecided = List.copyOf(undecided);
        suppressed = List.copyOf(suppressed);
        problems = List.copyOf(problems);
        notices = List.copyOf(notices);
        rules = List.copyOf(rules);
        checked = Collections.unmodifiableSortedMap(new TreeMap<>(checked));
        Objects.requireNonNull(failOn, "failOn is null");
        excerpts = Collections.unmodifiableMap(new TreeMap<>(excerpts));
    }

    /** {@return how the check ended} */
    public Verdict verdict() {
        boolean failed = violations.stream().anyMatch(this::fails);
        if (failed) {
            return Verdict.FAILED;
        }
        boolean incomplete = !problems.isEmpty() || nothingChecked() || (undecidedFails && !undecided.isEmpty());
        return incomplete ? Verdict.INCOMPLETE : Verdict.PASSED;
    }

    /**
     * Whether a violation fails the run.
     *
     * @param violation a violation of this report
     * @return whether its severity is at least {@link #failOn} and not {@code info}
     */
    public boolean fails(Violation violation) {
        return violation.severity() != Severity.INFO && violation.severity().isAtLeast(failOn);
    }

    /** {@return whether no rule looked at any element} */
    public boolean nothingChecked() {
        return rules.stream().allMatch(run -> run.subjects() == 0);
    }

    /**
     * How many violations there are.
     *
     * @param severity of which severity
     * @return the number
     */
    public int count(Severity severity) {
        return (int) violations.stream()
                .filter(violation -> violation.severity() == severity)
                .count();
    }

    /**
     * The source line that a location begins with.
     *
     * @param location a location of this report
     * @return the line without its end; empty where the file is not text or not there
     */
    public Optional<String> excerpt(Location location) {
        return Optional.ofNullable(excerpts.get(location));
    }
}
