package dev.bylaw.internal.jinja.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Python's {@code dict}: changeable, in the order of insertion, compared by identity in Java. */
public final class DictionaryValue implements Value, Tracked {
    private record Pair(Value key, Value value) {}

    private record State(Map<Object, Pair> pairs, Optional<String> unknown) {}

    private Map<Object, Pair> pairs = new LinkedHashMap<>();
    private Optional<String> unknown = Optional.empty();

    /** An empty dictionary. */
    public DictionaryValue() {}

    /** {@return a dictionary of texts to values} */
    public static DictionaryValue of(Map<String, ? extends Value> entries) {
        DictionaryValue dictionary = new DictionaryValue();
        entries.forEach((key, value) -> dictionary.pairs.put(key, new Pair(new StringValue(key), value)));
        return dictionary;
    }

    /** {@return a copy with the same members} */
    public DictionaryValue copy() {
        DictionaryValue copy = new DictionaryValue();
        copy.pairs.putAll(pairs);
        copy.unknown = unknown;
        return copy;
    }

    /** {@return the same dictionary, of which it is not known what else it has; for a fresh one} */
    public DictionaryValue open(String reason) {
        unknown = Optional.of(reason);
        return this;
    }

    /** Sets a member; the change is written down. */
    public void put(Value key, Value value, Machine machine) {
        machine.journal().touch(this);
        Optional<Object> java = Keys.of(key);
        if (java.isEmpty()) {
            // It may replace any member.
            unknown = key.unknown();
            return;
        }
        machine.budget().items(pairs.size() + 1L);
        Pair old = pairs.get(java.get());
        pairs.put(java.get(), new Pair(old == null ? key : old.key, value));
    }

    /** Takes over the members of another dictionary; the change is written down. */
    public void putAll(DictionaryValue other, Machine machine) {
        List<Pair> added = List.copyOf(other.pairs.values());
        added.forEach(pair -> put(pair.key, pair.value, machine));
        if (other.unknown.isPresent()) {
            doubt(other.unknown.get(), machine);
        }
    }

    /** Notes that there may be other members; the change is written down. */
    public void doubt(String reason, Machine machine) {
        machine.journal().touch(this);
        if (unknown.isEmpty()) {
            unknown = Optional.of(reason);
        }
    }

    /** {@return the member of a key that was taken out; empty if there was none} The change is written down. */
    public Optional<Value> remove(Value key, Machine machine) {
        machine.journal().touch(this);
        return Keys.of(key).map(pairs::remove).map(Pair::value);
    }

    /** Takes out all members; the change is written down. */
    public void clear(Machine machine) {
        machine.journal().touch(this);
        pairs.clear();
        unknown = Optional.empty();
    }

    /** {@return the member of a key; unknown where it cannot be told, empty if there is none} */
    public Optional<Value> get(Value key) {
        Optional<Object> java = Keys.of(key);
        if (java.isEmpty()) {
            return Optional.of(new UnknownValue(key.unknown().orElse("a key that is not known")));
        }
        Pair pair = pairs.get(java.get());
        if (pair != null) {
            return Optional.of(pair.value);
        }
        return unknown.map(UnknownValue::new);
    }

    /** {@return the member of a text; empty if none is listed} */
    public Optional<Value> get(String key) {
        return Optional.ofNullable(pairs.get(key)).map(Pair::value);
    }

    /** {@return whether a key is listed} */
    public Truth has(Value key) {
        Optional<Object> java = Keys.of(key);
        if (java.isEmpty()) {
            return Truth.UNKNOWN;
        }
        return pairs.containsKey(java.get()) ? Truth.TRUE : unknown.isPresent() ? Truth.UNKNOWN : Truth.FALSE;
    }

    /** {@return the keys that are listed} */
    public List<Value> keys() {
        return pairs.values().stream().map(Pair::key).toList();
    }

    /** {@return the values that are listed, in the order of the keys} */
    public List<Value> values() {
        return pairs.values().stream().map(Pair::value).toList();
    }

    @Override
    public boolean isMapping() {
        return true;
    }

    @Override
    public String typeName() {
        return "dict";
    }

    @Override
    public Truth truth() {
        return unknown.isPresent() ? Truth.UNKNOWN : Truth.of(!pairs.isEmpty());
    }

    @Override
    public Optional<String> unknown() {
        return unknown;
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.append("{");
        boolean first = true;
        for (Pair pair : pairs.values()) {
            if (!first) {
                printer.append(", ");
            }
            first = false;
            printer.member(pair.key);
            printer.append(": ");
            printer.member(pair.value);
        }
        if (unknown.isPresent()) {
            printer.append(first ? "" : ", ");
            printer.hole(new UnknownValue(unknown.get()));
        }
        printer.append("}");
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        return get(key);
    }

    @Override
    public int size() {
        return pairs.size();
    }

    @Override
    public Object state() {
        return new State(new LinkedHashMap<>(pairs), unknown);
    }

    @Override
    public void restore(Object state) {
        State saved = (State) state;
        pairs = new LinkedHashMap<>(saved.pairs);
        unknown = saved.unknown;
    }

    @Override
    public void unite(List<Object> states, String reason) {
        Set<Object> keys = new LinkedHashSet<>();
        Collection<Optional<String>> doubts = new ArrayList<>();
        for (Object state : states) {
            keys.addAll(((State) state).pairs.keySet());
            doubts.add(((State) state).unknown);
        }
        Map<Object, Pair> united = new LinkedHashMap<>();
        Optional<String> doubt =
                doubts.stream().filter(Optional::isPresent).findFirst().orElse(Optional.empty());
        for (Object key : keys) {
            List<Optional<Value>> values = new ArrayList<>();
            Value shown = NoneValue.NONE;
            for (Object state : states) {
                Pair pair = ((State) state).pairs.get(key);
                values.add(Optional.ofNullable(pair).map(Pair::value));
                if (pair == null) {
                    doubt = Optional.of(reason);
                } else {
                    shown = pair.key;
                }
            }
            united.put(key, new Pair(shown, Sameness.unite(values, reason)));
        }
        pairs = united;
        unknown = doubt;
    }
}
