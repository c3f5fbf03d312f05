package dev.bylaw.internal.yaml;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Timestamps of YAML 1.1, and the text that Python's {@code isoformat} gives for them. */
final class YamlTimestamps {
    /** Bounded and without nested repetition, so that matching takes linear time. */
    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");

    private static final Pattern DATE_TIME =
            Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \\t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})"
                    + "(?:\\.([0-9]*))?(?:[ \\t]*(Z|([-+])([0-9]{1,2})(?::([0-9]{2}))?))?");

    private YamlTimestamps() {}

    static boolean matches(String text) {
        return DATE.matcher(text).matches() || DATE_TIME.matcher(text).matches();
    }

    /** The ISO text of a timestamp; empty if there is no such day or time. */
    static Optional<String> iso(String text) {
        try {
            Matcher date = DATE.matcher(text);
            if (date.matches()) {
                return Optional.of(isoDate(LocalDate.of(number(date, 1), number(date, 2), number(date, 3))));
            }
            Matcher time = DATE_TIME.matcher(text);
            return time.matches() ? Optional.of(isoTime(time)) : Optional.empty();
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static int number(Matcher match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static String isoDate(LocalDate date) {
        if (date.getYear() < 1) {
            throw new DateTimeException("year 0");
        }
        return "%04d-%02d-%02d".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    private static String isoTime(Matcher match) {
        LocalDateTime time = LocalDateTime.of(
                number(match, 1),
                number(match, 2),
                number(match, 3),
                number(match, 4),
                number(match, 5),
                number(match, 6));
        StringBuilder iso = new StringBuilder(isoDate(time.toLocalDate()));
        iso.append(String.format(Locale.ROOT, "T%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond()));
        String fraction = match.group(7);
        if (fraction != null && !fraction.isEmpty()) {
            String micros = (fraction + "000000").substring(0, 6);
            if (!micros.equals("000000")) {
                iso.append('.').append(micros);
            }
        }
        if (match.group(8) != null) {
            iso.append(zone(match));
        }
        return iso.toString();
    }

    private static String zone(Matcher match) {
        if (match.group(8).equals("Z")) {
            return "+00:00";
        }
        int hours = number(match, 10);
        int minutes = match.group(11) == null ? 0 : number(match, 11);
        hours += minutes / 60;
        minutes %= 60;
        if (hours > 23) {
            throw new DateTimeException("zone");
        }
        String sign = hours == 0 && minutes == 0 ? "+" : match.group(9);
        return "%s%02d:%02d".formatted(sign, hours, minutes);
    }
}
