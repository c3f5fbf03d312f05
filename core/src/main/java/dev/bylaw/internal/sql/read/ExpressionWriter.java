package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.read.Reading.Range;
import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import dev.bylaw.internal.sql.tree.Expr;
import dev.bylaw.internal.sql.tree.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rewrites an expression of any dialect to the few forms that JSqlParser is given: identifiers of {@link Marks}, calls,
 * {@code CASE}, brackets, {@code AND}, {@code OR}, {@code NOT}, and {@code ||} for every other operator, since all
 * operators make a value of their operands. What nests deeply, and every query, is read apart.
 */
final class ExpressionWriter {
    /** From this depth on a nested expression is parsed on its own, which bounds the parser's recursion and effort. */
    private static final int INLINE_DEPTH = 6;
    /** How many operands are given to the parser at once. */
    private static final int MAX_OPERANDS = 200;

    /** Words that no expression begins with, unless they are the name of a function or a relation. */
    private static final Set<String> NO_OPERAND = Set.of(
            "select",
            "from",
            "where",
            "having",
            "union",
            "join",
            "and",
            "or",
            "xor",
            "when",
            "then",
            "else",
            "as",
            "is",
            "between",
            "like",
            "ilike",
            "rlike",
            "limit",
            "inner",
            "cross",
            "natural",
            "on",
            "qualify",
            "except",
            "intersect");

    /** Words that are a value of their own. */
    private static final Set<String> VALUES = Set.of(
            "null",
            "true",
            "false",
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "current_user",
            "session_user",
            "current_role",
            "current_catalog",
            "current_schema",
            "system_user");

    private static final Set<String> BRACKETED = Set.of("any", "all", "some");
    private static final Set<String> TYPED = Set.of("array", "struct", "map", "row", "range", "table", "tuple");
    private static final Set<String> MODIFIED = Set.of("prior", "binary", "connect_by_root", "distinct");

    private final Reading reading;
    private final Tokens tokens;
    private final Marks marks;
    private final TypeNames types;
    private final StringBuilder out = new StringBuilder();
    private final CallWriter calls;
    private final ChoiceWriter choices;
    private final IntervalWriter intervals;
    private final Infix infix;
    private final Postfix postfix;
    private int depth;

    ExpressionWriter(Reading reading, Marks marks) {
        this.reading = reading;
        this.tokens = reading.tokens();
        this.marks = marks;
        this.types = new TypeNames(tokens);
        this.calls = new CallWriter(reading, marks, this, out);
        this.choices = new ChoiceWriter(reading, this, out);
        this.intervals = new IntervalWriter(reading, this, out);
        this.infix = new Infix(reading, out);
        this.postfix = new Postfix(reading, this, out);
    }

    /** {@return whether the lower case word, standing alone, is a name and no value or keyword} */
    static boolean isPlainName(String word) {
        return !VALUES.contains(word) && !NO_OPERAND.contains(word) && !Infix.isWord(word) && !word.equals("case");
    }

    /** {@return what was written} */
    String text() {
        return out.toString();
    }

    /**
     * Writes the expression that begins at an index.
     *
     * @return the index behind it: {@code to}, or that of the first token that does not belong to it
     * @throws UnreadableSqlException if there is no complete expression
     */
    int write(int from, int to) throws UnreadableSqlException {
        int betweens = 0;
        int operands = 0;
        int level = out.length();
        List<Expr> folded = new ArrayList<>();
        int i = from;
        while (true) {
            if (++operands % MAX_OPERANDS == 0) {
                fold(level, folded, from, i);
            }
            i = prefix(i, to);
            int start = out.length();
            int behind = operand(i, to);
            i = postfix.write(behind, to, start, tokens.get(i).isLiteral() && behind == i + 1);
            Infix.Step step = infix.step(i, to, betweens > 0);
            while (step.isSuffix()) {
                i = step.next();
                step = infix.step(i, to, betweens > 0);
            }
            if (step.isEnd()) {
                if (!folded.isEmpty()) {
                    fold(level, folded, from, i);
                    value(new Expr.Compute(folded));
                }
                return i;
            }
            betweens += step.betweens();
            i = step.next();
        }
    }

    /** Parses what was written of a very long expression so far; all operators alike make a value of their operands. */
    private void fold(int level, List<Expr> folded, int from, int to) throws UnreadableSqlException {
        String text = out.substring(level);
        String complete = text.endsWith(" ") ? text + '1' : text;
        int start = tokens.get(from).start();
        folded.add(new ExpressionParser(marks, reading.shapes())
                .parse(complete, start, tokens.get(Math.max(from, to - 1)).end()));
        out.setLength(level);
    }

    /** Writes the expression that takes the whole range. */
    void writeAll(int from, int to) throws UnreadableSqlException {
        int end = write(from, to);
        if (end < to) {
            throw reading.unexpected("an operator or the end of the expression", end);
        }
    }

