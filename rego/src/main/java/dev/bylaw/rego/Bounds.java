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

    /** The largest {@link Value#weight}. */
    static final long MAX_WEIGHT = 100_000_000;

    /** So many characters of a text weigh as much as a value. */
    static final int CHARACTERS = 16;

    private int depth;
    private long weight = 1;

    /** Counts a part of a collection; {@return whether it is a collection itself} */
    boolean add(Value part) {
        // Asked for each part of each value that is made: by the class, which is faster than by the interface.
        if (part instanceof StringValue string) {
            weight += string.weight();
            return false;
        }
        if (part instanceof ArrayValue array) {
            weight += array.weight;
            depth = Math.max(depth, array.depth);
        } else if (part instanceof ObjectValue object) {
            weight += object.weight;
            depth = Math.max(depth, object.depth);
        } else if (part instanceof SetValue set) {
            weight += set.weight;
            depth = Math.max(depth, set.depth);
        } else {
            weight += part.weight();
            return false;
        }
        return true;
    }

    /** {@return how deep the collection is, itself counted} */
    int depth() {
        if (depth >= MAX_DEPTH) {
            throw tooLarge("value is nested deeper than " + MAX_DEPTH + " levels");
        }
        return depth + 1;
    }

    /** {@return how much the collection weighs} */
    long weight() {
        check(weight);
        return weight;
    }

    /** Checks what is to be sorted, which can take long where members share parts. */
    static void check(long weight) {
        if (weight > MAX_WEIGHT) {
            throw tooLarge("value consists of more than " + MAX_WEIGHT + " values");
        }
    }

    private static RegoException tooLarge(String message) {
        return new RegoException(List.of(new RegoError("eval_limit_error", message, Optional.empty())));
    }
}
