package dev.bylaw.internal.engine;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.text.Stop;
import dev.bylaw.report.Report;
import dev.bylaw.report.RuleRun;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** Puts a report together: everything sorted, with the source lines that it shows, and without the values of secrets. */
public final class ReportBuilder {
    private final SourceTree tree;
    private final Redactor redactor;
    private final Stop stop;
    private final Map<String, Optional<SourceFile>> files = new HashMap<>();

    /**
     * A builder.
     *
     * @param tree where source lines are read
     * @param secrets values that appear nowhere in the report
     * @param stopped asked for each finding; once it says true, the work ends with a {@code CancellationException}
     */
    public ReportBuilder(SourceTree tree, List<String> secrets, BooleanSupplier stopped) {
        this.stop = new Stop(stopped);
        this.tree = tree;
        this.redactor = new Redactor(secrets);
    }

    /** {@return the report} */
    public Report build(
            List<Outcomes> outcomes,
            List<Problem> problems,
            List<Notice> notices,
            Severity failOn,
            boolean undecidedFails) {
        List<Violation> violations = new ArrayList<>();
        List<Undecided> undecided = new ArrayList<>();
        List<Problem> allProblems = new ArrayList<>(problems);
        List<Notice> allNotices = new ArrayList<>(notices);
        List<RuleRun> runs = new ArrayList<>();
        SortedMap<String, Integer> checked = new TreeMap<>();
        for (Outcomes outcome : outcomes) {
            violations.addAll(outcome.violations());
            undecided.addAll(outcome.undecided());
            allProblems.addAll(outcome.problems());
            allNotices.addAll(outcome.notices());
            runs.add(outcome.run());
            checked.merge(outcome.run().rule().subject().id(), outcome.run().subjects(), Math::max);
        }
        checked.values().removeIf(number -> number == 0);
        violations.replaceAll(redactor::redact);
        undecided.replaceAll(redactor::redact);
        allProblems.replaceAll(redactor::redact);
        allNotices.replaceAll(redactor::redact);
        violations.sort(Comparator.naturalOrder());
        undecided.sort(Comparator.naturalOrder());
        allProblems.sort(Comparator.naturalOrder());
        allNotices.sort(Comparator.naturalOrder());
        return new Report(
                Version.CURRENT,
                violations,
                undecided,
                List.of(),
                allProblems,
                allNotices,
                runs,
                checked,
                failOn,
                undecidedFails,
                excerpts(violations, allProblems));
    }

    private Map<Location, String> excerpts(List<Violation> violations, List<Problem> problems) {
        Map<Location, String> lines = new TreeMap<>();
        violations.forEach(violation -> violation.location().ifPresent(at -> excerpt(at, lines)));
        problems.forEach(problem -> problem.location().ifPresent(at -> excerpt(at, lines)));
        return lines;
    }

    private void excerpt(Location at, Map<Location, String> lines) {
        stop.check();
        files.computeIfAbsent(
                        at.file(),
                        file -> tree.isFile(file) ? tree.text(file, new Diagnostics(tree.limits())) : Optional.empty())
                .filter(file -> at.start().line() <= file.lines())
                .ifPresent(
                        file -> lines.put(at, redactor.text(file.line(at.start().line()))));
    }
}
