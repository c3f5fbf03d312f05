package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.Value;

/** The variables of one evaluation of one rule or query, closures included. */
final class Frame {
    final Evaluation run;
    final Value[] slots;

    /** What closures and the rule itself collect into. */
    final Object[] collectors;

    Frame(Evaluation run, int slots, int collectors) {
        this.run = run;
        this.slots = new Value[slots];
        this.collectors = new Object[collectors];
    }
}
