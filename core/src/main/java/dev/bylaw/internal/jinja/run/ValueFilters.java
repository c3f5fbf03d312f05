package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.Arithmetic;
import dev.bylaw.internal.jinja.value.Attributes;
import dev.bylaw.internal.jinja.value.FloatValue;
import dev.bylaw.internal.jinja.value.IntegerValue;
import dev.bylaw.internal.jinja.value.Json;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Numbers;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.PythonText;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.UndefinedValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Filters of single values. */
final class ValueFilters {
    private static final Pattern FLOAT = Pattern.compile(
            "[-+]?(?:(?:\\d(?:_?\\d)*)?\\.?(?:\\d(?:_?\\d)*)?(?:[eE][-+]?\\d+)?|inf|infinity|nan)",
            Pattern.CASE_INSENSITIVE);
    private static final int MAX_ROUNDED_DIGITS = 300;

    private ValueFilters() {}

    static void register(Map<String, Library.Entry> filters) {
        filters.put("default", new Library.Entry(ValueFilters::fallback, true));
        filters.put("d", new Library.Entry(ValueFilters::fallback, true));
        add(filters, "abs", (value, arguments, machine) -> {
            if (!Numbers.isNumber(value)) {
                throw TemplateException.error("bad operand type for abs(): '" + value.typeName() + "'");
            }
            return Numbers.toDouble(value) < 0 ? Arithmetic.negate(value) : Arithmetic.plus(value);
        });
        add(filters, "attr", (value, arguments, machine) -> {
            String name = Printer.string(
                            arguments.bind("attr", 1, "name").get(0).orElseThrow(), machine)
                    .text();
            return Attributes.direct(value, name, machine).orElseGet(() -> UndefinedValue.ofAttribute(value, name));
        });
        add(filters, "int", ValueFilters::integer);
        add(filters, "float", (value, arguments, machine) -> {
            Value fallback = arguments.bind("float", 0, "default").get(0).orElse(new FloatValue(0));
            return real(value).<Value>map(FloatValue::new).orElse(fallback);
        });
        add(filters, "round", ValueFilters::round);
        add(filters, "tojson", (value, arguments, machine) -> {
            Optional<Value> indent =
                    arguments.bind("tojson", 0, "indent").get(0).filter(one -> one != NoneValue.NONE);
            Value json = Json.write(value, true, indent.map(one -> Numbers.toInt(one, "an indent")), machine);
            return json instanceof StringValue text
                    ? new StringValue(
                            text.text()
                                    .replace("<", "\\u003c")
                                    .replace(">", "\\u003e")
                                    .replace("&", "\\u0026")
                                    .replace("'", "\\u0027"),
                            text.unknown())
                    : json;
        });
    }

    private static void add(Map<String, Library.Entry> filters, String name, Library.Filter filter) {
        filters.put(name, new Library.Entry(filter, false));
    }

    private static Value fallback(Value value, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("default", 0, "default_value", "boolean");
        Value fallback = bound.get(0).orElse(StringValue.EMPTY);
        if (value instanceof UndefinedValue) {
            return fallback;
        }
        boolean whenFalse = bound.get(1).map(one -> one.truth() == Truth.TRUE).orElse(false);
        if (!whenFalse) {
            return value;
        }
        return switch (value.truth()) {
            case TRUE -> value;
            case FALSE -> fallback;
            case UNKNOWN -> new UnknownValue(value.unknown().orElse("a value that is not known decides"));
        };
    }

    private static Value integer(Value value, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("int", 0, "default", "base");
        Value fallback = bound.get(0).orElse(IntegerValue.of(0));
        int base = bound.get(1).map(one -> Numbers.toInt(one, "a base")).orElse(10);
        if (value instanceof StringValue text) {
            Optional<BigInteger> parsed = parse(PythonText.strip(text.text()), base);
            if (parsed.isPresent()) {
                return new IntegerValue(parsed.get());
            }
        } else if (Numbers.index(value).isPresent()) {
            return new IntegerValue(Numbers.index(value).get());
        }
        Optional<Double> real = real(value);
        if (real.isEmpty() || Double.isNaN(real.get()) || Double.isInfinite(real.get())) {
            return fallback;
        }
        return new IntegerValue(new BigDecimal(real.get()).toBigInteger());
    }

