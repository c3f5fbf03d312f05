package dev.bylaw.internal.jinja.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Python's {@code tuple}.
 *
 * @param items the members
 * @param fields names of members, for a named tuple, each with its index
 */
public record TupleValue(List<Value> items, Map<String, Integer> fields) implements Value {
    /** Copies the members. */
    public TupleValue {
        items = List.copyOf(items);
        fields = Map.copyOf(fields);
    }

    /** A tuple without names. */
    public TupleValue(List<Value> items) {
        this(items, Map.of());
    }

    @Override
    public String typeName() {
        return "tuple";
    }

    @Override
    public Truth truth() {
        return Truth.of(!items.isEmpty());
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.append("(");
        Sequences.print(printer, items, Optional.empty());
        printer.append(items.size() == 1 ? ",)" : ")");
    }

    @Override
    public Optional<Value> attribute(String name, Machine machine) {
        return Optional.ofNullable(fields.get(name)).map(items::get);
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        return Sequences.item(items, Optional.empty(), "tuple", key);
    }
}