    /** Writes an expression within another, or reads it apart where it is deep. */
    void nested(int from, int to) throws UnreadableSqlException {
        if (depth >= INLINE_DEPTH) {
            value(reading.expressions().read(from, to));
            return;
        }
        depth++;
        writeAll(from, to);
        depth--;
    }

    /** Writes an operand that is ready. */
    void value(Expr expr) {
        out.append(expr == Expr.CONSTANT ? "1" : marks.operand(expr));
    }

    CallWriter calls() {
        return calls;
    }

    private int prefix(int from, int to) {
        boolean signed = false;
        boolean negated = false;
        int i = from;
        while (i < to) {
            Token token = tokens.get(i);
            if (token.isSymbol("-") || token.isSymbol("+") || token.isSymbol("~") || token.isSymbol("!")) {
                signed = true;
            } else if (token.is("not")) {
                negated = true;
            } else if (!MODIFIED.contains(token.word()) || !isModifier(i, to)) {
                break;
            }
            i++;
        }
        if (negated) {
            out.append("not ");
        }
        if (signed) {
            out.append("- ");
        }
        return i;
    }

    private boolean isModifier(int i, int to) {
        Token next = tokens.get(i + 1);
        return i + 1 < to && (next.isName() && !Infix.isWord(next.word()) && !next.is("as") || next.isLiteral());
    }

    private int operand(int i, int to) throws UnreadableSqlException {
        if (i >= to) {
            throw reading.unexpected("an expression", i);
        }
        Token token = tokens.get(i);
        return switch (token.kind()) {
            case STRING -> {
                out.append("1");
                int end = i + 1;
                while (end < to && tokens.get(end).kind() == Token.Kind.STRING) {
                    end++;
                }
                yield end;
            }
            case NUMBER -> {
                out.append("1");
                yield i + 1;
            }
            case PARAMETER -> {
                value(parameter(token));
                yield i + 1;
            }
            case SYMBOL -> bracketOrSymbol(i, to);
            case QUOTED -> path(i, to);
            case WORD -> word(i, to);
            case END -> throw reading.unexpected("an expression", i);
        };
    }

    /** A parameter is a constant, but for Snowflake's columns by position. */
    private Expr parameter(Token token) {
        boolean position = token.text().length() > 1
                && token.text().charAt(0) == '$'
                && Character.isDigit(token.text().charAt(1));
        boolean column = reading.dialect() == Dialect.SNOWFLAKE || reading.dialect() == Dialect.UNKNOWN;
        if (!position || !column) {
            return Expr.CONSTANT;
        }
        String place = reading.place(token.start());
        return new Expr.Unreadable(token.text() + " at " + place + " is a column by position", List.of());
    }

    private int bracketOrSymbol(int i, int to) throws UnreadableSqlException {
        String symbol = tokens.get(i).text();
        int close = tokens.mate(i);
        switch (symbol) {
            case "(" -> {
                group(i, close);
                return close + 1;
            }
            case "[" -> {
                array(i, close);
                return close + 1;
            }
            case "{" -> {
                struct(i, close, false);
                return close + 1;
            }
            case "?" -> {
                out.append("1");
                return i + 1;
            }
            case ":" -> {
                if (i + 1 < to
                        && (tokens.get(i + 1).isName() || tokens.get(i + 1).isLiteral())) {
                    out.append("1");
                    return i + 2;
                }
            }
            case "*" -> {
                value(new Expr.AllColumns(Optional.empty()));
                return i + 1;
            }
            default -> {}
        }
        throw reading.unexpected("an expression", i);
    }

    private void group(int open, int close) throws UnreadableSqlException {
        if (reading.queries().isQuery(open + 1, close)) {
            value(new Expr.Subquery(reading.queries().read(open + 1, close), false));
            return;
        }
        List<Range> parts = reading.parts(open + 1, close);
        if (parts.stream()
                .allMatch(part ->
                        part.to() == part.from() + 1 && tokens.get(part.from()).isLiteral())) {
            // Lists of literals can be very long and say nothing.
            out.append("1");
            return;
        }
        out.append('(');
        for (Range part : parts) {
            if (out.charAt(out.length() - 1) != '(') {
                out.append(", ");
            }
            int to = part.to();
            boolean named = to - part.from() > 2 && tokens.get(to - 2).is("as");
            nested(part.from(), named ? to - 2 : to);
        }
        out.append(')');
    }

    private void array(int open, int close) throws UnreadableSqlException {
        int loop = tokens.find("for", open + 1, close);
        int in = tokens.find("in", loop, close);
        if (loop == close || in == close) {
            calls.list("array", reading.parts(open + 1, close));
            return;
        }
        // [value for x in list if condition]
        int condition = tokens.find("if", in, close);
        List<Name> parameters = reading.names(loop + 1, in);
        List<Expr> arguments = new ArrayList<>();
        arguments.add(reading.expressions().read(in + 1, condition));
        arguments.add(new Expr.Lambda(parameters, reading.expressions().read(open + 1, loop)));
        if (condition < close) {
            arguments.add(new Expr.Lambda(parameters, reading.expressions().read(condition + 1, close)));
        }
        value(new Expr.Call("list_comprehension", arguments, List.of(), false));
    }

