package dev.bylaw.internal.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What lists, tuples, texts and ranges have in common: iteration, indexes, slices. */
public final class Sequences {
    private Sequences() {}

    /** Prints members with commas between them. */
    static void print(Printer printer, List<Value> items, Optional<String> unknown) {
        boolean first = true;
        for (Value item : items) {
            if (!first) {
                printer.append(", ");
            }
            first = false;
            printer.member(item);
        }
        if (unknown.isPresent()) {
            printer.append(first ? "" : ", ");
            printer.hole(new UnknownValue(unknown.get()));
        }
    }

    /** The item at an index, which may count from the end. */
    static Optional<Value> item(List<Value> items, Optional<String> unknown, String type, Value key) {
        Optional<BigInteger> index = Numbers.index(key);
        if (index.isEmpty()) {
            return Optional.empty();
        }
        if (unknown.isPresent()) {
            return Optional.of(new UnknownValue(unknown.get()));
        }
        int position = position(index.get(), items.size());
        return position < 0 ? Optional.empty() : Optional.of(items.get(position));
    }

    /** {@return the place of an index that may count from the end; negative if there is none} */
    static int position(BigInteger index, int size) {
        BigInteger position = index.signum() < 0 ? index.add(BigInteger.valueOf(size)) : index;
        return position.signum() < 0 || position.compareTo(BigInteger.valueOf(size)) >= 0 ? -1 : position.intValue();
    }

    /** {@return whether a value can be iterated} */
    public static boolean iterable(Value value) {
        return value instanceof ListValue
                || value instanceof TupleValue
                || value instanceof StringValue
                || value instanceof DictionaryValue
                || value instanceof SetValue
                || value instanceof RangeValue
                || value instanceof ViewValue
                || value instanceof IteratorValue
                || value instanceof UndefinedValue;
    }

    /**
     * The items of a value, as a loop sees them.
     *
     * @param value what to iterate; an iterator is used up
     * @param machine the evaluation
     * @return the items that are known
     * @throws TemplateException if it cannot be iterated
     */
    public static List<Value> items(Value value, Machine machine) {
        if (value instanceof ListValue list) {
            return List.copyOf(list.items());
        }
        if (value instanceof TupleValue tuple) {
            return tuple.items();
        }
        if (value instanceof StringValue string) {
            return characters(string, machine);
        }
        if (value instanceof DictionaryValue dictionary) {
            return dictionary.keys();
        }
        if (value instanceof SetValue set) {
            return set.items();
        }
        if (value instanceof RangeValue range) {
            return range.items(machine);
        }
        if (value instanceof ViewValue view) {
            return view.items();
        }
        if (value instanceof IteratorValue iterator) {
            return iterator.take(machine);
        }
        if (value instanceof UndefinedValue) {
            return List.of();
        }
        throw TemplateException.error("'" + value.typeName() + "' object is not iterable");
    }

    private static List<Value> characters(StringValue string, Machine machine) {
        machine.budget().items(string.text().length());
        machine.budget().steps(string.text().length());
        List<Value> characters = new ArrayList<>();
        string.text()
                .codePoints()
                .forEach(c -> characters.add(new StringValue(Character.toString(c), string.unknown())));
        return characters;
    }

    /**
     * How many items a value has.
     *
     * @param value the value
     * @return the count; empty if it has none
     */
    public static Optional<Integer> length(Value value) {
        if (value instanceof StringValue string) {
            return Optional.of(string.text().codePointCount(0, string.text().length()));
        }
        if (value instanceof ListValue list) {
            return Optional.of(list.items().size());
        }
        if (value instanceof TupleValue tuple) {
            return Optional.of(tuple.items().size());
        }
        if (value instanceof DictionaryValue dictionary) {
            return Optional.of(dictionary.size());
        }
        if (value instanceof SetValue set) {
            return Optional.of(set.size());
        }
        if (value instanceof RangeValue range) {
            return Optional.of(range.length());
        }
        if (value instanceof ViewValue view) {
            return Optional.of(view.items().size());
        }
        return value instanceof UndefinedValue ? Optional.of(0) : Optional.empty();
    }

    /**
     * A slice of a sequence.
     *
     * @param value the sequence
     * @param start first index, or {@code None}
     * @param stop index behind the last, or {@code None}
     * @param step the step, or {@code None}
     * @param machine the evaluation
     * @return the slice; empty if the value cannot be sliced
     */
    public static Optional<Value> slice(Value value, Value start, Value stop, Value step, Machine machine) {
        List<Value> items;
        if (value instanceof StringValue || value instanceof ListValue || value instanceof TupleValue) {
            items = items(value, machine);
        } else if (value instanceof RangeValue range) {
            items = range.items(machine);
        } else {
            return Optional.empty();
        }
        List<Value> picked = new ArrayList<>();
        for (int index : indexes(items.size(), bound(start), bound(stop), bound(step))) {
            machine.budget().step();
            picked.add(items.get(index));
        }
        if (value instanceof StringValue string) {
            StringBuilder text = new StringBuilder();
            picked.forEach(item -> text.append(((StringValue) item).text()));
            machine.budget().characters(text.length());
            return Optional.of(new StringValue(text.toString(), string.unknown()));
        }
        if (value instanceof ListValue list) {
            return Optional.of(new ListValue(picked, list.unknown()));
        }
        return Optional.of(new TupleValue(picked));
    }

    private static Optional<BigInteger> bound(Value value) {
        if (value == NoneValue.NONE) {
            return Optional.empty();
        }
        Optional<BigInteger> index = Numbers.index(value);
        if (index.isEmpty()) {
            throw TemplateException.error("slice indices must be integers or None or have an __index__ method, not '"
                    + value.typeName() + "'");
        }
        return index;
    }

    private static List<Integer> indexes(
            int size, Optional<BigInteger> start, Optional<BigInteger> stop, Optional<BigInteger> step) {
        int stride = clamp(step.orElse(BigInteger.ONE), Integer.MIN_VALUE / 2, Integer.MAX_VALUE / 2);
        if (stride == 0) {
            throw TemplateException.error("slice step cannot be zero");
        }
        boolean forward = stride > 0;
        int low = forward ? 0 : -1;
        int high = forward ? size : size - 1;
        int from = start.map(index -> edge(index, size, low, high)).orElse(forward ? low : high);
        int to = stop.map(index -> edge(index, size, low, high)).orElse(forward ? high : low);
        List<Integer> indexes = new ArrayList<>();
        for (long i = from; forward ? i < to : i > to; i += stride) {
            indexes.add((int) i);
        }
        return indexes;
    }

    private static int edge(BigInteger index, int size, int low, int high) {
        BigInteger absolute = index.signum() < 0 ? index.add(BigInteger.valueOf(size)) : index;
        return clamp(absolute, low, high);
    }

    private static int clamp(BigInteger value, int low, int high) {
        return value.max(BigInteger.valueOf(low)).min(BigInteger.valueOf(high)).intValue();
    }
}
