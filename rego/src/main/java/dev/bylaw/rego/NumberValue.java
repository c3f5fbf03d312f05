package dev.bylaw.rego;

import dev.bylaw.rego.internal.value.DecimalDigits;
import dev.bylaw.rego.internal.value.NumberText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/**
 * A number of any size and precision. Numbers that mean the same are equal, whatever their notation: {@code 1},
 * {@code 1.0} and {@code 1e0}; the notation they were written in is kept for printing.
 *
 * <p>Numbers are compared exactly, as by OPA from 1.22: {@code 1/3} and {@code 0.3333333333333333} are different.
 */
public final class NumberValue implements Value {
    /** Numbers of which the binary exponent is beyond this, upwards or downwards, are refused, as in OPA. */
    public static final int MAX_EXPONENT = 100_000;

    /** Numbers of more digits than this are refused. */
    public static final int MAX_DIGITS = 100_000;

    private static final int CACHE_LOW = -128;
    private static final int CACHE_HIGH = 1023;
    private static final NumberValue[] CACHE = new NumberValue[CACHE_HIGH - CACHE_LOW + 1];

    static {
        for (int i = 0; i < CACHE.length; i++) {
            CACHE[i] = new NumberValue(i + CACHE_LOW, null, null);
        }
    }

    /** So many decimal digits certainly fit into a long. */
    private static final int LONG_DIGITS = 18;

    /** The power of ten from which on integers that were made without a notation are written with an exponent. */
    private static final int EXPONENT_FROM = 21;

    /** The value when {@link #big} is null. */
    private final long small;

    /** Null when the number is an integer within the range of long. */
    private final BigDecimal big;

    /** The notation, when it is not the canonical one. */
    private final String text;

    /**
     * The nearest double of a number with a fraction, by which most numbers with one are told apart; NaN where that
     * double is infinite or an integer. Rounding is monotonic, so numbers whose doubles differ are in the same order.
     */
    private final double fraction;

    private NumberValue(long small, BigDecimal big, String text) {
        this.small = small;
        this.big = big;
        this.text = text;
        double nearest = big == null || big.scale() <= 0 ? Double.NaN : big.doubleValue();
        this.fraction = Double.isInfinite(nearest) || nearest == Math.rint(nearest) ? Double.NaN : nearest;
    }

    /**
     * The value of a Java integer.
     *
     * @param value the number
     * @return the value
     */
    public static NumberValue of(long value) {
        if (value >= CACHE_LOW && value <= CACHE_HIGH) {
            return CACHE[(int) value - CACHE_LOW];
        }
        return new NumberValue(value, null, null);
    }

    /**
     * The value of an integer of any size.
     *
     * @param value the number
     * @return the value
     */
    public static NumberValue of(BigInteger value) {
        return value.bitLength() < Long.SIZE ? of(value.longValue()) : new NumberValue(0, new BigDecimal(value), null);
    }

    /**
     * The value of a decimal number.
     *
     * @param value the number
     * @return the value
     * @throws NumberFormatException if its exponent is beyond {@link #MAX_EXPONENT} or it has more than
     *     {@link #MAX_DIGITS} digits
     */
    public static NumberValue of(BigDecimal value) {
        check(value, true);
        return of(value, null);
    }

    /**
     * The value of a number in JSON notation, which is kept.
     *
     * @param text the notation, for example {@code 1.50e3}
     * @return the value
     * @throws NumberFormatException if it is not a number in JSON notation, its exponent is beyond
     *     {@link #MAX_EXPONENT}, or it has more than {@link #MAX_DIGITS} digits
     */
    public static NumberValue parse(String text) {
        Objects.requireNonNull(text, "text is null");
        NumberText.Form form = NumberText.form(text);
        if (form == NumberText.Form.INTEGER && text.length() <= LONG_DIGITS) {
            long value = Long.parseLong(text);
            return value == 0 && text.charAt(0) == '-' ? new NumberValue(0, null, text) : of(value);
        }
        if (form == NumberText.Form.NONE) {
            throw new NumberFormatException("invalid number");
        }
        if (text.length() > MAX_DIGITS) {
            throw new NumberFormatException("number too long");
        }
        BigDecimal value = NumberText.decimal(text);
        check(value, form == NumberText.Form.EXPONENT);
        return of(value, text);
    }

