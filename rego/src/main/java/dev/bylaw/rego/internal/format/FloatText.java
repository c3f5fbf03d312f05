package dev.bylaw.rego.internal.format;

import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.internal.value.BinaryFloat;
import dev.bylaw.rego.internal.value.DecimalDigits;
import dev.bylaw.rego.internal.value.NumberText;
import dev.bylaw.rego.internal.value.RegoText;
import java.math.BigInteger;
import java.util.Locale;

/** Doubles as Go's {@code strconv} reads and writes them. */
public final class FloatText {
    private static final int EXPONENT_FROM = 6;
    private static final int FRACTION_BITS = 52;
    private static final int SINGLE_BITS = 24;
    private static final int MIN_EXPONENT = -1022;

    /** Longer texts than this are not numbers that anybody means. */
    private static final int MAX_LENGTH = 10_000;

    private FloatText() {}

    /** Whether a text is one of Go's words for infinity and NaN, with any number of signs. */
    public static boolean isInfiniteOrNaN(String text) {
        int start = 0;
        while (start < text.length() && (text.charAt(start) == '+' || text.charAt(start) == '-')) {
            start++;
        }
        String word = text.substring(start).toLowerCase(Locale.ROOT);
        return word.equals("inf") || word.equals("infinity") || word.equals("nan");
    }

    /**
     * The number that a text means by Go's rules, which know hexadecimal fractions and underscores. What is not in JSON
     * notation is brought into it.
     *
     * @throws NumberSyntaxException if it is no number, or beyond the range of doubles
     */
    public static NumberValue parse(String text) {
        if (text.length() <= MAX_LENGTH) {
            String plain = NumberText.form(text) == NumberText.Form.NONE ? normalized(text) : text;
            if (plain != null) {
                if (Double.isInfinite(Double.parseDouble(plain))) {
                    throw wrong(text, "value out of range");
                }
                try {
                    return NumberValue.parse(plain);
                } catch (NumberFormatException e) {
                    throw new NumberSyntaxException("invalid number: " + e.getMessage());
                }
            }
        }
        throw wrong(text, "invalid syntax");
    }

    private static NumberSyntaxException wrong(String text, String why) {
        return new NumberSyntaxException("strconv.ParseFloat: parsing " + RegoText.quote(text) + ": " + why);
    }

    /** A text in JSON notation, or null if it is no number. */
    private static String normalized(String text) {
        int at = 0;
        String sign = "";
        if (!text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
            sign = text.charAt(0) == '-' ? "-" : "";
            at = 1;
        }
        boolean hexadecimal = text.regionMatches(true, at, "0x", 0, 2);
        if (hexadecimal) {
            at += text.startsWith("_", at + 2) ? 3 : 2;
        }
        int radix = hexadecimal ? 16 : 10;
        int point = skipDigits(text, at, radix);
        String whole = text.substring(at, point);
        String fraction = "";
        at = point;
        if (text.startsWith(".", at)) {
            int end = skipDigits(text, at + 1, radix);
            fraction = text.substring(at + 1, end);
            at = end;
        }
        String exponent = "";
        if (text.regionMatches(true, at, hexadecimal ? "p" : "e", 0, 1)) {
            int first = text.startsWith("-", at + 1) || text.startsWith("+", at + 1) ? at + 2 : at + 1;
            int end = skipDigits(text, first, 10);
            if (end == first || !isGrouped(text.substring(first, end))) {
                return null;
            }
            exponent = text.substring(at + 1, end).replace("_", "");
            at = end;
        }
        boolean wellFormed = at == text.length()
                && !(whole.isEmpty() && fraction.isEmpty())
                && isGrouped(whole)
                && isGrouped(fraction)
                && (!hexadecimal || !exponent.isEmpty());
        if (!wellFormed) {
            return null;
        }
        String digits = whole.replace("_", "");
        String decimals = fraction.replace("_", "");
        return sign + (hexadecimal ? hexadecimal(digits, decimals, exponent) : decimal(digits, decimals, exponent));
    }

    private static int skipDigits(String text, int from, int radix) {
        int at = from;
        while (at < text.length()
                && (text.charAt(at) == '_' || text.charAt(at) < 0x80 && Character.digit(text.charAt(at), radix) >= 0)) {
            at++;
        }
        return at;
    }

    /** Whether each underscore stands between two digits. */
    private static boolean isGrouped(String digits) {
        return !digits.startsWith("_") && !digits.endsWith("_") && !digits.contains("__");
    }

    private static String decimal(String whole, String fraction, String exponent) {
        int zeros = 0;
        while (zeros < whole.length() - 1 && whole.charAt(zeros) == '0') {
            zeros++;
        }
        return (whole.isEmpty() ? "0" : whole.substring(zeros))
                + (fraction.isEmpty() ? "" : "." + fraction)
                + (exponent.isEmpty() ? "" : "e" + exponent);
    }

