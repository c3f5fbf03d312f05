package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Arithmetic, ranges and random numbers. */
final class Numbers {
    /** The longest array that a range gives. */
    static final int MAX_RANGE = 1 << 22;

    private Numbers() {}

    static List<Builtin> all() {
        return List.of(
                unary("abs", Arithmetic::abs),
                unary("ceil", Arithmetic::ceil),
                binary("div", Arithmetic::divide),
                unary("floor", Arithmetic::floor),
                Function.of("minus", 2, (context, arguments) -> minus(arguments))
                        .doubting(Sets::minusDoubt),
                Function.of(
                        "mul",
                        2,
                        (context, arguments) -> Arithmetic.multiply(
                                context, Operand.number(arguments, 1), Operand.number(arguments, 2))),
                Function.of("numbers.range", 2, (context, arguments) -> range(context, arguments, BigInteger.ONE)),
                Function.of("numbers.range_step", 3, Numbers::rangeStep),
                binary("plus", Arithmetic::plus),
                binary("rem", Arithmetic::remainder),
                unary("round", Arithmetic::round));
    }

    private static Function unary(String name, UnaryOperator<NumberValue> operator) {
        return Function.of(name, 1, (context, arguments) -> operator.apply(Operand.number(arguments, 1)));
    }

    private static Function binary(String name, BinaryOperator<NumberValue> operator) {
        return Function.of(
                name,
                2,
                (context, arguments) -> operator.apply(Operand.number(arguments, 1), Operand.number(arguments, 2)));
    }

    private static Value minus(Value[] arguments) {
        Value left = arguments[0];
        Value right = arguments[1];
        if (left instanceof NumberValue x && right instanceof NumberValue y) {
            return Arithmetic.minus(x, y);
        }
        if (left instanceof SetValue x && right instanceof SetValue y) {
            return Sets.difference(x, y);
        }
        if (!(left instanceof NumberValue) && !(left instanceof SetValue)) {
            throw Operand.wrongType(left, 1, "number", "set");
        }
        throw Operand.wrongType(right, 2, right instanceof NumberValue ? "set" : "number");
    }

    private static Value rangeStep(BuiltinContext context, Value[] arguments) {
        Operand.bigInteger(arguments, 1);
        Operand.bigInteger(arguments, 2);
        BigInteger step = Operand.bigInteger(arguments, 3);
        if (step.signum() <= 0) {
            throw BuiltinException.of("numbers.range_step: step must be a positive integer");
        }
        return range(context, arguments, step);
    }

    private static Value range(BuiltinContext context, Value[] arguments, BigInteger step) {
        BigInteger from = Operand.bigInteger(arguments, 1);
        BigInteger to = Operand.bigInteger(arguments, 2);
        BigInteger length = to.subtract(from).abs().divide(step).add(BigInteger.ONE);
        if (length.bitLength() > Integer.SIZE - 2 || length.intValue() > MAX_RANGE) {
            throw Messages.limit("a range has more than " + MAX_RANGE + " numbers");
        }
        context.work(length.intValue());
        context.made(length.intValue());
        Value[] numbers = new Value[length.intValue()];
        BigInteger difference = from.compareTo(to) <= 0 ? step : step.negate();
        BigInteger number = from;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = NumberValue.of(number);
            number = number.add(difference);
        }
        return ArrayValue.of(numbers);
    }
}
