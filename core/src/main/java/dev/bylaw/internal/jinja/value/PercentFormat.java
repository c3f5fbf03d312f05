package dev.bylaw.internal.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Python's {@code %} formatting of texts. */
final class PercentFormat {
    private static final String FLAGS = "-+ #0";

    private final String format;
    private final Value arguments;
    private final Machine machine;
    private final Printer out;
    private int position;
    private int next;
    private boolean mapped;

    private PercentFormat(String format, Value arguments, Machine machine) {
        this.format = format;
        this.arguments = arguments;
        this.machine = machine;
        this.out = new Printer(machine);
    }

    /** {@return the format with values in the place of its conversions} */
    static Value format(StringValue format, Value arguments, Machine machine) {
        PercentFormat run = new PercentFormat(format.text(), arguments, machine);
        format.unknown().ifPresent(run.out::unknown);
        run.run();
        return run.out.result();
    }

    private void run() {
        while (position < format.length()) {
            int percent = format.indexOf('%', position);
            if (percent < 0) {
                out.append(format.substring(position));
                break;
            }
            out.append(format.substring(position, percent));
            position = percent + 1;
            conversion();
        }
        int given = arguments instanceof TupleValue tuple
                ? tuple.items().size()
                : arguments instanceof DictionaryValue || arguments instanceof ListValue ? next : 1;
        if (!mapped && next < given && !(arguments instanceof UnknownValue)) {
            throw TemplateException.error("not all arguments converted during string formatting");
        }
    }

    private void conversion() {
        Optional<Value> chosen = Optional.empty();
        if (peek() == '(') {
            int close = format.indexOf(')', position);
            if (close < 0) {
                throw TemplateException.error("incomplete format key");
            }
            chosen = Optional.of(byName(format.substring(position + 1, close)));
            mapped = true;
            position = close + 1;
        }
        StringBuilder flags = new StringBuilder();
        while (FLAGS.indexOf(peek()) >= 0) {
            flags.append(take());
        }
        int width = number(true);
        if (width < 0) {
            flags.append('-');
            width = -width;
        }
        int precision = -1;
        if (peek() == '.') {
            take();
            precision = Math.max(number(true), 0);
        }
        while ("hlL".indexOf(peek()) >= 0) {
            take();
        }
        char type = take();
        if (type == '%') {
            out.append("%");
            return;
        }
        write(type, chosen.isPresent() ? chosen.get() : nextValue(), flags.toString(), width, precision);
    }

    private Value byName(String name) {
        if (arguments instanceof UnknownValue) {
            return arguments;
        }
        if (!(arguments instanceof DictionaryValue dictionary)) {
            throw TemplateException.error("format requires a mapping");
        }
        return dictionary
                .get(new StringValue(name))
                .orElseThrow(() -> TemplateException.error("there is no key " + StringValue.quote(name)));
    }

    private Value nextValue() {
        if (arguments instanceof TupleValue tuple) {
            if (next >= tuple.items().size()) {
                throw TemplateException.error("not enough arguments for format string");
            }
            return tuple.items().get(next++);
        }
        if (next++ > 0 && !(arguments instanceof UnknownValue)) {
            throw TemplateException.error("not enough arguments for format string");
        }
        return arguments;
    }

