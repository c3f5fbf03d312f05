package dev.bylaw.internal.sql;

import java.util.Comparator;
import java.util.List;

/**
 * A column of another relation that an output column is made of.
 *
 * @param relation the id of the relation, as the request named it
 * @param column its column, in the spelling of the relation where that is known, else as written
 * @param kind how it reaches the output
 * @param functions the functions it passes on its way, lower case, innermost first, casts as {@code cast}
 */
public record ColumnInput(String relation, String column, EdgeKind kind, List<String> functions)
        implements Comparable<ColumnInput> {
    private static final Comparator<List<String>> CHAINS =
            Comparator.<List<String>>comparingInt(List::size).thenComparing(chain -> String.join("\n", chain));

    private static final Comparator<ColumnInput> ORDER = Comparator.comparing(ColumnInput::relation)
            .thenComparing(ColumnInput::column)
            .thenComparing(ColumnInput::kind)
            .thenComparing(ColumnInput::functions, CHAINS);

    /** Copies the functions. */
    public ColumnInput {
        functions = List.copyOf(functions);
    }

    @Override
    public int compareTo(ColumnInput other) {
        return ORDER.compare(this, other);
    }
}
