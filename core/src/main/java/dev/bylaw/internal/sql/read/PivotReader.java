package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.read.Reading.Range;
import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.From;
import dev.bylaw.internal.sql.tree.Name;
import dev.bylaw.internal.sql.tree.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code PIVOT} and {@code UNPIVOT} behind a relation. */
final class PivotReader {
    private final Reading reading;
    private final Tokens tokens;

    PivotReader(Reading reading) {
        this.reading = reading;
        this.tokens = reading.tokens();
    }

    /** Reads a pivot whose opening bracket is at an index. */
    void pivot(FromDraft draft, int open) throws UnreadableSqlException {
        int close = tokens.mate(open);
        int forWord = tokens.find("for", open + 1, close);
        int in = tokens.find("in", forWord, close);
        if (!tokens.get(in + 1).isSymbol("(")) {
            throw reading.unexpected("FOR column IN (values)", forWord);
        }
        int rest = tokens.next(in + 1);
        if (rest < close && !tokens.get(rest).is("default")) {
            throw reading.unexpected("the end of the PIVOT", rest);
        }
        List<From.PivotAggregate> aggregates = new ArrayList<>();
        for (Range part : reading.parts(open + 1, forWord)) {
            ExpressionReader.Prefix expr = reading.expressions().readPrefix(part.from(), part.to());
            aggregates.add(new From.PivotAggregate(expr.expr(), aliasBehind(expr.end(), part.to())));
        }
        List<Name> columns = columns(forWord + 1, in);
        List<Optional<Name>> values = values(in + 2, tokens.mate(in + 1));
        From.Item input = draft.build();
        draft.wrap(new From.Pivot(input, aggregates, columns, values, Optional.empty(), List.of()), close + 1);
    }

    private Optional<Name> aliasBehind(int end, int to) {
        int name = tokens.get(end).is("as") ? end + 1 : end;
        boolean named =
                name == to - 1 && (tokens.get(name).isName() || tokens.get(name).kind() == Token.Kind.STRING);
        return named ? Optional.of(reading.name(name)) : Optional.empty();
    }

    private List<Name> columns(int from, int to) {
        boolean bracket = tokens.get(from).isSymbol("(") && tokens.mate(from) == to - 1;
        List<Name> columns = new ArrayList<>();
        for (Range part : bracket ? reading.parts(from + 1, to - 1) : reading.parts(from, to)) {
            columns.add(reading.name(part.to() - 1));
        }
        return columns;
    }

    private List<Optional<Name>> values(int from, int to) {
        if (tokens.get(from).is("any")
                || tokens.get(from).is("select")
                || reading.hole(from).isPresent()) {
            return List.of(Optional.empty());
        }
        List<Optional<Name>> values = new ArrayList<>();
        for (Range part : reading.parts(from, to)) {
            Token last = tokens.get(part.to() - 1);
            boolean as =
                    part.to() - part.from() > 2 && tokens.get(part.to() - 2).is("as");
            boolean alias = as
                    || part.to() - part.from() > 1
                            && last.isName()
                            && !tokens.get(part.to() - 2).isSymbol(".");
            if (alias && reading.hole(part.to() - 1).isEmpty()) {
                values.add(Optional.of(reading.name(part.to() - 1)));
            } else if (part.to() == part.from() + 1 && reading.hole(part.from()).isEmpty()) {
                values.add(Optional.of(label(part.from())));
            } else {
                values.add(Optional.empty());
            }
        }
        return values;
    }

    /** The name that a dialect gives to the column of a value without an alias. */
    private Name label(int i) {
        Token token = tokens.get(i);
        Span span = new Span(token.start(), token.end());
        if (token.isName()) {
            return reading.name(i);
        }
        boolean string = token.kind() == Token.Kind.STRING;
        return switch (reading.dialect()) {
            case SNOWFLAKE -> new Name(string ? '\'' + token.text() + '\'' : token.text(), true, span);
            case BIGQUERY -> new Name(token.text(), false, span);
            case REDSHIFT -> new Name(token.text().toLowerCase(Locale.ROOT), true, span);
            default -> new Name(token.text(), true, span);
        };
    }

    /** Reads an unpivot; between the word and the bracket may stand {@code INCLUDE NULLS}. */
    void unpivot(FromDraft draft, int from) throws UnreadableSqlException {
        int open = tokens.findSymbol("(", from, from + 3);
        int close = tokens.mate(open);
        int forWord = tokens.find("for", open + 1, close);
        int in = tokens.find("in", forWord, close);
        if (close < 0 || !tokens.get(in + 1).isSymbol("(")) {
            throw reading.unexpected("value FOR name IN (columns)", open);
        }
        List<Name> values = columns(open + 1, forWord);
        List<List<Name>> sources = new ArrayList<>();
        for (Range part : reading.parts(in + 2, tokens.mate(in + 1))) {
            int end = tokens.find("as", part.from(), part.to());
            boolean bracket = tokens.get(part.from()).isSymbol("(");
            int last = bracket ? tokens.next(part.from()) : Math.min(end, nameEnd(part.from(), end));
            sources.add(columns(part.from(), last));
            requireNoHole(part);
        }
        List<Name> label = columns(forWord + 1, in);
        From.Item input = draft.build();
        Optional<Name> name = label.isEmpty() ? Optional.empty() : Optional.of(label.get(0));
        draft.wrap(new From.Unpivot(input, values, name, sources, Optional.empty(), List.of()), close + 1);
    }

    private void requireNoHole(Range part) throws UnreadableSqlException {
        for (int i = part.from(); i < part.to(); i++) {
            if (reading.hole(i).isPresent()) {
                throw reading.unexpected("a column", i);
            }
        }
    }

    private int nameEnd(int from, int to) {
        int i = from + 1;
        while (i + 1 < to && tokens.get(i).isSymbol(".")) {
            i += 2;
        }
        return i;
    }
}
