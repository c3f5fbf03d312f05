package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.tree.Name;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The relations that the expressions of one select see, within those of the query around it. */
final class Scope {
    /**
     * A relation in scope.
     *
     * @param qualifiers the dotted names that its columns may be qualified with, folded
     * @param label its name, for messages
     * @param aliased whether it has an alias, so that no other name of it can be used
     * @param relation its columns
     */
    record Entry(List<List<String>> qualifiers, String label, boolean aliased, Relation relation) {
        Entry {
            qualifiers = List.copyOf(qualifiers);
        }
    }

    /** How the aliases of the select list are seen. */
    enum Aliases {
        /** Not at all. */
        HIDDEN,
        /** Where no relation has the name. */
        AFTER_COLUMNS,
        /** Before the columns of the relations. */
        BEFORE_COLUMNS
    }

    /** What it costs to look for a column in one relation. */
    private static final int LOOKUP_STEPS = 10;

    private final Optional<Scope> outer;
    private final Names names;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<List<String>, List<Entry>> exact = new HashMap<>();
    private final Map<List<String>, List<Entry>> loose = new HashMap<>();
    private final Budget budget;
    private final Map<String, Relation.Column> merged = new LinkedHashMap<>();
    private final Map<String, Flow> aliases = new LinkedHashMap<>();
    private final Map<String, Flow> parameters = new LinkedHashMap<>();
    private Aliases mode = Aliases.HIDDEN;

    Scope(Optional<Scope> outer, Context context) {
        this.outer = outer;
        this.names = context.names();
        this.budget = context.budget();
    }

    Optional<Scope> outer() {
        return outer;
    }

    List<Entry> entries() {
        budget.spend(entries.size());
        return Collections.unmodifiableList(entries);
    }

    /** {@return how many relations are in scope} */
    int size() {
        return entries.size();
    }

    void add(Entry entry) {
        entries.add(entry);
        for (List<String> qualifier : new LinkedHashSet<>(entry.qualifiers())) {
            exact.computeIfAbsent(qualifier, key -> new ArrayList<>()).add(entry);
            loose.computeIfAbsent(loose(qualifier), key -> new ArrayList<>()).add(entry);
        }
    }

    private static List<String> loose(List<String> qualifier) {
        return qualifier.stream().map(Names::loose).toList();
    }

    /** {@return the columns that joins by name made one, by folded name} */
    Map<String, Relation.Column> merged() {
        return merged;
    }

    void addAlias(Name name, Flow flow) {
        aliases.merge(names.fold(name), flow, Flow::union);
    }

    void addParameter(Name name, Flow flow) {
        parameters.put(names.fold(name), flow);
    }

    void setAliases(Aliases seen) {
        mode = seen;
    }

    Aliases aliasMode() {
        return mode;
    }

    Optional<Flow> alias(Name name) {
        return mode == Aliases.HIDDEN ? Optional.empty() : Optional.ofNullable(aliases.get(names.fold(name)));
    }

    Optional<Flow> parameter(Name name) {
        return Optional.ofNullable(parameters.get(names.fold(name)));
    }

    /** {@return the relations whose columns may be qualified with the path} */
    List<Entry> qualifiedBy(List<Name> path) {
        List<String> folded = path.stream().map(names::fold).toList();
        List<Entry> found = exact.getOrDefault(folded, List.of());
        List<Entry> named = found.isEmpty() ? loose.getOrDefault(loose(folded), List.of()) : found;
        // Each will be looked into.
        budget.spend(LOOKUP_STEPS * named.size());
        return named;
    }
}
