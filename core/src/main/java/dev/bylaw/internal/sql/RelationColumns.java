package dev.bylaw.internal.sql;

import java.util.List;
import java.util.Optional;

/**
 * The columns of a relation that a query reads.
 *
 * @param names the names that are known, in order
 * @param open why there may be more; empty when these are all
 */
public record RelationColumns(List<String> names, Optional<String> open) {
    /** Copies the names. */
    public RelationColumns {
        names = List.copyOf(names);
    }
}
