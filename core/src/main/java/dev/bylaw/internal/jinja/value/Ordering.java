package dev.bylaw.internal.jinja.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Python's {@code sorted}, {@code min} and {@code max}. */
public final class Ordering {
    /** Thrown inside a sort when two values have no known order. */
    private static final class NotKnown extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotKnown() {
            super("not known", null, false, false);
        }
    }

    private record Keyed(Value key, Value value) {}

    private Ordering() {}

    /**
     * Sorts values; the sort is stable.
     *
     * @param values the values
     * @param key by what they are sorted
     * @param reverse whether the largest comes first; equal ones keep their order even so
     * @param machine the evaluation
     * @return the sorted values; empty if their order cannot be known
     * @throws TemplateException if Python has no order for them
     */
    public static Optional<List<Value>> sort(
            List<Value> values, UnaryOperator<Value> key, boolean reverse, Machine machine) {
        List<Keyed> keyed = new ArrayList<>();
        values.forEach(value -> keyed.add(new Keyed(key.apply(value), value)));
        Comparator<Keyed> order = (a, b) -> {
            machine.budget().step();
            return Comparison.order("<", a.key, b.key, machine).orElseThrow(NotKnown::new);
        };
        try {
            keyed.sort(reverse ? order.reversed() : order);
        } catch (NotKnown e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            throw TemplateException.error("the values have no consistent order");
        }
        List<Value> sorted = new ArrayList<>();
        keyed.forEach(one -> sorted.add(one.value));
        return Optional.of(sorted);
    }

    /**
     * The smallest or largest value, the first one of equal ones.
     *
     * @param values the values, at least one
     * @param key by what they are compared
     * @param largest whether the largest is wanted
     * @param machine the evaluation
     * @return the value; empty if their order cannot be known
     */
    public static Optional<Value> extreme(
            List<Value> values, UnaryOperator<Value> key, boolean largest, Machine machine) {
        Value best = values.get(0);
        Value bestKey = key.apply(best);
        for (Value value : values.subList(1, values.size())) {
            Value valueKey = key.apply(value);
            machine.budget().step();
            Optional<Integer> order = largest
                    ? Comparison.order(">", valueKey, bestKey, machine)
                    : Comparison.order("<", bestKey, valueKey, machine);
            if (order.isEmpty()) {
                return Optional.empty();
            }
            if (order.get() > 0) {
                best = value;
                bestKey = valueKey;
            }
        }
        return Optional.of(best);
    }
}
