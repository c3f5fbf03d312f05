package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;

/** Rewrites intervals: {@code INTERVAL '1' DAY}, {@code INTERVAL n DAY}, {@code INTERVAL '1 day 2 hours'}. */
final class IntervalWriter {
    private final Tokens tokens;
    private final ExpressionWriter writer;
    private final StringBuilder out;

    IntervalWriter(Reading reading, ExpressionWriter writer, StringBuilder out) {
        this.tokens = reading.tokens();
        this.writer = writer;
        this.out = out;
    }

    /** {@return the index behind an interval; {@code i} where the word is a name} */
    int write(int i, int to) throws UnreadableSqlException {
        if (i + 1 < to && tokens.get(i + 1).kind() == Token.Kind.STRING) {
            out.append("1");
            return behindUnits(i + 2, to);
        }
        int first = i + 1 < to
                        && (tokens.get(i + 1).isSymbol("-") || tokens.get(i + 1).isSymbol("+"))
                ? i + 2
                : i + 1;
        int unit = tokens.next(first);
        while (unit < to && !isUnit(unit)) {
            Token token = tokens.get(unit);
            if (token.isSymbol(",") || token.is("as") || token.is("and") || token.is("or") || token.isSymbol("=")) {
                return i;
            }
            unit = tokens.next(unit);
        }
        if (unit >= to
                || unit == i + 1
                || tokens.get(first).isSymbol(".")
                || tokens.get(i + 1).isSymbol(")")) {
            return i;
        }
        out.append('(');
        writer.nested(i + 1, unit);
        out.append(" || 1)");
        return behindUnits(unit, to);
    }

    private boolean isUnit(int i) {
        Token before = tokens.get(i - 1);
        return DateParts.isPart(tokens.get(i).word())
                && !tokens.get(i + 1).isSymbol(".")
                && !tokens.get(i + 1).isSymbol("(")
                && (before.isName() || before.isLiteral() || before.isSymbol(")") || before.isSymbol("]"));
    }

    /** Passes over {@code day}, {@code year to month}, {@code second(3)}, and Spark's {@code 1 day 2 hours}. */
    private int behindUnits(int from, int to) {
        int i = from;
        while (i < to) {
            Token token = tokens.get(i);
            boolean unit = DateParts.isPart(token.word()) && !tokens.get(i + 1).isSymbol(".");
            boolean more = (token.is("to") || token.isLiteral())
                    && DateParts.isPart(tokens.get(i + 1).word());
            if (!unit && !more) {
                return i;
            }
            i++;
            if (unit && tokens.get(i).isSymbol("(") && tokens.mate(i) == i + 2) {
                i += 3;
            }
        }
        return i;
    }
}
