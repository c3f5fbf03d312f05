package dev.bylaw.rego.internal.time;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Writes times in layouts of Go. */
public final class TimePrinter {
    private TimePrinter() {}

    /**
     * Writes a time.
     *
     * @param instant the time
     * @param zoneName the name of its zone
     * @param layout a layout of Go
     */
    public static String print(Instant instant, String zoneName, String layout) {
        return print(instant, TimeZones.of(zoneName), zoneName, layout);
    }

    /** Writes a time in an offset that has no name. */
    public static String print(Instant instant, ZoneOffset offset, String layout) {
        return print(instant, offset, "", layout);
    }

    private static String print(Instant instant, ZoneId zone, String zoneName, String layout) {
        ZonedDateTime time = instant.atZone(zone);
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < layout.length()) {
            LayoutElement.Chunk chunk = LayoutElement.next(layout, at);
            out.append(layout, at, chunk.start());
            if (chunk.element() == LayoutElement.ZONE_NAME) {
                out.append(TimeZones.abbreviation(zoneName, zone, instant));
            } else if (chunk.element() != null) {
                element(chunk, time, out);
            }
            at = chunk.end();
        }
        return out.toString();
    }

    private static void element(LayoutElement.Chunk chunk, ZonedDateTime time, StringBuilder out) {
        int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        String month = Layouts.MONTHS.get(time.getMonthValue() - 1);
        String weekday = Layouts.WEEKDAYS.get(time.getDayOfWeek().getValue() - 1);
        switch (chunk.element()) {
            case LONG_MONTH -> out.append(month);
            case MONTH -> out.append(month, 0, 3);
            case NUMBER_MONTH -> out.append(time.getMonthValue());
            case ZERO_MONTH -> number(time.getMonthValue(), 2, '0', out);
            case LONG_WEEKDAY -> out.append(weekday);
            case WEEKDAY -> out.append(weekday, 0, 3);
            case DAY -> out.append(time.getDayOfMonth());
            case UNDER_DAY -> number(time.getDayOfMonth(), 2, ' ', out);
            case ZERO_DAY -> number(time.getDayOfMonth(), 2, '0', out);
            case UNDER_YEAR_DAY -> number(time.getDayOfYear(), 3, ' ', out);
            case ZERO_YEAR_DAY -> number(time.getDayOfYear(), 3, '0', out);
            case HOUR -> number(time.getHour(), 2, '0', out);
            case HOUR12 -> out.append(hour12);
            case ZERO_HOUR12 -> number(hour12, 2, '0', out);
            case MINUTE -> out.append(time.getMinute());
            case ZERO_MINUTE -> number(time.getMinute(), 2, '0', out);
            case SECOND -> out.append(time.getSecond());
            case ZERO_SECOND -> number(time.getSecond(), 2, '0', out);
            case LONG_YEAR -> number(time.getYear(), 4, '0', out);
            case YEAR -> number(time.getYear() % 100, 2, '0', out);
            case UPPER_PM -> out.append(time.getHour() >= 12 ? "PM" : "AM");
            case LOWER_PM -> out.append(time.getHour() >= 12 ? "pm" : "am");
            case FRACTION_FIXED, FRACTION_TRIMMED -> fraction(chunk, time.getNano(), out);
            default -> offset(chunk.element(), time.getOffset().getTotalSeconds(), out);
        }
    }

    private static void number(int number, int width, char fill, StringBuilder out) {
        String digits = Integer.toString(number);
        for (int i = digits.length(); i < width; i++) {
            out.append(fill);
        }
        out.append(digits);
    }

    private static void fraction(LayoutElement.Chunk chunk, int nanos, StringBuilder out) {
        boolean trimmed = chunk.element() == LayoutElement.FRACTION_TRIMMED;
        StringBuilder digits = new StringBuilder();
        number(nanos, 9, '0', digits);
        digits.setLength(Math.min(9, chunk.fractionDigits()));
        while (trimmed && digits.length() > 0 && digits.charAt(digits.length() - 1) == '0') {
            digits.setLength(digits.length() - 1);
        }
        if (digits.length() > 0) {
            out.append(chunk.isComma() ? ',' : '.').append(digits);
        }
    }

    private static void offset(LayoutElement element, int seconds, StringBuilder out) {
        if (seconds == 0 && element.isIso()) {
            out.append('Z');
            return;
        }
        int minutes = Math.abs(seconds / 60);
        out.append(seconds / 60 < 0 ? '-' : '+');
        number(minutes / 60, 2, '0', out);
        if (element.zoneParts() > 1) {
            out.append(element.hasColon() ? ":" : "");
            number(minutes % 60, 2, '0', out);
        }
        if (element.zoneParts() > 2) {
            out.append(element.hasColon() ? ":" : "");
            number(Math.abs(seconds) % 60, 2, '0', out);
        }
    }
}
