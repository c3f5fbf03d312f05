package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads the arguments of a call, with the messages of OPA where one has a wrong type. */
final class Operand {
    /** So many digits an integer may have where a small one is wanted. */
    private static final int INTEGER_DIGITS = 19;

    private Operand() {}

    /** An argument of a wrong type; {@code position} counts from 1. */
    static BuiltinException wrongType(Value value, int position, String... expected) {
        String what = expected.length == 1 ? expected[0] : "{" + String.join(", ", expected) + "}";
        return BuiltinException.type(position, what, value.type().text());
    }

    /** A collection with a member of a wrong type. */
    static BuiltinException wrongElement(Value collection, Value element, int position, String expected) {
        String kind = collection.type().text();
        return BuiltinException.operand(
                position,
                "must be " + kind + " of " + expected + "s but got " + kind + " containing "
                        + element.type().text());
    }

    /** The string at a position, from 1. */
    static String string(Value[] arguments, int position) {
        return string(arguments[position - 1], position);
    }

    static String string(Value value, int position) {
        if (value instanceof StringValue string) {
            return string.value();
        }
        throw wrongType(value, position, "string");
    }

    static NumberValue number(Value[] arguments, int position) {
        return number(arguments[position - 1], position);
    }

    static NumberValue number(Value value, int position) {
        if (value instanceof NumberValue number) {
            return number;
        }
        throw wrongType(value, position, "number");
    }

    /** A small integer, which must be written as one; a point with zeros behind it does not matter. */
    static long integer(Value[] arguments, int position) {
        NumberValue number = number(arguments, position);
        if (!isSmallInteger(number)) {
            throw BuiltinException.operand(position, "must be integer number but got floating-point number");
        }
        return number.longValue();
    }

    /** Whether a number is within the range of long and is written without an exponent. */
    static boolean isSmallInteger(NumberValue number) {
        if (!number.isLong()) {
            return false;
        }
        long value = number.longValue();
        if (value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE && isCanonical(number, value)) {
            return true;
        }
        String text = number.toString();
        int digits = text.startsWith("-") ? text.length() - 1 : text.length();
        return digits <= INTEGER_DIGITS && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }

    private static boolean isCanonical(NumberValue number, long value) {
        return number == NumberValue.of(value);
    }

    /** A text as a small integer: digits, a sign, and zeros behind a point; null if it is something else. */
    static Long integer(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int point = text.indexOf('.');
        int end = point < 0 ? text.length() : point;
        boolean zeros = point < 0 || text.substring(point + 1).chars().allMatch(c -> c == '0');
        if (text.length() == start || text.length() - start > INTEGER_DIGITS || !zeros) {
            return null;
        }
        long value = 0;
        for (int i = start; i < end; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                return null;
            }
            value = value * 10 + digit;
        }
        return text.charAt(0) == '-' ? -value : value;
    }

    /** An integer of any size and notation. */
    static BigInteger bigInteger(Value[] arguments, int position) {
        if (!(arguments[position - 1] instanceof NumberValue number)) {
            throw wrongType(arguments[position - 1], position, "integer");
        }
        return number.integerValue()
                .orElseThrow(() ->
                        BuiltinException.operand(position, "must be integer number but got floating-point number"));
    }

    static ArrayValue array(Value[] arguments, int position) {
        if (arguments[position - 1] instanceof ArrayValue array) {
            return array;
        }
        throw wrongType(arguments[position - 1], position, "array");
    }

    static ObjectValue object(Value[] arguments, int position) {
        return object(arguments[position - 1], position);
    }

    static ObjectValue object(Value value, int position) {
        if (value instanceof ObjectValue object) {
            return object;
        }
        throw wrongType(value, position, "object");
    }

    static SetValue set(Value[] arguments, int position) {
        return set(arguments[position - 1], position);
    }

    static SetValue set(Value value, int position) {
        if (value instanceof SetValue set) {
            return set;
        }
        throw wrongType(value, position, "set");
    }

    /** The members of an array or a set, in their order; null for any other value. */
    static List<Value> members(Value value) {
        if (value instanceof ArrayValue array) {
            return array.items();
        }
        return value instanceof SetValue set ? set.members() : null;
    }

    /** The strings of an array or a set; {@code expected} names the types that would do, in OPA's order. */
    static List<String> strings(Value value, int position, String... expected) {
        List<Value> members = members(value);
        if (members == null) {
            throw wrongType(value, position, expected);
        }
        List<String> strings = new ArrayList<>(members.size());
        for (Value member : members) {
            if (!(member instanceof StringValue string)) {
                throw wrongElement(value, member, position, "string");
            }
            strings.add(string.value());
        }
        return strings;
    }
}
