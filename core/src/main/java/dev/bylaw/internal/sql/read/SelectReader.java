package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.read.Reading.Range;
import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.From;
import dev.bylaw.internal.sql.tree.Query;
import dev.bylaw.internal.sql.tree.Query.Clause;
import dev.bylaw.internal.sql.tree.Query.Restriction;
import dev.bylaw.internal.sql.tree.SelectItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one {@code SELECT}: cuts it into its clauses and reads each. Used once. */
final class SelectReader {
    private enum Kind {
        SELECT,
        INTO,
        FROM,
        FILTER,
        GROUP,
        WINDOW,
        ORDER,
        LIMIT,
        IGNORED
    }

    /** A clause without its keywords. */
    private record Part(Kind kind, int from, int to) {}

    /** What {@code FOR} may say at the end of a query, as opposed to time travel behind a table. */
    private static final Set<String> LOCKS = Set.of("update", "share", "no", "key", "read", "xml", "json", "browse");

    private static final Set<String> DIRECTIONS =
            Set.of("asc", "desc", "nulls", "first", "last", "collate", "with", "fill", "rollup", "cube", "totals");

    private static final Set<String> LIMIT_WORDS =
            Set.of("all", "null", "offset", "row", "rows", "first", "next", "only", "percent", "with", "ties", "limit");

    private final Reading reading;
    private final Tokens tokens;
    private final List<Restriction> restrictions = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private boolean groupedByAll;

    SelectReader(Reading reading) {
        this.reading = reading;
        this.tokens = reading.tokens();
    }

    Query.Select read(int from, int to) throws UnreadableSqlException {
        List<Part> parts = parts(from, to);
        Map<String, Range> outerWindows = reading.windows();
        reading.setWindows(windows(parts));
        List<SelectItem> items = new ArrayList<>();
        Optional<From> source = Optional.empty();
        for (Part part : parts) {
            if (part.kind() == Kind.SELECT) {
                int start = behindModifiers(part.from(), part.to());
                items.addAll(new SelectListReader(reading).read(start, part.to()));
            } else if (part.kind() == Kind.FROM && part.from() < part.to()) {
                source = Optional.of(new FromReader(reading, part.from(), part.to()).read());
            } else {
                restriction(part);
            }
        }
        if (items.isEmpty()) {
            if (!tokens.get(from).is("from")) {
                throw reading.unexpected("a column", parts.get(0).to());
            }
            items.add(new SelectItem.Star(Optional.empty(), List.of(), List.of(), List.of(), reading.span(from, to)));
        }
        reading.setWindows(outerWindows);
        return new Query.Select(items, source, restrictions, groupedByAll, gaps);
    }

    /** {@return the restrictions of an order and limit that stand alone} */
    List<Restriction> tail(int from, int to) {
        for (Part part : parts(from, to)) {
            restriction(part);
        }
        gaps.forEach(reading::note);
        return restrictions;
    }

    private List<Part> parts(int from, int to) {
        List<Part> parts = new ArrayList<>();
        Kind current = Kind.IGNORED;
        int start = from;
        int i = from;
        while (i < to) {
            Kind kind = kind(i, current, parts.isEmpty() && start == from, parts.isEmpty());
            if (kind != null) {
                if (i > from) {
                    parts.add(new Part(current, start, i));
                }
                current = kind;
                start = i + keywords(i);
                i = start;
            } else {
                i = tokens.next(i);
            }
        }
        parts.add(new Part(current, start, to));
        return parts;
    }

    private int keywords(int i) {
        Token next = tokens.get(i + 1);
        return switch (tokens.get(i).word()) {
            case "order" -> next.is("by") ? 2 : 3;
            case "group", "cluster", "distribute", "sort", "start" -> 2;
            case "connect" -> tokens.get(i + 2).is("nocycle") ? 3 : 2;
            default -> 1;
        };
    }

