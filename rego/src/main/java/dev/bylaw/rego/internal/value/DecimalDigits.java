package dev.bylaw.rego.internal.value;

import java.math.BigInteger;

/**
 * The decimal digits of a positive number: {@code 0.digits * 10^point}, without leading and trailing zeros; no digits
 * for zero. The forms are those of Go's {@code strconv} and {@code math/big}, which OPA prints.
 */
public final class DecimalDigits {
    private static final DecimalDigits ZERO = new DecimalDigits("", 0);

    private final String digits;
    private final int point;

    private DecimalDigits(String digits, int point) {
        this.digits = digits;
        this.point = point;
    }

    /**
     * The digits of {@code mantissa * 10^exponent}.
     *
     * @param mantissa not negative
     * @param exponent a power of ten
     */
    public static DecimalDigits of(BigInteger mantissa, int exponent) {
        if (mantissa.signum() == 0) {
            return ZERO;
        }
        String text = mantissa.toString();
        return trimmed(text, text.length() + exponent);
    }

    /**
     * The digits of {@code mantissa * 2^exponent}, all of them.
     *
     * @param mantissa not negative
     * @param exponent a power of two
     */
    public static DecimalDigits ofBinary(BigInteger mantissa, int exponent) {
        if (mantissa.signum() == 0) {
            return ZERO;
        }
        if (exponent >= 0) {
            return of(mantissa.shiftLeft(exponent), 0);
        }
        int zeros = Math.min(mantissa.getLowestSetBit(), -exponent);
        int down = -exponent - zeros;
        return of(mantissa.shiftRight(zeros).multiply(BigInteger.valueOf(5).pow(down)), -down);
    }

    private static DecimalDigits trimmed(String digits, int point) {
        int end = digits.length();
        while (end > 0 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return end == 0 ? ZERO : new DecimalDigits(digits.substring(0, end), point);
    }

    /** {@return how many digits there are} */
    public int count() {
        return digits.length();
    }

    /** {@return the position of the decimal point, counted from before the first digit} */
    public int point() {
        return point;
    }

    private char at(int index) {
        return index >= 0 && index < digits.length() ? digits.charAt(index) : '0';
    }

    /** Rounded to at most this many digits, to the nearest, ties to even; unchanged if it has no more. */
    public DecimalDigits round(int count) {
        if (count < 0 || count >= digits.length()) {
            return this;
        }
        boolean up;
        if (digits.charAt(count) == '5' && count + 1 == digits.length()) {
            up = count > 0 && (digits.charAt(count - 1) - '0') % 2 != 0;
        } else {
            up = digits.charAt(count) >= '5';
        }
        return up ? roundUp(count) : roundDown(count);
    }

    private DecimalDigits roundDown(int count) {
        return trimmed(digits.substring(0, count), point);
    }

    private DecimalDigits roundUp(int count) {
        int last = count;
        while (last > 0 && digits.charAt(last - 1) == '9') {
            last--;
        }
        if (last == 0) {
            return new DecimalDigits("1", point + 1);
        }
        return new DecimalDigits(digits.substring(0, last - 1) + (char) (digits.charAt(last - 1) + 1), point);
    }

    /**
     * The shortest digits between two bounds, the nearest to this where there is a choice.
     *
     * @param lower the lower bound
     * @param upper the upper bound
     * @param inclusive whether the bounds themselves will do
     */
    public DecimalDigits shortest(DecimalDigits lower, DecimalDigits upper, boolean inclusive) {
        for (int i = 0; i < digits.length(); i++) {
            char low = lower.at(i);
            char digit = digits.charAt(i);
            char high = upper.at(i);
            boolean down = low != digit || inclusive && i + 1 == lower.digits.length();
            boolean up = digit != high && (inclusive || digit + 1 < high || i + 1 < upper.digits.length());
            if (down && up) {
                return round(i + 1);
            }
            if (down) {
                return roundDown(i + 1);
            }
            if (up) {
                return roundUp(i + 1);
            }
        }
        return this;
    }

    /** Appends the form without an exponent, with this many digits behind the point. */
    public void plain(int fraction, StringBuilder out) {
        if (point > 0) {
            for (int i = 0; i < point; i++) {
                out.append(at(i));
            }
        } else {
            out.append('0');
        }
        if (fraction > 0) {
            out.append('.');
            for (int i = 0; i < fraction; i++) {
                out.append(at(point + i));
            }
        }
    }

    /** Appends the form with an exponent of at least two digits, with this many digits behind the point. */
    public void scientific(int fraction, char letter, StringBuilder out) {
        out.append(at(0));
        if (fraction > 0) {
            out.append('.');
            for (int i = 1; i <= fraction; i++) {
                out.append(at(i));
            }
        }
        int exponent = digits.isEmpty() ? 0 : point - 1;
        out.append(letter).append(exponent < 0 ? '-' : '+');
        exponent = Math.abs(exponent);
        if (exponent < 10) {
            out.append('0');
        }
        out.append(exponent);
    }

    /**
     * Appends the form with or without an exponent, as {@code %g} does.
     *
     * @param precision how many digits at most
     * @param limit the first power of ten that is written with an exponent; negative ones are from -5 down
     */
    public void general(int precision, int limit, char letter, StringBuilder out) {
        int exponent = point - 1;
        if (exponent < -4 || exponent >= limit) {
            scientific(Math.min(precision, digits.length()) - 1, letter, out);
        } else {
            int shown = precision > point ? digits.length() : precision;
            plain(Math.max(shown - point, 0), out);
        }
    }
}
