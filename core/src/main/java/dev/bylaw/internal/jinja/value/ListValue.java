package dev.bylaw.internal.jinja.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Python's {@code list}: changeable, compared by identity in Java. */
public final class ListValue implements Value, Tracked {
    private List<Value> items;
    private Optional<String> unknown;

    /** A list of these items. */
    public ListValue(List<Value> items) {
        this(items, Optional.empty());
    }

    /**
     * A list.
     *
     * @param items the items
     * @param unknown why it may have other items
     */
    public ListValue(List<Value> items, Optional<String> unknown) {
        this.items = new ArrayList<>(items);
        this.unknown = unknown;
    }

    /** {@return the items, not to be changed} */
    public List<Value> items() {
        return Collections.unmodifiableList(items);
    }

    /** {@return the items, to be changed; the change is written down} */
    public List<Value> change(Machine machine) {
        machine.journal().touch(this);
        machine.budget().items(items.size() + 1L);
        return items;
    }

    /** Notes that the items are not all known any more. */
    public void doubt(String reason, Machine machine) {
        machine.journal().touch(this);
        if (unknown.isEmpty()) {
            unknown = Optional.of(reason);
        }
    }

    /** Notes that the items are all known again. */
    void known(Machine machine) {
        machine.journal().touch(this);
        unknown = Optional.empty();
    }

    @Override
    public String typeName() {
        return "list";
    }

    @Override
    public Truth truth() {
        return unknown.isPresent() ? Truth.UNKNOWN : Truth.of(!items.isEmpty());
    }

    @Override
    public Optional<String> unknown() {
        return unknown;
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.append("[");
        Sequences.print(printer, items, unknown);
        printer.append("]");
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        return Sequences.item(items, unknown, "list", key);
    }

    @Override
    public Object state() {
        return new State(List.copyOf(items), unknown);
    }

    @Override
    public void restore(Object state) {
        State saved = (State) state;
        items = new ArrayList<>(saved.items);
        unknown = saved.unknown;
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public void unite(List<Object> states, String reason) {
        State first = (State) states.get(0);
        int common = first.items.size();
        boolean equal = true;
        for (Object other : states) {
            State state = (State) other;
            int shared = 0;
            while (shared < Math.min(common, state.items.size())
                    && Sameness.same(first.items.get(shared), state.items.get(shared))) {
                shared++;
            }
            equal &= shared == first.items.size() && shared == state.items.size() && state.unknown.isEmpty();
            common = shared;
        }
        if (equal) {
            restore(first);
            return;
        }
        List<Value> united = new ArrayList<>(first.items.subList(0, common));
        for (Object other : states) {
            for (Value item : ((State) other).items.subList(common, ((State) other).items.size())) {
                if (united.stream().noneMatch(known -> Sameness.same(known, item))) {
                    united.add(item);
                }
            }
        }
        items = united;
        unknown = Optional.of(reason);
    }

    private record State(List<Value> items, Optional<String> unknown) {}
}
