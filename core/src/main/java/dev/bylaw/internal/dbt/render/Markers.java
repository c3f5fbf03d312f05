package dev.bylaw.internal.dbt.render;

import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds markers in texts. */
final class Markers {
    private static final int MAX_DIGITS = 9;

    private Markers() {}

    /** {@return the numbers of the markers with a prefix that occur in a text, in upper or lower case} */
    static SortedSet<Integer> in(String text, String prefix) {
        SortedSet<Integer> numbers = new TreeSet<>();
        String lower = text.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf(prefix); at >= 0; at = lower.indexOf(prefix, at + 1)) {
            int start = at + prefix.length();
            int end = start;
            while (end < lower.length() && end - start < MAX_DIGITS && Character.digit(lower.charAt(end), 10) >= 0) {
                end++;
            }
            if (end > start) {
                numbers.add(Integer.parseInt(lower.substring(start, end)));
            }
        }
        return numbers;
    }
}
