package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.read.Reading.Range;
import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.token.Dialect.Feature;
import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Rewrites calls: arguments, lambdas, filters, windows. */
final class CallWriter {
    private static final int MAX_WINDOW_CHAIN = 8;

    /** Aggregates that are made of their arguments; the order within the group only orders them. */
    private static final Set<String> ORDERED_ONLY = Set.of(
            "listagg",
            "string_agg",
            "array_agg",
            "json_agg",
            "jsonb_agg",
            "xmlagg",
            "group_concat",
            "arrayagg",
            "json_arrayagg",
            "list",
            "rank",
            "dense_rank",
            "percent_rank",
            "cume_dist");

    private static final Set<String> FRAME = Set.of("rows", "range", "groups");
    private static final Set<String> FRAME_WORDS = Set.of(
            "rows",
            "range",
            "groups",
            "between",
            "and",
            "unbounded",
            "preceding",
            "following",
            "current",
            "row",
            "exclude",
            "no",
            "others",
            "ties",
            "group",
            "interval");

    private final Reading reading;
    private final Tokens tokens;
    private final Marks marks;
    private final ExpressionWriter writer;
    private final StringBuilder out;

    CallWriter(Reading reading, Marks marks, ExpressionWriter writer, StringBuilder out) {
        this.reading = reading;
        this.tokens = reading.tokens();
        this.marks = marks;
        this.writer = writer;
        this.out = out;
    }

    /**
     * Writes a call.
     *
     * @param from the index of the first part of its name
     * @param nameEnd the index behind its name
     * @param open the index of its opening bracket
     * @param to the end of the range
     * @return the index behind it, its filter and its window
     */
    int call(int from, int nameEnd, int open, int to) throws UnreadableSqlException {
        int close = tokens.mate(open);
        Optional<String> hole = Optional.empty();
        for (int i = from; i < nameEnd && hole.isEmpty(); i++) {
            hole = reading.hole(i);
        }
        if (hole.isPresent()) {
            return unknownCall(hole.get(), open, close, to);
        }
        String function = functionName(from, nameEnd);
        CallArguments arguments = CallArguments.of(reading, function, open + 1, close);
        String name = arguments.isCast() ? "cast" : function;
        int call = begin();
        methodTarget(from, nameEnd);
        for (Range value : arguments.values()) {
            argument(value);
        }
        for (Range indirect : arguments.indirect()) {
            indirect(indirect);
        }
        boolean[] windowed = {false};
        int end = suffixes(name, close + 1, to, windowed);
        end(call, name, windowed[0]);
        return end;
    }

    /** Writes a call of a made-up function for a bracketed list: an array, a struct. */
    void list(String function, List<Range> values) throws UnreadableSqlException {
        int call = begin();
        for (Range value : values) {
            argument(value);
        }
        end(call, function, false);
    }

    private int begin() {
        int call = marks.reserveCall();
        out.append(Marks.callName(call)).append('(');
        return call;
    }

    private void end(int call, String function, boolean windowed) {
        out.append(')');
        marks.setCall(call, new Marks.Call(function, windowed));
    }

    private void comma() {
        if (out.length() > 0 && out.charAt(out.length() - 1) != '(') {
            out.append(", ");
        }
    }

    private int unknownCall(String reason, int open, int close, int to) throws UnreadableSqlException {
        int mark = out.length();
        boolean[] windowed = {false};
        int end = suffixes("", close + 1, to, windowed);
        out.setLength(mark);
        writer.value(new Expr.Unreadable(reason, reading.expressions().mentions(open + 1, close)));
        return end;
    }

