package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.BinaryFloat;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** What a collection comes to: count, sum, extremes, order. */
final class Aggregates {
    /** OPA multiplies fractions with the mantissa of a double. */
    private static final int PRODUCT_PRECISION = 53;

    private Aggregates() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("all", 1, (context, arguments) -> {
                    List<Value> members = members(context, arguments[0], "array", "set");
                    return BooleanValue.of(members.stream().allMatch(BooleanValue.TRUE::equals));
                }),
                Function.of("any", 1, (context, arguments) -> {
                    List<Value> members = members(context, arguments[0], "array", "set");
                    return BooleanValue.of(members.contains(BooleanValue.TRUE));
                }),
                Function.of("count", 1, (context, arguments) -> count(arguments[0]))
                        .doubting((arguments, result) -> countDoubt(arguments[0])),
                Function.of("max", 1, (context, arguments) -> extreme(members(context, arguments[0]), 1)),
                Function.of("min", 1, (context, arguments) -> extreme(members(context, arguments[0]), -1)),
                Function.of("product", 1, (context, arguments) -> product(context, arguments[0])),
                Function.of("sort", 1, (context, arguments) -> sort(context, arguments[0])),
                Function.of("sum", 1, (context, arguments) -> sum(context, arguments[0])));
    }

    private static List<Value> members(BuiltinContext context, Value collection) {
        return members(context, collection, "set", "array");
    }

    private static List<Value> members(BuiltinContext context, Value collection, String... expected) {
        List<Value> members = Operand.members(collection);
        if (members == null) {
            throw Operand.wrongType(collection, 1, expected);
        }
        context.work(1 + members.size());
        return members;
    }

    private static Value count(Value value) {
        if (value instanceof ArrayValue array) {
            return NumberValue.of(array.size());
        }
        if (value instanceof ObjectValue object) {
            return NumberValue.of(object.size());
        }
        if (value instanceof SetValue set) {
            return NumberValue.of(set.size());
        }
        if (value instanceof StringValue string) {
            return NumberValue.of(
                    string.value().codePointCount(0, string.value().length()));
        }
        throw Operand.wrongType(value, 1, "array", "object", "set", "string");
    }

    private static Doubt countDoubt(Value value) {
        if (value instanceof ArrayValue array) {
            return array.open();
        }
        if (value instanceof ObjectValue object) {
            return object.extent();
        }
        return value instanceof SetValue set ? set.extent() : Doubt.NONE;
    }

    private static Value extreme(List<Value> members, int sign) {
        Value found = null;
        for (Value member : members) {
            // Of equal numbers in different notations the last one counts.
            if (found == null || Integer.signum(member.compareTo(found)) * sign >= 0) {
                found = member;
            }
        }
        return found;
    }

    private static Value sort(BuiltinContext context, Value collection) {
        Value[] sorted = members(context, collection).toArray(new Value[0]);
        context.work((long) sorted.length * (Integer.SIZE - Integer.numberOfLeadingZeros(sorted.length)));
        Arrays.sort(sorted);
        return ArrayValue.of(sorted);
    }

    private static boolean hasOnlyIntegers(List<Value> members) {
        for (Value member : members) {
            if (!(member instanceof NumberValue number) || !number.isInteger()) {
                return false;
            }
        }
        return true;
    }

    private static NumberValue number(Value collection, Value member) {
        if (member instanceof NumberValue number) {
            return number;
        }
        throw Operand.wrongElement(collection, member, 1, "number");
    }

    private static Value sum(BuiltinContext context, Value collection) {
        List<Value> members = members(context, collection);
        if (hasOnlyIntegers(members)) {
            NumberValue sum = NumberValue.of(0);
            for (Value member : members) {
                sum = Arithmetic.plus(sum, (NumberValue) member);
            }
            return sum;
        }
        BinaryFloat sum = BinaryFloat.of(BigInteger.ZERO);
        for (Value member : members) {
            sum = sum.add(Arithmetic.binary(number(collection, member)));
        }
        return Arithmetic.number(sum);
    }

    private static Value product(BuiltinContext context, Value collection) {
        List<Value> members = members(context, collection);
        if (hasOnlyIntegers(members)) {
            BigInteger product = BigInteger.ONE;
            for (Value member : members) {
                product = Arithmetic.multiply(context, product, Arithmetic.big((NumberValue) member));
            }
            return Arithmetic.checked(product);
        }
        BinaryFloat product = BinaryFloat.of(BigInteger.ONE, PRODUCT_PRECISION);
        for (Value member : members) {
            product = product.multiply(Arithmetic.binary(number(collection, member)), PRODUCT_PRECISION);
        }
        return Arithmetic.number(product);
    }
}