    /** {@return the clause that begins here; null where none does} */
    private Kind kind(int i, Kind current, boolean first, boolean fromFirst) {
        Token token = tokens.get(i);
        if (token.kind() != Token.Kind.WORD || tokens.get(i - 1).isSymbol(".")) {
            return null;
        }
        Token next = tokens.get(i + 1);
        boolean by = next.is("by");
        return switch (token.word()) {
            case "select" -> current == Kind.IGNORED && first || current == Kind.FROM && fromFirst ? Kind.SELECT : null;
            case "from" -> isFrom(i, current, first) ? Kind.FROM : null;
            case "into" -> current == Kind.SELECT && next.isName() ? Kind.INTO : null;
            case "where", "prewhere", "having" -> Kind.FILTER;
            case "qualify" -> isClauseWord(i) ? Kind.FILTER : null;
            case "group" -> by ? Kind.GROUP : null;
            case "order" -> by || next.is("siblings") ? Kind.ORDER : null;
            case "cluster", "distribute", "sort" -> by ? Kind.ORDER : null;
            case "window" -> isWindow(i) ? Kind.WINDOW : null;
            case "limit", "offset", "fetch" -> isLimit(reading, i) ? Kind.LIMIT : null;
            case "start" -> next.is("with") && current != Kind.SELECT ? Kind.FILTER : null;
            case "connect" -> by ? Kind.FILTER : null;
            case "for" -> LOCKS.contains(next.word()) ? Kind.IGNORED : null;
            case "settings" -> isClauseWord(i) && tokens.get(i + 2).isSymbol("=") ? Kind.IGNORED : null;
            case "option" -> next.isSymbol("(") && isClauseWord(i) && current != Kind.SELECT ? Kind.IGNORED : null;
            default -> null;
        };
    }

    private boolean isFrom(int i, Kind current, boolean first) {
        boolean due = current == Kind.SELECT || current == Kind.INTO || current == Kind.IGNORED && first;
        boolean distinct = tokens.get(i - 1).is("distinct")
                && (tokens.get(i - 2).is("is") || tokens.get(i - 2).is("not"));
        return due && !distinct;
    }

    private boolean isWindow(int i) {
        return tokens.get(i + 1).isName()
                && tokens.get(i + 2).is("as")
                && tokens.get(i + 3).isSymbol("(");
    }

    /** Whether a word that is no keyword everywhere begins a clause here: it stands between two operands. */
    private boolean isClauseWord(int i) {
        return endsOperand(reading, i - 1)
                && (tokens.get(i + 1).kind() != Token.Kind.SYMBOL
                        || "(-+".contains(tokens.get(i + 1).text()))
                && tokens.get(i + 1).kind() != Token.Kind.END
                && !tokens.get(i + 1).is("from")
                && !tokens.get(i + 1).is("as");
    }

    static boolean isLimit(Reading reading, int i) {
        Token next = reading.tokens().get(i + 1);
        if (!endsOperand(reading, i - 1)) {
            return false;
        }
        return switch (reading.tokens().get(i).word()) {
            case "fetch" -> next.is("first") || next.is("next");
            case "limit" -> next.isLiteral() || next.isName() || next.isSymbol("(") || next.isSymbol("?");
            case "offset" ->
                next.isLiteral()
                        || next.isSymbol("(")
                        || next.isSymbol("?")
                        || reading.hole(i + 1).isPresent();
            default -> false;
        };
    }

    private static boolean endsOperand(Reading reading, int i) {
        Token token = reading.tokens().get(i);
        return switch (token.kind()) {
            case SYMBOL -> ")]}*?".contains(token.text());
            case WORD -> !token.is("as") && !token.is("by") && !token.is("select");
            case END -> i < 0;
            default -> true;
        };
    }

    private Map<String, Range> windows(List<Part> parts) {
        Map<String, Range> windows = new LinkedHashMap<>();
        for (Part part : parts) {
            if (part.kind() == Kind.WINDOW) {
                for (Range window : reading.parts(part.from(), part.to())) {
                    int open = window.from() + 2;
                    if (tokens.get(open).isSymbol("(")) {
                        String name = tokens.get(window.from()).text().toLowerCase(Locale.ROOT);
                        windows.put(name, new Range(open + 1, tokens.mate(open)));
                    }
                }
            }
        }
        return windows;
    }

