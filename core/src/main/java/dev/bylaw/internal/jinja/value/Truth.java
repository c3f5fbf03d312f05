package dev.bylaw.internal.jinja.value;

/** The answer to a question about values of which some cannot be known. */
public enum Truth {
    /** Yes. */
    TRUE,
    /** No. */
    FALSE,
    /** It cannot be told. */
    UNKNOWN;

    /** {@return the answer for what is known} */
    public static Truth of(boolean answer) {
        return answer ? TRUE : FALSE;
    }

    /** {@return the opposite answer} */
    public Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** {@return whether both hold} */
    public Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
    }

    /** {@return whether one of both holds} */
    public Truth or(Truth other) {
        return not().and(other.not()).not();
    }
}
