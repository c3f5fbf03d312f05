package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.read.Reading.Range;
import dev.bylaw.internal.sql.token.Dialect;
import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import dev.bylaw.internal.sql.token.UnreadableSqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The arguments of a call, without the words that SQL puts between them: types, date parts, {@code FROM}, {@code ORDER
 * BY}, {@code IGNORE NULLS} and so on. What is left out holds no column; where that is not certain, it fails.
 */
final class CallArguments {
    private static final Set<String> CASTS = Set.of("cast", "try_cast", "safe_cast", "tryparse", "parse", "try_parse");
    private static final Set<String> CONVERSIONS = Set.of("convert", "try_convert");

    /** Words that separate arguments like a comma, in any function. */
    private static final Set<String> SEPARATORS = Set.of("from", "for", "placing");

    /** Words behind an argument that say how a function treats nulls, errors, order or its result. */
    private static final Set<String> MODIFIERS = Set.of(
            "ignore",
            "respect",
            "nulls",
            "null",
            "limit",
            "separator",
            "having",
            "on",
            "absent",
            "returning",
            "format",
            "with",
            "without",
            "omit",
            "keep",
            "error",
            "default",
            "asc",
            "desc",
            "wrapper",
            "unconditional",
            "conditional",
            "overflow",
            "truncate",
            "count",
            "empty",
            "quotes",
            "array",
            "object",
            "json",
            "first",
            "last",
            "strict",
            "lax",
            "unique",
            "keys",
            "encoding",
            "utf8",
            "scalar",
            "string",
            "true",
            "false",
            "only",
            "columns",
            "pass",
            "through");

    private static final Set<String> LEADING = Set.of("distinct", "all", "unique", "variadic");
    private static final Set<String> TRIM_SIDES = Set.of("both", "leading", "trailing");

    private final Reading reading;
    private final Tokens tokens;
    private final String function;
    private final List<Range> values = new ArrayList<>();
    private final List<Range> indirect = new ArrayList<>();
    private boolean cast;

    private CallArguments(Reading reading, String function) {
        this.reading = reading;
        this.tokens = reading.tokens();
        this.function = function;
    }

    /**
     * Reads what stands between the brackets of a call.
     *
     * @throws UnreadableSqlException if something stands there that is neither an argument nor known to be none
     */
    static CallArguments of(Reading reading, String function, int from, int to) throws UnreadableSqlException {
        CallArguments arguments = new CallArguments(reading, function);
        if (reading.queries().isQuery(from, to)) {
            arguments.values.add(new Range(from, to));
        } else if (CASTS.contains(function)) {
            arguments.cast(from, to);
        } else if (CONVERSIONS.contains(function)) {
            arguments.conversion(from, to);
        } else if (function.equals("extract") && tokensFrom(reading, from, to) < to) {
            arguments.values.add(new Range(tokensFrom(reading, from, to) + 1, to));
        } else {
            arguments.general(from, to);
        }
        return arguments;
    }

    /** {@return the arguments that make the value} */
    List<Range> values() {
        return values;
    }

    /** {@return the arguments that only choose or order rows} */
    List<Range> indirect() {
        return indirect;
    }

    /** {@return whether the call only changes the type} */
    boolean isCast() {
        return cast;
    }

    private static int tokensFrom(Reading reading, int from, int to) {
        return reading.tokens().find("from", from, to);
    }

    private void cast(int from, int to) {
        cast = true;
        int as = tokens.find("as", from, to);
        int end = as < to ? as : tokens.findSymbol(",", from, to);
        values.add(new Range(from, end));
    }

    /** {@code convert(type, value)}, {@code convert(value, type)} and {@code convert(value using charset)}. */
    private void conversion(int from, int to) throws UnreadableSqlException {
        int using = tokens.find("using", from, to);
        List<Range> parts = reading.parts(from, using);
        if (parts.size() >= 2 && TypeNames.isType(tokens.get(from).word())) {
            cast = true;
            values.add(parts.get(1));
        } else if (parts.size() == 2 && reading.dialect() == Dialect.MYSQL) {
            cast = true;
            values.add(parts.get(0));
        } else {
            general(from, using);
        }
    }

    private void general(int from, int to) throws UnreadableSqlException {
        int order = orderBy(from, to);
        List<Range> parts = new ArrayList<>();
        for (Range part : separated(from, order)) {
            Range argument = trimmed(part);
            if (!argument.isEmpty()) {
                parts.add(argument);
            }
        }
        int datePart = DateParts.partArgument(function, words(parts), reading.dialect());
        for (int i = 0; i < parts.size(); i++) {
            if (i != datePart && !isWeekDay(parts.get(i))) {
                values.add(parts.get(i));
            }
        }
        if (order < to) {
            for (Range part : reading.parts(order + 2, to)) {
                indirect.add(new Range(part.from(), modifiersFrom(part.from(), part.to())));
            }
        }
    }

    private int orderBy(int from, int to) {
        int order = tokens.find("order", from, to);
        return order < to && tokens.get(order + 1).is("by") ? order : to;
    }

