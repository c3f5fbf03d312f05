package dev.bylaw.internal.dbt;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The macros that the packages define, by package and name. dbt's own macros are not here, except for the names of its
 * generic tests.
 *
 * <p>Source of the order: dbt-core 1.11, {@code dbt/context/macro_resolver.py}.
 */
final class MacroIndex {
    private static final Set<String> OF_DBT =
            Set.of("test_not_null", "test_unique", "test_accepted_values", "test_relationships");

    private final String root;
    private final Map<String, SortedSet<String>> byPackage = new HashMap<>();

    MacroIndex(String root) {
        this.root = root;
    }

    void add(String packageName, String macro) {
        byPackage.computeIfAbsent(packageName, name -> new TreeSet<>()).add(macro);
    }

    boolean has(String packageName, String macro) {
        return byPackage.getOrDefault(packageName, new TreeSet<>()).contains(macro);
    }

    /** The names of the macros of a package, for suggestions. */
    SortedSet<String> names(String packageName) {
        return byPackage.getOrDefault(packageName, new TreeSet<>());
    }

    /** The unique id of the macro that a call without package means in a package. */
    Optional<String> find(String packageName, String macro) {
        if (has(packageName, macro)) {
            return Optional.of(id(packageName, macro));
        }
        if (has(root, macro)) {
            return Optional.of(id(root, macro));
        }
        for (String other : new TreeSet<>(byPackage.keySet())) {
            if (has(other, macro)) {
                return Optional.of(id(other, macro));
            }
        }
        return OF_DBT.contains(macro) ? Optional.of(id("dbt", macro)) : Optional.empty();
    }

    static String id(String packageName, String macro) {
        return "macro." + packageName + "." + macro;
    }
}
