package dev.bylaw.internal.sql.lineage;

import dev.bylaw.internal.sql.ColumnInput;
import dev.bylaw.internal.sql.ColumnLineage;
import dev.bylaw.internal.sql.Identifiers;
import dev.bylaw.internal.sql.RelationColumns;
import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.tree.Query;
import dev.bylaw.internal.sql.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The columns that a query yields and what they are made of.
 *
 * @param columns the columns, in order
 * @param open why there may be further columns, without repetitions
 * @param indirect the columns that choose or order the rows, sorted
 * @param rowReasons why further columns may do so
 */
public record Lineage(List<Output> columns, List<String> open, List<ColumnInput> indirect, List<String> rowReasons) {
    /**
     * A column.
     *
     * @param name its name
     * @param quoted whether the name was quoted
     * @param span the select item that makes it
     * @param lineage what it is made of
     */
    public record Output(String name, boolean quoted, Span span, ColumnLineage lineage) {}

    /** Copies the lists. */
    public Lineage {
        columns = List.copyOf(columns);
        open = List.copyOf(open);
        indirect = List.copyOf(indirect);
        rowReasons = List.copyOf(rowReasons);
    }

    /**
     * Finds the lineage of a query.
     *
     * @param query the query
     * @param dialect its dialect
     * @param identifiers how names are compared
     * @param relations the identifiers that stand for relations, lower case, each with the relation's id
     * @param columns the columns of a relation id
     * @return the lineage
     * @throws TooMuchWork if the query needs more work than is allowed
     */
    public static Lineage of(
            Query query,
            Dialect dialect,
            Identifiers identifiers,
            Map<String, String> relations,
            Function<String, RelationColumns> columns)
            throws TooMuchWork {
        Names names = new Names(identifiers);
        Context context = new Context(dialect, names, relations, columns, new Budget());
        try {
            Relation relation =
                    new QueryResolver(context).resolve(query, Optional.empty(), new Tables(Optional.empty(), names));
            return of(relation);
        } catch (Budget.Exhausted exhausted) {
            throw new TooMuchWork(exhausted.getMessage());
        }
    }

    private static Lineage of(Relation relation) {
        List<Output> outputs = new ArrayList<>();
        for (Relation.Column column : relation.columns()) {
            outputs.add(new Output(
                    column.name(), column.quoted(), column.span(), column.flow().lineage()));
        }
        List<String> open =
                relation.rests().stream().map(Rest::reason).distinct().toList();
        List<String> reasons = relation.rows().reasons().stream().sorted().toList();
        return new Lineage(outputs, open, Flow.sorted(relation.rows().inputs()), reasons);
    }

    /** A query needs more work than is allowed. */
    public static final class TooMuchWork extends Exception {
        private static final long serialVersionUID = 1L;

        TooMuchWork(String message) {
            super(message);
        }
    }
}
