package dev.bylaw.cli;

import dev.bylaw.rego.Json;
import dev.bylaw.rego.StringValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Takes values of environment variables out of what is printed. */
final class Secrets {
    /** Shorter values are no secrets, and replacing them would garble every text. */
    private static final int SHORTEST = 3;

    private static final String REPLACEMENT = "[redacted]";

    private Secrets() {}

    /** {@return a text, plain or JSON, without these values} */
    static String redact(String text, Collection<String> values) {
        List<String> longestFirst = values.stream()
                .filter(value -> value.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        String safe = text;
        for (String value : longestFirst) {
            String quoted = Json.write(StringValue.of(value));
            safe = safe.replace(quoted.substring(1, quoted.length() - 1), REPLACEMENT)
                    .replace(value, REPLACEMENT);
        }
        return safe;
    }
}
