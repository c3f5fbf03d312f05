package dev.bylaw.rego;

import java.util.List;
import java.util.Optional;

/**
 * Limits on how large a value can be, so that going through one always comes to an end: values share their parts, and a
 * few steps could build one that is far larger than the memory it takes.
 */
final class Bounds {
    /** How deep collections can be in each other. */
    static final int MAX_DEPTH = 2000;

    /** How many values a value can consist of, shared ones counted each time. */
    static final int MAX_NODES = 100_000_000;

    private int depth;
    private long nodes = 1;

    /** Counts a part of a collection; {@return whether it is a collection itself} */
    boolean add(Value part) {
        if (part instanceof ArrayValue array) {
            add(array.depth, array.nodes);
        } else if (part instanceof ObjectValue object) {
            add(object.depth, object.nodes);
        } else if (part instanceof SetValue set) {
            add(set.depth, set.nodes);
        } else {
            nodes++;
            return false;
        }
        return true;
    }

    private void add(int partDepth, int partNodes) {
        depth = Math.max(depth, partDepth);
        nodes += partNodes;
    }

    /** {@return how deep the collection is, itself counted} */
    int depth() {
        if (depth >= MAX_DEPTH) {
            throw tooLarge("value is nested deeper than " + MAX_DEPTH + " levels");
        }
        return depth + 1;
    }

    /** {@return how many values the collection consists of} */
    int nodes() {
        if (nodes > MAX_NODES) {
            throw tooLarge("value consists of more than " + MAX_NODES + " values");
        }
        return (int) nodes;
    }

    private static RegoException tooLarge(String message) {
        return new RegoException(List.of(new RegoError("eval_limit_error", message, Optional.empty())));
    }
}
