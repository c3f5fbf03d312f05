package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads common table expressions and the query behind them. Used once. */
final class WithReader {
    /** Words that begin the query behind the last common table expression. */
    private static final Set<String> BODIES = Set.of("select", "from", "values", "table", "pivot", "unpivot");

    private final Reading reading;
    private final Tokens tokens;
    private final int to;
    private final List<Query.CommonTable> tables = new ArrayList<>();
    private Optional<String> gap = Optional.empty();
    /** What could not be rendered right before the query and may unite it with another. */
    private Optional<String> beforeBody = Optional.empty();

    WithReader(Reading reading, int to) {
        this.reading = reading;
        this.tokens = reading.tokens();
        this.to = to;
    }

    /** Reads what stands behind {@code WITH}. */
    Query read(int from) throws UnreadableSqlException {
        boolean recursive =
                tokens.get(from).is("recursive") && tokens.get(from + 1).isName();
        int i = recursive ? from + 1 : from;
        while (i < to && !isBody(i)) {
            i = tokens.get(i).isSymbol(",") ? i + 1 : part(i);
        }
        Query body = reading.queries().query(i, to);
        if (beforeBody.isPresent()) {
            body = JuxtaposedHoles.united(body, beforeBody.get());
        }
        return new Query.With(recursive, tables, gap, body);
    }

    private boolean isBody(int i) {
        boolean named = tokens.get(i + 1).is("as") || tokens.get(i + 1).isSymbol("(");
        if (reading.hole(i).isPresent() && reading.queries().behindHole(i) == to) {
            return true;
        }
        return BODIES.contains(tokens.get(i).word()) && (!named || tokens.get(i).is("select"))
                || tokens.get(i).isSymbol("(") && reading.queries().isQuery(i, to);
    }

    /** Reads one common table expression, or passes over what is none. */
    private int part(int i) {
        Optional<String> hole = reading.hole(i);
        int behind = reading.queries().behindHole(i);
        if (hole.isPresent() && !tokens.get(behind).is("as")) {
            gap = gap.isPresent() ? gap : hole;
            boolean inPlaceOfTable = tokens.get(i - 1).isSymbol(",") || tables.isEmpty();
            beforeBody = isBody(behind) && !inPlaceOfTable ? hole : beforeBody;
            return behind;
        }
        int open = bodyOf(tokens.find("as", i, to) + 1);
        if (open < 0 || !tokens.get(i).isName()) {
            // ClickHouse names expressions here, Trino functions.
            gap = Optional.of(
                    "the WITH expression at " + reading.place(tokens.get(i).start()) + " is not analysed");
            return behindExpression(i);
        }
        tables.add(commonTable(i, open));
        return behindCycle(tokens.next(open));
    }

    /** {@return the index of the bracket that opens the query of a common table expression; -1 where there is none} */
    private int bodyOf(int behindAs) {
        int i = behindAs;
        while (tokens.get(i).is("not") || tokens.get(i).is("materialized")) {
            i++;
        }
        return i < to && tokens.get(i).isSymbol("(") && !tokens.get(i + 1).isSymbol(")") ? i : -1;
    }

    private int behindExpression(int from) {
        int i = from;
        while (i < to && !tokens.get(i).isSymbol(",") && !tokens.get(i).is("select")) {
            i = tokens.next(i);
        }
        return i;
    }

    private Query.CommonTable commonTable(int i, int open) {
        List<Name> columns = List.of();
        if (tokens.get(i + 1).isSymbol("(")) {
            columns = reading.names(i + 2, tokens.mate(i + 1));
        }
        Query body = reading.queries().read(open + 1, tokens.mate(open));
        return new Query.CommonTable(reading.name(i), columns, body);
    }

    /** Passes over {@code SEARCH} and {@code CYCLE}. */
    private int behindCycle(int from) {
        int i = from;
        if (tokens.get(i).is("search") || tokens.get(i).is("cycle")) {
            while (i < to && !isBody(i) && !isNextTable(i)) {
                i = tokens.next(i);
            }
        }
        return i;
    }

    private boolean isNextTable(int i) {
        Token behind = tokens.get(i + 2);
        return tokens.get(i).isSymbol(",") && (behind.is("as") || behind.isSymbol("("));
    }
}
