package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.RegoLocation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The local names of a body. Names are declared ({@code :=}, {@code some}, {@code every}, parameters), or implicit: a
 * name that nothing declares and that is no rule or import belongs to the outermost body that mentions it directly.
 */
final class Scope {
    /** How a name came into scope. */
    enum Origin {
        PARAMETER,
        ASSIGNED,
        DECLARED
    }

    private record Entry(Variable variable, Origin origin) {}

    private final Scope parent;
    private final Set<String> mentioned;
    private final Map<String, Entry> declared = new HashMap<>();
    private final Map<String, Variable> implicit = new HashMap<>();
    private final Set<String> referenced = new HashSet<>();
    private final Map<Variable, Boolean> used = new HashMap<>();

    /**
     * A scope.
     *
     * @param parent the scope around it, or null
     * @param mentioned the names that the body mentions outside its own closures and does not declare
     */
    Scope(Scope parent, Set<String> mentioned) {
        this.parent = parent;
        this.mentioned = mentioned;
    }

    /** Declares a name; a message says why it cannot be declared. */
    Optional<String> declare(String name, Variable variable, Origin origin) {
        Entry before = declared.get(name);
        if (before == null && parent != null && parent.isParameter(name)) {
            return Optional.of("arg " + name + " redeclared");
        }
        if (before != null) {
            return Optional.of(
                    switch (before.origin()) {
                        case PARAMETER -> "arg " + name + " redeclared";
                        case ASSIGNED -> "var " + name + " assigned above";
                        case DECLARED -> "var " + name + " declared above";
                    });
        }
        if (referenced.contains(name)) {
            return Optional.of("var " + name + " referenced above");
        }
        declared.put(name, new Entry(variable, origin));
        return Optional.empty();
    }

    /** Whether an enclosing parameter list declares the name directly above this scope. */
    private boolean isParameter(String name) {
        Entry entry = declared.get(name);
        return entry != null && entry.origin() == Origin.PARAMETER;
    }

    /** The declared variable of a name, here or around. */
    Optional<Variable> declared(String name) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            Entry entry = scope.declared.get(name);
            if (entry != null) {
                scope.used.put(entry.variable(), true);
                return Optional.of(entry.variable());
            }
        }
        referenced.add(name);
        return Optional.empty();
    }

    /** The named variables of this scope that nothing refers to, in the order of the source. */
    List<Variable> unused(Origin origin) {
        return declared.values().stream()
                .filter(entry -> entry.origin() == origin && !isUsed(entry.variable()))
                .map(Entry::variable)
                .sorted(Comparator.comparing(Variable::at))
                .toList();
    }

    /** Whether a name is declared here or around; asking does not count as a use. */
    boolean isDeclared(String name) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            if (scope.declared.containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a declared variable was referred to after its declaration. */
    boolean isUsed(Variable variable) {
        return used.getOrDefault(variable, false);
    }

    /** The implicit variable of a name that nothing declares. */
    Variable implicit(String name, RegoLocation at) {
        Scope owner = this;
        for (Scope scope = this; scope != null; scope = scope.parent) {
            if (scope.mentioned.contains(name) || scope.implicit.containsKey(name)) {
                owner = scope;
            }
        }
        return owner.implicit.computeIfAbsent(name, text -> new Variable(text, at));
    }

    /** The named variables of this scope that nothing declares, for the bindings of a query. */
    Map<String, Variable> named() {
        Map<String, Variable> all = new HashMap<>(implicit);
        declared.forEach((name, entry) -> all.put(name, entry.variable()));
        return all;
    }
}
