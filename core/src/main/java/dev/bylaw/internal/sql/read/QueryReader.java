package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.read.Reading.Range;
import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.From;
import dev.bylaw.internal.sql.tree.Query;
import dev.bylaw.internal.sql.tree.Query.Restriction;
import dev.bylaw.internal.sql.tree.SelectItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads queries: common table expressions, set operations, brackets, rows written out. */
final class QueryReader {
    private static final Set<String> SET_OPERATORS = Set.of("union", "intersect", "except", "minus");
    private static final Set<String> SET_MODIFIERS =
            Set.of("all", "distinct", "by", "name", "corresponding", "strict", "on", "matching");
    private static final Set<String> TAIL = Set.of("order", "limit", "offset", "fetch");
    private static final Set<String> REARRANGEMENTS = Set.of("pivot", "unpivot", "pivot_wider", "pivot_longer");

    private final Reading reading;
    private final Tokens tokens;

    QueryReader(Reading reading) {
        this.reading = reading;
        this.tokens = reading.tokens();
    }

    /** {@return whether a query takes the whole range} */
    boolean isQuery(int from, int to) {
        if (from >= to) {
            return false;
        }
        Token next = from + 1 < to ? tokens.get(from + 1) : tokens.get(tokens.size());
        return switch (tokens.get(from).word()) {
            case "select" -> true;
            case "with" -> next.isName();
            case "values" -> next.isLiteral() || next.isSymbol("(") && tokens.findSymbol("::", from, to) == to;
            case "from" -> isFromFirst() && (next.isName() || next.isSymbol("("));
            case "pivot", "unpivot" -> reading.dialect() == Dialect.DUCKDB && next.isName();
            default ->
                isBracketedQuery(from, to)
                        || to > from + 1 && reading.hole(from).isPresent() && isQuery(from + 1, to);
        };
    }

    private boolean isFromFirst() {
        return reading.dialect() == Dialect.DUCKDB || reading.dialect() == Dialect.BIGQUERY;
    }

    private boolean isBracketedQuery(int from, int to) {
        if (!tokens.get(from).isSymbol("(")) {
            return false;
        }
        int close = tokens.mate(from);
        if (close >= to || !isQuery(from + 1, close)) {
            return false;
        }
        String behind = tokens.get(close + 1).word();
        return close + 1 == to || SET_OPERATORS.contains(behind) || TAIL.contains(behind);
    }

    /** {@return the query that takes the whole range; {@link Query.Unreadable} where it cannot be read} */
    Query read(int from, int to) {
        try {
            return query(from, to);
        } catch (UnreadableSqlException fault) {
            return new Query.Unreadable(
                    "the query at " + reading.place(fault.start()) + " is not understood: " + fault.getMessage());
        }
    }

    Query query(int start, int to) throws UnreadableSqlException {
        int from = start;
        Optional<String> first = reading.hole(from);
        while (reading.hole(from).isPresent()) {
            int behind = behindHole(from);
            if (behind >= to) {
                return new Query.Unreadable(reading.hole(from).get());
            }
            from = behind;
        }
        if (first.isPresent()) {
            reading.note(first.get());
            Query known = query(from, to);
            // What stands before a query may unite it with another; before WITH it cannot.
            return known instanceof Query.With ? known : JuxtaposedHoles.united(known, first.get());
        }
        if (tokens.get(from).isSymbol("(") && tokens.mate(from) == to - 1) {
            return query(from + 1, to - 1);
        }
        int pipe = tokens.findSymbol("|>", from, to);
        if (pipe < to) {
            return new Query.Unreadable("the pipe operator |> at "
                    + reading.place(tokens.get(pipe).start()) + " is not analysed, write the query as a SELECT");
        }
        return tokens.get(from).is("with") ? new WithReader(reading, to).read(from + 1) : combined(from, to);
    }

    /** {@return the index behind a hole and what it was called with; brackets around a query are none of its arguments} */
    int behindHole(int hole) {
        int open = hole + 1;
        boolean called = tokens.get(open).isSymbol("(") && !isQuery(open + 1, tokens.mate(open));
        return called ? tokens.next(open) : open;
    }

    private Query combined(int from, int to) throws UnreadableSqlException {
        List<Range> ranges = new ArrayList<>();
        List<Query.Operation> operations = new ArrayList<>();
        List<Boolean> byName = new ArrayList<>();
        int start = from;
        int i = from;
        while (i < to) {
            int behind = behindSetOperator(i, start, to);
            if (behind < 0) {
                i = tokens.next(i);
                continue;
            }
            ranges.add(new Range(start, branchEnd(i)));
            operations.add(operation(tokens.get(i).word()));
            byName.add(tokens.find("name", i, behind) < behind || tokens.find("corresponding", i, behind) < behind);
            start = behind;
            i = behind;
        }
        if (ranges.isEmpty()) {
            return single(from, to);
        }
        int tail = tail(start, to);
        ranges.add(new Range(start, tail));
        List<Query.Branch> others = new ArrayList<>();
        for (int n = 1; n < ranges.size(); n++) {
            Range range = ranges.get(n);
            others.add(new Query.Branch(operations.get(n - 1), byName.get(n - 1), read(range.from(), range.to())));
        }
        Range first = ranges.get(0);
        return new Query.Combined(query(first.from(), first.to()), others, restrictions(tail, to));
    }

