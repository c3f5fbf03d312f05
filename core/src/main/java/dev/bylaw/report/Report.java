package dev.bylaw.report;

import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
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
 * @param compared whether the check was compared with a base, so that every violation is new or old
 * @param onlyNewFails whether a violation fails the run only where it is new
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
        Map<Location, String> excerpts,
        boolean compared,
        boolean onlyNewFails) {
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

    /**
     * The report of a check that was compared with nothing.
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
    public Report(
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
        this(
                toolVersion,
                violations,
                undecided,
                suppressed,
                problems,
                notices,
                rules,
                checked,
                failOn,
                undecidedFails,
                excerpts,
                false,
                false);
    }

    /**
     * Tells new violations from old ones. They are matched by fingerprint; where several share one, as many are old as
     * the base has.
     *
     * @param base what a check of the base found, with the same rules
     * @return this report, in which every violation is new or old
     */
    public Report compareWith(Report base) {
        Map<String, Integer> known = new HashMap<>();
        base.violations.forEach(violation -> known.merge(violation.fingerprint(), 1, Integer::sum));
        base.suppressed.forEach(covered -> known.merge(covered.violation().fingerprint(), 1, Integer::sum));
        List<Violation> aged = new ArrayList<>();
        violations.forEach(violation -> aged.add(aged(violation, known)));
        List<Suppressed> agedSuppressed = new ArrayList<>();
        suppressed.forEach(
                covered -> agedSuppressed.add(new Suppressed(aged(covered.violation(), known), covered.by())));
        return with(aged, agedSuppressed, problems, notices, true, onlyNewFails);
    }

    private static Violation aged(Violation violation, Map<String, Integer> known) {
        int left = known.merge(violation.fingerprint(), -1, Integer::sum);
        return violation.withAge(left < 0 ? Age.NEW : Age.OLD);
    }

    /** {@return this report, where only new violations fail the run, or all that are severe enough} */
    public Report withOnlyNewFails(boolean value) {
        return with(violations, suppressed, problems, notices, compared, value);
    }

    /** {@return this report with one more problem} */
    public Report withProblem(Problem problem) {
        return with(violations, suppressed, inserted(problems, problem), notices, compared, onlyNewFails);
    }

    /** {@return this report with one more notice} */
    public Report withNotice(Notice notice) {
        return with(violations, suppressed, problems, inserted(notices, notice), compared, onlyNewFails);
    }

    private static <T extends Comparable<T>> List<T> inserted(List<T> sorted, T item) {
        List<T> all = new ArrayList<>(sorted);
        all.add(item);
        all.sort(Comparator.naturalOrder());
        return all;
    }

    private Report with(
            List<Violation> newViolations,
            List<Suppressed> newSuppressed,
            List<Problem> newProblems,
            List<Notice> newNotices,
            boolean newCompared,
            boolean newOnlyNewFails) {
        return new Report(
                toolVersion,
                newViolations,
                undecided,
                newSuppressed,
                newProblems,
                newNotices,
                rules,
                checked,
                failOn,
                undecidedFails,
                excerpts,
                newCompared,
                newOnlyNewFails);
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
     * @return whether its severity is at least {@link #failOn} and not {@code info}, and it is new where only new ones count
     */
    public boolean fails(Violation violation) {
        return violation.severity() != Severity.INFO
                && violation.severity().isAtLeast(failOn)
                && (violation.isNew() || !onlyNewFails);
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

    /** {@return how many violations are new; none where the check was compared with nothing} */
    public int countNew() {
        return (int) violations.stream().filter(Violation::isNew).count();
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
