package dev.bylaw.internal.report;

import dev.bylaw.report.Report;
import dev.bylaw.report.ReportWriter;
import dev.bylaw.report.RuleRun;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Verdict;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.RuleId;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * JUnit XML in the form that Ant wrote first and Jenkins and GitLab read: a suite for each rule, in it a case for each violation
 * and each undecided element, or one case for the rule where it found nothing. A violation that fails the run is a failure,
 * another passes and says so in its output; what is undecided is skipped; a problem, or another reason for an incomplete run,
 * is an error. Times are 0, so that equal checks give equal files.
 *
 * <p>The attribute {@code file} of a case is an addition that GitLab reads and others ignore.
 */
public final class JunitReportWriter implements ReportWriter {
    private static final String PROBLEMS = "bylaw/problems";

    private final RepositoryFolder folder;

    /**
     * A writer.
     *
     * @param folder the checked folder's path from the root of the repository, with {@code /}; empty text for the root
     */
    public JunitReportWriter(String folder) {
        this.folder = new RepositoryFolder(folder);
    }

    /** How a case ended; the tags are those of the format. */
    private enum Outcome {
        PASSED("system-out"),
        FAILURE("failure"),
        ERROR("error"),
        SKIPPED("skipped");

        private final String tag;

        Outcome(String tag) {
            this.tag = tag;
        }
    }

    /** A case. */
    private record Case(
            String name,
            Optional<Location> location,
            Outcome outcome,
            String type,
            String message,
            List<String> lines) {}

    @Override
    public String format() {
        return "junit";
    }

