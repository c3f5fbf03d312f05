package dev.bylaw.rego.internal.regex;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Whether there is a text that two simple expressions both match: characters, {@code .}, sets in brackets, each with
 * {@code *} or {@code +} behind it or without. Decides as the library does that OPA uses: a repeated part takes over from
 * the other expression as far as it goes, which is no complete decision procedure.
 */
public final class GlobIntersection {
    /** Longer expressions are refused. */
    private static final int MAX_TOKENS = 1000;

    /** A part of an expression: the ranges of characters it stands for, none for any, and {@code *}, {@code +} or 0. */
    private record Token(List<int[]> ranges, char flag) {
        boolean isAny() {
            return ranges == null;
        }

        boolean meets(Token other) {
            if (isAny() || other.isAny()) {
                return true;
            }
            for (int[] range : ranges) {
                for (int[] second : other.ranges) {
                    if (range[0] <= second[1] && second[0] <= range[1]) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    private final List<Token> left;
    private final List<Token> right;
    private final LongConsumer work;
    /** What is known for the rests from two positions: 0 nothing, 1 no, 2 yes. */
    private final byte[][] known;

    private GlobIntersection(List<Token> left, List<Token> right, LongConsumer work) {
        this.left = left;
        this.right = right;
        this.work = work;
        this.known = new byte[left.size() + 1][right.size() + 1];
    }

    /**
     * Whether two expressions have a match in common.
     *
     * @throws RegexSyntaxException if one is not of this form
     */
    public static boolean isNonEmpty(String left, String right, LongConsumer work) {
        List<Token> first = simplified(new Reader(left).read());
        List<Token> second = simplified(new Reader(right).read());
        work.accept(1L + first.size() + second.size());
        int start = 0;
        while (start < first.size()
                && start < second.size()
                && first.get(start).flag() == 0
                && second.get(start).flag() == 0) {
            if (!first.get(start).meets(second.get(start))) {
                return false;
            }
            start++;
        }
        int fromEnd = 0;
        while (fromEnd < first.size() - start
                && fromEnd < second.size() - start
                && first.get(first.size() - 1 - fromEnd).flag() == 0
                && second.get(second.size() - 1 - fromEnd).flag() == 0) {
            if (!first.get(first.size() - 1 - fromEnd).meets(second.get(second.size() - 1 - fromEnd))) {
                return false;
            }
            fromEnd++;
        }
        return new GlobIntersection(first, second, work).meet(0, 0);
    }

    private boolean meet(int l, int r) {
        if (known[l][r] == 0) {
            known[l][r] = (byte) (compute(l, r) ? 2 : 1);
        }
        return known[l][r] == 2;
    }

    private boolean compute(int leftFrom, int rightFrom) {
        int l = leftFrom;
        int r = rightFrom;
        while (l < left.size() && r < right.size()) {
            work.accept(1);
            Token first = left.get(l);
            Token second = right.get(r);
            if (first.flag() == 0 && second.flag() == 0) {
                if (!first.meets(second)) {
                    return false;
                }
                l++;
                r++;
            } else if (first.flag() != 0) {
                return first.flag() == '+' ? plus(true, l, r) : star(true, l, r);
            } else {
                return second.flag() == '+' ? plus(false, r, l) : star(false, r, l);
            }
        }
        return l == left.size() && r == right.size();
    }

    private boolean meet(boolean repeatedIsLeft, int repeated, int other) {
        return repeatedIsLeft ? meet(repeated, other) : meet(other, repeated);
    }

    private boolean plus(boolean isLeft, int repeated, int other) {
        Token token = (isLeft ? left : right).get(repeated);
        Token first = (isLeft ? right : left).get(other);
        if (!token.meets(first)) {
            return false;
        }
        return star(isLeft, repeated, other + 1) || first.flag() != 0 && meet(isLeft, repeated + 1, other);
    }

    /** Lets a repeated token take over tokens of the other side until what follows it meets what is left there. */
    private boolean star(boolean isLeft, int repeated, int other) {
        List<Token> own = isLeft ? left : right;
        List<Token> others = isLeft ? right : left;
        Token token = own.get(repeated);
        Token next = repeated + 1 < own.size() ? own.get(repeated + 1) : null;
        for (int i = other; i < others.size(); i++) {
            work.accept(1);
            if (next != null && others.get(i).meets(next) && meet(isLeft, repeated + 1, i)) {
                return true;
            }
            if (!others.get(i).meets(token)) {
                return false;
            }
        }
        return next == null;
    }

    /** Joins repeated tokens that stand for the same. */
    private static List<Token> simplified(List<Token> tokens) {
        List<Token> simple = new ArrayList<>();
        for (Token token : tokens) {
            Token last = simple.isEmpty() ? null : simple.get(simple.size() - 1);
            if (last != null && token.flag() != 0 && last.flag() != 0 && isSame(token, last)) {
                char flag = token.flag() == '+' || last.flag() == '+' ? '+' : '*';
                simple.set(simple.size() - 1, new Token(last.ranges(), flag));
            } else {
                simple.add(token);
            }
        }
        return simple;
    }

    private static boolean isSame(Token one, Token other) {
        if (one.isAny() || other.isAny()) {
            return one.isAny() && other.isAny();
        }
        return covers(one, other) && covers(other, one);
    }

    private static boolean covers(Token one, Token other) {
        for (int[] range : other.ranges()) {
            int from = range[0];
            boolean moved = true;
            while (from <= range[1] && moved) {
                moved = false;
                for (int[] own : one.ranges()) {
                    if (own[0] <= from && own[1] >= from) {
                        from = own[1] + 1;
                        moved = true;
                    }
                }
            }
            if (from <= range[1]) {
                return false;
            }
        }
        return true;
    }

    /** Reads an expression. */
    private static final class Reader {
        private final String text;
        private final int[] input;
        private int at;
        private boolean escaped;

        Reader(String text) {
            this.text = text;
            this.input = text.codePoints().toArray();
        }

        private RegexSyntaxException fault(int position, String message) {
            return new RegexSyntaxException(
                    "input:" + text + ", pos:" + position + ", " + message + ": the input provided is invalid");
        }

        List<Token> read() {
            List<Token> tokens = new ArrayList<>();
            while (at < input.length) {
                if (tokens.size() == MAX_TOKENS) {
                    throw new RegexSyntaxException("expression has more than " + MAX_TOKENS + " parts");
                }
                int c = next();
                List<int[]> ranges = List.of(new int[] {c, c});
                if (!escaped) {
                    switch (c) {
                        case '.' -> ranges = null;
                        case ']' -> throw fault(at, "set-close ']' with no preceding '['");
                        case '[' -> ranges = set();
                        case '+', '*' -> throw fault(at, "flag '" + (char) c + "' must be preceded by a non-flag");
                        default -> {}
                    }
                }
                tokens.add(new Token(ranges, flag()));
            }
            return tokens;
        }

        private int next() {
            escaped = input[at] == '\\';
            if (escaped) {
                if (at == input.length - 1) {
                    throw fault(at, "input ends with a \\ (escape) character");
                }
                at++;
            }
            return input[at++];
        }

        private char flag() {
            if (at < input.length && (input[at] == '+' || input[at] == '*')) {
                return (char) input[at++];
            }
            if (at == input.length - 1 && input[at] == '\\') {
                throw fault(at, "input ends with a \\ (escape) character");
            }
            return 0;
        }

        private List<int[]> set() {
            List<int[]> ranges = new ArrayList<>();
            int last = -1;
            while (at < input.length) {
                int c = next();
                if (!escaped && c == ']') {
                    return ranges;
                }
                if (!escaped && c == '-') {
                    if (last < 0) {
                        throw fault(at, "range character '-' must be preceded by a Unicode character");
                    }
                    if (at >= input.length - 1) {
                        throw fault(at, "range character '-' must be followed by a Unicode character");
                    }
                    int end = next();
                    if (!escaped && (end == ']' || end == '-')) {
                        throw fault(at, "range character '-' cannot be followed by a special symbol");
                    }
                    if (end < last) {
                        throw fault(
                                at,
                                "range is out of order: '" + Character.toString(end) + "' comes before '"
                                        + Character.toString(last) + "' in Unicode");
                    }
                    ranges.add(new int[] {last, end});
                    last = -1;
                } else {
                    ranges.add(new int[] {c, c});
                    last = c;
                }
            }
            throw fault(at, "found [ without matching ]");
        }
    }
}
