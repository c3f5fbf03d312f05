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
    private Optional<String> gap = Optional.empty();

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

    /** Says why there may be further tables. */
    void setGap(Optional<String> reason) {
        gap = reason;
    }

    /** {@return why there may be further tables, here or further out; empty where these are all} */
    Optional<String> gap() {
        return gap.isPresent() || outer.isEmpty() ? gap : outer.get().gap();
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
