package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import java.util.Set;

/** Operators between and behind operands, as the few that JSqlParser is given. */
final class Infix {
    private static final Set<String> SYMBOLS = Set.of(
            "+", "-", "*", "/", "%", "^", "|", "&", "||", "=", "==", "!=", "<>", "<", ">", "<=", ">=", "<=>", "<<",
            ">>", "->", "->>", "#>", "#>>", "@>", "<@", "?|", "?&", "&&", "~", "~*", "!~", "!~*", "~~", "!~~", "~~*",
            "!~~*", "**", "//", "<->", "<#>", "@@", "^@", "#-", "#", "?");

    private static final Set<String> MATCHING =
            Set.of("like", "ilike", "rlike", "regexp", "regexp_like", "glob", "in", "overlaps", "member");

    private static final Set<String> OPERATORS = Set.of(
            "and",
            "or",
            "xor",
            "not",
            "is",
            "between",
            "isnull",
            "notnull",
            "div",
            "mod",
            "escape",
            "similar",
            "at",
            "operator",
            "global",
            "like",
            "ilike",
            "rlike",
            "regexp",
            "glob",
            "in",
            "overlaps");

    private static final Set<String> TRUTHS = Set.of("null", "true", "false", "unknown", "json", "document", "nan");

    /**
     * What stands behind an operand.
     *
     * @param next the index behind what was found
     * @param isEnd whether the expression ends here
     * @param isSuffix whether an operator without a further operand was found
     * @param betweens by how much the number of {@code BETWEEN}s that lack their {@code AND} changes
     */
    record Step(int next, boolean isEnd, boolean isSuffix, int betweens) {}

    private final Tokens tokens;
    private final StringBuilder out;

    Infix(Reading reading, StringBuilder out) {
        this.tokens = reading.tokens();
        this.out = out;
    }

    /** {@return whether the word can only be an operator behind an operand} */
    static boolean isWord(String word) {
        return OPERATORS.contains(word);
    }

    /** Writes the operator at an index, if there is one. */
    Step step(int i, int to, boolean inBetween) {
        if (i >= to) {
            return end(i);
        }
        Token token = tokens.get(i);
        if (token.kind() == Token.Kind.SYMBOL) {
            return SYMBOLS.contains(token.text()) ? operator(i + 1) : end(i);
        }
        return switch (token.word()) {
            case "and" -> {
                out.append(inBetween ? " || " : " and ");
                yield new Step(i + 1, false, false, inBetween ? -1 : 0);
            }
            case "or", "xor" -> {
                out.append(" or ");
                yield new Step(i + 1, false, false, 0);
            }
            case "not", "global" -> matching(i + 1, i);
            case "is" -> is(i + 1, i);
            case "isnull", "notnull" -> suffix(i + 1);
            case "div",
                    "mod",
                    "escape",
                    "like",
                    "ilike",
                    "rlike",
                    "regexp",
                    "glob",
                    "in",
                    "overlaps",
                    "similar",
                    "between",
                    "member" -> matching(i, i);
            case "at" -> zone(i);
            case "operator" -> tokens.get(i + 1).isSymbol("(") ? operator(tokens.next(i + 1)) : end(i);
            case "sounds" -> tokens.get(i + 1).is("like") ? operator(i + 2) : end(i);
            case "uescape" -> tokens.get(i + 1).isLiteral() ? suffix(i + 2) : end(i);
            default -> end(i);
        };
    }

    private Step matching(int i, int start) {
        Token token = tokens.get(i);
        return switch (token.word()) {
            case "div", "mod", "escape" -> operator(i + 1);
            case "between" -> {
                out.append(" || ");
                boolean word =
                        tokens.get(i + 1).is("symmetric") || tokens.get(i + 1).is("asymmetric");
                yield new Step(word ? i + 2 : i + 1, false, false, 1);
            }
            case "similar" -> tokens.get(i + 1).is("to") ? operator(i + 2) : end(start);
            case "member" -> tokens.get(i + 1).is("of") ? operator(i + 2) : end(start);
            case "isnull", "null" -> start < i ? suffix(i + 1) : end(start);
            case "not" -> matching(i + 1, start);
            default -> MATCHING.contains(token.word()) ? operator(i + 1) : end(start);
        };
    }

    /** {@code IS [NOT] NULL}, {@code IS [NOT] DISTINCT FROM x} and the like; T-SQL and Spark know no others. */
    private Step is(int from, int start) {
        int i = tokens.get(from).is("not") ? from + 1 : from;
        String word = tokens.get(i).word();
        if (word.equals("distinct") && tokens.get(i + 1).is("from")) {
            return operator(i + 2);
        }
        if (TRUTHS.contains(word)) {
            boolean kind = word.equals("json")
                    && Set.of("object", "array", "scalar", "value")
                            .contains(tokens.get(i + 1).word());
            return suffix(kind ? i + 2 : i + 1);
        }
        if (word.equals("of") && tokens.get(i + 1).isSymbol("(")) {
            return suffix(tokens.next(i + 1));
        }
        return tokens.get(i).kind() == Token.Kind.END ? end(start) : operator(i);
    }

    private Step zone(int i) {
        if (tokens.get(i + 1).is("time") && tokens.get(i + 2).is("zone")) {
            return operator(i + 3);
        }
        return tokens.get(i + 1).is("local") ? suffix(i + 2) : end(i);
    }

    private Step operator(int next) {
        out.append(" || ");
        return new Step(next, false, false, 0);
    }

    private Step suffix(int next) {
        out.append(" || 1");
        return new Step(next, false, true, 0);
    }

    private static Step end(int i) {
        return new Step(i, true, false, 0);
    }
}
