package dev.bylaw.internal.jinja.value;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Python's {@code set}, compared by identity in Java. Members keep the order of insertion; Python's order depends on
 * hashes and differs from run to run.
 */
public final class SetValue implements Value, Tracked {
    private record State(Map<Object, Value> members, Optional<String> unknown) {}

    private Map<Object, Value> members = new LinkedHashMap<>();
    private Optional<String> unknown = Optional.empty();

    /** A set of these members. */
    public SetValue(Collection<? extends Value> items) {
        for (Value item : items) {
            Optional<Object> key = Keys.of(item);
            if (key.isPresent()) {
                members.putIfAbsent(key.get(), item);
            } else {
                unknown = item.unknown();
            }
        }
    }

    /** {@return the members} */
    public List<Value> items() {
        return List.copyOf(members.values());
    }

    /** Adds a member; the change is written down. */
    public void add(Value item, Machine machine) {
        machine.journal().touch(this);
        machine.budget().items(members.size() + 1L);
        Keys.of(item).ifPresentOrElse(key -> members.putIfAbsent(key, item), () -> unknown = item.unknown());
    }

    /** {@return whether a member was there and was taken out} The change is written down. */
    public boolean remove(Value item, Machine machine) {
        machine.journal().touch(this);
        return Keys.of(item).map(members::remove).isPresent();
    }

    /** {@return whether it has a member} */
    public Truth has(Value item) {
        Optional<Object> key = Keys.of(item);
        if (key.isEmpty()) {
            return Truth.UNKNOWN;
        }
        return members.containsKey(key.get()) ? Truth.TRUE : unknown.isPresent() ? Truth.UNKNOWN : Truth.FALSE;
    }

    /** Notes that there may be other members; the change is written down. */
    public void doubt(String reason, Machine machine) {
        machine.journal().touch(this);
        unknown = Optional.of(reason);
    }

    @Override
    public String typeName() {
        return "set";
    }

    @Override
    public Truth truth() {
        return unknown.isPresent() ? Truth.UNKNOWN : Truth.of(!members.isEmpty());
    }

    @Override
    public Optional<String> unknown() {
        return unknown;
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        if (members.isEmpty() && unknown.isEmpty()) {
            printer.append("set()");
            return;
        }
        printer.append("{");
        Sequences.print(printer, items(), unknown);
        printer.append("}");
    }

    @Override
    public int size() {
        return members.size();
    }

    @Override
    public Object state() {
        return new State(new LinkedHashMap<>(members), unknown);
    }

    @Override
    public void restore(Object state) {
        State saved = (State) state;
        members = new LinkedHashMap<>(saved.members);
        unknown = saved.unknown;
    }

    @Override
    public void unite(List<Object> states, String reason) {
        Map<Object, Value> united = new LinkedHashMap<>();
        Optional<String> doubt = Optional.empty();
        for (Object state : states) {
            State one = (State) state;
            if (!one.members.keySet().equals(((State) states.get(0)).members.keySet())) {
                doubt = Optional.of(reason);
            }
            doubt = doubt.isPresent() ? doubt : one.unknown;
            one.members.forEach(united::putIfAbsent);
        }
        members = united;
        unknown = doubt;
    }
}
