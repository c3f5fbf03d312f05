package dev.bylaw.internal.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Digits of numbers in the notations of Python's formats. */
final class NumberFormat {
    /** More digits behind the point are refused. */
    static final int MAX_PRECISION = 1_000;

    private NumberFormat() {}

    /** {@return the digits of a number without its sign, with this many behind the point} */
    static String fixed(double value, int precision) {
        return special(value)
                ? specialText(value)
                : new BigDecimal(Math.abs(value))
                        .setScale(check(precision), RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    /** {@return the digits of a number without its sign, with an exponent} */
    static String exponent(double value, int precision) {
        if (special(value)) {
            return specialText(value);
        }
        BigDecimal rounded = value == 0
                ? BigDecimal.ZERO
                : new BigDecimal(Math.abs(value)).round(new MathContext(check(precision) + 1, RoundingMode.HALF_EVEN));
        String digits = rounded.unscaledValue().toString();
        int exponent = value == 0 ? 0 : digits.length() - 1 - rounded.scale();
        StringBuilder out = new StringBuilder(digits);
        while (out.length() < precision + 1) {
            out.append('0');
        }
        out.setLength(precision + 1);
        if (precision > 0) {
            out.insert(1, '.');
        }
        return out.append(String.format(Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent)))
                .toString();
    }

    /** {@return the digits of a number without its sign, in the shorter of both notations} */
    static String general(double value, int wanted, boolean keepZeros) {
        if (special(value)) {
            return specialText(value);
        }
        int precision = Math.max(check(wanted), 1);
        String scientific = exponent(value, precision - 1);
        int mark = scientific.indexOf('e');
        int exponent = Integer.parseInt(scientific.substring(mark + 1));
        if (exponent < -4 || exponent >= precision) {
            String mantissa = scientific.substring(0, mark);
            return (keepZeros ? mantissa : withoutZeros(mantissa)) + scientific.substring(mark);
        }
        String plain = fixed(value, Math.max(precision - 1 - exponent, 0));
        return keepZeros ? plain : withoutZeros(plain);
    }

    private static String withoutZeros(String digits) {
        if (digits.indexOf('.') < 0) {
            return digits;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
    }

    /** {@return the digits in groups, with a separator between them} */
    static String grouped(String digits, String separator, int size) {
        int end = 0;
        while (end < digits.length() && Character.isLetterOrDigit(digits.charAt(end))) {
            end++;
        }
        StringBuilder out = new StringBuilder(digits);
        for (int i = end - size; i > 0; i -= size) {
            out.insert(i, separator);
        }
        return out.toString();
    }

    /** {@return the digits of an integer without its sign} */
    static String integer(BigInteger value, int radix) {
        String digits = value.abs().toString(radix);
        if (digits.length() > IntegerValue.MAX_DIGITS) {
            throw TemplateException.error(
                    "an integer of more than " + IntegerValue.MAX_DIGITS + " digits cannot be printed");
        }
        return digits;
    }

    static boolean special(double value) {
        return Double.isNaN(value) || Double.isInfinite(value);
    }

    private static String specialText(double value) {
        return Double.isNaN(value) ? "nan" : "inf";
    }

    private static int check(int precision) {
        if (precision > MAX_PRECISION) {
            throw TemplateException.limit("a number with more than " + MAX_PRECISION + " digits behind the point");
        }
        return precision;
    }
}
