package dev.bylaw.report;

/** How a check ended. */
public enum Verdict {
    /** Everything was checked and nothing that fails a run was found. */
    PASSED,
    /** A violation that fails a run was found. */
    FAILED,
    /** No such violation was found, but not everything was checked. */
    INCOMPLETE
}
