package dev.bylaw.rego.internal.builtin;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All builtin functions, by name. */
public final class Builtins {
    private static final SortedMap<String, Builtin> ALL = all();

    private Builtins() {}

    private static SortedMap<String, Builtin> all() {
        return Collections.unmodifiableSortedMap(new TreeMap<>());
    }

    /** {@return the builtin of this name} */
    public static Optional<Builtin> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** {@return every builtin, sorted by name} */
    public static Collection<Builtin> list() {
        return ALL.values();
    }
}