    private List<Range> separated(int from, int to) {
        List<Range> parts = new ArrayList<>();
        int start = from;
        int i = from;
        while (i < to) {
            if (isSeparator(i, start, to)) {
                parts.add(new Range(start, i));
                start = i + 1;
            }
            i = tokens.next(i);
        }
        parts.add(new Range(start, to));
        return parts;
    }

    private boolean isSeparator(int i, int start, int to) {
        Token token = tokens.get(i);
        if (token.isSymbol(",")) {
            return true;
        }
        if (i == start || i + 1 >= to) {
            return i == start && token.is("from") && function.equals("trim");
        }
        if (SEPARATORS.contains(token.word())) {
            return !(token.is("from") && tokens.get(i - 1).is("distinct"));
        }
        return switch (function) {
            case "position" -> token.is("in");
            case "ceil", "ceiling", "floor" -> token.is("to");
            default -> isJsonObject() && (token.isSymbol(":") || token.is("value"));
        };
    }

    private boolean isJsonObject() {
        return function.startsWith("json_object") || function.startsWith("json_build_object");
    }

    /** The argument without its name, its alias and the words around it. */
    private Range trimmed(Range part) throws UnreadableSqlException {
        int from = part.from();
        int to = part.to();
        if (to - from > 1 && LEADING.contains(tokens.get(from).word()) && beginsOperand(from + 1)) {
            from++;
        }
        if (from < to
                && function.equals("trim")
                && TRIM_SIDES.contains(tokens.get(from).word())) {
            from++;
        }
        if (to - from > 1 && isJsonObject() && tokens.get(from).is("key") && beginsOperand(from + 1)) {
            from++;
        }
        if (to - from > 1
                && tokens.get(from).is("table")
                && !tokens.get(from + 1).isSymbol("(")) {
            from++;
        }
        if (to - from > 2
                && tokens.get(from).isName()
                && (tokens.get(from + 1).isSymbol("=>") || tokens.get(from + 1).isSymbol(":="))) {
            from += 2;
        }
        to = modifiersFrom(from, to);
        if (to - from > 2 && tokens.get(to - 2).is("as") && tokens.get(to - 1).isName()) {
            to -= 2;
        }
        return new Range(from, to);
    }

    private boolean beginsOperand(int i) {
        Token token = tokens.get(i);
        return token.kind() != Token.Kind.SYMBOL
                || token.isSymbol("(")
                || token.isSymbol("-")
                || token.isSymbol("[")
                || token.isSymbol("{")
                || token.isSymbol("*");
    }

    /** {@return where the words behind an argument begin, after making sure that no column is among them} */
    private int modifiersFrom(int from, int to) throws UnreadableSqlException {
        int cut = tokens.next(from);
        while (cut < to && !beginsModifiers(cut)) {
            cut = tokens.next(cut);
        }
        if (cut >= to) {
            return to;
        }
        int i = cut;
        if (tokens.get(i).is("having")) {
            indirect.add(new Range(i + 2, to));
            return cut;
        }
        while (i < to) {
            if (tokens.get(i).is("returning") || tokens.get(i).is("encoding")) {
                i = new TypeNames(tokens).end(i + 1, to);
            } else if (tokens.get(i).isLiteral()
                    || MODIFIERS.contains(tokens.get(i).word())) {
                i++;
            } else {
                throw reading.unexpected("the end of the argument", i);
            }
        }
        return cut;
    }

    private boolean beginsModifiers(int i) {
        Token before = tokens.get(i - 1);
        if (before.kind() == Token.Kind.SYMBOL && !")]}*".contains(before.text())) {
            return false;
        }
        String next = tokens.get(i + 1).word();
        return switch (tokens.get(i).word()) {
            case "ignore", "respect" ->
                next.equals("nulls") && !tokens.get(i + 2).is("over");
            case "limit" -> tokens.get(i + 1).isLiteral();
            case "separator" -> tokens.get(i + 1).isLiteral();
            case "having" -> next.equals("max") || next.equals("min");
            case "on" -> next.equals("overflow") || next.equals("null") || next.equals("empty") || next.equals("error");
            case "null", "absent", "error", "empty" -> next.equals("on");
            case "returning", "asc", "desc" -> true;
            case "nulls" -> next.equals("first") || next.equals("last");
            case "default" -> function.startsWith("json");
            case "format" -> next.equals("json") || tokens.get(i + 1).isLiteral();
            case "with", "without" -> function.startsWith("json");
            case "omit", "keep" -> next.equals("quotes");
            default -> false;
        };
    }

    private List<String> words(List<Range> parts) {
        List<String> words = new ArrayList<>();
        for (Range part : parts) {
            Token token = tokens.get(part.from());
            if (part.to() != part.from() + 1) {
                words.add("");
            } else {
                words.add(token.isLiteral() ? DateParts.LITERAL : token.word());
            }
        }
        return words;
    }

    /** BigQuery's {@code week(monday)}. */
    private boolean isWeekDay(Range part) {
        return reading.dialect() == Dialect.BIGQUERY
                && part.to() == part.from() + 4
                && tokens.get(part.from()).is("week")
                && tokens.get(part.from() + 2).word().endsWith("day");
    }
}
