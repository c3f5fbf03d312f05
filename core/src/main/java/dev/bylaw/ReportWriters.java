package dev.bylaw;

import dev.bylaw.internal.report.GithubReportWriter;
import dev.bylaw.internal.report.GitlabReportWriter;
import dev.bylaw.internal.report.JsonReportWriter;
import dev.bylaw.internal.report.JunitReportWriter;
import dev.bylaw.internal.report.MarkdownReportWriter;
import dev.bylaw.internal.report.SarifReportWriter;
import dev.bylaw.internal.report.TextReportWriter;
import dev.bylaw.report.ReportWriter;
import java.util.List;
import java.util.Optional;

/** The formats in which reports can be written. */
public final class ReportWriters {
    private ReportWriters() {}

    /**
     * Text for people.
     *
     * @param colors whether to use ANSI colours
     * @return the writer
     */
    public static ReportWriter text(boolean colors) {
        return new TextReportWriter(colors);
    }

    /**
     * Bylaw's own JSON format.
     *
     * @param times whether it says how long each rule took, which differs from run to run
     * @return the writer
     */
    public static ReportWriter json(boolean times) {
        return new JsonReportWriter(times);
    }

    /** {@return SARIF 2.1.0} */
    public static ReportWriter sarif() {
        return new SarifReportWriter();
    }

    /**
     * GitLab's code quality report.
     *
     * @param folder the checked folder's path from the root of its repository, with {@code /}; empty text for the root
     * @return the writer
     * @throws IllegalArgumentException if the path begins or ends with {@code /}
     */
    public static ReportWriter gitlab(String folder) {
        return new GitlabReportWriter(folder);
    }

    /**
     * JUnit XML, as Jenkins and GitLab read it.
     *
     * @param folder the checked folder's path from the root of its repository, with {@code /}; empty text for the root
     * @return the writer
     * @throws IllegalArgumentException if the path begins or ends with {@code /}
     */
    public static ReportWriter junit(String folder) {
        return new JunitReportWriter(folder);
    }

    /**
     * Workflow commands, which GitHub shows as annotations.
     *
     * @param folder the checked folder's path from the root of its repository, with {@code /}; empty text for the root
     * @return the writer
     * @throws IllegalArgumentException if the path begins or ends with {@code /}
     */
    public static ReportWriter github(String folder) {
        return new GithubReportWriter(folder);
    }

    /**
     * A summary in Markdown for a merge request or a job.
     *
     * @param folder the checked folder's path from the root of its repository, with {@code /}; empty text for the root
     * @return the writer
     * @throws IllegalArgumentException if the path begins or ends with {@code /}
     */
    public static ReportWriter markdown(String folder) {
        return new MarkdownReportWriter(folder);
    }

    /** {@return the names of all formats, sorted} */
    public static List<String> formats() {
        return List.of("github", "gitlab", "json", "junit", "markdown", "sarif", "text");
    }

    /**
     * The writer of a format, without colours and times, for a checked folder that is the root of its repository.
     *
     * @param format its name
     * @return the writer; empty where there is none
     */
    public static Optional<ReportWriter> of(String format) {
        return of(format, "");
    }

    /**
     * The writer of a format, without colours and times.
     *
     * @param format its name
     * @param folder the checked folder's path from the root of its repository, with {@code /}; empty text for the root.
     *     The formats {@code json}, {@code sarif} and {@code text} name files relative to the checked folder
     * @return the writer; empty where there is none
     * @throws IllegalArgumentException if the path begins or ends with {@code /}
     */
    public static Optional<ReportWriter> of(String format, String folder) {
        return switch (format) {
            case "github" -> Optional.of(github(folder));
            case "gitlab" -> Optional.of(gitlab(folder));
            case "json" -> Optional.of(json(false));
            case "junit" -> Optional.of(junit(folder));
            case "markdown" -> Optional.of(markdown(folder));
            case "sarif" -> Optional.of(sarif());
            case "text" -> Optional.of(text(false));
            default -> Optional.empty();
        };
    }
}