    private static Query.Operation operation(String word) {
        return switch (word) {
            case "union" -> Query.Operation.UNION;
            case "intersect" -> Query.Operation.INTERSECT;
            default -> Query.Operation.EXCEPT;
        };
    }

    /** BigQuery writes {@code FULL OUTER UNION ALL BY NAME}. */
    private int branchEnd(int operator) {
        int i = operator;
        while (reading.dialect() == Dialect.BIGQUERY
                && (tokens.get(i - 1).is("outer")
                        || tokens.get(i - 1).is("full")
                        || tokens.get(i - 1).is("left"))) {
            i--;
        }
        return i;
    }

    /** {@return the index behind a set operator and its modifiers; -1 where there is none} */
    private int behindSetOperator(int i, int start, int to) {
        Token token = tokens.get(i);
        Token before = tokens.get(i - 1);
        if (i == start || !SET_OPERATORS.contains(token.word()) || before.isSymbol(".") || before.is("as")) {
            return -1;
        }
        int next = i + 1;
        while (next < to && SET_MODIFIERS.contains(tokens.get(next).word())) {
            next++;
        }
        if (next < to && tokens.get(next).isSymbol("(") && tokens.get(next - 1).is("corresponding")) {
            next = tokens.next(next);
        }
        Token behind = tokens.get(next);
        if (behind.isSymbol("(")) {
            // Behind a star, EXCEPT leaves out columns.
            return before.isSymbol("*") && !isQuery(next + 1, tokens.mate(next)) ? -1 : next;
        }
        boolean query = behind.is("select") || behind.is("with") || behind.is("values") || behind.is("from");
        return query || behind.is("table") || reading.hole(next).isPresent() ? next : -1;
    }

    /** {@return where the order and limit of the whole begin, behind the last branch} */
    private int tail(int from, int to) {
        int i = from;
        while (i < to) {
            boolean order = tokens.get(i).is("order") && tokens.get(i + 1).is("by");
            boolean limit = TAIL.contains(tokens.get(i).word()) && SelectReader.isLimit(reading, i);
            if (i > from && (order || limit)) {
                return i;
            }
            i = tokens.next(i);
        }
        return to;
    }

    private List<Restriction> restrictions(int from, int to) {
        return from < to ? new SelectReader(reading).tail(from, to) : List.of();
    }

    private Query single(int from, int to) throws UnreadableSqlException {
        Token first = tokens.get(from);
        if (first.isSymbol("(")) {
            int close = tokens.mate(from);
            if (tail(from, to) != close + 1) {
                throw reading.unexpected("UNION, ORDER BY or the end of the query", close + 1);
            }
            return new Query.Restricted(query(from + 1, close), restrictions(close + 1, to));
        }
        if (first.is("values")) {
            int tail = tail(from, to);
            return values(from + 1, tail);
        }
        if (first.is("table") && to <= from + 6) {
            From.Item table = new FromReader(reading, from + 1, to).single();
            SelectItem all =
                    new SelectItem.Star(Optional.empty(), List.of(), List.of(), List.of(), reading.span(from, to));
            return new Query.Select(List.of(all), Optional.of(new From(table, List.of())), List.of(), false, List.of());
        }
        if (first.is("select") || first.is("from") && isFromFirst()) {
            return new JuxtaposedHoles(reading).around(new SelectReader(reading).read(from, to), from, to);
        }
        if (REARRANGEMENTS.contains(first.word())) {
            return new Query.Unreadable("the " + first.word() + " statement is not analysed");
        }
        throw reading.unexpected("SELECT", from);
    }

    /** {@return rows written out, column by column} */
    Query values(int from, int to) throws UnreadableSqlException {
        List<List<Expr>> columns = new ArrayList<>();
        for (Range row : reading.parts(from, to)) {
            int open = tokens.get(row.from()).is("row") ? row.from() + 1 : row.from();
            List<Range> cells = tokens.get(open).isSymbol("(") && tokens.mate(open) == row.to() - 1
                    ? reading.parts(open + 1, row.to() - 1)
                    : List.of(row);
            for (int n = 0; n < cells.size(); n++) {
                if (columns.size() <= n) {
                    columns.add(new ArrayList<>());
                }
                Expr value = reading.expressions()
                        .read(cells.get(n).from(), cells.get(n).to());
                if (value != Expr.CONSTANT) {
                    columns.get(n).add(value);
                }
            }
        }
        if (columns.isEmpty()) {
            throw reading.unexpected("a row of values", from);
        }
        return new Query.Values(columns);
    }
}
