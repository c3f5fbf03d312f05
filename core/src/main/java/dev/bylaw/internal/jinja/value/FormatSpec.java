package dev.bylaw.internal.jinja.value;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's format specifications, what stands behind the colon in {@code '{:>10,.2f}'}. */
final class FormatSpec {
    private static final Pattern SPEC = Pattern.compile("(?s)(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<z>z)?"
            + "(?<alternate>#)?(?<zero>0)?(?<width>[0-9]{1,7})?(?<group>[,_])?(?:\\.(?<precision>[0-9]{1,4}))?"
            + "(?<type>[a-zA-Z%])?");

    private FormatSpec() {}

    /** {@return the value in the format} */
    static StringValue format(Value value, String spec, Machine machine) {
        if (value instanceof UnknownValue || spec.isEmpty()) {
            return Printer.string(value, machine);
        }
        if (value instanceof TimeValue time) {
            return machine.budget().text(time.format(spec));
        }
        Matcher matcher = SPEC.matcher(spec);
        if (!matcher.matches()) {
            throw TemplateException.error(
                    "Invalid format specifier '" + spec + "' for object of type '" + value.typeName() + "'");
        }
        boolean number = Numbers.isNumber(value);
        if (!number && !(value instanceof StringValue)) {
            throw TemplateException.error("unsupported format string passed to " + value.typeName() + ".__format__");
        }
        StringValue text = number ? StringValue.EMPTY : Printer.string(value, machine);
        String made = number ? number(value, matcher, machine) : text(text.text(), matcher, machine);
        machine.budget().characters(made.length());
        return new StringValue(made, text.unknown());
    }

    private static String text(String text, Matcher spec, Machine machine) {
        String type = spec.group("type");
        if (type != null && !type.equals("s") || spec.group("sign") != null) {
            throw TemplateException.error("Unknown format code '" + (type == null ? spec.group("sign") : type)
                    + "' for object of type 'str'");
        }
        String cut = spec.group("precision") == null ? text : cut(text, Integer.parseInt(spec.group("precision")));
        char align = spec.group("align") == null ? '<' : spec.group("align").charAt(0);
        return pad(cut, width(spec), align, fill(spec), machine);
    }

    private static String number(Value value, Matcher spec, Machine machine) {
        String type = spec.group("type") == null ? "" : spec.group("type");
        String precision = spec.group("precision");
        String digits;
        String prefix = "";
        boolean negative;
        Optional<BigInteger> integer = Numbers.index(value);
        if (integer.isPresent() && precision == null && "dbcoxXn".contains(type)) {
            negative = integer.get().signum() < 0;
            int radix =
                    switch (type) {
                        case "b" -> 2;
                        case "o" -> 8;
                        case "x", "X" -> 16;
                        default -> 10;
                    };
            digits = NumberFormat.integer(integer.get(), radix);
            if (type.equals("X")) {
                digits = digits.toUpperCase(Locale.ROOT);
            }
            if (spec.group("alternate") != null && radix != 10) {
                prefix = "0" + type;
            }
            if (spec.group("group") != null) {
                digits = NumberFormat.grouped(digits, spec.group("group"), radix == 10 ? 3 : 4);
            }
        } else {
            double number = Numbers.toDouble(value);
            negative = number < 0 || 1 / number < 0;
            digits = real(number, type, precision);
            if (spec.group("group") != null) {
                digits = NumberFormat.grouped(digits, spec.group("group"), 3);
            }
        }
        String sign = negative
                ? "-"
                : spec.group("sign") == null || spec.group("sign").equals("-") ? "" : spec.group("sign");
        String head = sign + prefix;
        boolean zero = spec.group("zero") != null && spec.group("align") == null;
        char align = zero
                ? '='
                : spec.group("align") == null ? '>' : spec.group("align").charAt(0);
        String fill = zero ? "0" : fill(spec);
        return align == '='
                ? head + pad(digits, width(spec) - head.length(), '>', fill, machine)
                : pad(head + digits, width(spec), align, fill, machine);
    }

    private static String real(double number, String type, String precision) {
        int digits = precision == null ? 6 : Integer.parseInt(precision);
        String text =
                switch (type) {
                    case "e", "E" -> NumberFormat.exponent(number, digits);
                    case "f", "F" -> NumberFormat.fixed(number, digits);
                    case "g", "G", "n" -> NumberFormat.general(number, digits, false);
                    case "%" -> NumberFormat.fixed(number * 100, digits) + "%";
                    case "" ->
                        precision == null
                                ? FloatValue.text(Math.abs(number))
                                : NumberFormat.general(number, digits, false);
                    default ->
                        throw TemplateException.error("Unknown format code '" + type + "' for object of type 'float'");
                };
        return type.equals("E") || type.equals("F") || type.equals("G") ? text.toUpperCase(Locale.ROOT) : text;
    }

    private static int width(Matcher spec) {
        return spec.group("width") == null ? 0 : Integer.parseInt(spec.group("width"));
    }

    private static String fill(Matcher spec) {
        return spec.group("fill") == null ? " " : spec.group("fill");
    }

    /** {@return the text, made as wide as asked} */
    static String pad(String text, int width, char align, String fill, Machine machine) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        machine.budget().characters(missing);
        int before =
                switch (align) {
                    case '<' -> 0;
                    case '^' -> missing / 2;
                    default -> missing;
                };
        return fill.repeat(before) + text + fill.repeat(missing - before);
    }

    /** {@return the first characters of a text} */
    static String cut(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters));
    }
}
