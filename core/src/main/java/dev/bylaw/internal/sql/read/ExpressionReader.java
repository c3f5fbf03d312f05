package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads expressions; one that cannot be read becomes {@link Expr.Unreadable} and spoils nothing else. */
final class ExpressionReader {
    /** How many names of an unreadable expression are kept. */
    private static final int MAX_MENTIONS = 100;

    /**
     * An expression at the beginning of a range.
     *
     * @param expr the expression
     * @param end the index behind it
     */
    record Prefix(Expr expr, int end) {}

    private final Reading reading;
    private final Tokens tokens;

    ExpressionReader(Reading reading) {
        this.reading = reading;
        this.tokens = reading.tokens();
    }

    /** {@return the expression that takes the whole range} */
    Expr read(int from, int to) {
        Optional<Expr> simple = simple(from, to);
        if (simple.isPresent()) {
            return simple.get();
        }
        try {
            Marks marks = new Marks();
            ExpressionWriter writer = new ExpressionWriter(reading, marks);
            writer.writeAll(from, to);
            return parse(marks, writer, from, to);
        } catch (UnreadableSqlException fault) {
            return unreadable(fault, from, to);
        }
    }

    /** {@return the expression at the beginning of the range, as far as it goes} */
    Prefix readPrefix(int from, int to) {
        Optional<Expr> simple = simple(from, to);
        if (simple.isPresent()) {
            return new Prefix(simple.get(), to);
        }
        try {
            Marks marks = new Marks();
            ExpressionWriter writer = new ExpressionWriter(reading, marks);
            int end = writer.write(from, to);
            return new Prefix(parse(marks, writer, from, end), end);
        } catch (UnreadableSqlException fault) {
            return new Prefix(unreadable(fault, from, to), to);
        }
    }

    private Expr parse(Marks marks, ExpressionWriter writer, int from, int to) throws UnreadableSqlException {
        int start = tokens.get(from).start();
        return new ExpressionParser(marks, reading.shapes())
                .parse(writer.text(), start, tokens.get(to - 1).end());
    }

    /** Most expressions are a plain column or a literal; they need no parser. */
    private Optional<Expr> simple(int from, int to) {
        Token first = tokens.get(from);
        if (to == from + 1 && first.isLiteral() && first.kind() != Token.Kind.PARAMETER) {
            return Optional.of(Expr.CONSTANT);
        }
        boolean name =
                to == from + 1 && (first.kind() == Token.Kind.QUOTED || ExpressionWriter.isPlainName(first.word()));
        boolean path = to == from + 3 && first.isName() && tokens.get(from + 1).isSymbol(".");
        if (!name && !path || !tokens.get(to - 1).isName()) {
            return Optional.empty();
        }
        List<Name> parts = new ArrayList<>();
        for (int i = from; i < to; i += 2) {
            Optional<String> hole = reading.hole(i);
            if (hole.isPresent()) {
                return Optional.of(new Expr.Unreadable(hole.get(), List.of()));
            }
            parts.add(reading.name(i));
        }
        return Optional.of(new Expr.Column(parts, false));
    }

    private Expr unreadable(UnreadableSqlException fault, int from, int to) {
        for (int i = from; i < to; i++) {
            Optional<String> hole = reading.hole(i);
            if (hole.isPresent()) {
                return new Expr.Unreadable(hole.get(), mentions(from, to));
            }
        }
        String place = reading.place(fault.start());
        return new Expr.Unreadable(
                "the expression at " + place + " is not understood: " + fault.getMessage(), mentions(from, to));
    }

    /** {@return what looks like a column in a range} */
    List<Expr> mentions(int from, int to) {
        List<Expr> mentions = new ArrayList<>();
        int i = from;
        while (i < to && mentions.size() < MAX_MENTIONS) {
            int end = i + 1;
            if (tokens.get(i).isName()) {
                List<Name> path = new ArrayList<>();
                path.add(reading.name(i));
                while (end + 1 < to
                        && tokens.get(end).isSymbol(".")
                        && tokens.get(end + 1).isName()) {
                    path.add(reading.name(end + 1));
                    end += 2;
                }
                boolean call = tokens.get(end).isSymbol("(") && end < to;
                if (!call
                        && !DateParts.isPart(tokens.get(i).word())
                        && !Infix.isWord(tokens.get(i).word())) {
                    mentions.add(new Expr.Column(path, true));
                }
            }
            i = end;
        }
        return mentions;
    }
}
