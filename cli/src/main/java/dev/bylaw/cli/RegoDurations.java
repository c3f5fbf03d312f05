package dev.bylaw.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the options of {@code opa} have them: {@code 1m30s}, {@code 500ms}. */
final class RegoDurations {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(h|ms|m|s|us|ns)");
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private RegoDurations() {}

    static Duration parse(String option, String text) {
        Matcher part = PART.matcher(text);
        Duration all = Duration.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            long count = Long.parseLong(part.group(1));
            all = all.plus(
                    switch (part.group(2)) {
                        case "h" -> Duration.ofHours(count);
                        case "m" -> Duration.ofMinutes(count);
                        case "s" -> Duration.ofSeconds(count);
                        case "ms" -> Duration.ofMillis(count);
                        case "us" -> Duration.ofNanos(count * (long) NANOS_PER_MICRO);
                        default -> Duration.ofNanos(count);
                    });
            end = part.end();
        }
        if (end != text.length() || end == 0 || all.isZero()) {
            throw new UsageException(option + ": '" + text + "' is no time; write it as 500ms, 5s or 1m30s");
        }
        return all;
    }

    /** {@return a time as {@code opa} prints it, for example {@code 42.4µs}} */
    static String text(Duration time) {
        long nanos = time.toNanos();
        if (nanos < NANOS_PER_MICRO) {
            return nanos + "ns";
        }
        if (nanos < NANOS_PER_MILLI) {
            return decimal(nanos / NANOS_PER_MICRO) + "µs";
        }
        return nanos < NANOS_PER_SECOND
                ? decimal(nanos / NANOS_PER_MILLI) + "ms"
                : decimal(nanos / NANOS_PER_SECOND) + "s";
    }

    private static String decimal(double number) {
        String text = String.format(Locale.ROOT, "%.9f", number);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
