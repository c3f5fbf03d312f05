package dev.bylaw.internal.jinja.value;

import java.util.List;
import java.util.Optional;

/** A generator or iterator of Python: its items can be taken once. */
public final class IteratorValue implements Value, Tracked {
    private final List<Value> items;
    private final String typeName;
    private final Optional<String> unknown;
    private int position;

    /** An iterator over these items. */
    public IteratorValue(List<Value> items, String typeName, Optional<String> unknown) {
        this.items = List.copyOf(items);
        this.typeName = typeName;
        this.unknown = unknown;
    }

    /** A generator over these items. */
    public static IteratorValue generator(List<Value> items) {
        return new IteratorValue(items, "generator", Optional.empty());
    }

    /** {@return the items that are left; afterwards none are} */
    public List<Value> take(Machine machine) {
        machine.journal().touch(this);
        List<Value> rest = items.subList(position, items.size());
        position = items.size();
        return rest;
    }

    /** {@return the next item, if one is left} */
    public Optional<Value> next(Machine machine) {
        if (position == items.size()) {
            return Optional.empty();
        }
        machine.journal().touch(this);
        return Optional.of(items.get(position++));
    }

    @Override
    public String typeName() {
        return typeName;
    }

    @Override
    public Optional<String> unknown() {
        return unknown;
    }

    @Override
    public Truth truth() {
        return unknown.isPresent() ? Truth.UNKNOWN : Truth.TRUE;
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        // Python prints the address of the object, which differs from run to run.
        printer.hole(new UnknownValue("a " + typeName + " is printed; Python prints its address"));
    }

    @Override
    public Object state() {
        return position;
    }

    @Override
    public void restore(Object state) {
        position = (Integer) state;
    }

    @Override
    public void unite(List<Object> states, String reason) {
        position = states.stream().mapToInt(state -> (Integer) state).max().orElse(position);
    }

    @Override
    public int size() {
        return 1;
    }
}