    private static void check(BigDecimal value, boolean exponent) {
        if (value.precision() > MAX_DIGITS) {
            throw new NumberFormatException("number too long");
        }
        if (exponent && NumberText.isBeyond(value, MAX_EXPONENT)) {
            throw new NumberFormatException("number too big");
        }
    }

    private static NumberValue of(BigDecimal value, String text) {
        long exponent = (long) value.precision() - value.scale();
        if (exponent <= LONG_DIGITS + 1 || value.signum() == 0) {
            BigDecimal stripped = value.stripTrailingZeros();
            if (stripped.scale() <= 0) {
                BigInteger integer = stripped.toBigInteger();
                if (integer.bitLength() < Long.SIZE) {
                    long small = integer.longValue();
                    boolean canonical = text == null || text.equals(Long.toString(small));
                    return canonical ? of(small) : new NumberValue(small, null, text);
                }
            }
        }
        return new NumberValue(0, value, text);
    }

    /** {@return whether this is an integer within the range of {@code long}} */
    public boolean isLong() {
        return big == null;
    }

    /** {@return whether this is an integer of any size} */
    public boolean isInteger() {
        return big == null
                || Double.isNaN(fraction)
                        && (big.signum() == 0
                                || big.scale() <= 0
                                || big.stripTrailingZeros().scale() <= 0);
    }

    /**
     * The number as a {@code long}.
     *
     * @return the number
     * @throws ArithmeticException if it is none
     */
    public long longValue() {
        if (big != null) {
            throw new ArithmeticException("not a long: " + this);
        }
        return small;
    }

    /** {@return the exact integer, or empty where the number has a fraction} */
    public Optional<BigInteger> integerValue() {
        if (big == null) {
            return Optional.of(BigInteger.valueOf(small));
        }
        return isInteger() ? Optional.of(big.toBigInteger()) : Optional.empty();
    }

    /** {@return the exact number} */
    public BigDecimal decimalValue() {
        return big == null ? BigDecimal.valueOf(small) : big;
    }

    @Override
    public Type type() {
        return Type.NUMBER;
    }

    @Override
    public long weight() {
        return big == null ? 1 : 1L + big.unscaledValue().bitLength() / Long.SIZE;
    }

    @Override
    public int compareTo(Value other) {
        if (other instanceof NumberValue that) {
            if (big == null && that.big == null) {
                return Long.compare(small, that.small);
            }
            if (!Double.isNaN(fraction) && !Double.isNaN(that.fraction) && fraction != that.fraction) {
                return Double.compare(fraction, that.fraction);
            }
            return decimalValue().compareTo(that.decimalValue());
        }
        return Integer.compare(Type.NUMBER.ordinal(), other.type().ordinal());
    }

    @Override
    public boolean equals(Object other) {
        if (other == this) {
            return true;
        }
        if (!(other instanceof NumberValue that)) {
            return false;
        }
        if (big == null || that.big == null) {
            return big == null && that.big == null && small == that.small;
        }
        return compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        if (big == null) {
            return Long.hashCode(small);
        }
        return Double.isNaN(fraction) ? big.stripTrailingZeros().hashCode() : Double.hashCode(fraction);
    }

    /** {@return the notation it was written in, or the shortest one} */
    @Override
    public String toString() {
        if (text != null) {
            return text;
        }
        if (big == null) {
            return Long.toString(small);
        }
        if (big.scale() == 0) {
            return big.toString();
        }
        StringBuilder out = new StringBuilder(24);
        if (big.signum() < 0) {
            out.append('-');
        }
        DecimalDigits digits = DecimalDigits.of(big.unscaledValue().abs(), -big.scale());
        digits.general(digits.count(), EXPONENT_FROM, 'e', out);
        return out.toString();
    }
}
