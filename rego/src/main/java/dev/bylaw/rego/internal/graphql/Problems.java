package dev.bylaw.rego.internal.graphql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;

/** What is wrong with a query. Not thread-safe. */
final class Problems {
    private static final int MAX_SUGGESTIONS = 5;
    private static final int MAX_PROBLEMS = 100;

    private final List<String> lines = new ArrayList<>();
    private final LongConsumer work;
    private Node first;

    Problems(LongConsumer work) {
        this.work = work;
    }

    void add(Node at, String message) {
        if (lines.isEmpty()) {
            first = at;
            lines.add(message);
        } else if (lines.size() < MAX_PROBLEMS) {
            String place = at != null && at.line > 0 ? ":" + at.line + ":" + at.column : "";
            lines.add("input" + place + ": " + message);
        }
    }

    /** Fails with all problems, if there are any. */
    void throwIfAny() {
        if (lines.isEmpty()) {
            return;
        }
        String all = String.join("\n", lines) + "\n";
        if (first == null || first.line == 0) {
            throw new GraphqlException("GraphQL parse error: input: " + all);
        }
        throw GraphqlException.at(first.line, first.column, all);
    }

    /** What may have been meant, with a word before it; empty where nothing is similar or there is no room for more. */
    String suggested(String prefix, String typed, Collection<String> options, boolean quoted) {
        List<String> similar = lines.size() < MAX_PROBLEMS ? similar(typed, options) : List.of();
        if (similar.isEmpty()) {
            return "";
        }
        return " " + prefix + " " + alternatives(similar, quoted) + "?";
    }

    /** Up to five texts as an enumeration. */
    static String alternatives(List<String> all, boolean quoted) {
        List<String> items = all.subList(0, Math.min(all.size(), MAX_SUGGESTIONS)).stream()
                .map(item -> quoted ? "\"" + item + "\"" : item)
                .toList();
        if (items.size() < 2) {
            return String.join("", items);
        }
        if (items.size() == 2) {
            return items.get(0) + " or " + items.get(1);
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + ", or " + items.get(items.size() - 1);
    }

    List<String> similar(String typed, Collection<String> options) {
        int threshold = (int) (typed.length() * 0.4) + 1;
        Map<String, Integer> distances = new HashMap<>();
        List<String> similar = new ArrayList<>();
        for (String option : options) {
            work.accept(1 + (long) typed.length() * option.length() / 4);
            int distance = distance(typed, option);
            if (distance <= threshold) {
                distances.put(option, distance);
                similar.add(option);
            }
        }
        similar.sort(Comparator.comparing(distances::get));
        return similar;
    }

    /** How many letters have to be put in, taken out or changed; another case counts once. */
    private static int distance(String left, String right) {
        if (left.equals(right)) {
            return 0;
        }
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        if (a.equals(b)) {
            return 1;
        }
        if (Math.abs(a.length() - b.length()) > a.length()) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
