package dev.bylaw.report;

/** Whether a violation was there before, in what a check was compared with. */
public enum Age {
    /** The check was compared with nothing. */
    UNKNOWN,
    /** The base does not have it. */
    NEW,
    /** The base has it too. */
    OLD
}
