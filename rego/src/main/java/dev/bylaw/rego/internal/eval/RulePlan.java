package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.Value;

/** A planned rule: its branches, each a query that ends by emitting into the collector 0 of its frame. */
final class RulePlan {
    /**
     * A branch.
     *
     * @param query what must hold; it ends with {@link Emit}
     * @param constant the value where it is the same for every solution, else null
     */
    record Branch(Step query, Value constant) {}

    /** Takes what a rule's solutions give. */
    interface Collector {
        /** Takes a solution; says whether no further one is wanted. */
        boolean emit(Frame frame, Value[] keys, Value value);
    }

    /** The end of a branch's query. */
    static final class Emit extends Step {
        private static final Value[] NO_KEYS = {};

        private final Compute[] keys;
        private final Compute value;

        Emit(Compute[] keys, Compute value) {
            this.keys = keys;
            this.value = value;
        }

        @Override
        boolean run(Frame frame) {
            Value[] keyValues = keys.length == 0 ? NO_KEYS : Computes.all(keys, frame);
            Value result = keyValues == null ? null : value.eval(frame);
            return result != null && ((Collector) frame.collectors[0]).emit(frame, keyValues, result);
        }
    }

    final Branch[] branches;
    final int parameters;
    final int slots;
    final int collectors;
    final boolean set;
    final RegoLocation at;

    /** Set by the index: what must be so for the rule to have a solution. */
    final RuleIndex.Condition[] conditions;

    RulePlan(
            Branch[] branches,
            int parameters,
            int slots,
            int collectors,
            boolean set,
            RuleIndex.Condition[] conditions,
            RegoLocation at) {
        this.branches = branches;
        this.parameters = parameters;
        this.slots = slots;
        this.collectors = collectors;
        this.set = set;
        this.conditions = conditions;
        this.at = at;
    }

    /** A frame for one evaluation; a function's arguments stand in its first slots. */
    Frame frame(Evaluation run, Value[] arguments, Collector collector) {
        Frame frame = new Frame(run, slots, collectors);
        System.arraycopy(arguments, 0, frame.slots, 0, parameters);
        frame.collectors[0] = collector;
        return frame;
    }
}
