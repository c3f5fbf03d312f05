package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.read.Reading.Range;
import dev.bylaw.internal.sql.token.Dialect.Feature;
import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;

/** What stands directly behind an operand: subscripts, fields, semi-structured paths, casts. */
final class Postfix {
    /** How many subscripts, fields and casts may stand behind each other. */
    private static final int MAX_STEPS = 60;

    private final Reading reading;
    private final Tokens tokens;
    private final TypeNames types;
    private final ExpressionWriter writer;
    private final StringBuilder out;

    Postfix(Reading reading, ExpressionWriter writer, StringBuilder out) {
        this.reading = reading;
        this.tokens = reading.tokens();
        this.types = new TypeNames(tokens);
        this.writer = writer;
        this.out = out;
    }

    /**
     * Writes what stands behind an operand around it.
     *
     * @param from the index behind the operand
     * @param to the end of the range
     * @param start where the operand begins in the output
     * @param literal whether the operand is a literal, behind which a colon begins no path
     * @return the index behind it
     */
    int write(int from, int to, int start, boolean literal) throws UnreadableSqlException {
        boolean inPath = false;
        boolean cast = false;
        int steps = 0;
        int i = from;
        while (i < to) {
            if (++steps > MAX_STEPS) {
                throw reading.unexpected("fewer than " + MAX_STEPS + " steps into a value", i);
            }
            Token token = tokens.get(i);
            Token next = i + 1 < to ? tokens.get(i + 1) : tokens.get(tokens.size());
            if (token.isSymbol("[")) {
                inPath = subscript(i, start, inPath);
                i = tokens.next(i);
            } else if (token.isSymbol(".") && (next.isName() || next.kind() == Token.Kind.NUMBER)) {
                if (tokens.get(i + 2).isSymbol("(") && i + 2 < to) {
                    i = method(i + 1, to, start);
                    inPath = false;
                } else {
                    inPath = path(start, inPath);
                    i += 2;
                }
            } else if (isColonPath(i, next, literal)) {
                inPath = path(start, inPath);
                i = next.isSymbol("[") ? i + 1 : i + 2;
            } else if (token.isSymbol("::")) {
                i = types.end(i + 1, to);
                if (!cast) {
                    wrap(Marks.CAST, start);
                }
                inPath = false;
                cast = true;
                continue;
            } else if (token.isSymbol("(") && writer.isOldOuterJoin(i)) {
                i += 3;
            } else if (token.is("collate") && (next.isName() || next.isLiteral())) {
                i += 2;
                while (tokens.get(i).isSymbol(".") && i + 1 < to) {
                    i += 2;
                }
            } else {
                return i;
            }
            cast = false;
        }
        return i;
    }

    private boolean isColonPath(int i, Token next, boolean literal) {
        return tokens.get(i).isSymbol(":")
                && !literal
                && reading.dialect().has(Feature.COLON_PATHS)
                && (next.isName() || next.isSymbol("[") || next.kind() == Token.Kind.STRING);
    }

    /** A part of a value is computed from it; one mark is enough for a path of several steps. */
    private boolean path(int start, boolean inPath) {
        if (!inPath) {
            wrap(Marks.PATH, start);
        }
        return true;
    }

    private boolean subscript(int open, int start, boolean inPath) throws UnreadableSqlException {
        path(start, inPath);
        int close = tokens.mate(open);
        int colon = tokens.findSymbol(":", open + 1, close);
        boolean more = index(open + 1, colon);
        boolean last = colon < close && index(colon + 1, close);
        return !more && !last;
    }

    /** Writes an index as a further argument of the path, unless it is a constant. */
    private boolean index(int from, int to) throws UnreadableSqlException {
        boolean constant = true;
        for (int i = from; i < to; i++) {
            Token token = tokens.get(i);
            boolean function =
                    token.kind() == Token.Kind.WORD && tokens.get(i + 1).isSymbol("(");
            constant &= !token.isName() || function;
        }
        if (constant) {
            return false;
        }
        for (Range part : reading.parts(from, to)) {
            out.setLength(out.length() - 1);
            out.append(", ");
            writer.nested(part.from(), part.to());
            out.append(')');
        }
        return true;
    }

    /** A call on a value, as in DuckDB and ClickHouse: the value is its first argument. */
    private int method(int name, int to, int start) throws UnreadableSqlException {
        String target = out.substring(start);
        out.setLength(start);
        int before = out.length();
        int end = writer.calls().call(name, name + 1, name + 1, to);
        if (!out.substring(before).startsWith("`f")) {
            return end; // a call of something unknown, which makes the whole value unknown
        }
        int open = out.indexOf("(", before);
        boolean empty = out.charAt(open + 1) == ')';
        out.insert(open + 1, empty ? target : target + ", ");
        return end;
    }

    private void wrap(String function, int start) {
        out.insert(start, function + '(');
        out.append(')');
    }
}
