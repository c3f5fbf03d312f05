package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.value.Journal;
import dev.bylaw.internal.jinja.value.NamespaceValue;
import dev.bylaw.internal.jinja.value.Tracked;
import dev.bylaw.internal.jinja.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables of a stretch of a template. Not thread-safe. */
final class Scope implements Tracked {
    private final Optional<Scope> parent;
    private Map<String, Value> variables = new LinkedHashMap<>();
    private final Set<String> environmental = new HashSet<>();

    private Scope(Optional<Scope> parent) {
        this.parent = parent;
    }

    /** {@return the outermost scope of a template} */
    static Scope outermost() {
        return new Scope(Optional.empty());
    }

    /** {@return a scope inside this one} */
    Scope inner() {
        return new Scope(Optional.of(this));
    }

    /** {@return the value of a variable of this scope or one around it} */
    Optional<Value> find(String name) {
        Optional<Scope> scope = holder(name);
        return scope.map(one -> one.variables.get(name));
    }

    /** {@return whether the value of a variable depends on where and how dbt runs} */
    boolean isEnvironmental(String name) {
        return holder(name).map(scope -> scope.environmental.contains(name)).orElse(false);
    }

    private Optional<Scope> holder(String name) {
        Scope scope = this;
        while (!scope.variables.containsKey(name)) {
            if (scope.parent.isEmpty()) {
                return Optional.empty();
            }
            scope = scope.parent.get();
        }
        return Optional.of(scope);
    }

    /** Sets a variable of this scope. */
    void set(String name, Value value, boolean dependsOnEnvironment, Journal journal) {
        journal.touch(this);
        variables.put(name, value);
        if (dependsOnEnvironment) {
            environmental.add(name);
        } else {
            environmental.remove(name);
        }
    }

    @Override
    public Object state() {
        return new LinkedHashMap<>(variables);
    }

    @Override
    @SuppressWarnings("unchecked") // The state is always what state() gave.
    public void restore(Object state) {
        variables = new LinkedHashMap<>((Map<String, Value>) state);
    }

    @Override
    @SuppressWarnings("unchecked") // The states are always what state() gave.
    public void unite(List<Object> states, String reason) {
        List<Map<String, Value>> maps = new ArrayList<>();
        states.forEach(state -> maps.add((Map<String, Value>) state));
        variables = NamespaceValue.uniteAll(maps, reason);
    }

    @Override
    public int size() {
        return variables.size();
    }
}
