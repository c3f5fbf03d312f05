package dev.bylaw.internal.sql.tree;

import java.util.List;
import java.util.Optional;

/**
 * What a select reads.
 *
 * @param first the first relation
 * @param joins what is joined to it, in order
 */
public record From(Item first, List<Join> joins) {
    /** Copies the joins. */
    public From {
        joins = List.copyOf(joins);
    }

    /**
     * A relation joined to those before it.
     *
     * @param kind how
     * @param right the relation
     * @param natural whether columns of the same name are joined
     * @param using the columns that are joined by name
     * @param on the condition
     */
    public record Join(Kind kind, Item right, boolean natural, List<Name> using, Optional<Expr> on) {
        /** Copies the columns. */
        public Join {
            using = List.copyOf(using);
        }
    }

    /** How a relation is joined. */
    public enum Kind {
        /** Rows of both; also cross joins and commas. */
        INNER,
        /** All rows of the left. */
        LEFT,
        /** All rows of the right. */
        RIGHT,
        /** All rows of both. */
        FULL,
        /** Only rows of the left; the right chooses them. */
        SEMI
    }

    /** A relation in {@code FROM}. */
    public sealed interface Item {
        /** {@return the name it is used by; empty where it has none of its own} */
        Optional<Name> alias();
    }

    /**
     * A table, view or common table expression.
     *
     * @param path its dotted name
     * @param alias the name it is used by
     * @param columns the names its columns get; empty where they keep theirs
     */
    public record Table(List<Name> path, Optional<Name> alias, List<Name> columns) implements Item {
        /** Copies the lists. */
        public Table {
            path = List.copyOf(path);
            columns = List.copyOf(columns);
        }
    }

    /**
     * A query in brackets.
     *
     * @param query the query
     * @param alias the name it is used by
     * @param columns the names its columns get; empty where they keep theirs
     * @param lateral whether it may use the relations before it
     */
    public record Derived(Query query, Optional<Name> alias, List<Name> columns, boolean lateral) implements Item {
        /** Copies the columns. */
        public Derived {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A function that yields rows.
     *
     * @param function its name, lower case
     * @param arguments its arguments
     * @param alias the name it is used by
     * @param columns the names its columns get; empty where they keep theirs
     * @param position the name of the column that counts the rows; empty where there is none
     */
    public record Function(
            String function, List<Expr> arguments, Optional<Name> alias, List<Name> columns, Optional<Name> position)
            implements Item {
        /** Copies the lists. */
        public Function {
            arguments = List.copyOf(arguments);
            columns = List.copyOf(columns);
        }
    }

    /**
     * A join in brackets.
     *
     * @param from the join
     * @param alias the name it is used by
     */
    public record Nested(From from, Optional<Name> alias) implements Item {}

    /**
     * A relation whose rows are turned into columns.
     *
     * @param input the relation
     * @param aggregates the aggregates that make the values
     * @param forColumns the columns whose values become columns
     * @param values the columns that come to be, as their name where it is known
     * @param alias the name it is used by
     * @param columns the names its columns get; empty where they keep theirs
     */
    public record Pivot(
            Item input,
            List<PivotAggregate> aggregates,
            List<Name> forColumns,
            List<Optional<Name>> values,
            Optional<Name> alias,
            List<Name> columns)
            implements Item {
        /** Copies the lists. */
        public Pivot {
            aggregates = List.copyOf(aggregates);
            forColumns = List.copyOf(forColumns);
            values = List.copyOf(values);
            columns = List.copyOf(columns);
        }
    }

    /**
     * An aggregate of a pivot.
     *
     * @param expr the aggregate
     * @param name its name; empty where it has none
     */
    public record PivotAggregate(Expr expr, Optional<Name> name) {}

    /**
     * A relation whose columns are turned into rows.
     *
     * @param input the relation
     * @param values the columns that hold the values
     * @param label the column that holds the name of the column a value comes from
     * @param sources the columns that are turned, each group of them making one row
     * @param alias the name it is used by
     * @param columns the names its columns get; empty where they keep theirs
     */
    public record Unpivot(
            Item input,
            List<Name> values,
            Optional<Name> label,
            List<List<Name>> sources,
            Optional<Name> alias,
            List<Name> columns)
            implements Item {
        /** Copies the lists. */
        public Unpivot {
            values = List.copyOf(values);
            sources = sources.stream().map(List::copyOf).toList();
            columns = List.copyOf(columns);
        }
    }

    /**
     * A relation whose columns cannot be known.
     *
     * @param reason why
     * @param alias the name it is used by
     * @param input a relation that its rows are made of
     */
    public record Unknown(String reason, Optional<Name> alias, Optional<Item> input) implements Item {}
}
