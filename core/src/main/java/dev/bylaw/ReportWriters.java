package dev.bylaw;

import dev.bylaw.internal.report.JsonReportWriter;
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

    /** {@return the names of all formats, sorted} */
    public static List<String> formats() {
        return List.of("json", "sarif", "text");
    }

    /**
     * The writer of a format, without colours and times.
     *
     * @param format its name
     * @return the writer; empty where there is none
     */
    public static Optional<ReportWriter> of(String format) {
        return switch (format) {
            case "json" -> Optional.of(json(false));
            case "sarif" -> Optional.of(sarif());
            case "text" -> Optional.of(text(false));
            default -> Optional.empty();
        };
    }
}
