package dev.bylaw.internal.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bylaw.internal.text.Fingerprint;
import dev.bylaw.report.Report;
import dev.bylaw.report.ReportWriter;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.Severity;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * GitLab's code quality report (docs.gitlab.com, "Code Quality report format"). GitLab keeps one finding of each fingerprint,
 * so each has its own. Undecided elements are findings of the severity {@code info}, or {@code major} where they keep the run
 * from passing; problems are {@code blocker}. Suppressed violations and notices are left out: a merge request shows what is
 * to be done.
 */
public final class GitlabReportWriter implements ReportWriter {
    /** The path of what no file says: the format demands one. */
    private static final String NO_FILE = ".";

    private final RepositoryFolder folder;

    /**
     * A writer.
     *
     * @param folder the checked folder's path from the root of the repository, with {@code /}; empty text for the root
     */
    public GitlabReportWriter(String folder) {
        this.folder = new RepositoryFolder(folder);
    }

    @Override
    public String format() {
        return "gitlab";
    }

    @Override
    public void write(Report report, Appendable out) throws IOException {
        Set<String> used = new HashSet<>();
        try (JsonGenerator json = JsonOutput.to(out)) {
            json.writeStartArray();
            for (Problem problem : report.problems()) {
                String id = Fingerprint.of(
                        "problem",
                        problem.kind().id(),
                        problem.location().map(Location::file).orElse(""),
                        problem.message());
                String check = "bylaw/problem/" + problem.kind().id();
                finding("problem: " + problem.message(), check, id, "blocker", problem.location(), used, json);
            }
            for (Violation violation : report.violations()) {
                finding(
                        violation.message(),
                        violation.rule().toString(),
                        violation.fingerprint(),
                        severity(violation.severity()),
                        violation.location(),
                        used,
                        json);
            }
            for (Undecided undecided : report.undecided()) {
                String id = Fingerprint.of(
                        "undecided",
                        undecided.rule().toString(),
                        undecided.element().kind(),
                        undecided.element().id());
                String text = "undecided: " + undecided.element().id() + ": " + String.join("; ", undecided.reasons());
                String severity = report.undecidedFails() ? "major" : "info";
                finding(text, undecided.rule().toString(), id, severity, undecided.location(), used, json);
            }
            json.writeEndArray();
        }
        out.append('\n');
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case ERROR -> "critical";
            case WARNING -> "minor";
            case INFO -> "info";
        };
    }

    private void finding(
            String text,
            String check,
            String fingerprint,
            String severity,
            Optional<Location> location,
            Set<String> used,
            JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("description", Inert.line(text));
        json.writeStringField("check_name", check);
        json.writeStringField("fingerprint", own(fingerprint, used));
        json.writeStringField("severity", severity);
        json.writeObjectFieldStart("location");
        String path =
                location.map(at -> folder.file(at.file())).orElse(folder.path().isEmpty() ? NO_FILE : folder.path());
        json.writeStringField("path", Inert.plain(path));
        json.writeObjectFieldStart("lines");
        json.writeNumberField("begin", location.map(at -> at.start().line()).orElse(1));
        json.writeNumberField("end", location.map(at -> at.end().line()).orElse(1));
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    /** A fingerprint that no other finding of this report has: for the second of the same, made from it and its number. */
    private static String own(String fingerprint, Set<String> used) {
        String own = fingerprint;
        for (int number = 2; !used.add(own); number++) {
            own = Fingerprint.of(fingerprint, Integer.toString(number));
        }
        return own;
    }
}
