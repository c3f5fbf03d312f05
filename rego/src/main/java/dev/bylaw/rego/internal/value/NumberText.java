package dev.bylaw.rego.internal.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers in JSON notation (RFC 8259, section 6). */
public final class NumberText {
    /** What a text looks like. */
    public enum Form {
        /** Digits only, with a sign or without. */
        INTEGER,
        /** With a point, without an exponent. */
        FRACTION,
        /** With an exponent. */
        EXPONENT,
        /** Not a number. */
        NONE
    }

    /** Decimal exponents of more digits than this are not looked at. */
    private static final int MAX_EXPONENT_DIGITS = 9;

    private static final double LOG10_OF_2 = Math.log10(2);

    private NumberText() {}

    /** {@return what this text is} */
    public static Form form(String text) {
        int length = text.length();
        int at = length > 0 && text.charAt(0) == '-' ? 1 : 0;
        int whole = digits(text, at);
        if (whole == at || whole > at + 1 && text.charAt(at) == '0') {
            return Form.NONE;
        }
        if (whole == length) {
            return Form.INTEGER;
        }
        Form form = Form.FRACTION;
        at = whole;
        if (text.charAt(at) == '.') {
            int fraction = digits(text, at + 1);
            if (fraction == at + 1) {
                return Form.NONE;
            }
            at = fraction;
        }
        if (at < length && (text.charAt(at) | 0x20) == 'e') {
            form = Form.EXPONENT;
            at++;
            if (at < length && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            int exponent = digits(text, at);
            if (exponent == at) {
                return Form.NONE;
            }
            at = exponent;
        }
        return at == length ? form : Form.NONE;
    }

    /** The position behind the digits that begin here. */
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /**
     * The exact value.
     *
     * @param text a number in JSON notation
     * @throws NumberFormatException if the exponent is out of any range
     */
    public static BigDecimal decimal(String text) {
        int at = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (at >= 0) {
            int first = at + 1;
            while (first < text.length() - 1 && !(text.charAt(first) >= '1' && text.charAt(first) <= '9')) {
                first++;
            }
            if (text.length() - first > MAX_EXPONENT_DIGITS) {
                BigDecimal mantissa = new BigDecimal(text.substring(0, at));
                if (mantissa.signum() == 0) {
                    return BigDecimal.ZERO;
                }
                throw new NumberFormatException("number too big");
            }
        }
        return new BigDecimal(text);
    }

    /** Whether the binary exponent of the value is larger than this, or smaller than its negative. */
    public static boolean isBeyond(BigDecimal value, int exponent) {
        if (value.signum() == 0) {
            return false;
        }
        long digits = (long) value.precision() - value.scale();
        double limit = exponent * LOG10_OF_2;
        if (digits > limit + 2 || -digits > limit + 2) {
            return true;
        }
        if (Math.abs(digits) < limit - 1) {
            return false;
        }
        if (digits > 0) {
            return value.abs().toBigInteger().bitLength() > exponent;
        }
        BigDecimal scaled = value.abs().multiply(new BigDecimal(BigInteger.TWO.pow(exponent + 1)));
        return scaled.compareTo(BigDecimal.ONE) < 0;
    }
}
