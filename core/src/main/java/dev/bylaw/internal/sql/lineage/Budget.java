package dev.bylaw.internal.sql.lineage;

/** Bounds the work of one analysis in steps, not in time, so that the same text always gives the same result. */
final class Budget {
    /** How many inputs may be handled in one analysis. */
    static final long MAX_STEPS = 40_000_000;
    /** How many columns a relation within a query may have. */
    static final int MAX_COLUMNS = 20_000;

    /** The work is too much. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exhausted(String message) {
            super(message, null, false, false);
        }
    }

    private long steps;

    void spend(int more) {
        steps += more;
        if (steps > MAX_STEPS) {
            throw new Exhausted("the query needs more than " + MAX_STEPS + " steps of analysis");
        }
    }
}
