package dev.bylaw.internal.jinja.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether branches ended with the same value, and what stands for several ones. */
final class Sameness {
    private static final int MAX_DEPTH = 20;

    private Sameness() {}

    /**
     * One value for several possible ones.
     *
     * @param values the possible ones; empty where there is none
     * @param reason why it cannot be told which one it is
     * @return the value if all are the same, else an unknown one
     */
    static Value unite(Collection<Optional<Value>> values, String reason) {
        Optional<Value> first = values.iterator().next();
        for (Optional<Value> value : values) {
            if (value.isEmpty() || first.isEmpty() || !same(first.get(), value.get(), 0)) {
                return new UnknownValue(reason, List.of(), shown(values));
            }
        }
        return first.orElseThrow();
    }

    private static Optional<Value> shown(Collection<Optional<Value>> values) {
        for (Optional<Value> value : values) {
            if (value.isPresent() && value.get().isShownInDoubt()) {
                return value;
            }
        }
        return Optional.empty();
    }

    static boolean same(Value left, Value right) {
        return same(left, right, 0);
    }

    private static boolean same(Value left, Value right, int depth) {
        if (left == right) {
            return true;
        }
        if (left.getClass() != right.getClass() || left instanceof UnknownValue || depth > MAX_DEPTH) {
            return false;
        }
        if (left instanceof ListValue a && right instanceof ListValue b) {
            return a.unknown().isEmpty() && b.unknown().isEmpty() && same(a.items(), b.items(), depth);
        }
        if (left instanceof TupleValue a && right instanceof TupleValue b) {
            return same(a.items(), b.items(), depth);
        }
        if (left instanceof SetValue a && right instanceof SetValue b) {
            return a.unknown().isEmpty() && b.unknown().isEmpty() && same(a.items(), b.items(), depth);
        }
        if (left instanceof DictionaryValue a && right instanceof DictionaryValue b) {
            return a.unknown().isEmpty()
                    && b.unknown().isEmpty()
                    && same(a.keys(), b.keys(), depth)
                    && same(a.values(), b.values(), depth);
        }
        return left.equals(right);
    }

    private static boolean same(List<Value> left, List<Value> right, int depth) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!same(left.get(i), right.get(i), depth + 1)) {
                return false;
            }
        }
        return true;
    }

    /** The names of several states, in the order met. */
    static List<String> names(List<Map<String, Value>> states) {
        List<String> names = new ArrayList<>();
        for (Map<String, Value> state : states) {
            for (String name : state.keySet()) {
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
