package dev.bylaw.internal.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Python's arithmetic operators. What is done with an unknown value is unknown. */
public final class Arithmetic {
    /** The binary operators. */
    public enum Operator {
        /** {@code +}. */
        ADD("+"),
        /** {@code -}. */
        SUBTRACT("-"),
        /** {@code *}. */
        MULTIPLY("*"),
        /** {@code /}. */
        DIVIDE("/"),
        /** {@code //}. */
        FLOOR_DIVIDE("//"),
        /** {@code %}. */
        MODULO("%"),
        /** {@code **}. */
        POWER("** or pow()");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }
    }

    private Arithmetic() {}

    /**
     * Applies an operator.
     *
     * @param operator the operator
     * @param left the left operand
     * @param right the right operand
     * @param machine the evaluation
     * @return the result
     * @throws TemplateException if Python refuses the operation
     */
    public static Value apply(Operator operator, Value left, Value right, Machine machine) {
        if (left instanceof UndefinedValue undefined) {
            throw undefined.error();
        }
        if (right instanceof UndefinedValue undefined) {
            throw undefined.error();
        }
        if (operator == Operator.MODULO && left instanceof StringValue format) {
            return PercentFormat.format(format, right, machine);
        }
        Optional<Value> joined = operator == Operator.ADD ? concatenate(left, right, machine) : Optional.empty();
        if (joined.isPresent()) {
            return joined.get();
        }
        if (left instanceof UnknownValue || right instanceof UnknownValue) {
            return new UnknownValue(left.unknown().or(right::unknown).orElseThrow());
        }
        if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
            return numbers(operator, left, right, machine);
        }
        Optional<Value> other = operator == Operator.MULTIPLY
                ? repeat(left, right, machine).or(() -> repeat(right, left, machine))
                : operator == Operator.SUBTRACT ? difference(left, right) : Optional.empty();
        return other.or(() -> TimeArithmetic.apply(operator, left, right))
                .orElseThrow(() -> refuse(operator, left, right));
    }

    private static TemplateException refuse(Operator operator, Value left, Value right) {
        if (operator == Operator.ADD
                && (left instanceof StringValue || left instanceof ListValue || left instanceof TupleValue)) {
            return TemplateException.error("can only concatenate " + left.typeName() + " (not \"" + right.typeName()
                    + "\") to " + left.typeName());
        }
        return TemplateException.error("unsupported operand type(s) for " + operator.symbol + ": '" + left.typeName()
                + "' and '" + right.typeName() + "'");
    }

    /** Texts, lists and tuples in a row; a text with an unknown value is a text with a hole. */
    private static Optional<Value> concatenate(Value left, Value right, Machine machine) {
        boolean leftText = left instanceof StringValue || left instanceof UnknownValue;
        boolean rightText = right instanceof StringValue || right instanceof UnknownValue;
        if (leftText && rightText && (left instanceof StringValue || right instanceof StringValue)) {
            return Optional.of(join(List.of(left, right), machine));
        }
        if (left instanceof ListValue a && right instanceof ListValue b) {
            machine.budget().items((long) a.size() + b.size());
            machine.budget().steps((long) a.size() + b.size());
            List<Value> items = new ArrayList<>(a.items());
            items.addAll(b.items());
            return Optional.of(new ListValue(items, a.unknown().or(b::unknown)));
        }
        if (left instanceof TupleValue a && right instanceof TupleValue b) {
            machine.budget().items((long) a.items().size() + b.items().size());
            List<Value> items = new ArrayList<>(a.items());
            items.addAll(b.items());
            return Optional.of(new TupleValue(items));
        }
        return Optional.empty();
    }

    /** {@return the texts of values in a row, as {@code ~} makes it} */
    public static StringValue join(List<Value> parts, Machine machine) {
        Printer printer = new Printer(machine);
        parts.forEach(part -> part.print(printer, false));
        return printer.result();
    }

    private static Optional<Value> repeat(Value sequence, Value times, Machine machine) {
        Optional<BigInteger> factor = Numbers.index(times);
        boolean repeatable =
                sequence instanceof StringValue || sequence instanceof ListValue || sequence instanceof TupleValue;
        if (factor.isEmpty() || !repeatable) {
            return Optional.empty();
        }
        BigInteger size = BigInteger.valueOf(
                sequence instanceof StringValue string
                        ? string.text().length()
                        : Sequences.length(sequence).orElseThrow());
        BigInteger total = size.multiply(factor.get().max(BigInteger.ZERO));
        long count = total.bitLength() > 62 ? Long.MAX_VALUE : total.longValue();
        if (sequence instanceof StringValue string) {
            machine.budget().characters(count);
            int repeats = count == 0 ? 0 : factor.get().intValueExact();
            return Optional.of(new StringValue(string.text().repeat(repeats), string.unknown()));
        }
        machine.budget().items(count);
        machine.budget().steps(count);
        int repeats = count == 0 ? 0 : factor.get().intValueExact();
        List<Value> items = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            items.addAll(Sequences.items(sequence, machine));
        }
        return Optional.of(
                sequence instanceof ListValue list ? new ListValue(items, list.unknown()) : new TupleValue(items));
    }

    private static Optional<Value> difference(Value left, Value right) {
        if (left instanceof SetValue a && right instanceof SetValue b) {
            Optional<String> unknown = a.unknown().or(b::unknown);
            if (unknown.isPresent()) {
                return Optional.of(new UnknownValue(unknown.get()));
            }
            return Optional.of(new SetValue(a.items().stream()
                    .filter(item -> b.has(item) == Truth.FALSE)
                    .toList()));
        }
        return Optional.empty();
    }

    private static Value numbers(Operator operator, Value left, Value right, Machine machine) {
        Optional<BigInteger> a = Numbers.index(left);
        Optional<BigInteger> b = Numbers.index(right);
        if (a.isPresent() && b.isPresent()) {
            machine.budget().compute(a.get(), b.get());
            return integers(operator, a.get(), b.get());
        }
        return floats(operator, Numbers.toDouble(left), Numbers.toDouble(right));
    }

    private static Value integers(Operator operator, BigInteger a, BigInteger b) {
        return switch (operator) {
            case ADD -> new IntegerValue(a.add(b));
            case SUBTRACT -> new IntegerValue(a.subtract(b));
            case MULTIPLY -> new IntegerValue(a.multiply(b));
            case DIVIDE -> {
                requireNonZero(b.signum() == 0, "division by zero");
                yield new FloatValue(quotient(a, b));
            }
            case FLOOR_DIVIDE -> {
                requireNonZero(b.signum() == 0, "integer division or modulo by zero");
                yield new IntegerValue(floorDivide(a, b));
            }
            case MODULO -> {
                requireNonZero(b.signum() == 0, "integer modulo by zero");
                yield new IntegerValue(a.subtract(floorDivide(a, b).multiply(b)));
            }
            case POWER -> b.signum() < 0 ? floats(operator, a.doubleValue(), b.doubleValue()) : power(a, b);
        };
    }

    private static double quotient(BigInteger a, BigInteger b) {
        if (a.bitLength() <= 53 && b.bitLength() <= 53) {
            return a.doubleValue() / b.doubleValue();
        }
        return new BigDecimal(a)
                .divide(new BigDecimal(b), MathContext.DECIMAL128)
                .doubleValue();
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        return parts[1].signum() != 0 && parts[1].signum() != b.signum() ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static Value power(BigInteger base, BigInteger exponent) {
        if (base.abs().bitLength() > 1
                && (exponent.bitLength() > 31
                        || (long) base.bitLength() * exponent.intValue() > 2L * IntegerValue.MAX_BITS)) {
            throw TemplateException.limit("an integer of more than " + IntegerValue.MAX_BITS + " bits");
        }
        if (base.abs().bitLength() <= 1) {
            boolean negative = base.signum() < 0 && exponent.testBit(0);
            return exponent.signum() == 0 ? IntegerValue.of(1) : new IntegerValue(negative ? base : base.abs());
        }
        return new IntegerValue(base.pow(exponent.intValue()));
    }

    private static Value floats(Operator operator, double a, double b) {
        return new FloatValue(
                switch (operator) {
                    case ADD -> a + b;
                    case SUBTRACT -> a - b;
                    case MULTIPLY -> a * b;
                    case DIVIDE -> {
                        requireNonZero(b == 0, "float division by zero");
                        yield a / b;
                    }
                    case FLOOR_DIVIDE -> {
                        requireNonZero(b == 0, "float floor division by zero");
                        yield Math.floor(a / b);
                    }
                    case MODULO -> {
                        requireNonZero(b == 0, "float modulo");
                        double rest = a % b;
                        yield rest != 0 && Math.signum(rest) != Math.signum(b) ? rest + b : rest;
                    }
                    case POWER -> {
                        requireNonZero(a == 0 && b < 0, "0.0 cannot be raised to a negative power");
                        yield Math.pow(a, b);
                    }
                });
    }

    private static void requireNonZero(boolean zero, String message) {
        if (zero) {
            throw TemplateException.error(message);
        }
    }

    /** {@return the negative number} */
    public static Value negate(Value value) {
        return sign(value, true);
    }

    /** {@return the number itself, as a unary plus gives it} */
    public static Value plus(Value value) {
        return sign(value, false);
    }

    private static Value sign(Value value, boolean negative) {
        if (value instanceof UndefinedValue undefined) {
            throw undefined.error();
        }
        if (value.unknown().isPresent()) {
            return new UnknownValue(value.unknown().get());
        }
        if (value instanceof FloatValue number) {
            return new FloatValue(negative ? -number.value() : number.value());
        }
        BigInteger integer = Numbers.index(value)
                .orElseThrow(() -> TemplateException.error(
                        "bad operand type for unary " + (negative ? '-' : '+') + ": '" + value.typeName() + "'"));
        return new IntegerValue(negative ? integer.negate() : integer);
    }
}
