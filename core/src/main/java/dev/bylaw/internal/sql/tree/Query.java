package dev.bylaw.internal.sql.tree;

import java.util.List;
import java.util.Optional;

/** A query. */
public sealed interface Query {
    /**
     * A query with common table expressions.
     *
     * @param recursive whether it says {@code RECURSIVE}
     * @param tables the common table expressions, in order
     * @param gap why there may be further ones; empty when these are all
     * @param body the query that uses them
     */
    record With(boolean recursive, List<CommonTable> tables, Optional<String> gap, Query body) implements Query {
        /** Copies the tables. */
        public With {
            tables = List.copyOf(tables);
        }
    }

    /**
     * A common table expression.
     *
     * @param name its name
     * @param columns the names it gives to its columns; empty where it gives none
     * @param query its query
     */
    record CommonTable(Name name, List<Name> columns, Query query) {
        /** Copies the columns. */
        public CommonTable {
            columns = List.copyOf(columns);
        }
    }

    /**
     * One {@code SELECT}.
     *
     * @param items the select list
     * @param from what it reads; empty where it reads nothing
     * @param restrictions expressions that choose, group or order the rows
     * @param groupedByAll whether it groups by all items that are no aggregates
     * @param gaps why other columns may choose or order the rows as well
     */
    record Select(
            List<SelectItem> items,
            Optional<From> from,
            List<Restriction> restrictions,
            boolean groupedByAll,
            List<String> gaps)
            implements Query {
        /** Copies the lists. */
        public Select {
            items = List.copyOf(items);
            restrictions = List.copyOf(restrictions);
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * An expression that chooses, groups or orders rows.
     *
     * @param clause the clause it stands in
     * @param expr the expression; a constant where it is an ordinal
     * @param ordinal the number of the select item it names, from 1; 0 where it names none
     */
    record Restriction(Clause clause, Expr expr, int ordinal) {}

    /** A clause that chooses, groups or orders rows. */
    enum Clause {
        /** Sees the relations, and in some dialects the aliases of the select list. */
        FILTER,
        /** Sees the relations before the aliases of the select list. */
        GROUP,
        /** Sees the aliases of the select list before the relations. */
        ORDER
    }

    /**
     * Queries united, intersected or subtracted.
     *
     * @param first the first query, which gives the names
     * @param others the other ones, in order
     * @param restrictions expressions that order the rows of the whole
     */
    record Combined(Query first, List<Branch> others, List<Restriction> restrictions) implements Query {
        /** Copies the lists. */
        public Combined {
            others = List.copyOf(others);
            restrictions = List.copyOf(restrictions);
        }
    }

    /**
     * A further query of a combination.
     *
     * @param operation how it is combined with those before
     * @param byName whether columns are matched by name instead of position
     * @param query the query
     */
    record Branch(Operation operation, boolean byName, Query query) {}

    /** How queries are combined. */
    enum Operation {
        /** The rows of both. */
        UNION,
        /** The rows that both have. */
        INTERSECT,
        /** The rows of the first without those of the second. */
        EXCEPT
    }

    /**
     * Rows written out.
     *
     * @param columns for each position the values that stand there
     */
    record Values(List<List<Expr>> columns) implements Query {
        /** Copies the columns. */
        public Values {
            columns = columns.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A query with an order or limit of its own around another.
     *
     * @param query the query inside
     * @param restrictions what chooses or orders its rows
     */
    record Restricted(Query query, List<Restriction> restrictions) implements Query {
        /** Copies the restrictions. */
        public Restricted {
            restrictions = List.copyOf(restrictions);
        }
    }

    /**
     * A query that could not be read.
     *
     * @param reason why
     */
    record Unreadable(String reason) implements Query {}
}
