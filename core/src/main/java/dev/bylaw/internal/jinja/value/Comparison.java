package dev.bylaw.internal.jinja.value;

import java.util.List;
import java.util.Optional;

/** Python's comparisons. An answer that depends on an unknown value is unknown. */
public final class Comparison {
    private static final int MAX_DEPTH = 60;

    private Comparison() {}

    /** {@return whether two values are equal} */
    public static Truth equal(Value left, Value right, Machine machine) {
        return equal(left, right, 0, machine);
    }

    private static Truth equal(Value left, Value right, int depth, Machine machine) {
        if (depth > MAX_DEPTH) {
            throw TemplateException.limit("a value nested more than " + MAX_DEPTH + " deep");
        }
        if (left instanceof UnknownValue || right instanceof UnknownValue) {
            return Truth.UNKNOWN;
        }
        if (left instanceof StringValue a && right instanceof StringValue b) {
            if (a.unknown().isPresent() || b.unknown().isPresent()) {
                return Truth.UNKNOWN;
            }
            machine.budget().read(a);
            return Truth.of(a.text().equals(b.text()));
        }
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return Truth.of(
                    Numbers.compare(left, right).map(order -> order == 0).orElse(false));
        }
        if (left instanceof ListValue a && right instanceof ListValue b) {
            return a.unknown().isPresent() || b.unknown().isPresent()
                    ? Truth.UNKNOWN
                    : equal(a.items(), b.items(), depth, machine);
        }
        if (left instanceof TupleValue a && right instanceof TupleValue b) {
            return equal(a.items(), b.items(), depth, machine);
        }
        if (left instanceof DictionaryValue a && right instanceof DictionaryValue b) {
            return dictionaries(a, b, depth, machine);
        }
        if (left instanceof SetValue a && right instanceof SetValue b) {
            if (a.unknown().isPresent() || b.unknown().isPresent()) {
                return Truth.UNKNOWN;
            }
            return Truth.of(a.size() == b.size() && a.items().stream().allMatch(item -> b.has(item) == Truth.TRUE));
        }
        if (left instanceof UndefinedValue && right instanceof UndefinedValue) {
            return Truth.TRUE;
        }
        return Truth.of(left.equals(right));
    }

    private static Truth equal(List<Value> left, List<Value> right, int depth, Machine machine) {
        if (left.size() != right.size()) {
            return Truth.FALSE;
        }
        Truth all = Truth.TRUE;
        for (int i = 0; i < left.size() && all != Truth.FALSE; i++) {
            machine.budget().step();
            all = all.and(equal(left.get(i), right.get(i), depth + 1, machine));
        }
        return all;
    }

    private static Truth dictionaries(DictionaryValue left, DictionaryValue right, int depth, Machine machine) {
        if (left.unknown().isPresent() || right.unknown().isPresent()) {
            return Truth.UNKNOWN;
        }
        if (left.size() != right.size()) {
            return Truth.FALSE;
        }
        Truth all = Truth.TRUE;
        for (Value key : left.keys()) {
            Optional<Value> other = right.get(key);
            machine.budget().step();
            all = other.isEmpty()
                    ? Truth.FALSE
                    : all.and(equal(left.get(key).orElseThrow(), other.get(), depth + 1, machine));
        }
        return all;
    }

    /**
     * The order of two values.
     *
     * @param operator the operator, for the message
     * @param left the left value
     * @param right the right value
     * @param machine the evaluation
     * @return negative, zero or positive; empty if it cannot be known
     * @throws TemplateException if Python has no order for them
     */
    public static Optional<Integer> order(String operator, Value left, Value right, Machine machine) {
        return order(operator, left, right, 0, machine);
    }

    private static Optional<Integer> order(String operator, Value left, Value right, int depth, Machine machine) {
        if (left instanceof UndefinedValue undefined) {
            throw undefined.error();
        }
        if (right instanceof UndefinedValue undefined) {
            throw undefined.error();
        }
        if (left.unknown().isPresent() || right.unknown().isPresent() || depth > MAX_DEPTH) {
            return Optional.empty();
        }
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return Optional.of(Numbers.compare(left, right).orElse(0));
        }
        if (left instanceof StringValue a && right instanceof StringValue b) {
            machine.budget().read(a);
            return Optional.of(texts(a.text(), b.text()));
        }
        if (left instanceof ListValue a && right instanceof ListValue b) {
            return sequences(operator, a.items(), b.items(), depth, machine);
        }
        if (left instanceof TupleValue a && right instanceof TupleValue b) {
            return sequences(operator, a.items(), b.items(), depth, machine);
        }
        return TimeArithmetic.order(left, right).or(() -> {
            throw TemplateException.error("'" + operator + "' not supported between instances of '" + left.typeName()
                    + "' and '" + right.typeName() + "'");
        });
    }

    /** Python compares code points, not UTF-16 units. */
    private static int texts(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean surrogates = Character.isSurrogate(a) != Character.isSurrogate(b);
                return surrogates ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static Optional<Integer> sequences(
            String operator, List<Value> left, List<Value> right, int depth, Machine machine) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            machine.budget().step();
            Truth equal = equal(left.get(i), right.get(i), depth + 1, machine);
            if (equal == Truth.UNKNOWN) {
                return Optional.empty();
            }
            if (equal == Truth.FALSE) {
                return order(operator, left.get(i), right.get(i), depth + 1, machine);
            }
        }
        return Optional.of(Integer.compare(left.size(), right.size()));
    }

    /**
     * Whether a value is in another one.
     *
     * @param item what is looked for
     * @param container where
     * @param machine the evaluation
     * @return the answer
     * @throws TemplateException if the container cannot contain anything
     */
    public static Truth contains(Value item, Value container, Machine machine) {
        if (container instanceof UnknownValue || item instanceof UnknownValue) {
            return container instanceof UndefinedValue ? Truth.FALSE : Truth.UNKNOWN;
        }
        if (container instanceof StringValue text) {
            if (item instanceof StringValue part) {
                machine.budget().read(text);
                return part.unknown().isPresent() || text.unknown().isPresent()
                        ? Truth.UNKNOWN
                        : Truth.of(text.text().contains(part.text()));
            }
            throw TemplateException.error("'in <string>' requires string as left operand, not " + item.typeName());
        }
        if (container instanceof DictionaryValue dictionary) {
            return dictionary.has(item);
        }
        if (container instanceof SetValue set) {
            return set.has(item);
        }
        if (!Sequences.iterable(container)) {
            throw TemplateException.error("argument of type '" + container.typeName() + "' is not iterable");
        }
        Truth found = Truth.FALSE;
        for (Value member : Sequences.items(container, machine)) {
            machine.budget().step();
            found = found.or(equal(item, member, machine));
            if (found == Truth.TRUE) {
                return found;
            }
        }
        return container.unknown().isPresent() ? Truth.UNKNOWN : found;
    }
}