    private void write(char type, Value value, String flags, int width, int precision) {
        boolean left = flags.indexOf('-') >= 0;
        if (value instanceof UnknownValue unknown) {
            if ("diouxXeEfFgGcrsa".indexOf(type) < 0) {
                throw unsupported(type);
            }
            out.hole(unknown);
            return;
        }
        switch (type) {
            case 's', 'r', 'a' -> {
                String text;
                if (type == 's') {
                    StringValue string = Printer.string(value, machine);
                    string.unknown().ifPresent(out::unknown);
                    text = string.text();
                } else {
                    text = Printer.quoted(value, machine);
                }
                out.append(FormatSpec.pad(
                        precision >= 0 ? FormatSpec.cut(text, precision) : text,
                        width,
                        left ? '<' : '>',
                        " ",
                        machine));
            }
            case 'c' -> out.append(FormatSpec.pad(character(value), width, left ? '<' : '>', " ", machine));
            case 'd', 'i', 'u' -> number(flags, width, truncated(value), "", decimal(truncated(value), precision));
            case 'x', 'X', 'o' -> {
                BigInteger integer = Numbers.index(value)
                        .orElseThrow(() -> TemplateException.error(
                                "%" + type + " format: an integer is required, not " + value.typeName()));
                String digits = NumberFormat.integer(integer, type == 'o' ? 8 : 16);
                String prefix = flags.indexOf('#') >= 0 ? "0" + type : "";
                number(flags, width, integer, prefix, type == 'X' ? digits.toUpperCase(Locale.ROOT) : digits);
            }
            case 'e', 'E', 'f', 'F', 'g', 'G' -> {
                double number = real(value);
                int digits = precision < 0 ? 6 : precision;
                String text =
                        switch (Character.toLowerCase(type)) {
                            case 'e' -> NumberFormat.exponent(number, digits);
                            case 'f' -> NumberFormat.fixed(number, digits);
                            default -> NumberFormat.general(number, digits, flags.indexOf('#') >= 0);
                        };
                boolean negative = number < 0 || 1 / number < 0;
                number(
                        flags,
                        width,
                        negative ? BigInteger.ONE.negate() : BigInteger.ONE,
                        "",
                        Character.isUpperCase(type) ? text.toUpperCase(Locale.ROOT) : text);
            }
            default -> throw unsupported(type);
        }
    }

    private TemplateException unsupported(char type) {
        return TemplateException.error("unsupported format character '" + type + "'");
    }

    private static String character(Value value) {
        if (value instanceof StringValue string
                && string.text().codePointCount(0, string.text().length()) == 1) {
            return string.text();
        }
        BigInteger code = Numbers.index(value)
                .filter(c -> c.signum() >= 0 && c.compareTo(BigInteger.valueOf(Character.MAX_CODE_POINT)) <= 0)
                .orElseThrow(() -> TemplateException.error("%c requires int or char"));
        return Character.toString(code.intValue());
    }

    private static BigInteger truncated(Value value) {
        if (value instanceof FloatValue number && !NumberFormat.special(number.value())) {
            return new BigDecimal(number.value()).toBigInteger();
        }
        return Numbers.index(value)
                .orElseThrow(
                        () -> TemplateException.error("%d format: a real number is required, not " + value.typeName()));
    }

    private static double real(Value value) {
        if (!Numbers.isNumber(value)) {
            throw TemplateException.error("must be real number, not " + value.typeName());
        }
        return Numbers.toDouble(value);
    }

    private static String decimal(BigInteger value, int precision) {
        String digits = NumberFormat.integer(value, 10);
        int missing = Math.min(precision, NumberFormat.MAX_PRECISION) - digits.length();
        return missing > 0 ? "0".repeat(missing) + digits : digits;
    }

    private void number(String flags, int width, BigInteger signed, String prefix, String digits) {
        String sign = signed.signum() < 0 ? "-" : flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "";
        String head = sign + prefix;
        boolean left = flags.indexOf('-') >= 0;
        if (!left && flags.indexOf('0') >= 0) {
            out.append(head);
            out.append(FormatSpec.pad(digits, width - head.length(), '>', "0", machine));
        } else {
            out.append(FormatSpec.pad(head + digits, width, left ? '<' : '>', " ", machine));
        }
    }

    private int number(boolean star) {
        if (star && peek() == '*') {
            take();
            return Numbers.toInt(nextValue(), "a width");
        }
        int value = 0;
        while (peek() >= '0' && peek() <= '9') {
            value = value * 10 + (take() - '0');
            if (value > Limits.DEFAULT_TEXT_LENGTH) {
                throw TemplateException.error("width too big");
            }
        }
        return value;
    }

    private char peek() {
        return position < format.length() ? format.charAt(position) : '\0';
    }

    private char take() {
        if (position >= format.length()) {
            throw TemplateException.error("incomplete format");
        }
        return format.charAt(position++);
    }

    /** The formatting of several values by a filter. */
    static Value format(StringValue format, List<Value> positional, Machine machine) {
        return format(format, new TupleValue(positional), machine);
    }
}
