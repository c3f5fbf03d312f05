package dev.bylaw.internal.report;

import dev.bylaw.report.Report;
import dev.bylaw.report.ReportWriter;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Workflow commands that GitHub shows as annotations of files (docs.github.com, "Workflow commands"; the runner reads them in
 * {@code ActionCommand.cs}). GitHub shows ten errors, ten warnings and ten notices of a step and fifty of a job: the most
 * severe go first, and the last notice says how many are left out. The last line says the verdict; it is no command.
 */
public final class GithubReportWriter implements ReportWriter {
    /** How many annotations of a kind GitHub shows of a step. */
    private static final int LIMIT = 10;

    /** How many of the errors may be problems while there are violations besides. */
    private static final int PROBLEMS = LIMIT / 2;

    /** How many code points of a text are shown: an annotation holds 64 KiB. */
    private static final int LENGTH = 2000;

    private final RepositoryFolder folder;

    /**
     * A writer.
     *
     * @param folder the checked folder's path from the root of the repository, with {@code /}; empty text for the root
     */
    public GithubReportWriter(String folder) {
        this.folder = new RepositoryFolder(folder);
    }

    /** The kinds of annotations; the names are those of the commands. */
    private enum Kind {
        ERROR,
        WARNING,
        NOTICE;

        String command() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One command, without its name. */
    private record Annotation(String title, List<String> lines, Optional<Location> location) {}

    @Override
    public String format() {
        return "github";
    }

    @Override
    public void write(Report report, Appendable out) throws IOException {
        Map<Kind, List<Annotation>> all = annotations(report);
        List<String> left = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int number = all.get(kind).size();
            boolean reserved = kind == Kind.NOTICE && (number > LIMIT || !left.isEmpty());
            int shown = Math.min(number, reserved ? LIMIT - 1 : LIMIT);
            for (Annotation annotation : all.get(kind).subList(0, shown)) {
                write(kind, annotation, out);
            }
            if (number > shown) {
                left.add(Totals.count(number - shown, kind.command()));
            }
        }
        if (!left.isEmpty()) {
            String text = String.join(", ", left) + " more; GitHub shows " + LIMIT
                    + " of each kind, a report in another format names all";
            write(Kind.NOTICE, new Annotation("Bylaw", List.of(text), Optional.empty()), out);
        }
        out.append("Bylaw: ")
                .append(report.verdict().name())
                .append(": ")
                .append(Inert.line(Totals.of(report)))
                .append('\n');
    }

    private static Map<Kind, List<Annotation>> annotations(Report report) {
        Map<Kind, List<Annotation>> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            all.put(kind, new ArrayList<>());
        }
        for (Violation violation : report.violations()) {
            Kind kind =
                    switch (violation.severity()) {
                        case ERROR -> Kind.ERROR;
                        case WARNING -> Kind.WARNING;
                        case INFO -> Kind.NOTICE;
                    };
            List<String> lines = violation.remedy().isEmpty()
                    ? List.of(violation.message())
                    : List.of(violation.message(), "Remedy: " + violation.remedy());
            all.get(kind).add(new Annotation(violation.rule().toString(), lines, violation.location()));
        }
        List<Annotation> problems = new ArrayList<>();
        for (Problem problem : report.problems()) {
            problems.add(
                    new Annotation("problem: " + problem.kind().id(), List.of(problem.message()), problem.location()));
        }
        List<Annotation> errors = all.get(Kind.ERROR);
        int first = Math.min(problems.size(), Math.max(PROBLEMS, LIMIT - errors.size()));
        errors.addAll(0, problems.subList(0, first));
        errors.addAll(problems.subList(first, problems.size()));
        Kind doubt = report.undecidedFails() ? Kind.WARNING : Kind.NOTICE;
        for (Undecided undecided : report.undecided()) {
            String text = undecided.element().id() + ": " + String.join("; ", undecided.reasons());
            all.get(doubt).add(new Annotation("undecided: " + undecided.rule(), List.of(text), undecided.location()));
        }
        for (Notice notice : report.notices()) {
            all.get(Kind.NOTICE).add(new Annotation(notice.kind(), List.of(notice.message()), notice.location()));
        }
        return all;
    }

    private void write(Kind kind, Annotation annotation, Appendable out) throws IOException {
        List<String> properties = new ArrayList<>();
        if (annotation.location().isPresent()) {
            Location at = annotation.location().get();
            properties.add("file=" + property(folder.file(at.file())));
            properties.add("line=" + at.start().line());
            properties.add("endLine=" + at.end().line());
            // The runner drops the columns of what goes over several lines.
            if (at.start().line() == at.end().line()) {
                properties.add("col=" + at.start().column());
                properties.add(
                        "endColumn=" + Math.max(at.start().column(), at.end().column() - 1));
            }
        }
        properties.add("title=" + property(annotation.title()));
        List<String> lines = new ArrayList<>();
        annotation
                .lines()
                .forEach(line -> lines.add(Inert.line(Inert.cut(line, LENGTH)).replace("%", "%25")));
        out.append("::")
                .append(kind.command())
                .append(' ')
                .append(String.join(",", properties))
                .append("::")
                .append(String.join("%0A", lines))
                .append('\n');
    }

    private static String property(String text) {
        return Inert.line(Inert.cut(text, LENGTH))
                .replace("%", "%25")
                .replace(":", "%3A")
                .replace(",", "%2C");
    }
}
