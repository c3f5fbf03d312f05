package dev.bylaw.internal.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody may have meant. */
public final class Spelling {
    private static final int LONGEST = 100;

    private Spelling() {}

    /**
     * The candidate that differs least from a name, by letters left out, added, changed or swapped.
     *
     * @param name what was written
     * @param candidates what there is
     * @return empty if no candidate is close: at most a third of the letters may differ
     */
    public static Optional<String> closest(String name, Collection<String> candidates) {
        if (name.length() > LONGEST) {
            return Optional.empty();
        }
        int best = Math.max(1, name.length() / 3) + 1;
        String found = null;
        for (String candidate : candidates) {
            if (Math.abs(candidate.length() - name.length()) < best && !candidate.equals(name)) {
                int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
                if (distance < best || distance == best && found != null && candidate.compareTo(found) < 0) {
                    best = distance;
                    found = candidate;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    /** {@return "; did you mean 'x'", or nothing where no candidate is close} */
    public static String hint(String name, Collection<String> candidates) {
        return closest(name, candidates)
                .map(found -> "; did you mean '" + found + "'")
                .orElse("");
    }

    private static int distance(String left, String right) {
        int[][] rows = new int[3][right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            rows[1][j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = rows[(i + 1) % 3];
            int[] above = rows[i % 3];
            int[] twoAbove = rows[(i + 2) % 3];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int same = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + same);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    row[j] = Math.min(row[j], twoAbove[j - 2] + 1);
                }
            }
        }
        return rows[(left.length() + 1) % 3][right.length()];
    }
}