    @Override
    public void write(Report report, Appendable out) throws IOException {
        Map<String, List<Case>> suites = suites(report);
        List<Case> all = suites.values().stream().flatMap(List::stream).toList();
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"bylaw\"");
        numbers(all, out);
        out.append(">\n");
        for (Map.Entry<String, List<Case>> suite : suites.entrySet()) {
            out.append("  <testsuite name=\"").append(xml(suite.getKey())).append('"');
            numbers(suite.getValue(), out);
            out.append(" skipped=\"")
                    .append(number(suite.getValue(), Outcome.SKIPPED))
                    .append("\">\n");
            Set<String> names = new HashSet<>();
            Map<String, Integer> next = new HashMap<>();
            for (Case test : suite.getValue()) {
                write(suite.getKey(), own(Inert.line(test.name()), names, next), test, out);
            }
            out.append("  </testsuite>\n");
        }
        out.append("</testsuites>\n");
    }

    private static Map<String, List<Case>> suites(Report report) {
        Map<String, List<Case>> suites = new LinkedHashMap<>();
        List<Case> problems = problems(report);
        if (!problems.isEmpty()) {
            suites.put(PROBLEMS, problems);
        }
        report.rules().forEach(run -> suites.put(run.rule().id().toString(), new ArrayList<>()));
        for (Violation violation : report.violations()) {
            suite(suites, violation.rule()).add(of(violation, report));
        }
        for (Undecided undecided : report.undecided()) {
            suite(suites, undecided.rule())
                    .add(new Case(
                            undecided.element().id(),
                            undecided.location(),
                            Outcome.SKIPPED,
                            "undecided",
                            "undecided: " + String.join("; ", undecided.reasons()),
                            undecided.reasons()));
        }
        for (RuleRun run : report.rules()) {
            List<Case> suite = suites.get(run.rule().id().toString());
            if (suite.isEmpty()) {
                suite.add(clean(run));
            }
        }
        return suites;
    }

    private static List<Case> suite(Map<String, List<Case>> suites, RuleId rule) {
        return suites.computeIfAbsent(rule.toString(), key -> new ArrayList<>());
    }

    private static Case of(Violation violation, Report report) {
        boolean fails = report.fails(violation);
        List<String> lines = new ArrayList<>();
        lines.add(violation.severity().id() + ": " + violation.message());
        if (!fails) {
            lines.add("this severity does not fail the run");
        }
        if (!violation.remedy().isEmpty()) {
            lines.add("remedy: " + violation.remedy());
        }
        String name = violation.element().id() + (violation.at().isEmpty() ? "" : " " + violation.at());
        return new Case(
                name,
                violation.location(),
                fails ? Outcome.FAILURE : Outcome.PASSED,
                violation.severity().id(),
                violation.message(),
                lines);
    }

    private static Case clean(RuleRun run) {
        return run.subjects() == 0
                ? new Case(
                        run.rule().title(),
                        Optional.empty(),
                        Outcome.SKIPPED,
                        "nothing-to-check",
                        "there is nothing that this rule is about",
                        List.of("there is nothing that this rule is about"))
                : new Case(
                        run.rule().title(),
                        Optional.empty(),
                        Outcome.PASSED,
                        "",
                        "",
                        List.of(Totals.count(run.subjects(), "element") + " checked"));
    }

    private static List<Case> problems(Report report) {
        List<Case> cases = new ArrayList<>();
        for (Problem problem : report.problems()) {
            String name = problem.location()
                    .map(at -> problem.kind().id() + " " + at.file())
                    .orElse(problem.kind().id());
            cases.add(new Case(
                    name,
                    problem.location(),
                    Outcome.ERROR,
                    problem.kind().id(),
                    problem.message(),
                    List.of(problem.message())));
        }
        if (cases.isEmpty() && report.verdict() == Verdict.INCOMPLETE) {
            String reason = report.nothingChecked()
                    ? "nothing was checked"
                    : Totals.count(report.undecided().size(), "element")
                            + " undecided, which these settings do not accept";
            cases.add(new Case(
                    "the check is complete", Optional.empty(), Outcome.ERROR, "incomplete", reason, List.of(reason)));
        }
        return cases;
    }

    private void write(String suite, String name, Case test, Appendable out) throws IOException {
        out.append("    <testcase classname=\"")
                .append(xml(suite))
                .append("\" name=\"")
                .append(xml(name))
                .append('"');
        if (test.location().isPresent()) {
            out.append(" file=\"")
                    .append(line(folder.file(test.location().get().file())))
                    .append('"');
        }
        out.append(" time=\"0\">\n      <").append(test.outcome().tag);
        if (test.outcome() != Outcome.PASSED) {
            out.append(" message=\"").append(line(test.message())).append("\" type=\"");
            out.append(xml(test.type())).append('"');
        }
        out.append('>');
        List<String> lines = new ArrayList<>();
        test.lines().forEach(text -> lines.add(line(text)));
        test.location().ifPresent(at -> lines.add("at " + line(folder.place(at))));
        out.append(String.join("\n", lines))
                .append("</")
                .append(test.outcome().tag)
                .append(">\n    </testcase>\n");
    }

    private static void numbers(List<Case> cases, Appendable out) throws IOException {
        out.append(" tests=\"")
                .append(Integer.toString(cases.size()))
                .append("\" failures=\"")
                .append(number(cases, Outcome.FAILURE))
                .append("\" errors=\"")
                .append(number(cases, Outcome.ERROR))
                .append("\" time=\"0\"");
    }

    private static String number(List<Case> cases, Outcome outcome) {
        return Long.toString(
                cases.stream().filter(test -> test.outcome() == outcome).count());
    }

    /** A name that no other case of the suite has, as GitLab drops the second of the same. */
    private static String own(String name, Set<String> used, Map<String, Integer> next) {
        String own = name;
        while (!used.add(own)) {
            own = name + " (" + next.merge(name, 2, (number, first) -> number + 1) + ")";
        }
        return own;
    }

    private static String line(String text) {
        return xml(Inert.line(text));
    }

    /** Text of a line for XML 1.0, in which all characters are permitted already, as content and as attribute. */
    private static String xml(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&apos;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
