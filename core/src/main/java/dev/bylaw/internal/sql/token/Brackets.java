package dev.bylaw.internal.sql.token;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Pairs brackets, and {@code CASE} with its {@code END}. */
final class Brackets {
    /** How deep brackets and CASE may nest, so that no later step can exhaust the stack. */
    static final int MAX_NESTING = 200;

    /** Words behind which an expression has yet to come, so that {@code end} behind them is a name. */
    private static final Set<String> BEFORE_OPERAND = Set.of(
            "when", "then", "else", "and", "or", "not", "case", "select", "by", "on", "where", "as", "in", "like");

    /** Types that take others in angle brackets. */
    private static final Set<String> TYPES = Set.of("array", "struct", "map", "range", "row", "tuple", "table");

    private Brackets() {}

    static int[] pair(List<Token> tokens) throws UnreadableSqlException {
        int[] mates = new int[tokens.size()];
        Arrays.fill(mates, -1);
        Deque<Integer> open = new ArrayDeque<>();
        int looked = 0;
        for (int i = 0; i < mates.length; i++) {
            Token token = tokens.get(i);
            if (token.kind() == Token.Kind.SYMBOL) {
                bracket(tokens, mates, open, i);
            } else if (token.is("case") && !isNamePlace(tokens, i)) {
                open.push(i);
            } else if (token.is("end") && closesCase(tokens, open, i)) {
                int start = open.pop();
                mates[start] = i;
                mates[i] = start;
            }
            if (open.size() > MAX_NESTING) {
                throw new UnreadableSqlException(
                        "brackets and CASE nest deeper than " + MAX_NESTING + " levels", token.start(), token.end());
            }
            if (i >= looked
                    && i > 0
                    && token.isSymbol("<")
                    && TYPES.contains(tokens.get(i - 1).word())) {
                looked = angle(tokens, mates, i);
            }
        }
        dropNames(tokens, open);
        if (!open.isEmpty()) {
            Token token = tokens.get(open.peek());
            throw new UnreadableSqlException(token.text() + " is not closed", token.start(), token.end());
        }
        return mates;
    }

    private static void bracket(List<Token> tokens, int[] mates, Deque<Integer> open, int i)
            throws UnreadableSqlException {
        Token token = tokens.get(i);
        switch (token.text()) {
            case "(", "[", "{" -> open.push(i);
            case ")", "]", "}" -> {
                dropNames(tokens, open);
                if (open.isEmpty() || !tokens.get(open.peek()).text().equals(opening(token.text()))) {
                    throw new UnreadableSqlException(
                            token.text() + " closes nothing, " + opening(token.text()) + " is missing before it",
                            token.start(),
                            token.end());
                }
                int start = open.pop();
                mates[start] = i;
                mates[i] = start;
            }
            default -> {}
        }
    }

    /**
     * Pairs the angle brackets of a type such as {@code array<struct<a int>>}, if that is what they are.
     *
     * @return how far was looked; angle brackets before that need not be looked at again
     */
    private static int angle(List<Token> tokens, int[] mates, int open) {
        Deque<Integer> angles = new ArrayDeque<>();
        int i = open;
        while (i < tokens.size()) {
            Token token = tokens.get(i);
            int closing = token.isSymbol(">") ? 1 : token.isSymbol(">>") ? 2 : 0;
            if (token.isSymbol("<") && TYPES.contains(tokens.get(i - 1).word())) {
                angles.push(i);
            } else if (closing == 0 && !isTypeToken(token) || closing > angles.size()) {
                return i;
            }
            for (int n = 0; n < closing; n++) {
                int start = angles.pop();
                mates[start] = i;
                mates[i] = start;
            }
            i++;
            if (angles.isEmpty()) {
                return i;
            }
        }
        return i;
    }

    private static boolean isTypeToken(Token token) {
        return token.isName() && !token.is("and") && !token.is("or") && !token.is("then")
                || token.kind() == Token.Kind.NUMBER
                || token.kind() == Token.Kind.SYMBOL && ",():.".contains(token.text());
    }

    private static String opening(String close) {
        return switch (close) {
            case ")" -> "(";
            case "]" -> "[";
            default -> "{";
        };
    }

    /** A {@code case} that no {@code end} closes is a name. */
    private static void dropNames(List<Token> tokens, Deque<Integer> open) {
        while (!open.isEmpty() && tokens.get(open.peek()).is("case")) {
            open.pop();
        }
    }

    private static boolean closesCase(List<Token> tokens, Deque<Integer> open, int i) {
        if (open.isEmpty() || !tokens.get(open.peek()).is("case") || isNamePlace(tokens, i)) {
            return false;
        }
        Token before = tokens.get(i - 1);
        return before.kind() == Token.Kind.SYMBOL
                ? before.isSymbol(")") || before.isSymbol("]") || before.isSymbol("}") || before.isSymbol("*")
                : !BEFORE_OPERAND.contains(before.word());
    }

    private static boolean isNamePlace(List<Token> tokens, int i) {
        return i > 0 && (tokens.get(i - 1).isSymbol(".") || tokens.get(i - 1).is("as"));
    }
}
