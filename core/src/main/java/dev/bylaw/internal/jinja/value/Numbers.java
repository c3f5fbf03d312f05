package dev.bylaw.internal.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Conversions between numbers. */
public final class Numbers {
    private Numbers() {}

    /** {@return the value as an integer, if it is one or a boolean} */
    public static Optional<BigInteger> index(Value value) {
        if (value instanceof IntegerValue integer) {
            return Optional.of(integer.value());
        }
        if (value instanceof BooleanValue bool) {
            return Optional.of(bool.value() ? BigInteger.ONE : BigInteger.ZERO);
        }
        return Optional.empty();
    }

    /** {@return the integer, if it fits a Java {@code int}} */
    public static int toInt(Value value, String what) {
        BigInteger index = index(value)
                .orElseThrow(() -> TemplateException.error(
                        "'" + value.typeName() + "' object cannot be interpreted as an integer"));
        if (index.bitLength() > 31) {
            throw TemplateException.error(what + " is too large: " + (index.signum() < 0 ? "negative" : "positive")
                    + " with " + index.bitLength() + " bits");
        }
        return index.intValue();
    }

    /** {@return whether the value is a number or a boolean} */
    public static boolean isNumber(Value value) {
        return value instanceof IntegerValue || value instanceof BooleanValue || value instanceof FloatValue;
    }

    /** {@return the number as a float} */
    public static double toDouble(Value value) {
        return value instanceof FloatValue number
                ? number.value()
                : index(value).orElseThrow().doubleValue();
    }

    /** {@return the integer with the same value, if the float has no fraction} */
    static Optional<BigInteger> whole(double value) {
        return Double.isInfinite(value) || Double.isNaN(value) || value != Math.rint(value)
                ? Optional.empty()
                : Optional.of(new BigDecimal(value).toBigInteger());
    }

    /** {@return the order of two numbers; empty if one is not a number at all} */
    static Optional<Integer> compare(Value left, Value right) {
        Optional<BigInteger> a = index(left);
        Optional<BigInteger> b = index(right);
        if (a.isPresent() && b.isPresent()) {
            return Optional.of(a.get().compareTo(b.get()));
        }
        double x = toDouble(left);
        double y = toDouble(right);
        if (Double.isNaN(x) || Double.isNaN(y)) {
            return Optional.empty();
        }
        if (Double.isInfinite(x) || Double.isInfinite(y)) {
            return Optional.of(Double.compare(x, y));
        }
        BigDecimal exact = a.map(BigDecimal::new).orElseGet(() -> new BigDecimal(x));
        return Optional.of(exact.compareTo(b.map(BigDecimal::new).orElseGet(() -> new BigDecimal(y))));
    }
}
