package dev.bylaw.internal.sql.tree;

import java.util.List;
import java.util.Optional;

/** An expression, as far as it matters for what its value is made of. */
public sealed interface Expr {
    /** A value that no column reaches. */
    Expr CONSTANT = new Constant();

    /** A literal, a parameter, or anything else that reads no column. */
    record Constant() implements Expr {}

    /**
     * A column, or a part of a structured column.
     *
     * @param path its dotted path: perhaps names of a relation, the column, perhaps names of fields
     * @param optional whether it may also be something else than a column, and is nothing where no column fits
     */
    record Column(List<Name> path, boolean optional) implements Expr {
        /** Copies the path. */
        public Column {
            path = List.copyOf(path);
        }
    }

    /**
     * A value computed from others by an operator, a row constructor, a path into a value.
     *
     * @param operands the values that make it
     */
    record Compute(List<Expr> operands) implements Expr {
        /** Copies the operands. */
        public Compute {
            operands = List.copyOf(operands);
        }
    }

    /**
     * A call of a function.
     *
     * @param function its name, lower case
     * @param arguments the values that make its value
     * @param indirect expressions that only choose or order the rows it sees
     * @param windowed whether it has an {@code OVER} clause
     */
    record Call(String function, List<Expr> arguments, List<Expr> indirect, boolean windowed) implements Expr {
        /** Copies the lists. */
        public Call {
            arguments = List.copyOf(arguments);
            indirect = List.copyOf(indirect);
        }
    }

    /**
     * A choice between values.
     *
     * @param conditions what decides
     * @param results the values it chooses from
     */
    record Choice(List<Expr> conditions, List<Expr> results) implements Expr {
        /** Copies the lists. */
        public Choice {
            conditions = List.copyOf(conditions);
            results = List.copyOf(results);
        }
    }

    /**
     * A function given as an argument. Its parameters hold what the call's other arguments hold.
     *
     * @param parameters the names of its parameters
     * @param body its value
     */
    record Lambda(List<Name> parameters, Expr body) implements Expr {
        /** Copies the parameters. */
        public Lambda {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * A query used as a value.
     *
     * @param query the query
     * @param existsOnly whether only the existence of a row counts
     */
    record Subquery(Query query, boolean existsOnly) implements Expr {}

    /**
     * All columns of the relations, or of one, as the argument of a function: {@code count(*)}, {@code struct(t.*)}.
     *
     * @param qualifier the relation; empty for all
     */
    record AllColumns(Optional<List<Name>> qualifier) implements Expr {}

    /**
     * An expression that could not be read.
     *
     * @param reason why
     * @param mentions what looks like a column in its text
     */
    record Unreadable(String reason, List<Expr> mentions) implements Expr {
        /** Copies the mentions. */
        public Unreadable {
            mentions = List.copyOf(mentions);
        }
    }
}
