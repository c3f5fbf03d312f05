package dev.bylaw.internal.report;

import dev.bylaw.report.Report;
import dev.bylaw.report.ReportWriter;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Verdict;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Text for people: each finding with its source line and a mark under the place, the findings of one rule on one element
 * together, a summary at the end.
 */
public final class TextReportWriter implements ReportWriter {
    /** From how many findings of one rule on one element on they are listed without their source lines. */
    private static final int FOLD = 4;

    /** How many reasons are named for the undecided elements of a rule. */
    private static final int REASONS = 5;

    /** How many notices are printed in full. */
    private static final int NOTICES = 10;

    private final Style style;

    /**
     * A writer.
     *
     * @param colors whether to use ANSI colours
     */
    public TextReportWriter(boolean colors) {
        this.style = new Style(colors);
    }

    @Override
    public String format() {
        return "text";
    }

    @Override
    public void write(Report report, Appendable out) throws IOException {
        for (List<Violation> group : groups(report.violations())) {
            if (group.size() < FOLD || group.get(0).explanation().isPresent()) {
                for (Violation violation : group) {
                    single(violation, report, out);
                }
            } else {
                folded(group, out);
            }
        }
        for (Problem problem : report.problems()) {
            line(out, style.bold(style.red("problem")) + style.bold(": " + Inert.line(problem.message())));
            place(problem.location(), report, out);
            line(out, "");
        }
        undecided(report.undecided(), out);
        notices(report.notices(), out);
        summary(report, out);
    }

    /** Findings of one rule on one element or on its columns, in the order of the first of them. */
    private static List<List<Violation>> groups(List<Violation> violations) {
        Map<String, List<Violation>> groups = new LinkedHashMap<>();
        for (Violation violation : violations) {
            groups.computeIfAbsent(violation.rule() + " " + owner(violation), key -> new ArrayList<>())
                    .add(violation);
        }
        return new ArrayList<>(groups.values());
    }

    /** The element, of a column the one it belongs to. */
    private static String owner(Violation violation) {
        String id = violation.element().id();
        int mark = violation.element().kind().equals("column") ? id.lastIndexOf('#') : -1;
        return mark < 0 ? id : id.substring(0, mark);
    }

    private String heading(Severity severity) {
        String name = severity.id();
        return style.bold(
                switch (severity) {
                    case ERROR -> style.red(name);
                    case WARNING -> style.yellow(name);
                    case INFO -> style.blue(name);
                });
    }

    /** A word before what is new; nothing where there is no base. */
    private String age(Violation violation) {
        return violation.isNew() ? style.bold("new ") : "";
    }

    private void single(Violation violation, Report report, Appendable out) throws IOException {
        line(
                out,
                age(violation)
                        + heading(violation.severity())
                        + style.bold(": " + Inert.line(violation.message()))
                        + " [" + violation.rule() + "]");
        place(violation.location(), report, out);
        for (Violation.Hop hop : violation.path()) {
            line(
                    out,
                    "   = from " + Inert.line(hop.element().id())
                            + hop.location().map(at -> " at " + position(at)).orElse("")
                            + (hop.edge().isEmpty() ? "" : " (" + Inert.line(hop.edge()) + ")"));
        }
        line(out, "   = " + style.green("remedy: " + Inert.line(violation.remedy())));
        if (violation.explanation().isPresent()) {
            new ExplanationText(style, out).write(violation.explanation().get());
        }
        line(out, "");
    }

    private void folded(List<Violation> group, Appendable out) throws IOException {
        Violation first = group.get(0);
        long fresh = group.stream().filter(Violation::isNew).count();
        line(
                out,
                heading(first.severity())
                        + style.bold(": " + group.size() + " findings on " + Inert.line(owner(first)))
                        + " [" + first.rule() + "]"
                        + (fresh > 0 ? style.bold(", " + fresh + " new") : ""));
        for (Violation violation : group) {
            line(
                    out,
                    "  --> "
                            + violation
                                    .location()
                                    .map(TextReportWriter::position)
                                    .orElse("(no file)") + ": " + age(violation) + Inert.line(violation.message()));
        }
        line(out, "   = " + style.green("remedy: " + Inert.line(first.remedy())));
        line(out, "");
    }