    private static Optional<BigInteger> parse(String text, int base) {
        String digits = text.toLowerCase(Locale.ROOT);
        boolean negative = digits.startsWith("-");
        if (negative || digits.startsWith("+")) {
            digits = digits.substring(1);
        }
        String prefix = digits.length() > 1 && digits.charAt(0) == '0' ? digits.substring(0, 2) : "";
        int radix = base;
        if (base == 16 && prefix.equals("0x") || base == 8 && prefix.equals("0o") || base == 2 && prefix.equals("0b")) {
            digits = digits.substring(2);
        } else if (base == 0) {
            radix = switch (prefix) {
                case "0x" -> 16;
                case "0o" -> 8;
                case "0b" -> 2;
                default -> 10;
            };
            digits = radix == 10 ? digits : digits.substring(2);
        }
        if (!digits.matches("[0-9a-z]+(_[0-9a-z]+)*") || digits.length() > IntegerValue.MAX_DIGITS) {
            return Optional.empty();
        }
        try {
            BigInteger number = new BigInteger(digits.replace("_", ""), radix);
            return Optional.of(negative ? number.negate() : number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The value as Python's {@code float()} reads it. */
    private static Optional<Double> real(Value value) {
        if (Numbers.isNumber(value)) {
            return Optional.of(Numbers.toDouble(value));
        }
        if (!(value instanceof StringValue text)) {
            return Optional.empty();
        }
        String digits = PythonText.strip(text.text());
        if (digits.length() > IntegerValue.MAX_DIGITS || !FLOAT.matcher(digits).matches()) {
            return Optional.empty();
        }
        String lower = digits.toLowerCase(Locale.ROOT).replace("_", "");
        if (lower.endsWith("nan")) {
            return Optional.of(Double.NaN);
        }
        if (lower.endsWith("inf") || lower.endsWith("infinity")) {
            return Optional.of(lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        try {
            return Optional.of(Double.parseDouble(lower));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Value round(Value value, Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("round", 0, "precision", "method");
        int precision =
                bound.get(0).map(one -> Numbers.toInt(one, "a precision")).orElse(0);
        String method =
                bound.get(1).map(one -> Printer.string(one, machine).text()).orElse("common");
        if (!Numbers.isNumber(value)) {
            throw TemplateException.error("type " + value.typeName() + " doesn't define __round__ method");
        }
        if (Math.abs(precision) > MAX_ROUNDED_DIGITS) {
            return Arithmetic.plus(value);
        }
        RoundingMode mode =
                switch (method) {
                    case "common" -> RoundingMode.HALF_EVEN;
                    case "ceil" -> RoundingMode.CEILING;
                    case "floor" -> RoundingMode.FLOOR;
                    default -> throw TemplateException.error("method must be common, ceil or floor");
                };
        boolean whole = !(value instanceof FloatValue);
        double number = Numbers.toDouble(value);
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return value;
        }
        if (mode != RoundingMode.HALF_EVEN) {
            double scale = Math.pow(10, precision);
            double scaled = number * scale;
            return new FloatValue((mode == RoundingMode.CEILING ? Math.ceil(scaled) : Math.floor(scaled)) / scale);
        }
        BigDecimal exact = whole ? new BigDecimal(Numbers.index(value).orElseThrow()) : new BigDecimal(number);
        BigDecimal rounded = exact.setScale(precision, mode);
        return whole ? new IntegerValue(rounded.toBigInteger()) : new FloatValue(rounded.doubleValue());
    }
}
