package dev.bylaw.internal.rule;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 24 hours}, {@code 7d}, {@code PT24H}. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([a-z]+)");
    private static final Map<String, Duration> UNITS = Map.ofEntries(
            Map.entry("s", Duration.ofSeconds(1)),
            Map.entry("second", Duration.ofSeconds(1)),
            Map.entry("m", Duration.ofMinutes(1)),
            Map.entry("min", Duration.ofMinutes(1)),
            Map.entry("minute", Duration.ofMinutes(1)),
            Map.entry("h", Duration.ofHours(1)),
            Map.entry("hour", Duration.ofHours(1)),
            Map.entry("d", Duration.ofDays(1)),
            Map.entry("day", Duration.ofDays(1)),
            Map.entry("w", Duration.ofDays(7)),
            Map.entry("week", Duration.ofDays(7)));

    private Durations() {}

    /** {@return the length of time that a text means; empty where it means none} */
    static Optional<Duration> parse(String text) {
        String trimmed = text.strip();
        Matcher matcher = FORM.matcher(trimmed.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            String unit = matcher.group(2);
            Duration length = UNITS.get(unit);
            if (length == null && unit.length() > 2 && unit.endsWith("s")) {
                length = UNITS.get(unit.substring(0, unit.length() - 1));
            }
            if (length != null) {
                return Optional.of(length.multipliedBy(Long.parseLong(matcher.group(1))));
            }
        }
        try {
            return Optional.of(Duration.parse(trimmed));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