    private static String hexadecimal(String whole, String fraction, String exponent) {
        // Java reads the same notation.
        double value = Double.parseDouble("0x" + (whole.isEmpty() ? "0" : whole) + "." + fraction + "p" + exponent);
        return Double.isInfinite(value) ? "1e999" : format(value, 'g', -1);
    }

    /**
     * Writes a double.
     *
     * @param value neither infinite nor NaN
     * @param verb one of {@code e E f g G b x X}
     * @param precision the digits behind the point, for {@code g} and {@code G} all digits; -1 for the shortest form
     */
    public static String format(double value, char verb, int precision) {
        StringBuilder out = new StringBuilder();
        if (Double.doubleToRawLongBits(value) < 0) {
            out.append('-');
        }
        switch (verb) {
            case 'b' -> binary(value, out);
            case 'x', 'X' -> out.append(hex(value, precision, verb));
            default -> decimal(value, verb, precision, out);
        }
        return out.toString();
    }

    /** Writes a number with the shortest digits that mean the same {@code float}. */
    public static String formatSingle(float value) {
        StringBuilder out = new StringBuilder(value < 0 ? "-" : "");
        DecimalDigits digits = BinaryFloat.of(value).withPrecision(SINGLE_BITS).shortestDigits(false);
        digits.general(digits.count(), EXPONENT_FROM, 'e', out);
        return out.toString();
    }

    private static void decimal(double value, char verb, int precision, StringBuilder out) {
        BinaryFloat exact = BinaryFloat.of(value);
        boolean shortest = precision < 0;
        DecimalDigits digits = shortest ? exact.shortestDigits(true) : exact.digits();
        switch (verb) {
            case 'e', 'E' -> {
                int fraction = shortest ? Math.max(digits.count() - 1, 0) : precision;
                digits.round(fraction + 1).scientific(fraction, verb, out);
            }
            case 'f' -> {
                int fraction = shortest ? Math.max(digits.count() - digits.point(), 0) : precision;
                digits.round(digits.point() + fraction).plain(fraction, out);
            }
            default -> {
                int count = shortest ? digits.count() : Math.max(precision, 1);
                DecimalDigits rounded = digits.round(count);
                int limit = count;
                if (shortest) {
                    limit = EXPONENT_FROM;
                } else if (limit > rounded.count() && rounded.count() >= rounded.point()) {
                    limit = rounded.count();
                }
                rounded.general(count, limit, verb == 'g' ? 'e' : 'E', out);
            }
        }
    }

    /** The integer mantissa and the power of two. */
    private static void binary(double value, StringBuilder out) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> FRACTION_BITS) & 0x7ff;
        long mantissa = bits & (1L << FRACTION_BITS) - 1;
        if (biased != 0) {
            mantissa |= 1L << FRACTION_BITS;
        }
        int exponent = Math.max(biased, 1) - 1023 - FRACTION_BITS;
        out.append(mantissa).append('p').append(exponent < 0 ? "" : "+").append(exponent);
    }

    /** A mantissa from 1 to 2 in hexadecimal digits, and the power of two. */
    private static String hex(double value, int precision, char letter) {
        double positive = Math.abs(value);
        BigInteger mantissa = BigInteger.ZERO;
        int exponent = 0;
        int digits = Math.max(precision, 0);
        if (positive != 0) {
            exponent = Math.max(Math.getExponent(positive), MIN_EXPONENT);
            long whole = (long) Math.scalb(positive, FRACTION_BITS - exponent);
            while (whole >>> FRACTION_BITS == 0) {
                whole <<= 1;
                exponent--;
            }
            mantissa = BigInteger.valueOf(whole);
            int all = FRACTION_BITS / 4;
            if (precision < 0) {
                digits = all - Math.min(mantissa.getLowestSetBit() / 4, all);
            }
            int drop = FRACTION_BITS - 4 * digits;
            if (drop > 0) {
                BinaryFloat rounded = BinaryFloat.of(mantissa, 1 + 4 * digits);
                mantissa = rounded.truncate().shiftRight(drop);
                if (mantissa.bitLength() > 1 + 4 * digits) {
                    mantissa = mantissa.shiftRight(1);
                    exponent++;
                }
            } else {
                mantissa = mantissa.shiftLeft(-drop);
            }
        }
        StringBuilder out = new StringBuilder("0x");
        String text = mantissa.toString(16);
        out.append(text.charAt(0));
        if (digits > 0) {
            out.append('.').append(text.substring(1));
            for (int i = text.length() - 1; i < digits; i++) {
                out.append('0');
            }
        }
        out.append('p').append(exponent < 0 ? '-' : '+');
        out.append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent));
        return letter == 'X' ? out.toString().toUpperCase(Locale.ROOT) : out.toString();
    }
}
