package dev.bylaw.cli;

import dev.bylaw.report.Report;

/** The exit codes of {@code bylaw}. */
final class ExitCodes {
    static final int PASSED = 0;
    static final int FAILED = 1;

    /** Wrong arguments, rules or settings: nothing was checked. */
    static final int USAGE = 2;

    static final int INCOMPLETE = 3;
    static final int NOTHING_CHECKED = 4;

    private ExitCodes() {}

    static int of(Report report) {
        return switch (report.verdict()) {
            case PASSED -> PASSED;
            case FAILED -> FAILED;
            case INCOMPLETE -> report.nothingChecked() && report.problems().isEmpty() ? NOTHING_CHECKED : INCOMPLETE;
        };
    }
}