    private String functionName(int from, int end) {
        StringBuilder name = new StringBuilder();
        if (reading.dialect() == Dialect.DUCKDB) {
            return tokens.get(end - 1).text().toLowerCase(Locale.ROOT);
        }
        int start = reading.dialect() == Dialect.BIGQUERY && tokens.get(from).is("safe") && end > from + 1
                ? from + 2
                : from;
        for (int i = start; i < end; i++) {
            name.append(tokens.get(i).text().toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }

    /** DuckDB lets a column call a function: {@code email.upper()}. */
    private void methodTarget(int from, int end) {
        if (reading.dialect() == Dialect.DUCKDB && end - from >= 3) {
            List<Name> path = new ArrayList<>();
            for (int i = from; i < end - 1; i += 2) {
                path.add(reading.name(i));
            }
            writer.value(new Expr.Column(path, true));
        }
    }

    /** Writes one argument, with a comma before it where one is due. */
    void argument(Range range) throws UnreadableSqlException {
        comma();
        int from = range.from();
        int to = range.to();
        Optional<Expr> lambda = lambda(from, to);
        if (lambda.isPresent()) {
            writer.value(lambda.get());
        } else if (reading.queries().isQuery(from, to)) {
            writer.value(new Expr.Subquery(reading.queries().read(from, to), false));
        } else if (tokens.get(from).isSymbol("*") && isStarTail(from + 1, to)) {
            writer.value(new Expr.AllColumns(Optional.empty()));
        } else if (starPath(from, to) > from) {
            List<Name> path = new ArrayList<>();
            for (int i = from; i < starPath(from, to); i += 2) {
                path.add(reading.name(i));
            }
            writer.value(new Expr.AllColumns(Optional.of(path)));
        } else {
            writer.nested(from, to);
        }
    }

    private void indirect(Range range) throws UnreadableSqlException {
        comma();
        out.append(Marks.INDIRECT).append('(');
        writer.nested(range.from(), range.to());
        out.append(')');
    }

    /** Behind a star only a list of exceptions may follow; leaving more columns in is no loss. */
    private boolean isStarTail(int from, int to) {
        return from == to || tokens.get(from).is("except") || tokens.get(from).is("exclude");
    }

    /** {@return the index of the star that ends a path such as {@code t.*}; {@code from} where there is none} */
    private int starPath(int from, int to) {
        int i = from;
        while (i + 2 <= to && tokens.get(i).isName() && tokens.get(i + 1).isSymbol(".")) {
            i += 2;
        }
        return i > from && i < to && tokens.get(i).isSymbol("*") && isStarTail(i + 1, to) ? i : from;
    }

    private Optional<Expr> lambda(int from, int to) {
        if (reading.dialect().has(Feature.ARROW_OPERATORS)) {
            return Optional.empty();
        }
        if (tokens.get(from).is("lambda") && tokens.findSymbol(":", from, to) < to) {
            int colon = tokens.findSymbol(":", from, to);
            return Optional.of(new Expr.Lambda(
                    reading.names(from + 1, colon), reading.expressions().read(colon + 1, to)));
        }
        int arrow = tokens.get(from).isSymbol("(") ? tokens.next(from) : from + 1;
        if (arrow == from + 1
                && tokens.get(arrow).isName()
                && tokens.get(arrow + 1).isSymbol("->")) {
            arrow++; // a typed parameter: x int -> ...
        }
        if (arrow >= to || !tokens.get(arrow).isSymbol("->")) {
            return Optional.empty();
        }
        List<Name> parameters;
        if (tokens.get(from).isSymbol("(")) {
            parameters = reading.names(from + 1, arrow - 1);
        } else if (tokens.get(from).isName() && !isJsonKey(arrow + 1, to)) {
            parameters = List.of(reading.name(from));
        } else {
            return Optional.empty();
        }
        return Optional.of(new Expr.Lambda(parameters, reading.expressions().read(arrow + 1, to)));
    }

    /** In DuckDB {@code payload -> 'key'} reads JSON; as a lambda it would yield a constant, which nobody writes. */
    private boolean isJsonKey(int from, int to) {
        return to == from + 1 && tokens.get(from).isLiteral();
    }

    private int suffixes(String function, int from, int to, boolean[] windowed) throws UnreadableSqlException {
        int i = from;
        while (i < to) {
            Token token = tokens.get(i);
            Token next = tokens.get(i + 1);
            if (token.is("filter") && next.isSymbol("(")) {
                int where = tokens.get(i + 2).is("where") ? i + 3 : i + 2;
                indirect(new Range(where, tokens.mate(i + 1)));
                i = tokens.next(i + 1);
            } else if (token.is("within")
                    && next.is("group")
                    && tokens.get(i + 2).isSymbol("(")) {
                withinGroup(function, i + 3, tokens.mate(i + 2));
                i = tokens.next(i + 2);
            } else if ((token.is("ignore") || token.is("respect")) && next.is("nulls")) {
                i += 2;
            } else if (token.is("from") && (next.is("first") || next.is("last")) && isOver(i + 2)) {
                i += 2;
            } else if (token.is("over") && next.isSymbol("(")) {
                windowed[0] = true;
                window(i + 2, tokens.mate(i + 1), 0);
                i = tokens.next(i + 1);
            } else if (token.is("over") && next.isName()) {
                windowed[0] = true;
                namedWindow(i + 1, 0);
                i += 2;
            } else if (token.is("keep") && next.isSymbol("(")) {
                orderedBy(tokens.find("order", i + 2, tokens.mate(i + 1)) + 2, tokens.mate(i + 1));
                i = tokens.next(i + 1);
            } else if (token.isSymbol("(") && i == from && reading.dialect() == Dialect.CLICKHOUSE) {
                for (Range value : CallArguments.of(reading, function, i + 1, tokens.mate(i))
                        .values()) {
                    argument(value);
                }
                i = tokens.next(i);
            } else {
                return i;
            }
        }
        return i;
    }

    private boolean isOver(int i) {
        return tokens.get(i).is("over")
                || tokens.get(i).is("ignore")
                || tokens.get(i).is("respect");
    }

    private void withinGroup(String function, int from, int to) throws UnreadableSqlException {
        int start = tokens.get(from).is("order") ? from + 2 : from;
        if (ORDERED_ONLY.contains(function)) {
            orderedBy(start, to);
            return;
        }
        // percentile_cont, percentile_disc and mode take their value from the order.
        for (Range part : reading.parts(start, to)) {
            argument(new Range(part.from(), orderEnd(part.from(), part.to())));
        }
    }

    private void orderedBy(int from, int to) throws UnreadableSqlException {
        for (Range part : reading.parts(from, to)) {
            indirect(new Range(part.from(), orderEnd(part.from(), part.to())));
        }
    }

    /** {@return the index behind an expression of an {@code ORDER BY}, before its direction} */
    private int orderEnd(int from, int to) {
        int i = tokens.next(from);
        while (i < to) {
            Token token = tokens.get(i);
            if (token.is("asc") || token.is("desc") || token.is("nulls") && isNullsOrder(i) || token.is("collate")) {
                return i;
            }
            i = tokens.next(i);
        }
        return to;
    }

    private boolean isNullsOrder(int i) {
        return tokens.get(i + 1).is("first") || tokens.get(i + 1).is("last");
    }

    private void namedWindow(int name, int chain) throws UnreadableSqlException {
        Range definition = reading.windows().get(tokens.get(name).text().toLowerCase(Locale.ROOT));
        if (definition == null || chain > MAX_WINDOW_CHAIN) {
            throw reading.unexpected("the name of a window", name);
        }
        window(definition.from(), definition.to(), chain + 1);
    }

    private void window(int from, int to, int chain) throws UnreadableSqlException {
        int i = from;
        if (i < to && tokens.get(i).isName() && !startsWindowClause(i)) {
            namedWindow(i, chain);
            i++;
        }
        while (i < to) {
            if (!startsWindowClause(i)) {
                throw reading.unexpected("PARTITION BY, ORDER BY or a frame", i);
            }
            int end = i + 1;
            while (end < to && !startsWindowClause(end)) {
                end = tokens.next(end);
            }
            if (FRAME.contains(tokens.get(i).word())) {
                frame(i, to);
                return;
            }
            orderedBy(i + 2, end);
            i = end;
        }
    }

    private boolean startsWindowClause(int i) {
        Token token = tokens.get(i);
        boolean by = tokens.get(i + 1).is("by");
        if (by) {
            return token.is("partition")
                    || token.is("order")
                    || token.is("distribute")
                    || token.is("sort")
                    || token.is("cluster");
        }
        Token next = tokens.get(i + 1);
        return FRAME.contains(token.word())
                && (next.is("between")
                        || next.is("unbounded")
                        || next.is("current")
                        || next.isLiteral()
                        || next.is("interval"));
    }

    /** Frames are counted in rows or constants; anything else would be a column that must not be lost. */
    private void frame(int from, int to) throws UnreadableSqlException {
        for (int i = from; i < to; i++) {
            Token token = tokens.get(i);
            if (token.isName() && !FRAME_WORDS.contains(token.word()) && !DateParts.isPart(token.word())) {
                throw reading.unexpected("a constant frame", i);
            }
        }
    }
}
