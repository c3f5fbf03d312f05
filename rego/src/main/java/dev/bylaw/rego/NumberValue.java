package dev.bylaw.rego;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;

/**
 * A number of any size and precision. Numbers that mean the same are equal, whatever their notation: {@code 1},
 * {@code 1.0} and {@code 1e0}; the notation they were written in is kept for printing.
 */
public final class NumberValue implements Value {
    private static final int CACHE_LOW = -128;
    private static final int CACHE_HIGH = 1023;
    private static final NumberValue[] CACHE = new NumberValue[CACHE_HIGH - CACHE_LOW + 1];

    static {
        for (int i = 0; i < CACHE.length; i++) {
            CACHE[i] = new NumberValue(i + CACHE_LOW, null, null);
        }
    }

    /** Numbers with a larger exponent than this are refused: their digits could not be written down. */
    public static final int MAX_EXPONENT = 100_000;

    /** The value when {@link #big} is null. */
    private final long small;

    /** Null when the number is an integer within the range of long. */
    private final BigDecimal big;

    /** The notation, when it is not the canonical one. */
    private final String text;

    private NumberValue(long small, BigDecimal big, String text) {
        this.small = small;
        this.big = big;
        this.text = text;
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
     */
    public static NumberValue of(BigDecimal value) {
        return of(value, null);
    }

    /**
     * The value of a number in JSON notation, which is kept.
     *
     * @param text the notation, for example {@code 1.50e3}
     * @return the value
     * @throws NumberFormatException if it is not a number, or its exponent is beyond {@link #MAX_EXPONENT}
     */
    public static NumberValue parse(String text) {
        Objects.requireNonNull(text, "text is null");
        if (text.length() <= 18 && isPlainInteger(text)) {
            long value = Long.parseLong(text);
            return value == 0 && text.charAt(0) == '-' ? new NumberValue(0, null, text) : of(value);
        }
        return of(new BigDecimal(text), text);
    }

    private static boolean isPlainInteger(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        if (start == text.length()) {
            return false;
        }
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    private static NumberValue of(BigDecimal value, String text) {
        long exponent = (long) value.precision() - value.scale();
        if (Math.abs(exponent) > MAX_EXPONENT && value.signum() != 0) {
            throw new NumberFormatException("exponent beyond " + MAX_EXPONENT);
        }
        if (exponent <= 19 || value.signum() == 0) {
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
                || big.signum() == 0
                || big.scale() <= 0
                || big.stripTrailingZeros().scale() <= 0;
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
    public int compareTo(Value other) {
        if (other instanceof NumberValue that) {
            if (big == null && that.big == null) {
                return Long.compare(small, that.small);
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
        return big.compareTo(that.big) == 0;
    }

    @Override
    public int hashCode() {
        return big == null ? Long.hashCode(small) : big.stripTrailingZeros().hashCode();
    }

    /** {@return the notation it was written in, or the shortest one} */
    @Override
    public String toString() {
        if (text != null) {
            return text;
        }
        return big == null ? Long.toString(small) : big.toString();
    }
}
