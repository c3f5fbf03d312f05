package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.BinaryFloat;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BinaryOperator;

/** Bits of integers of any size, negative ones in two's complement. */
final class Bits {
    private Bits() {}

    static List<Builtin> all() {
        return List.of(
                binary("bits.and", BigInteger::and),
                binary("bits.lsh", Bits::shiftLeft),
                Function.of(
                        "bits.negate",
                        1,
                        (context, arguments) -> Arithmetic.checked(
                                Operand.bigInteger(arguments, 1).not())),
                binary("bits.or", BigInteger::or),
                binary("bits.rsh", Bits::shiftRight),
                binary("bits.xor", BigInteger::xor));
    }

    private static Function binary(String name, BinaryOperator<BigInteger> operator) {
        return Function.of(name, 2, (context, arguments) -> result(arguments, operator));
    }

    private static Value result(Value[] arguments, BinaryOperator<BigInteger> operator) {
        return Arithmetic.checked(operator.apply(Operand.bigInteger(arguments, 1), Operand.bigInteger(arguments, 2)));
    }

    private static void checkShift(BigInteger shift) {
        if (shift.signum() < 0) {
            throw BuiltinException.operand(2, "must be an unsigned integer number but got a negative integer");
        }
    }

    private static BigInteger shiftLeft(BigInteger value, BigInteger shift) {
        checkShift(shift);
        if (value.signum() == 0) {
            return value;
        }
        if (shift.bitLength() > Integer.SIZE - 2
                || value.bitLength() + (long) shift.intValue() > BinaryFloat.MAX_EXPONENT) {
            throw new ArithmeticException("number too big");
        }
        return value.shiftLeft(shift.intValue());
    }

    private static BigInteger shiftRight(BigInteger value, BigInteger shift) {
        checkShift(shift);
        return value.shiftRight(shift.bitLength() > Integer.SIZE - 2 ? Integer.MAX_VALUE : shift.intValue());
    }
}
