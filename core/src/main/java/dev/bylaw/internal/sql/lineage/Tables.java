package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.tree.Name;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The common table expressions that a query sees. */
final class Tables {
    private final Optional<Tables> outer;
    private final Names names;
    private final Map<String, Relation> relations = new HashMap<>();

    Tables(Optional<Tables> outer, Names names) {
        this.outer = outer;
        this.names = names;
    }

    Tables within() {
        return new Tables(Optional.of(this), names);
    }

    void put(Name name, Relation relation) {
        relations.put(names.fold(name), relation);
        // Most projects do not care for the case of the names of their own tables.
        relations.putIfAbsent(Names.loose(name.text()), relation);
    }

    Optional<Relation> find(Name name) {
        Relation own = relations.get(names.fold(name));
        if (own == null) {
            own = relations.get(Names.loose(name.text()));
        }
        if (own != null) {
            return Optional.of(own);
        }
        return outer.isPresent() ? outer.get().find(name) : Optional.empty();
    }
}
