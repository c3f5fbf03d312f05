package dev.bylaw.rego.internal.yaml;

import dev.bylaw.rego.internal.format.FloatText;
import dev.bylaw.rego.internal.time.Layouts;
import dev.bylaw.rego.internal.time.TimeParser;
import dev.bylaw.rego.internal.time.TimePrinter;
import dev.bylaw.rego.internal.time.TimeSyntaxException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What plain scalars mean: the core schema of YAML 1.2, and of YAML 1.1 the octal numbers with a leading zero,
 * underscores in numbers, and times.
 */
final class ScalarResolver {
    /** Longer scalars are not numbers. */
    private static final int MAX_NUMBER = 10_000;

    private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final BigInteger MIN_SIGNED = BigInteger.valueOf(Long.MIN_VALUE);

    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    private static final List<String> TIMES = List.of(
            "2006-1-2T15:4:5.999999999Z07:00",
            "2006-1-2t15:4:5.999999999Z07:00",
            "2006-1-2 15:4:5.999999999",
            "2006-1-2");

    /** The kinds of scalars. */
    enum Kind {
        NULL("!!null"),
        BOOLEAN("!!bool"),
        INTEGER("!!int"),
        FLOAT("!!float"),
        TIME("!!timestamp"),
        STRING("!!str");

        private final String tag;

        Kind(String tag) {
            this.tag = tag;
        }

        /** {@return the tag that stands for this kind} */
        String tag() {
            return tag;
        }

        /** The kind of a tag; null if it is of another kind. */
        static Kind of(String tag) {
            for (Kind kind : values()) {
                if (kind.tag.equals(tag)) {
                    return kind;
                }
            }
            return null;
        }
    }

    /**
     * A resolved scalar.
     *
     * @param kind what it is
     * @param integer the number of an integer, else zero
     * @param number the number of a float, which may be infinite or NaN, else zero
     */
    record Scalar(Kind kind, BigInteger integer, double number) {
        private static Scalar of(Kind kind) {
            return new Scalar(kind, BigInteger.ZERO, 0);
        }

        private static Scalar of(double number) {
            return new Scalar(Kind.FLOAT, BigInteger.ZERO, number);
        }
    }

    private ScalarResolver() {}

    /** What a plain scalar means. */
    static Scalar resolve(String text) {
        switch (text) {
            case "", "~", "null", "Null", "NULL" -> {
                return Scalar.of(Kind.NULL);
            }
            case "true", "True", "TRUE", "false", "False", "FALSE" -> {
                return Scalar.of(Kind.BOOLEAN);
            }
            case ".nan", ".NaN", ".NAN" -> {
                return Scalar.of(Double.NaN);
            }
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> {
                return Scalar.of(Double.POSITIVE_INFINITY);
            }
            case "-.inf", "-.Inf", "-.INF" -> {
                return Scalar.of(Double.NEGATIVE_INFINITY);
            }
            default -> {
                return number(text);
            }
        }
    }

    private static Scalar number(String text) {
        char first = text.charAt(0);
        boolean numeric = first >= '0' && first <= '9' || first == '+' || first == '-' || first == '.';
        if (!numeric || text.length() > MAX_NUMBER) {
            return Scalar.of(Kind.STRING);
        }
        if (first != '.') {
            if (isTime(text)) {
                return Scalar.of(Kind.TIME);
            }
            BigInteger integer = integer(text.replace("_", ""));
            if (integer != null) {
                return new Scalar(Kind.INTEGER, integer, 0);
            }
        }
        String plain = first == '.' ? text : text.replace("_", "");
        if (isFloat(plain)) {
            double number = Double.parseDouble(plain);
            if (!Double.isInfinite(number)) {
                return Scalar.of(number);
            }
        }
        return Scalar.of(Kind.STRING);
    }

    /** An integer of at most 64 bits; null if it is none. */
    private static BigInteger integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        int radix = 10;
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            radix = switch (digits.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'o', 'O' -> 8;
                case 'b', 'B' -> 2;
                default -> 0;
            };
            digits = digits.substring(radix == 0 ? 1 : 2);
            radix = radix == 0 ? 8 : radix;
        }
        int base = radix;
        if (digits.isEmpty()
                || digits.length() > 80
                || !digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, base) >= 0)) {
            return null;
        }
        BigInteger number = new BigInteger(negative ? "-" + digits : digits, radix);
        boolean inRange = number.compareTo(MIN_SIGNED) >= 0 && number.compareTo(MAX_UNSIGNED) <= 0;
        // Go reads numbers beyond 63 bits without a sign only.
        boolean signed = text.startsWith("+") && number.bitLength() >= Long.SIZE;
        return inRange && !signed ? number : null;
    }

    /** Digits with a point and an exponent or without. */
    private static boolean isFloat(String text) {
        int at = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int whole = digits(text, at);
        boolean any = whole > at;
        at = whole;
        if (text.startsWith(".", at)) {
            int fraction = digits(text, at + 1);
            any |= fraction > at + 1;
            at = fraction;
        }
        if (any && at < text.length() && (text.charAt(at) | 0x20) == 'e') {
            int exponent = at + 1;
            exponent += text.startsWith("-", exponent) || text.startsWith("+", exponent) ? 1 : 0;
            int end = digits(text, exponent);
            at = end > exponent ? end : at;
        }
        return any && at == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static boolean isTime(String text) {
        return digits(text, 0) == 4 && text.startsWith("-", 4) && nanos(text) != null;
    }

    /** The time that a text means, in nanoseconds since 1970; null if it is none. */
    private static BigInteger nanos(String text) {
        for (String layout : TIMES) {
            try {
                return TimeParser.parse(layout, text);
            } catch (TimeSyntaxException e) {
                // The next layout may fit.
            }
        }
        return null;
    }

    /** A time as Go writes it in JSON, in its own offset. */
    static String time(String text) {
        BigInteger[] parts = nanos(text).divideAndRemainder(BILLION);
        Instant instant = Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue());
        boolean offset =
                text.length() > 10 && text.charAt(text.length() - 3) == ':' && text.charAt(text.length() - 6) != ':';
        ZoneOffset zone = offset ? ZoneOffset.of(text.substring(text.length() - 6)) : ZoneOffset.UTC;
        return TimePrinter.print(instant, zone, Layouts.RFC3339_NANO);
    }

    /** A double as Go writes it in JSON. */
    static String json(double number) {
        double positive = Math.abs(number);
        boolean scientific = positive != 0 && (positive < 1e-6 || positive >= 1e21);
        if (!scientific) {
            return FloatText.format(number, 'f', -1);
        }
        String text = FloatText.format(number, 'e', -1);
        int length = text.length();
        // e-09 becomes e-9.
        return text.startsWith("e-0", length - 4) ? text.substring(0, length - 2) + text.charAt(length - 1) : text;
    }
}
