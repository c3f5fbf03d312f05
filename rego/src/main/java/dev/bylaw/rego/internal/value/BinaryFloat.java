package dev.bylaw.rego.internal.value;

import java.math.BigInteger;

/**
 * A binary floating-point number with a mantissa of a chosen number of bits, rounded to nearest, ties to even: the
 * numbers that OPA calculates with where integers do not do. OPA uses 64 bits. Zero has a sign; there is no infinity
 * and no NaN.
 */
public final class BinaryFloat {
    /** The number of bits of the mantissa of numbers that are read from text. */
    public static final int PRECISION = 64;

    /** Numbers from two to the power of this on are refused, so that digits are never written out without end. */
    public static final int MAX_EXPONENT = 300_000;

    /** Numbers with a fraction have an exponent from this power of ten on. */
    private static final int EXPONENT_FROM = 6;

    /** The smallest power of two that is a double of full precision. */
    private static final int MIN_NORMAL = -1022;

    private static final BigInteger FIVE = BigInteger.valueOf(5);
    /** The largest power of five in 64 bits. */
    private static final int SMALL_POWER = 27;

    private final boolean negative;
    private final BigInteger mantissa;
    private final int exponent;
    private final int precision;

    private BinaryFloat(boolean negative, BigInteger mantissa, int exponent, int precision) {
        this.negative = negative;
        this.mantissa = mantissa;
        this.exponent = exponent;
        this.precision = precision;
    }

    private static BinaryFloat rounded(boolean negative, BigInteger mantissa, long exponent, int precision) {
        return rounded(negative, mantissa, exponent, precision, false);
    }

    /** Rounds; {@code sticky} says that the exact mantissa is larger by less than one. */
    private static BinaryFloat rounded(
            boolean negative, BigInteger mantissa, long exponent, int precision, boolean sticky) {
        if (mantissa.signum() == 0) {
            return new BinaryFloat(negative, BigInteger.ZERO, 0, precision);
        }
        BigInteger digits = mantissa;
        long power = exponent;
        int excess = mantissa.bitLength() - precision;
        if (excess > 0) {
            boolean half = mantissa.testBit(excess - 1);
            boolean rest = sticky || mantissa.getLowestSetBit() < excess - 1;
            digits = mantissa.shiftRight(excess);
            power += excess;
            if (half && (rest || digits.testBit(0))) {
                digits = digits.add(BigInteger.ONE);
            }
        }
        int zeros = digits.getLowestSetBit();
        digits = digits.shiftRight(zeros);
        power += zeros;
        if (Math.abs(power + digits.bitLength()) > MAX_EXPONENT) {
            throw new ArithmeticException("number too big");
        }
        return new BinaryFloat(negative, digits, (int) power, precision);
    }

    /** An integer, rounded to a mantissa of this many bits. */
    public static BinaryFloat of(BigInteger value, int precision) {
        return rounded(value.signum() < 0, value.abs(), 0, precision);
    }

    /** An integer, exactly, with a mantissa of as many bits as it needs, at least {@link #PRECISION}. */
    public static BinaryFloat of(BigInteger value) {
        return of(value, Math.max(PRECISION, value.bitLength()));
    }