    private void struct(int open, int close, boolean keysAreValues) throws UnreadableSqlException {
        List<Range> values = new ArrayList<>();
        for (Range part : reading.parts(open + 1, close)) {
            int colon = tokens.findSymbol(":", part.from(), part.to());
            if (colon == part.to()) {
                values.add(part);
                continue;
            }
            boolean plainKey = colon == part.from() + 1 && !keysAreValues;
            if (!plainKey) {
                values.add(new Range(part.from(), colon));
            }
            values.add(new Range(colon + 1, part.to()));
        }
        calls.list(keysAreValues ? "map" : "struct", values);
    }

    private int word(int i, int to) throws UnreadableSqlException {
        Token token = tokens.get(i);
        Token next = i + 1 < to ? tokens.get(i + 1) : tokens.get(tokens.size());
        String word = token.word();
        boolean plain = !next.isSymbol(".");
        if (word.equals("case") && tokens.mate(i) > i) {
            return choices.write(i, tokens.mate(i));
        }
        if (plain && !next.isSymbol("(") && VALUES.contains(word)) {
            out.append("1");
            return i + 1;
        }
        if (word.equals("exists") && next.isSymbol("(") && reading.queries().isQuery(i + 2, tokens.mate(i + 1))) {
            value(new Expr.Subquery(reading.queries().read(i + 2, tokens.mate(i + 1)), true));
            return tokens.next(i + 1);
        }
        if (BRACKETED.contains(word) && next.isSymbol("(")) {
            group(i + 1, tokens.mate(i + 1));
            return tokens.next(i + 1);
        }
        if (word.equals("interval")) {
            int end = intervals.write(i, to);
            if (end > i) {
                return end;
            }
        }
        if (word.equals("grouping") && next.is("sets") && tokens.get(i + 2).isSymbol("(")) {
            calls.list("grouping_sets", reading.parts(i + 3, tokens.mate(i + 2)));
            return tokens.next(i + 2);
        }
        if (TYPED.contains(word)) {
            int end = typed(i, to);
            if (end > i) {
                return end;
            }
        }
        int literal = types.literalType(i, to);
        if (literal >= 0) {
            out.append("1");
            return literal + 1;
        }
        if (plain && NO_OPERAND.contains(word) && !next.isSymbol("(")) {
            throw reading.unexpected("an expression", i);
        }
        return path(i, to);
    }

    /** {@code array[..]}, {@code array<t>[..]}, {@code struct<..>(..)}, {@code map {..}}. */
    private int typed(int i, int to) throws UnreadableSqlException {
        int open = tokens.get(i + 1).isSymbol("<") ? types.angleEnd(i + 1, to) : i + 1;
        if (open >= to) {
            return i;
        }
        Token bracket = tokens.get(open);
        String word = tokens.get(i).word();
        if (bracket.isSymbol("[")) {
            if (!word.equals("array") && !word.equals("map")) {
                return i;
            }
            array(open, tokens.mate(open));
        } else if (bracket.isSymbol("{")) {
            struct(open, tokens.mate(open), word.equals("map"));
        } else if (bracket.isSymbol("(") && open > i + 1) {
            return calls.call(i, i + 1, open, to);
        } else {
            return i;
        }
        return tokens.next(open);
    }

    /** A column, a call, or all columns of a relation. */
    private int path(int i, int to) throws UnreadableSqlException {
        int end = i + 1;
        while (end + 1 < to && tokens.get(end).isSymbol(".") && isPathPart(end + 1)) {
            end += 2;
        }
        if (end < to && tokens.get(end).isSymbol("(") && !isOldOuterJoin(end)) {
            return calls.call(i, end, end, to);
        }
        List<Name> path = new ArrayList<>();
        for (int part = i; part < end; part += 2) {
            Optional<String> hole = reading.hole(part);
            if (hole.isPresent()) {
                value(new Expr.Unreadable(hole.get(), List.of()));
                return end;
            }
            path.add(reading.name(part));
        }
        if (end + 1 < to && tokens.get(end).isSymbol(".") && tokens.get(end + 1).isSymbol("*")) {
            value(new Expr.AllColumns(Optional.of(path)));
            return end + 2;
        }
        value(new Expr.Column(path, false));
        return end;
    }

    private boolean isPathPart(int i) {
        return tokens.get(i).isName() || tokens.get(i).kind() == Token.Kind.NUMBER;
    }

    /** Oracle's {@code column(+)}. */
    boolean isOldOuterJoin(int open) {
        return tokens.get(open + 1).isSymbol("+") && tokens.mate(open) == open + 2;
    }
}
