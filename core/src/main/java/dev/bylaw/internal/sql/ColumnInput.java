package dev.bylaw.internal.sql;

import java.util.List;

/**
 * A column of another relation that an output column is made of.
 *
 * @param relation the id of the relation, as the request named it
 * @param column its column, in the spelling of the relation where that is known, else as written
 * @param kind how it reaches the output
 * @param functions the functions it passes on its way, lower case, innermost first, casts as {@code cast}
 */
public record ColumnInput(String relation, String column, EdgeKind kind, List<String> functions) {
    /** Copies the functions. */
    public ColumnInput {
        functions = List.copyOf(functions);
    }
}
