package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/** What the readers of one text share. Used by one thread. */
final class Reading {
    /** A range of tokens. */
    record Range(int from, int to) {
        boolean isEmpty() {
            return to <= from;
        }
    }

    private final Tokens tokens;
    private final Dialect dialect;
    private final Holes holes;
    private final IntFunction<String> places;
    private final Shapes shapes = new Shapes();
    private final Set<String> notes = new TreeSet<>();
    private Map<String, Range> windows = Map.of();

    private final ExpressionReader expressions;
    private final QueryReader queries;

    Reading(Tokens tokens, Dialect dialect, Holes holes, IntFunction<String> places) {
        this.tokens = tokens;
        this.places = places;
        this.dialect = dialect;
        this.holes = holes;
        this.expressions = new ExpressionReader(this);
        this.queries = new QueryReader(this);
    }

    Tokens tokens() {
        return tokens;
    }

    Dialect dialect() {
        return dialect;
    }

    ExpressionReader expressions() {
        return expressions;
    }

    Shapes shapes() {
        return shapes;
    }

    QueryReader queries() {
        return queries;
    }

    /** {@return the line and column of an offset, in words} */
    String place(int offset) {
        return places.apply(offset);
    }

    /** Remembers something that makes the whole result uncertain. */
    void note(String reason) {
        notes.add(reason);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** {@return the named windows of the select that is being read, by lower case name, each as its content} */
    Map<String, Range> windows() {
        return windows;
    }

    void setWindows(Map<String, Range> named) {
        windows = new LinkedHashMap<>(named);
    }

    /** {@return why the token stands for something that could not be rendered; empty where it does not} */
    Optional<String> hole(int index) {
        Token token = tokens.get(index);
        return token.isName() ? holes.reason(token.text()) : Optional.empty();
    }

    Name name(int index) {
        Token token = tokens.get(index);
        return new Name(token.text(), token.kind() != Token.Kind.WORD, new Span(token.start(), token.end()));
    }

    Span span(int from, int to) {
        return new Span(
                tokens.get(from).start(), tokens.get(Math.max(from, to - 1)).end());
    }

    /** {@return the parts of a range between commas, outside brackets; empty parts are left out} */
    List<Range> parts(int from, int to) {
        List<Range> parts = new ArrayList<>();
        int start = from;
        while (start < to) {
            int comma = tokens.findSymbol(",", start, to);
            if (comma > start) {
                parts.add(new Range(start, comma));
            }
            start = comma + 1;
        }
        return parts;
    }

    /** {@return the names of a list in brackets, such as column aliases; types behind them are passed over} */
    List<Name> names(int from, int to) {
        List<Name> names = new ArrayList<>();
        for (Range part : parts(from, to)) {
            names.add(name(part.from()));
        }
        return names;
    }

    UnreadableSqlException unexpected(String expected, int index) {
        Token token = tokens.get(index);
        String found = token.kind() == Token.Kind.END ? "the end" : shortened(token.text());
        return new UnreadableSqlException(
                "expected " + expected + " but found " + found, token.start(), Math.max(token.start(), token.end()));
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
}