    /** Passes over {@code DISTINCT}, {@code TOP 10}, {@code AS STRUCT}. */
    private int behindModifiers(int from, int to) {
        int i = from;
        while (i < to) {
            Token token = tokens.get(i);
            Token next = tokens.get(i + 1);
            if (token.is("distinct") && next.is("on") && tokens.get(i + 2).isSymbol("(")) {
                expressions(Clause.ORDER, i + 3, tokens.mate(i + 2));
                i = tokens.next(i + 2);
            } else if ((token.is("distinct") || token.is("all")) && !next.isSymbol(",") && i + 1 < to) {
                i++;
            } else if (token.is("as") && (next.is("struct") || next.is("value"))) {
                i += 2;
            } else if (token.is("top") && (next.kind() == Token.Kind.NUMBER || isTopCount(i + 1))) {
                i = tokens.next(i + 1);
                i += tokens.get(i).is("percent") ? 1 : 0;
                i += tokens.get(i).is("with") && tokens.get(i + 1).is("ties") ? 2 : 0;
            } else {
                return i;
            }
        }
        return i;
    }

    private boolean isTopCount(int open) {
        return tokens.get(open).isSymbol("(")
                && tokens.mate(open) == open + 2
                && tokens.get(open + 1).isLiteral()
                && tokens.get(open + 3).kind() != Token.Kind.SYMBOL;
    }

    private void restriction(Part part) {
        switch (part.kind()) {
            case FILTER -> filter(part.from(), part.to());
            case GROUP -> group(part.from(), part.to());
            case ORDER -> expressions(Clause.ORDER, part.from(), part.to());
            case LIMIT -> limit(part.from(), part.to());
            default -> {}
        }
    }

    private void filter(int from, int to) {
        ExpressionReader.Prefix filter = reading.expressions().readPrefix(from, to);
        restrictions.add(new Restriction(Clause.FILTER, filter.expr(), 0));
        if (filter.end() < to) {
            gap(filter.end());
        }
    }

    private void gap(int i) {
        gaps.add(reading.hole(i)
                .orElseGet(() -> "the text at " + reading.place(tokens.get(i).start()) + " is not understood"));
    }

    private void group(int start, int to) {
        int from =
                tokens.get(start).is("distinct") || tokens.get(start).is("all") && to > start + 1 ? start + 1 : start;
        if (to == from + 1 && tokens.get(from).is("all")) {
            groupedByAll = true;
        } else {
            expressions(Clause.GROUP, from, to);
        }
    }

    private void expressions(Clause clause, int from, int to) {
        for (Range part : reading.parts(from, to)) {
            Token first = tokens.get(part.from());
            boolean alone = part.to() == part.from() + 1
                    || DIRECTIONS.contains(tokens.get(part.from() + 1).word());
            if (first.kind() == Token.Kind.NUMBER && alone) {
                restrictions.add(new Restriction(clause, Expr.CONSTANT, ordinal(first.text())));
                continue;
            }
            if (first.is("all") && alone) {
                groupedByAll = true;
                continue;
            }
            ExpressionReader.Prefix expr = reading.expressions().readPrefix(part.from(), part.to());
            restrictions.add(new Restriction(clause, expr.expr(), 0));
            if (expr.end() < part.to() && !isDirection(expr.end(), part.to())) {
                gap(expr.end());
            }
        }
    }

    /** {@return the number, or 0 where it is no ordinal} */
    private static int ordinal(String text) {
        return text.length() <= 6 && text.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(text) : 0;
    }

    private boolean isDirection(int from, int to) {
        for (int i = from; i < to; i++) {
            Token token = tokens.get(i);
            if (!DIRECTIONS.contains(token.word()) && !(tokens.get(i - 1).is("collate") && i > from)) {
                return false;
            }
        }
        return true;
    }

    /** A count of rows says nothing unless it is read from somewhere, or counts by group as in ClickHouse. */
    private void limit(int from, int to) {
        int by = tokens.find("by", from, to);
        boolean constant = true;
        for (int i = from; i < by; i++) {
            Token token = tokens.get(i);
            constant &= !token.isName() || LIMIT_WORDS.contains(token.word());
        }
        if (!constant) {
            filter(from, by);
        }
        if (by < to) {
            expressions(Clause.FILTER, by + 1, to);
        }
    }
}
