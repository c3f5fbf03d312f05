package dev.bylaw.internal.sql.read;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The identifiers that stand for what could not be rendered, also where one is only a part of a name. Immutable. */
final class Holes {
    /** A shared beginning shorter than this says nothing; then only whole names are looked up. */
    private static final int USEFUL_PREFIX = 4;

    private final TreeMap<String, String> reasons;
    private final String prefix;

    Holes(Map<String, String> reasons) {
        this.reasons = new TreeMap<>(reasons);
        this.prefix = reasons.isEmpty() ? "" : commonPrefix(this.reasons.firstKey(), this.reasons.lastKey());
    }

    private static String commonPrefix(String first, String last) {
        int length = 0;
        while (length < first.length() && length < last.length() && first.charAt(length) == last.charAt(length)) {
            length++;
        }
        return first.substring(0, length);
    }

    /** {@return why the name is a hole or holds one; empty where it does not} */
    Optional<String> reason(String name) {
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        String lower = name.toLowerCase(Locale.ROOT);
        String whole = reasons.get(lower);
        if (whole != null || prefix.length() < USEFUL_PREFIX) {
            return Optional.ofNullable(whole);
        }
        int at = lower.indexOf(prefix);
        while (at >= 0) {
            // The longest hole that begins here is the last one that is no greater than the rest of the name.
            String rest = lower.substring(at);
            Map.Entry<String, String> hole = reasons.floorEntry(rest);
            while (hole != null && !rest.startsWith(hole.getKey())) {
                hole = reasons.lowerEntry(commonPrefix(hole.getKey(), rest) + '\0');
                if (hole != null && hole.getKey().length() < prefix.length()) {
                    hole = null;
                }
            }
            if (hole != null) {
                return Optional.of(hole.getValue());
            }
            at = lower.indexOf(prefix, at + 1);
        }
        return Optional.empty();
    }
}
