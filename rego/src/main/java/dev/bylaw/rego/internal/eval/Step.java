package dev.bylaw.rego.internal.eval;

/**
 * A node that runs what follows it once for each of its solutions. Linked once when it is planned, then immutable and
 * shared between threads.
 *
 * <p>The path doubt of the evaluation is the same after {@link #run} as it was before.
 */
abstract class Step {
    /** What follows; null behind the last step. */
    Step next;

    /** Sets what follows. */
    void link(Step following) {
        next = following;
    }

    /**
     * Runs what follows for each solution.
     *
     * @param frame the variables
     * @return whether no further solution is wanted
     */
    abstract boolean run(Frame frame);
}
