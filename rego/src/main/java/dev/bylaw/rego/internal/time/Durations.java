package dev.bylaw.rego.internal.time;

import dev.bylaw.rego.internal.format.FloatText;
import dev.bylaw.rego.internal.value.RegoText;

/**
 * Durations as Go writes them, {@code 1h30m} or {@code -1.5s}, and with the days, weeks and years of OPA, which have 24
 * hours, 7 days and 365 days.
 */
public final class Durations {
    /** As an unsigned number, the largest amount whose negative is a long. */
    private static final long LIMIT = Long.MIN_VALUE;

    private final String text;
    private int at;

    private Durations(String text) {
        this.text = text;
    }

    /**
     * Reads a duration.
     *
     * @param text the duration
     * @return nanoseconds
     * @throws TimeSyntaxException if it is none, or too long
     */
    public static long parse(String text) {
        if (text.isEmpty()) {
            throw invalid(text);
        }
        if (text.chars().noneMatch(c -> c == 'd' || c == 'w' || c == 'y')) {
            return new Durations(text).nanos();
        }
        String plain = withoutDays(text);
        try {
            return new Durations(plain).nanos();
        } catch (TimeSyntaxException e) {
            String message = e.getMessage();
            int space = message.lastIndexOf(' ');
            throw new TimeSyntaxException(message.substring(0, space) + " " + RegoText.quote(text));
        }
    }

    private static TimeSyntaxException invalid(String text) {
        return new TimeSyntaxException("time: invalid duration " + RegoText.quote(text));
    }

    private TimeSyntaxException fault(String what) {
        return new TimeSyntaxException("time: " + what + " " + TimeParser.quote(text));
    }

    private static boolean isNumber(char c) {
        return c >= '0' && c <= '9' || c == '.';
    }

    /** The same duration with hours in place of days, weeks and years. */
    private static String withoutDays(String text) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        if (text.charAt(0) == '-' || text.charAt(0) == '+') {
            out.append(text.charAt(0));
            at = 1;
        }
        if (at == text.length()) {
            throw invalid(text);
        }
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && isNumber(text.charAt(end))) {
                end++;
            }
            int unitEnd = unitEnd(text, end);
            if (end == at || unitEnd == end) {
                throw invalid(text);
            }
            String unit = text.substring(end, unitEnd);
            int hours =
                    switch (unit) {
                        case "d" -> 24;
                        case "w" -> 7 * 24;
                        case "y" -> 365 * 24;
                        default -> 0;
                    };
            if (hours == 0) {
                out.append(text, at, unitEnd);
            } else {
                out.append(hours(text, text.substring(at, end), hours)).append('h');
            }
            at = unitEnd;
        }
        return out.toString();
    }

    private static int unitEnd(String text, int from) {
        for (String unit : new String[] {"ms", "us", "\u00b5s", "ns"}) {
            if (text.startsWith(unit, from)) {
                return from + 2;
            }
        }
        boolean letter = from < text.length() && text.charAt(from) >= 'a' && text.charAt(from) <= 'z';
        return letter ? from + 1 : from;
    }

    private static String hours(String text, String number, int factor) {
        boolean digits = number.chars().anyMatch(c -> c != '.');
        if (!digits || number.indexOf('.') != number.lastIndexOf('.')) {
            throw invalid(text);
        }
        double hours = Double.parseDouble(number) * factor;
        if (Double.isInfinite(hours)) {
            throw invalid(text);
        }
        return FloatText.format(hours, 'f', -1);
    }

    private long nanos() {
        boolean negative = text.startsWith("-");
        if (negative || text.startsWith("+")) {
            at = 1;
        }
        if (text.substring(at).equals("0")) {
            return 0;
        }
        if (at == text.length()) {
            throw fault("invalid duration");
        }
        long total = 0;
        while (at < text.length()) {
            total += part();
            if (Long.compareUnsigned(total, LIMIT) > 0) {
                throw fault("invalid duration");
            }
        }
        if (!negative && total == LIMIT) {
            throw fault("invalid duration");
        }
        return negative ? -total : total;
    }

    private boolean isDigit() {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    /** A number with its unit, in nanoseconds; unsigned, not above {@link #LIMIT}. */
    private long part() {
        if (!isNumber(text.charAt(at))) {
            throw fault("invalid duration");
        }
        int start = at;
        long whole = whole();
        boolean digits = at > start;
        double fraction = 0;
        double scale = 1;
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            boolean full = false;
            while (isDigit()) {
                digits = true;
                // Digits beyond the precision of a long do not count.
                full |= fraction > (Long.MAX_VALUE - 9) / 10.0;
                if (!full) {
                    fraction = fraction * 10 + text.charAt(at) - '0';
                    scale *= 10;
                }
                at++;
            }
        }
        if (!digits) {
            throw fault("invalid duration");
        }
        long unit = unit();
        if (Long.compareUnsigned(whole, Long.divideUnsigned(LIMIT, unit)) > 0) {
            throw fault("invalid duration");
        }
        long nanos = whole * unit;
        if (fraction > 0) {
            nanos += (long) (fraction * (unit / scale));
            if (Long.compareUnsigned(nanos, LIMIT) > 0) {
                throw fault("invalid duration");
            }
        }
        return nanos;
    }

    private long whole() {
        long number = 0;
        while (isDigit()) {
            if (Long.compareUnsigned(number, Long.divideUnsigned(LIMIT, 10)) > 0) {
                throw fault("invalid duration");
            }
            number = number * 10 + text.charAt(at) - '0';
            if (Long.compareUnsigned(number, LIMIT) > 0) {
                throw fault("invalid duration");
            }
            at++;
        }
        return number;
    }

    private long unit() {
        int start = at;
        while (at < text.length() && !isNumber(text.charAt(at))) {
            at++;
        }
        String unit = text.substring(start, at);
        return switch (unit) {
            case "" -> throw fault("missing unit in duration");
            case "ns" -> 1;
            case "us", "\u00b5s", "\u03bcs" -> 1_000;
            case "ms" -> 1_000_000;
            case "s" -> 1_000_000_000;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> throw fault("unknown unit " + TimeParser.quote(unit) + " in duration");
        };
    }
}
