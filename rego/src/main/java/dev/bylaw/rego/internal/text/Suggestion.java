package dev.bylaw.rego.internal.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** What somebody may have meant who misspelt a name. */
public final class Suggestion {
    private static final int LONGEST = 100;

    /** Among more names nothing is looked for: each misspelt name would be compared with all of them. */
    private static final int MOST = 2000;

    /** Among shorter words a letter makes another word. */
    private static final int SHORTEST_SLIP = 4;

    private Suggestion() {}

    /**
     * The name that is closest to what was written: at most a third of its letters differ, where two neighbours in the
     * wrong order count as one.
     *
     * @param written what was written
     * @param names the names there are
     * @return the closest name, the first in order where several are equally close; empty where none is close
     */
    public static Optional<String> closest(String written, Collection<String> names) {
        if (written.length() > LONGEST || names.size() > MOST) {
            return Optional.empty();
        }
        int limit = Math.max(1, written.length() / 3);
        String best = null;
        int distance = limit + 1;
        for (String name : new TreeSet<>(names)) {
            if (name.equals(written) || Math.abs(name.length() - written.length()) > limit) {
                continue;
            }
            int found = distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (found < distance) {
                distance = found;
                best = name;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * Whether a name is written like another one but for a letter, so that it is rarely meant.
     *
     * @param written what was written
     * @param names the names there are
     * @return whether one letter is too many, missing, wrong, or has changed places with its neighbour
     */
    public static boolean isSlip(String written, Collection<String> names) {
        return written.length() >= SHORTEST_SLIP
                && names.stream()
                        .anyMatch(name -> Math.abs(name.length() - written.length()) <= 1
                                && distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)) == 1);
    }

    /** {@return {@code , did you mean x?} or nothing} */
    public static String hint(String written, Collection<String> names) {
        return closest(written, names)
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    /** The number of letters to insert, drop, change or swap with a neighbour (Damerau and Levenshtein, restricted). */
    private static int distance(String a, String b) {
        int[][] rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            rows[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(rows[i - 1][j - 1] + change, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, rows[i - 2][j - 2] + 1);
                }
                rows[i][j] = least;
            }
        }
        return rows[a.length()][b.length()];
    }
}