    /** A double, exactly; neither infinite nor NaN. */
    public static BinaryFloat of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> 52) & 0x7ff;
        long fraction = bits & 0xfffffffffffffL;
        long whole = biased == 0 ? fraction : fraction | 1L << 52;
        int bitLength = Long.SIZE - Long.numberOfLeadingZeros(whole);
        return rounded(
                bits < 0, BigInteger.valueOf(whole), Math.max(biased, 1) - 1075L, Math.max(1, Math.min(53, bitLength)));
    }

    /**
     * The number that this text means, to 64 bits. Where the power of ten does not fit into 128 bits, the last bit may be
     * off, in the same way as in OPA.
     *
     * @param text a number in JSON notation
     */
    public static BinaryFloat parse(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int end = start;
        int pointAt = -1;
        StringBuilder digits = new StringBuilder(text.length());
        while (end < text.length() && (text.charAt(end) | 0x20) != 'e') {
            char c = text.charAt(end);
            if (c == '.') {
                pointAt = digits.length();
            } else {
                digits.append(c);
            }
            end++;
        }
        long fives = pointAt < 0 ? 0 : pointAt - digits.length();
        if (end < text.length()) {
            int from = text.charAt(end + 1) == '+' ? end + 2 : end + 1;
            fives += Long.parseLong(text.substring(from));
        }
        BigInteger mantissa = new BigInteger(digits.toString());
        boolean negative = start == 1;
        if (mantissa.signum() == 0 || fives == 0) {
            return rounded(negative, mantissa, 0, PRECISION);
        }
        if (Math.abs(fives) > MAX_EXPONENT) {
            throw new ArithmeticException("number too big");
        }
        BinaryFloat power = powerOfFive((int) Math.abs(fives), 2 * PRECISION);
        BinaryFloat exact = new BinaryFloat(negative, mantissa, (int) fives, PRECISION);
        return fives < 0 ? exact.divide(power, PRECISION) : exact.multiply(power, PRECISION);
    }

    private static BinaryFloat powerOfFive(int power, int precision) {
        if (power <= SMALL_POWER) {
            return rounded(false, FIVE.pow(power), 0, precision);
        }
        BinaryFloat result = rounded(false, FIVE.pow(SMALL_POWER), 0, precision);
        BinaryFloat factor = rounded(false, FIVE, 0, precision + PRECISION);
        for (int left = power - SMALL_POWER; left > 0; left >>= 1) {
            if ((left & 1) != 0) {
                result = result.multiply(factor, precision);
            }
            if (left > 1) {
                factor = factor.multiply(factor, precision + PRECISION);
            }
        }
        return result;
    }

    /** The sum, to the larger precision of the two. */
    public BinaryFloat add(BinaryFloat other) {
        int bits = Math.max(precision, other.precision);
        if (mantissa.signum() == 0 || other.mantissa.signum() == 0) {
            if (mantissa.signum() == 0 && other.mantissa.signum() == 0) {
                return new BinaryFloat(negative && other.negative, BigInteger.ZERO, 0, bits);
            }
            BinaryFloat operand = mantissa.signum() == 0 ? other : this;
            return rounded(operand.negative, operand.mantissa, operand.exponent, bits);
        }
        // Far apart, the smaller one only tells on which side of the larger one the sum lies.
        int distance = exponent + mantissa.bitLength() - other.exponent - other.mantissa.bitLength();
        if (Math.abs(distance) > 2 * bits + 2 * Math.max(mantissa.bitLength(), other.mantissa.bitLength())) {
            BinaryFloat large = distance > 0 ? this : other;
            BinaryFloat small = distance > 0 ? other : this;
            int shift = 2 * bits + 2;
            BigInteger nudge = BigInteger.valueOf(small.negative == large.negative ? 1 : -1);
            return rounded(
                    large.negative, large.mantissa.shiftLeft(shift).add(nudge), (long) large.exponent - shift, bits);
        }
        int common = Math.min(exponent, other.exponent);
        BigInteger sum = signed(common).add(other.signed(common));
        // An exact zero is positive.
        return rounded(sum.signum() < 0, sum.abs(), common, bits);
    }

    private BigInteger signed(int common) {
        BigInteger shifted = mantissa.shiftLeft(exponent - common);
        return negative ? shifted.negate() : shifted;
    }

    /** The difference, to the larger precision of the two. */
    public BinaryFloat subtract(BinaryFloat other) {
        return add(other.negate());
    }

    /** The product, to this many bits. */
    public BinaryFloat multiply(BinaryFloat other, int bits) {
        return rounded(
                negative != other.negative, mantissa.multiply(other.mantissa), (long) exponent + other.exponent, bits);
    }

    /**
     * The quotient, to this many bits.
     *
     * @throws ArithmeticException if the divisor is zero
     */
    public BinaryFloat divide(BinaryFloat divisor, int bits) {
        if (divisor.mantissa.signum() == 0) {
            throw new ArithmeticException("divide by zero");
        }
        int shift = Math.max(0, bits + 2 + divisor.mantissa.bitLength() - mantissa.bitLength());
        BigInteger[] parts = mantissa.shiftLeft(shift).divideAndRemainder(divisor.mantissa);
        return rounded(
                negative != divisor.negative,
                parts[0],
                (long) exponent - divisor.exponent - shift,
                bits,
                parts[1].signum() != 0);
    }

    /** {@return the number without its sign} */
    public BinaryFloat abs() {
        return negative ? negate() : this;
    }

    /** {@return the number with the opposite sign} */
    public BinaryFloat negate() {
        return new BinaryFloat(!negative, mantissa, exponent, precision);
    }

    /** {@return whether the sign is minus, also for zero} */
    public boolean isNegative() {
        return negative;
    }

    /** {@return whether this is zero} */
    public boolean isZero() {
        return mantissa.signum() == 0;
    }

    /** {@return whether there is no fraction} */
    public boolean isInteger() {
        return exponent >= 0;
    }

    /** Whether both mean the same number; the zeros do. */
    public boolean hasValueOf(BinaryFloat other) {
        return mantissa.equals(other.mantissa)
                && (mantissa.signum() == 0 || negative == other.negative && exponent == other.exponent);
    }

    /** {@return the integer part, rounded towards zero} */
    public BigInteger truncate() {
        BigInteger whole = exponent >= 0 ? mantissa.shiftLeft(exponent) : mantissa.shiftRight(-exponent);
        return negative ? whole.negate() : whole;
    }

    /** The number rounded to a mantissa of this many bits. */
    public BinaryFloat withPrecision(int bits) {
        return rounded(negative, mantissa, exponent, bits);
    }

    /** {@return the number of bits of the mantissa} */
    public int precision() {
        return precision;
    }

    /** {@return all digits of the absolute value} */
    public DecimalDigits digits() {
        return DecimalDigits.ofBinary(mantissa, exponent);
    }

    /**
     * The fewest digits that give this number again when they are read with the same precision.
     *
     * @param strict whether the interval below a power of two is half as wide, as it is for doubles; OPA's own
     *     numbers ignore that
     */
    public DecimalDigits shortestDigits(boolean strict) {
        DecimalDigits all = digits();
        if (mantissa.signum() == 0) {
            return all;
        }
        int shift = precision + 1 - mantissa.bitLength();
        BigInteger halves = mantissa.shiftLeft(shift);
        int power = exponent - shift;
        // An odd mantissa is not what its bounds would be rounded to.
        boolean inclusive = !halves.testBit(1);
        DecimalDigits upper = DecimalDigits.ofBinary(halves.add(BigInteger.ONE), power);
        DecimalDigits lower = strict && mantissa.equals(BigInteger.ONE) && exponent > MIN_NORMAL
                ? DecimalDigits.ofBinary(halves.shiftLeft(1).subtract(BigInteger.ONE), power - 1)
                : DecimalDigits.ofBinary(halves.subtract(BigInteger.ONE), power);
        return all.shortest(lower, upper, inclusive);
    }

    /** {@return the number as OPA writes it: integers in full, others with an exponent where that is shorter} */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(24);
        if (negative) {
            out.append('-');
        }
        DecimalDigits shortest = shortestDigits(false);
        if (isInteger()) {
            shortest.plain(0, out);
        } else {
            shortest.general(shortest.count(), EXPONENT_FROM, 'e', out);
        }
        return out.toString();
    }
}
