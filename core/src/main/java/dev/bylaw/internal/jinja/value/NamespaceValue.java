package dev.bylaw.internal.jinja.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jinja's {@code namespace()}: attributes that can be set from inner scopes. Compared by identity in Java. */
public final class NamespaceValue implements Value, Tracked {
    private Map<String, Value> attributes;

    /** A namespace with these attributes. */
    public NamespaceValue(Map<String, Value> attributes) {
        this.attributes = new LinkedHashMap<>(attributes);
    }

    /** Sets an attribute; the change is written down. */
    public void set(String name, Value value, Machine machine) {
        machine.journal().touch(this);
        machine.budget().items(attributes.size() + 1L);
        attributes.put(name, value);
    }

    /** {@return the attributes, not to be changed} */
    public Map<String, Value> attributes() {
        return Collections.unmodifiableMap(attributes);
    }

    @Override
    public String typeName() {
        return "Namespace";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.append("<Namespace ");
        DictionaryValue.of(attributes).print(printer, true);
        printer.append(">");
    }

    @Override
    public Optional<Value> attribute(String name, Machine machine) {
        return Optional.ofNullable(attributes.get(name));
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        return key instanceof StringValue name ? attribute(name.text(), machine) : Optional.empty();
    }

    @Override
    public Object state() {
        return new LinkedHashMap<>(attributes);
    }

    @Override
    @SuppressWarnings("unchecked") // The state is always what state() gave.
    public void restore(Object state) {
        attributes = new LinkedHashMap<>((Map<String, Value>) state);
    }

    @Override
    @SuppressWarnings("unchecked") // The states are always what state() gave.
    public void unite(List<Object> states, String reason) {
        List<Map<String, Value>> maps = new ArrayList<>();
        states.forEach(state -> maps.add((Map<String, Value>) state));
        attributes = uniteAll(maps, reason);
    }

    /** {@return names with one value each that stands for those of several states} */
    public static Map<String, Value> uniteAll(List<Map<String, Value>> states, String reason) {
        Map<String, Value> united = new LinkedHashMap<>();
        for (String name : Sameness.names(states)) {
            List<Optional<Value>> values = new ArrayList<>();
            states.forEach(state -> values.add(Optional.ofNullable(state.get(name))));
            united.put(name, Sameness.unite(values, reason));
        }
        return united;
    }

    @Override
    public int size() {
        return attributes.size();
    }
}
