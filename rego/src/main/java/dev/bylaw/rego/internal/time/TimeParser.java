package dev.bylaw.rego.internal.time;

import dev.bylaw.rego.internal.value.RegoText;
import dev.bylaw.rego.internal.value.Utf8;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Reads times in layouts of Go. A zone abbreviation other than UTC means no offset, unless it is {@code GMT+N}, which
 * does not count either; so no result depends on the machine's zone.
 */
public final class TimeParser {
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    /** A part of the text that does not fit its element. */
    private static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** What is out of range; null where it is the syntax that is wrong. */
        private final String range;

        Mismatch(String range) {
            super(range, null, false, false);
            this.range = range;
        }
    }

    private final String layout;
    private final String value;
    private int at;
    private int year;
    private int month = -1;
    private int day = -1;
    private int yearDay = -1;
    private int hour;
    private int minute;
    private int second;
    private int nanos;
    private int offset;
    private boolean pm;
    private boolean am;

    private TimeParser(String layout, String value) {
        this.layout = layout;
        this.value = value;
    }

    /**
     * Reads a time.
     *
     * @param layout a layout of Go
     * @param value the text
     * @return nanoseconds since 1970
     * @throws TimeSyntaxException if the text does not fit the layout
     */
    public static BigInteger parse(String layout, String value) {
        TimeParser parser = new TimeParser(layout, value);
        parser.elements();
        return parser.result();
    }

    private void elements() {
        int from = 0;
        while (true) {
            LayoutElement.Chunk chunk = LayoutElement.next(layout, from);
            literal(layout.substring(from, chunk.start()));
            if (chunk.element() == null) {
                break;
            }
            int before = at;
            try {
                element(chunk);
            } catch (Mismatch e) {
                if (e.range != null) {
                    throw fault(": " + e.range + " out of range");
                }
                throw cannotParse(value.substring(before), layout.substring(chunk.start(), chunk.end()));
            }
            from = chunk.end();
        }
        if (at < value.length()) {
            throw fault(": extra text: " + quote(value.substring(at)));
        }
    }

    private TimeSyntaxException fault(String what) {
        return new TimeSyntaxException("parsing time " + quote(value) + what);
    }

    private TimeSyntaxException cannotParse(String part, String element) {
        return fault(" as " + quote(layout) + ": cannot parse " + quote(part) + " as " + quote(element));
    }

    /** As Go's package for times quotes: bytes that are not ASCII in hexadecimal digits. */
    static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (byte b : Utf8.encode(text)) {
            if (b < ' ') {
                out.append("\\x");
                RegoText.hex(b & 0xff, 2, out);
            } else {
                out.append(b == '"' || b == '\\' ? "\\" : "").append((char) b);
            }
        }
        return out.append('"').toString();
    }

    /** Skips what the layout says literally; any number of spaces stands for any other. */
    private void literal(String prefix) {
        int i = 0;
        while (i < prefix.length()) {
            if (prefix.charAt(i) == ' ') {
                if (at < value.length() && value.charAt(at) != ' ') {
                    throw cannotParse(value.substring(at), prefix);
                }
                while (i < prefix.length() && prefix.charAt(i) == ' ') {
                    i++;
                }
                while (at < value.length() && value.charAt(at) == ' ') {
                    at++;
                }
            } else if (at < value.length() && value.charAt(at) == prefix.charAt(i)) {
                i++;
                at++;
            } else {
                throw cannotParse(value.substring(at), prefix);
            }
        }
    }

    private void element(LayoutElement.Chunk chunk) {
        switch (chunk.element()) {
            case LONG_MONTH -> month = name(Layouts.MONTHS, false) + 1;
            case MONTH -> month = name(Layouts.MONTHS, true) + 1;
            case NUMBER_MONTH, ZERO_MONTH -> {
                month = number(chunk.element() == LayoutElement.ZERO_MONTH);
                check(month >= 1 && month <= 12, "month");
            }
            case LONG_WEEKDAY -> name(Layouts.WEEKDAYS, false);
            case WEEKDAY -> name(Layouts.WEEKDAYS, true);
            case DAY, UNDER_DAY, ZERO_DAY -> {
                skipSpaces(chunk.element() == LayoutElement.UNDER_DAY ? 1 : 0);
                day = number(chunk.element() == LayoutElement.ZERO_DAY);
            }
            case UNDER_YEAR_DAY, ZERO_YEAR_DAY -> {
                skipSpaces(chunk.element() == LayoutElement.UNDER_YEAR_DAY ? 2 : 0);
                yearDay = yearDay(chunk.element() == LayoutElement.ZERO_YEAR_DAY);
            }
            case HOUR -> {
                hour = number(false);
                check(hour < 24, "hour");
            }
            case HOUR12, ZERO_HOUR12 -> {
                hour = number(chunk.element() == LayoutElement.ZERO_HOUR12);
                check(hour <= 12, "hour");
            }
            case MINUTE, ZERO_MINUTE -> {
                minute = number(chunk.element() == LayoutElement.ZERO_MINUTE);
                check(minute < 60, "minute");
            }
            case SECOND, ZERO_SECOND -> {
                second = number(chunk.element() == LayoutElement.ZERO_SECOND);
                check(second < 60, "second");
                undeclaredFraction(chunk.end());
            }
            case LONG_YEAR -> year = year(4);
            case YEAR -> {
                int twoDigits = year(2);
                year = twoDigits >= 69 ? 1900 + twoDigits : 2000 + twoDigits;
            }
            case UPPER_PM -> half("PM", "AM");
            case LOWER_PM -> half("pm", "am");
            case ZONE_NAME -> zoneName();
            case FRACTION_FIXED -> {
                if (value.length() - at < chunk.fractionDigits() + 1) {
                    throw new Mismatch(null);
                }
                fraction(chunk.fractionDigits());
            }
            case FRACTION_TRIMMED -> {
                if (isSeparator(at) && isDigit(at + 1)) {
                    fraction(digits(at + 1));
                }
            }
            default -> offset(chunk.element());
        }
    }

    private static void check(boolean inRange, String what) {
        if (!inRange) {
            throw new Mismatch(what);
        }
    }

    private boolean isDigit(int index) {
        return index < value.length() && value.charAt(index) >= '0' && value.charAt(index) <= '9';
    }

    private boolean isSeparator(int index) {
        return index < value.length() && (value.charAt(index) == '.' || value.charAt(index) == ',');
    }

    /** How many digits begin here. */
    private int digits(int from) {
        int end = from;
        while (isDigit(end)) {
            end++;
        }
        return end - from;
    }

    private void skipSpaces(int count) {
        for (int i = 0; i < count && at < value.length() && value.charAt(at) == ' '; i++) {
            at++;
        }
    }

    /** A number of one or two digits. */
    private int number(boolean twoDigits) {
        int count = Math.min(digits(at), 2);
        if (count == 0 || twoDigits && count < 2) {
            throw new Mismatch(null);
        }
        at += count;
        return Integer.parseInt(value.substring(at - count, at));
    }

    private int yearDay(boolean threeDigits) {
        int count = Math.min(digits(at), 3);
        if (count == 0 || threeDigits && count < 3) {
            throw new Mismatch(null);
        }
        at += count;
        return Integer.parseInt(value.substring(at - count, at));
    }

    private int year(int count) {
        if (digits(at) < count) {
            throw new Mismatch(null);
        }
        at += count;
        return Integer.parseInt(value.substring(at - count, at));
    }

    /** The index of the name that stands here, whatever its case. */
    private int name(List<String> names, boolean abbreviated) {
        for (int i = 0; i < names.size(); i++) {
            String name = abbreviated ? names.get(i).substring(0, 3) : names.get(i);
            if (value.regionMatches(true, at, name, 0, name.length())) {
                at += name.length();
                return i;
            }
        }
        throw new Mismatch(null);
    }

    private void half(String afternoon, String morning) {
        if (value.startsWith(afternoon, at)) {
            pm = true;
        } else if (value.startsWith(morning, at)) {
            am = true;
        } else {
            throw new Mismatch(null);
        }
        at += 2;
    }

    /** A fraction behind the seconds may be there even if the layout does not say so. */
    private void undeclaredFraction(int from) {
        if (!isSeparator(at) || !isDigit(at + 1)) {
            return;
        }
        LayoutElement next = LayoutElement.next(layout, from).element();
        if (next != LayoutElement.FRACTION_FIXED && next != LayoutElement.FRACTION_TRIMMED) {
            fraction(digits(at + 1));
        }
    }

    private void fraction(int count) {
        if (!isSeparator(at)) {
            throw new Mismatch(null);
        }
        String digits = value.substring(at + 1, at + 1 + Math.min(count, 9));
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                throw new Mismatch(null);
            }
        }
        int number = digits.isEmpty() ? 0 : Integer.parseInt(digits);
        for (int i = digits.length(); i < 9; i++) {
            number *= 10;
        }
        nanos = number;
        at += 1 + count;
    }

    private void offset(LayoutElement element) {
        if (element.isIso() && value.startsWith("Z", at)) {
            at++;
            offset = 0;
            return;
        }
        int step = element.hasColon() ? 3 : 2;
        int length = 3 + step * (element.zoneParts() - 1);
        if (value.length() - at < length) {
            throw new Mismatch(null);
        }
        int[] parts = new int[3];
        boolean valid = true;
        for (int i = 0; i < element.zoneParts(); i++) {
            int start = at + 1 + i * step;
            if (i > 0 && element.hasColon() && value.charAt(start - 1) != ':') {
                throw new Mismatch(null);
            }
            valid = valid && isDigit(start) && isDigit(start + 1);
            parts[i] = valid ? Integer.parseInt(value.substring(start, start + 2)) : 0;
        }
        // Ranges come first, even if something behind is no number.
        check(parts[0] <= 24, "time zone offset hour");
        check(parts[1] <= 60, "time zone offset minute");
        check(parts[2] <= 60, "time zone offset second");
        char sign = value.charAt(at);
        if (!valid || sign != '+' && sign != '-') {
            throw new Mismatch(null);
        }
        offset = (parts[0] * 60 + parts[1]) * 60 + parts[2];
        offset = sign == '-' ? -offset : offset;
        at += length;
    }

    private void zoneName() {
        if (value.startsWith("UTC", at)) {
            at += 3;
            return;
        }
        int length = zoneNameLength(value.substring(at));
        if (length == 0) {
            throw new Mismatch(null);
        }
        at += length;
    }

    private static int zoneNameLength(String text) {
        if (text.length() < 3) {
            return 0;
        }
        if (text.startsWith("ChST") || text.startsWith("MeST")) {
            return 4;
        }
        if (text.startsWith("GMT")) {
            return 3 + signedOffsetLength(text.substring(3));
        }
        if (text.charAt(0) == '+' || text.charAt(0) == '-') {
            return signedOffsetLength(text);
        }
        int upper = 0;
        while (upper < Math.min(6, text.length()) && text.charAt(upper) >= 'A' && text.charAt(upper) <= 'Z') {
            upper++;
        }
        return switch (upper) {
            case 5 -> text.charAt(4) == 'T' ? 5 : 0;
            case 4 -> text.charAt(3) == 'T' || text.startsWith("WITA") ? 4 : 0;
            case 3 -> 3;
            default -> 0;
        };
    }

    private static int signedOffsetLength(String text) {
        if (text.isEmpty() || text.charAt(0) != '+' && text.charAt(0) != '-') {
            return 0;
        }
        int end = 1;
        int hours = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            hours = Math.min(100, hours * 10 + text.charAt(end) - '0');
            end++;
        }
        return end == 1 || hours > 23 ? 0 : end;
    }

    private BigInteger result() {
        if (pm && hour < 12) {
            hour += 12;
        } else if (am && hour == 12) {
            hour = 0;
        }
        LocalDate date = yearDay >= 0 ? dateOfYearDay() : date();
        long seconds = date.toEpochSecond(LocalTime.of(hour, minute, second), ZoneOffset.UTC) - offset;
        return BigInteger.valueOf(seconds).multiply(BILLION).add(BigInteger.valueOf(nanos));
    }

    private LocalDate date() {
        int monthOrFirst = month < 0 ? 1 : month;
        int dayOrFirst = day < 0 ? 1 : day;
        boolean leap = LocalDate.of(year, 1, 1).isLeapYear();
        if (dayOrFirst < 1 || dayOrFirst > Month.of(monthOrFirst).length(leap)) {
            throw fault(": day out of range");
        }
        return LocalDate.of(year, monthOrFirst, dayOrFirst);
    }

    private LocalDate dateOfYearDay() {
        LocalDate first = LocalDate.of(year, 1, 1);
        if (yearDay < 1 || yearDay > first.lengthOfYear()) {
            throw fault(": day-of-year out of range");
        }
        LocalDate date = first.withDayOfYear(yearDay);
        if (month >= 0 && month != date.getMonthValue()) {
            throw fault(": day-of-year does not match month");
        }
        if (day >= 0 && day != date.getDayOfMonth()) {
            throw fault(": day-of-year does not match day");
        }
        return date;
    }
}