    private void place(Optional<Location> location, Report report, Appendable out) throws IOException {
        if (location.isEmpty()) {
            return;
        }
        Location at = location.get();
        line(out, "  --> " + position(at));
        Optional<String> source = report.excerpt(at);
        if (source.isPresent()) {
            Excerpt excerpt = Excerpt.of(source.get(), at);
            String number = Integer.toString(at.start().line());
            String margin = " ".repeat(number.length());
            line(out, style.blue(margin + " |"));
            line(out, style.blue(number + " |") + " " + excerpt.text());
            line(out, style.blue(margin + " |") + " " + style.red(excerpt.mark()));
        }
    }

    private static String position(Location at) {
        return Inert.line(at.file()) + ":" + at.start().line() + ":"
                + at.start().column();
    }

    private void undecided(List<Undecided> all, Appendable out) throws IOException {
        Map<RuleId, List<Undecided>> byRule = new TreeMap<>();
        for (Undecided undecided : all) {
            byRule.computeIfAbsent(undecided.rule(), rule -> new ArrayList<>()).add(undecided);
        }
        for (Map.Entry<RuleId, List<Undecided>> entry : byRule.entrySet()) {
            List<Undecided> elements = entry.getValue();
            if (elements.stream().anyMatch(one -> one.explanation().isPresent())) {
                explained(elements, out);
                continue;
            }
            String what =
                    elements.size() == 1 ? Inert.line(elements.get(0).element().id()) : elements.size() + " elements";
            line(out, style.bold(style.yellow("undecided")) + style.bold(": " + what) + " [" + entry.getKey() + "]");
            Map<String, Integer> reasons = new TreeMap<>();
            elements.forEach(undecided ->
                    undecided.reasons().forEach(reason -> reasons.merge(withoutPlace(reason), 1, Integer::sum)));
            List<Map.Entry<String, Integer>> sorted = new ArrayList<>(reasons.entrySet());
            sorted.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()));
            for (Map.Entry<String, Integer> reason : sorted.subList(0, Math.min(REASONS, sorted.size()))) {
                line(
                        out,
                        "   = " + Inert.line(reason.getKey())
                                + (elements.size() > 1 ? " (" + reason.getValue() + ")" : ""));
            }
            if (sorted.size() > REASONS) {
                line(out, "   = and " + (sorted.size() - REASONS) + " more reasons; --format json names all");
            }
            line(out, "");
        }
    }

    /** Each element on its own, with where the rule stopped. */
    private void explained(List<Undecided> elements, Appendable out) throws IOException {
        for (Undecided one : elements) {
            line(
                    out,
                    style.bold(style.yellow("undecided"))
                            + style.bold(": " + Inert.line(one.element().id())) + " [" + one.rule() + "]");
            for (String reason : one.reasons()) {
                line(out, "   = " + Inert.line(reason));
            }
            if (one.explanation().isPresent()) {
                new ExplanationText(style, out).write(one.explanation().get());
            }
            line(out, "");
        }
    }

    /** A reason without the pointer behind it, so that the same reason at many places counts as one. */
    private static String withoutPlace(String reason) {
        int pointer = reason.lastIndexOf(" (/");
        return pointer > 0 && reason.endsWith(")") ? reason.substring(0, pointer) : reason;
    }

    private void notices(List<Notice> notices, Appendable out) throws IOException {
        for (Notice notice : notices.subList(0, Math.min(NOTICES, notices.size()))) {
            line(
                    out,
                    style.blue("notice") + ": " + Inert.line(notice.message())
                            + notice.location()
                                    .map(at -> " (" + position(at) + ")")
                                    .orElse(""));
        }
        if (notices.size() > NOTICES) {
            line(
                    out,
                    style.blue("notice") + ": and " + (notices.size() - NOTICES)
                            + " more notices; --format json names all");
        }
        if (!notices.isEmpty()) {
            line(out, "");
        }
    }

    private void summary(Report report, Appendable out) throws IOException {
        Verdict verdict = report.verdict();
        String word = style.bold(
                switch (verdict) {
                    case PASSED -> style.green("PASSED");
                    case FAILED -> style.red("FAILED");
                    case INCOMPLETE -> style.yellow("INCOMPLETE");
                });
        line(out, word + ": " + Totals.of(report));
    }

    private static void line(Appendable out, String text) throws IOException {
        out.append(text).append('\n');
    }
}
