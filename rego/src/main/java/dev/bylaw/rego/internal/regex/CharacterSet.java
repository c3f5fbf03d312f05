package dev.bylaw.rego.internal.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** A set of code points, as ascending ranges that do not touch. Immutable. */
public final class CharacterSet {
    static final CharacterSet ALL = of(0, Character.MAX_CODE_POINT);
    static final CharacterSet DIGITS = of('0', '9');
    static final CharacterSet SPACES = of('\t', '\n').or(of('\f', '\r')).or(of(' ', ' '));
    static final CharacterSet WORD = DIGITS.or(of('A', 'Z')).or(of('_', '_')).or(of('a', 'z'));

    private static final int ASCII = 0x80;

    /** Bounds of the ranges, both included, two for each. */
    private final int[] ranges;

    private CharacterSet(int[] ranges) {
        this.ranges = ranges;
    }

    /** The characters from one to another, both included. */
    public static CharacterSet of(int low, int high) {
        return new CharacterSet(new int[] {low, high});
    }

    /** The members of both sets. */
    public CharacterSet or(CharacterSet other) {
        List<int[]> all = new ArrayList<>();
        for (int[] each : List.of(ranges, other.ranges)) {
            for (int i = 0; i < each.length; i += 2) {
                all.add(new int[] {each[i], each[i + 1]});
            }
        }
        all.sort((x, y) -> Integer.compare(x[0], y[0]));
        int[] merged = new int[2 * all.size()];
        int count = 0;
        for (int[] range : all) {
            if (count > 0 && range[0] <= merged[count - 1] + 1) {
                merged[count - 1] = Math.max(merged[count - 1], range[1]);
            } else {
                merged[count++] = range[0];
                merged[count++] = range[1];
            }
        }
        return new CharacterSet(Arrays.copyOf(merged, count));
    }

    /** {@return all other characters} */
    public CharacterSet not() {
        int[] inverse = new int[ranges.length + 2];
        int count = 0;
        int next = 0;
        for (int i = 0; i < ranges.length; i += 2) {
            if (ranges[i] > next) {
                inverse[count++] = next;
                inverse[count++] = ranges[i] - 1;
            }
            next = ranges[i + 1] + 1;
        }
        if (next <= Character.MAX_CODE_POINT) {
            inverse[count++] = next;
            inverse[count++] = Character.MAX_CODE_POINT;
        }
        return new CharacterSet(Arrays.copyOf(inverse, count));
    }

    /** Whether all members are ASCII. */
    boolean isAscii() {
        return ranges.length == 0 || ranges[ranges.length - 1] < ASCII;
    }

    /** The set of ASCII characters with the other case of each letter, by Unicode's simple folding. */
    CharacterSet folded() {
        CharacterSet all = this;
        for (int c = 'a'; c <= 'z'; c++) {
            int upper = c - 'a' + 'A';
            if (contains(c) || contains(upper)) {
                all = all.or(of(c, c)).or(of(upper, upper));
                if (c == 'k') {
                    all = all.or(of('\u212a', '\u212a'));
                } else if (c == 's') {
                    all = all.or(of('\u017f', '\u017f'));
                }
            }
        }
        return all;
    }

    boolean contains(int c) {
        for (int i = 0; i < ranges.length && ranges[i] <= c; i += 2) {
            if (c <= ranges[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Whether a character is in both sets. */
    boolean meets(CharacterSet other) {
        for (int i = 0; i < ranges.length; i += 2) {
            for (int j = 0; j < other.ranges.length; j += 2) {
                if (ranges[i] <= other.ranges[j + 1] && other.ranges[j] <= ranges[i + 1]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Gives each code point where a range begins, and each behind one. */
    void edges(IntConsumer edge) {
        for (int i = 0; i < ranges.length; i += 2) {
            edge.accept(ranges[i]);
            edge.accept(ranges[i + 1] + 1);
        }
    }
}
