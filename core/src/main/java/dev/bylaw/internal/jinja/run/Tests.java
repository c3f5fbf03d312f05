package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.Arithmetic;
import dev.bylaw.internal.jinja.value.BooleanValue;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.Comparison;
import dev.bylaw.internal.jinja.value.FloatValue;
import dev.bylaw.internal.jinja.value.IntegerValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Numbers;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.PythonText;
import dev.bylaw.internal.jinja.value.Sequences;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.UndefinedValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Jinja's tests. Of a value that is not known, hardly anything can be told. */
final class Tests {
    private Tests() {}

    static void register(Map<String, Library.Test> tests) {
        is(tests, "none", value -> value == NoneValue.NONE);
        is(tests, "boolean", BooleanValue.class::isInstance);
        is(tests, "true", value -> value == BooleanValue.TRUE);
        is(tests, "false", value -> value == BooleanValue.FALSE);
        is(tests, "integer", IntegerValue.class::isInstance);
        is(tests, "float", FloatValue.class::isInstance);
        is(tests, "number", Numbers::isNumber);
        is(tests, "mapping", Value::isMapping);
        is(tests, "callable", CallableValue.class::isInstance);
        is(tests, "iterable", Sequences::iterable);
        is(tests, "sequence", value -> Sequences.length(value).isPresent());
        is(tests, "defined", value -> !(value instanceof UndefinedValue));
        is(tests, "undefined", UndefinedValue.class::isInstance);
        is(tests, "escaped", value -> false);
        tests.put(
                "string",
                (value, arguments, machine) ->
                        value instanceof UnknownValue ? Truth.UNKNOWN : Truth.of(value instanceof StringValue));
        tests.put("lower", (value, arguments, machine) -> hasCase(value, false, machine));
        tests.put("upper", (value, arguments, machine) -> hasCase(value, true, machine));
        tests.put("odd", (value, arguments, machine) -> remainder(value, IntegerValue.of(2), 1, machine));
        tests.put("even", (value, arguments, machine) -> remainder(value, IntegerValue.of(2), 0, machine));
        tests.put("divisibleby", (value, arguments, machine) -> remainder(value, argument(arguments), 0, machine));
        tests.put("sameas", (value, arguments, machine) -> same(value, argument(arguments)));
        tests.put("in", (value, arguments, machine) -> Comparison.contains(value, argument(arguments), machine));
        tests.put(
                "filter",
                (value, arguments, machine) -> Truth.of(
                        Library.JINJA.hasFilter(Printer.string(value, machine).text())));
        tests.put(
                "test",
                (value, arguments, machine) -> Truth.of(
                        Library.JINJA.hasTest(Printer.string(value, machine).text())));
        for (String name : new String[] {"eq", "==", "equalto"}) {
            tests.put(name, (value, arguments, machine) -> Comparison.equal(value, argument(arguments), machine));
        }
        for (String name : new String[] {"ne", "!="}) {
            tests.put(
                    name,
                    (value, arguments, machine) -> Comparison.equal(value, argument(arguments), machine)
                            .not());
        }
        order(tests, order -> order < 0, "<", "lt", "<", "lessthan");
        order(tests, order -> order <= 0, "<=", "le", "<=");
        order(tests, order -> order > 0, ">", "gt", ">", "greaterthan");
        order(tests, order -> order >= 0, ">=", "ge", ">=");
    }

    private static void is(Map<String, Library.Test> tests, String name, Predicate<Value> holds) {
        tests.put(
                name,
                (value, arguments, machine) ->
                        value instanceof UnknownValue ? Truth.UNKNOWN : Truth.of(holds.test(value)));
    }

    private static void order(Map<String, Library.Test> tests, IntPredicate holds, String operator, String... names) {
        for (String name : names) {
            tests.put(
                    name,
                    (value, arguments, machine) -> Comparison.order(operator, value, argument(arguments), machine)
                            .map(order -> Truth.of(holds.test(order)))
                            .orElse(Truth.UNKNOWN));
        }
    }

    private static Value argument(Arguments arguments) {
        return arguments.get(0, "other").orElseThrow(() -> TemplateException.error("this test needs an argument"));
    }

    private static Truth hasCase(Value value, boolean upper, Machine machine) {
        return value.unknown().isPresent()
                ? Truth.UNKNOWN
                : Truth.of(PythonText.hasCase(Printer.string(value, machine).text(), upper));
    }

    private static Truth remainder(Value value, Value divisor, long wanted, Machine machine) {
        Value rest = Arithmetic.apply(Arithmetic.Operator.MODULO, value, divisor, machine);
        return Comparison.equal(rest, IntegerValue.of(wanted), machine);
    }

    private static Truth same(Value value, Value other) {
        if (value instanceof UnknownValue || other instanceof UnknownValue) {
            return Truth.UNKNOWN;
        }
        return Truth.of(value == other || value.getClass() == other.getClass() && value.equals(other));
    }
}
