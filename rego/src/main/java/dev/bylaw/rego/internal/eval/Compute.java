package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.Value;

/** A node with one value, or none. Immutable, shared between threads; all state is in the frame. */
abstract class Compute {
    /**
     * Computes the value. What it reads that is unknown is noted in {@link Evaluation#doubt}.
     *
     * @param frame the variables
     * @return the value, or null where it is undefined
     */
    abstract Value eval(Frame frame);
}
