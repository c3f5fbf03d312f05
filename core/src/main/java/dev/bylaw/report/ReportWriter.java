package dev.bylaw.report;

import java.io.IOException;

/** Writes reports in a format. Implementations are immutable and decide nothing: they print what the report says. */
public interface ReportWriter {
    /** {@return the name of the format, for example {@code sarif}} */
    String format();

    /**
     * Writes a report.
     *
     * @param report the report
     * @param out where to
     * @throws IOException if {@code out} does
     */
    void write(Report report, Appendable out) throws IOException;
}
