package dev.bylaw.internal.jinja.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;

/** The formats of {@code strftime} and {@code strptime}, in the C locale. */
public final class TimeFormat {
    private TimeFormat() {}

    /** {@return the time of ISO 8601} */
    static String isoTime(LocalTime time) {
        int micros = time.getNano() / 1_000;
        String text = String.format(Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
        return micros == 0 ? text : text + String.format(Locale.ROOT, ".%06d", micros);
    }

    /** {@return the offset of ISO 8601} */
    static String isoOffset(ZoneOffset offset) {
        int seconds = offset.getTotalSeconds();
        return String.format(
                Locale.ROOT,
                "%s%02d:%02d",
                seconds < 0 ? "-" : "+",
                Math.abs(seconds) / 3_600,
                Math.abs(seconds) / 60 % 60);
    }

    /** {@return the time in a format} */
    static String format(LocalDateTime time, Optional<ZoneId> zone, String format) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                out.append(c);
                continue;
            }
            char directive = format.charAt(++i);
            if (directive == '-' && i + 1 < format.length()) {
                // The GNU extension: without leading zeros.
                out.append(directive(time, zone, format.charAt(++i)).replaceFirst("^0+(?=.)", ""));
            } else {
                out.append(directive(time, zone, directive));
            }
        }
        return out.toString();
    }

    private static String directive(LocalDateTime time, Optional<ZoneId> zone, char directive) {
        return switch (directive) {
            case 'Y' -> String.valueOf(time.getYear());
            case 'y' -> two(time.getYear() % 100);
            case 'C' -> two(time.getYear() / 100);
            case 'm' -> two(time.getMonthValue());
            case 'd' -> two(time.getDayOfMonth());
            case 'e' -> String.format(Locale.ROOT, "%2d", time.getDayOfMonth());
            case 'H' -> two(time.getHour());
            case 'I' -> two((time.getHour() + 11) % 12 + 1);
            case 'M' -> two(time.getMinute());
            case 'S' -> two(time.getSecond());
            case 'f' -> String.format(Locale.ROOT, "%06d", time.getNano() / 1_000);
            case 'p' -> time.getHour() < 12 ? "AM" : "PM";
            case 'j' -> String.format(Locale.ROOT, "%03d", time.getDayOfYear());
            case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'w' -> String.valueOf(time.getDayOfWeek().getValue() % 7);
            case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
            case 'U' -> two((time.getDayOfYear() + 6 - time.getDayOfWeek().getValue() % 7) / 7);
            case 'W' -> two((time.getDayOfYear() + 6 - (time.getDayOfWeek().getValue() + 6) % 7) / 7);
            case 'V' -> two(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> String.valueOf(time.get(IsoFields.WEEK_BASED_YEAR));
            case 'z' ->
                zone.map(one -> isoOffset(one.getRules().getOffset(time)).replace(":", ""))
                        .orElse("");
            case 'Z' ->
                zone.map(one -> one.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                        .orElse("");
            case 's' -> String.valueOf(time.toEpochSecond(ZoneOffset.UTC));
            case 'F' -> time.toLocalDate().toString();
            case 'T' -> format(time, zone, "%H:%M:%S");
            case 'R' -> format(time, zone, "%H:%M");
            case 'D', 'x' -> format(time, zone, "%m/%d/%y");
            case 'X' -> format(time, zone, "%H:%M:%S");
            case 'c' -> format(time, zone, "%a %b %e %H:%M:%S %Y");
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> "%" + directive;
        };
    }

    private static String two(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }

    /**
     * Reads a time.
     *
     * @param text the text
     * @param format its format
     * @return the time
     * @throws TemplateException if the text does not follow the format
     */
    public static TimeValue.DateTime parse(String text, String format) {
        int[] fields = {1900, 1, 1, 0, 0, 0, 0, 0};
        boolean[] afternoon = {false, false};
        Optional<ZoneId> zone = Optional.empty();
        int at = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (Character.isWhitespace(c)) {
                while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                    at++;
                }
                continue;
            }
            if (c != '%' || i + 1 == format.length()) {
                if (at >= text.length() || text.charAt(at) != c) {
                    throw mismatch(text, format);
                }
                at++;
                continue;
            }
            char directive = format.charAt(++i);
            if (directive == 'z') {
                int end = Math.min(text.length(), at + 6);
                String offset = text.substring(at, end).replaceAll("^([+-]\\d\\d:?\\d\\d).*", "$1");
                try {
                    zone = Optional.of(ZoneOffset.of(offset.isEmpty() ? "?" : offset.equals("Z") ? "Z" : offset));
                } catch (DateTimeException e) {
                    throw mismatch(text, format);
                }
                at += offset.length();
                continue;
            }
            at = read(text, format, directive, at, fields, afternoon);
        }
        if (at != text.length()) {
            throw mismatch(text, format);
        }
        if (afternoon[0]) {
            fields[3] = fields[3] % 12 + (afternoon[1] ? 12 : 0);
        }
        try {
            LocalDate date = fields[7] == 0
                    ? LocalDate.of(fields[0], fields[1], fields[2])
                    : LocalDate.ofYearDay(fields[0], fields[7]);
            return new TimeValue.DateTime(date.atTime(fields[3], fields[4], fields[5], fields[6] * 1_000), zone);
        } catch (DateTimeException e) {
            throw mismatch(text, format);
        }
    }

    private static int read(String text, String format, char directive, int at, int[] fields, boolean[] afternoon) {
        switch (directive) {
            case 'a', 'A' -> {
                for (java.time.DayOfWeek day : java.time.DayOfWeek.values()) {
                    String full = day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
                    String name = directive == 'A' ? full : full.substring(0, 3);
                    if (text.regionMatches(true, at, name, 0, name.length())) {
                        return at + name.length();
                    }
                }
                throw mismatch(text, format);
            }
            case 'b', 'B' -> {
                for (java.time.Month month : java.time.Month.values()) {
                    String full = month.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
                    for (String name : new String[] {full, full.substring(0, 3)}) {
                        if (text.regionMatches(true, at, name, 0, name.length())) {
                            fields[1] = month.getValue();
                            return at + name.length();
                        }
                    }
                }
                throw mismatch(text, format);
            }
            case 'p' -> {
                boolean pm = text.regionMatches(true, at, "PM", 0, 2);
                if (!pm && !text.regionMatches(true, at, "AM", 0, 2)) {
                    throw mismatch(text, format);
                }
                afternoon[0] = true;
                afternoon[1] = pm;
                return at + 2;
            }
            default -> {
                int field = "YmdHMSfj".indexOf(directive);
                int width = directive == 'Y' ? 4 : directive == 'f' ? 6 : directive == 'j' ? 3 : 2;
                if (directive == 'I') {
                    field = 3;
                } else if (directive == 'y') {
                    field = 0;
                } else if (field < 0) {
                    throw TemplateException.error(
                            "'" + directive + "' is a bad directive in format " + StringValue.quote(format));
                }
                int end = at;
                while (end < text.length() && end < at + width && Character.isDigit(text.charAt(end))) {
                    end++;
                }
                if (end == at || directive == 'Y' && end != at + width) {
                    throw mismatch(text, format);
                }
                int number = Integer.parseInt(text.substring(at, end));
                if (directive == 'f') {
                    for (int i = end - at; i < width; i++) {
                        number *= 10;
                    }
                } else if (directive == 'y') {
                    number += number < 69 ? 2_000 : 1_900;
                }
                fields[field] = number;
                return end;
            }
        }
    }

    private static TemplateException mismatch(String text, String format) {
        return TemplateException.error(
                "time data " + StringValue.quote(text) + " does not match format " + StringValue.quote(format));
    }
}
