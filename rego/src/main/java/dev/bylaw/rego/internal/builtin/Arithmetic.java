package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.internal.value.BinaryFloat;
import java.math.BigInteger;

/**
 * The arithmetic of OPA: integers are added, subtracted, multiplied and divided with remainder exactly; everything else
 * is calculated with binary fractions of 64 bits.
 */
final class Arithmetic {
    private static final BinaryFloat ONE = BinaryFloat.of(BigInteger.ONE);
    private static final BinaryFloat HALF = BinaryFloat.of(0.5);
    private static final BigInteger WIDEST = BigInteger.ONE.shiftLeft(BinaryFloat.MAX_EXPONENT);

    private Arithmetic() {}

    /** The binary fraction that OPA calculates with. */
    static BinaryFloat binary(NumberValue number) {
        return number.isLong() && number == NumberValue.of(number.longValue())
                ? BinaryFloat.of(BigInteger.valueOf(number.longValue()), BinaryFloat.PRECISION)
                : BinaryFloat.parse(number.toString());
    }

    static NumberValue number(BinaryFloat value) {
        return value.isInteger() && !(value.isZero() && value.isNegative())
                ? integer(value)
                : NumberValue.parse(value.toString());
    }

    private static NumberValue integer(BinaryFloat value) {
        BigInteger exact = value.truncate();
        // Beyond its mantissa OPA writes zeros, not the exact digits.
        return exact.bitLength() <= value.precision() ? NumberValue.of(exact) : NumberValue.parse(value.toString());
    }

    /** An exact result, unless it is too long to be written. */
    static NumberValue checked(BigInteger value) {
        if (value.abs().compareTo(WIDEST) >= 0) {
            throw new ArithmeticException("number too big");
        }
        return NumberValue.of(value);
    }

    static NumberValue plus(NumberValue x, NumberValue y) {
        if (x.isLong() && y.isLong()) {
            long sum = x.longValue() + y.longValue();
            if (((x.longValue() ^ sum) & (y.longValue() ^ sum)) >= 0) {
                return NumberValue.of(sum);
            }
        }
        if (x.isInteger() && y.isInteger()) {
            return checked(big(x).add(big(y)));
        }
        return number(binary(x).add(binary(y)));
    }

    static NumberValue minus(NumberValue x, NumberValue y) {
        if (x.isLong() && y.isLong()) {
            long difference = x.longValue() - y.longValue();
            if (((x.longValue() ^ y.longValue()) & (x.longValue() ^ difference)) >= 0) {
                return NumberValue.of(difference);
            }
        }
        if (x.isInteger() && y.isInteger()) {
            return checked(big(x).subtract(big(y)));
        }
        return number(binary(x).subtract(binary(y)));
    }

    static NumberValue multiply(BuiltinContext context, NumberValue x, NumberValue y) {
        if (x.isLong() && y.isLong()) {
            long high = Math.multiplyHigh(x.longValue(), y.longValue());
            long low = x.longValue() * y.longValue();
            if (high == 0 && low >= 0 || high == -1 && low < 0) {
                return NumberValue.of(low);
            }
        }
        if (x.isInteger() && y.isInteger()) {
            return checked(multiply(context, big(x), big(y)));
        }
        return number(binary(x).multiply(binary(y), BinaryFloat.PRECISION));
    }

    /** The product, unless it would be too long. */
    static BigInteger multiply(BuiltinContext context, BigInteger x, BigInteger y) {
        int bits = x.bitLength() + y.bitLength();
        if (bits > BinaryFloat.MAX_EXPONENT + 1) {
            throw new ArithmeticException("number too big");
        }
        if (bits > Long.SIZE * 2) {
            context.work(1L + (long) (x.bitLength() / Long.SIZE) * (y.bitLength() / Long.SIZE) / Long.SIZE);
        }
        return x.multiply(y);
    }

    static NumberValue divide(NumberValue x, NumberValue y) {
        if (x.isLong() && y.isLong() && y.longValue() != 0 && x.longValue() != 0 && y.longValue() != -1) {
            if (x.longValue() % y.longValue() == 0) {
                return NumberValue.of(x.longValue() / y.longValue());
            }
        }
        BinaryFloat divisor = binary(y);
        if (divisor.isZero()) {
            throw BuiltinException.of("divide by zero");
        }
        return number(binary(x).divide(divisor, BinaryFloat.PRECISION));
    }

    static NumberValue remainder(NumberValue x, NumberValue y) {
        if (!x.isInteger() || !y.isInteger()) {
            throw BuiltinException.of("modulo on floating-point number");
        }
        if (y.isLong() && y.longValue() == 0) {
            throw BuiltinException.of("modulo by zero");
        }
        if (x.isLong() && y.isLong()) {
            return NumberValue.of(x.longValue() % y.longValue());
        }
        return NumberValue.of(big(x).remainder(big(y)));
    }

    static BigInteger big(NumberValue integer) {
        return integer.integerValue().orElseThrow();
    }

    static NumberValue abs(NumberValue x) {
        if (x.isLong() && x.longValue() != Long.MIN_VALUE) {
            return NumberValue.of(Math.abs(x.longValue()));
        }
        return number(binary(x).abs());
    }

    /** Half away from zero. */
    static NumberValue round(NumberValue x) {
        if (x.isLong()) {
            return NumberValue.of(x.longValue());
        }
        BinaryFloat exact = binary(x);
        BinaryFloat moved = exact.isNegative() ? exact.subtract(HALF) : exact.add(HALF);
        return number(BinaryFloat.of(moved.truncate()));
    }

    /** OPA's ceiling, which is 1 for numbers between -1 and 0. */
    static NumberValue ceil(NumberValue x) {
        if (x.isLong()) {
            return NumberValue.of(x.longValue());
        }
        BinaryFloat exact = binary(x);
        BinaryFloat whole = BinaryFloat.of(exact.truncate());
        return number(whole.isNegative() || exact.hasValueOf(whole) ? whole : whole.add(ONE));
    }

    /** OPA's floor, which is 0 for numbers between -1 and 0. */
    static NumberValue floor(NumberValue x) {
        if (x.isLong()) {
            return NumberValue.of(x.longValue());
        }
        BinaryFloat exact = binary(x);
        BinaryFloat whole = BinaryFloat.of(exact.truncate());
        return number(!whole.isNegative() || exact.hasValueOf(whole) ? whole : whole.subtract(ONE));
    }
}
