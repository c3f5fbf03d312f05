package dev.bylaw.rego.internal.syntax;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keywords of Rego v1, and what may be meant by words that are none. */
final class Keywords {
    /** Those of the language; {@code and} and {@code or} become keywords by an import only. */
    private static final Set<String> ALL = Set.of(
            "as",
            "contains",
            "default",
            "else",
            "every",
            "false",
            "if",
            "import",
            "in",
            "not",
            "null",
            "package",
            "some",
            "true",
            "with");

    /** What {@code import future.keywords} may name, in the order of messages. */
    static final List<String> IMPORTABLE = List.of("and", "contains", "every", "if", "in", "not", "or");

    /** Words of other languages. */
    private static final Map<String, String> SYNONYMS = Map.of(
            "when", "if",
            "where", "if",
            "elif", "else if",
            "elsif", "else if",
            "elseif", "else if",
            "all", "every",
            "forall", "every",
            "foreach", "every",
            "for", "some",
            "has", "contains");

    private Keywords() {}

    /** {@return whether the name is a keyword without any import} */
    static boolean isKeyword(String name) {
        return ALL.contains(name);
    }

    /**
     * The keyword that a misspelt word stands for.
     *
     * @param word what was written
     * @param candidates the keywords that could stand there, the likeliest first
     * @return the one that is meant
     */
    static Optional<String> meant(String word, List<String> candidates) {
        String synonym = SYNONYMS.get(word);
        if (synonym != null && candidates.contains(synonym.startsWith("else") ? "else" : synonym)) {
            return Optional.of(synonym);
        }
        if (word.length() < 2) {
            return Optional.empty();
        }
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int allowed = candidate.length() > 4 ? 2 : 1;
            if (Math.abs(candidate.length() - word.length()) > allowed) {
                continue;
            }
            int distance = distance(word, candidate);
            if (distance <= allowed && distance < bestDistance && distance < candidate.length()) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
    private static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                boolean same = Character.toLowerCase(left.charAt(i - 1)) == right.charAt(j - 1);
                int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
                best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    best = Math.min(best, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = best;
            }
        }
        return cost[left.length()][right.length()];
    }
}
