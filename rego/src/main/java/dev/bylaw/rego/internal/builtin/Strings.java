package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.format.Printf;
import dev.bylaw.rego.internal.value.NumberText;
import dev.bylaw.rego.internal.value.RegoText;
import dev.bylaw.rego.internal.value.TermText;
import dev.bylaw.rego.internal.value.TextSink;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Making strings of strings and of other values. Positions and lengths count code points. */
final class Strings {
    private Strings() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("concat", 2, Strings::concat),
                Function.of("format_int", 2, (context, arguments) -> formatInt(arguments)),
                mapped("lower", Character::toLowerCase),
                Function.of("split", 2, (context, arguments) -> split(context, arguments, Integer.MAX_VALUE)),
                Function.of("sprintf", 2, Strings::sprintf),
                Function.of("strings.reverse", 1, (context, arguments) -> {
                    String text = string(context, arguments, 1);
                    int[] characters = text.codePoints().toArray();
                    StringBuilder out = new StringBuilder(text.length());
                    for (int i = characters.length - 1; i >= 0; i--) {
                        out.appendCodePoint(characters[i]);
                    }
                    return StringValue.of(out.toString());
                }),
                Function.of("strings.split_n", 3, Strings::splitN),
                Function.of("substring", 3, (context, arguments) -> substring(context, arguments)),
                Function.of("trim", 2, (context, arguments) -> trim(context, arguments, true, true)),
                Function.of("trim_left", 2, (context, arguments) -> trim(context, arguments, true, false)),
                Function.of("trim_prefix", 2, (context, arguments) -> {
                    String text = string(context, arguments, 1);
                    String prefix = Operand.string(arguments, 2);
                    return StringValue.of(text.startsWith(prefix) ? text.substring(prefix.length()) : text);
                }),
                Function.of("trim_right", 2, (context, arguments) -> trim(context, arguments, false, true)),
                Function.of(
                        "trim_space",
                        1,
                        (context, arguments) ->
                                StringValue.of(trim(string(context, arguments, 1), RegoText::isSpace, true, true))),
                Function.of("trim_suffix", 2, (context, arguments) -> {
                    String text = string(context, arguments, 1);
                    String suffix = Operand.string(arguments, 2);
                    return StringValue.of(
                            text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text);
                }),
                mapped("upper", Character::toUpperCase));
    }

    /** A string that will be read from one end to the other. */
    private static String string(BuiltinContext context, Value[] arguments, int position) {
        String text = Operand.string(arguments, position);
        context.work(1 + text.length() / 16);
        return text;
    }

    /** Each character for itself, as Go does it. */
    private static Function mapped(String name, IntUnaryOperator map) {
        return Function.of(name, 1, (context, arguments) -> {
            String text = string(context, arguments, 1);
            int length = text.length();
            StringBuilder out = null;
            for (int i = 0; i < length; i++) {
                char c = text.charAt(i);
                if (Character.isSurrogate(c)) {
                    StringBuilder all = new StringBuilder(length);
                    text.codePoints().map(map).forEach(all::appendCodePoint);
                    return StringValue.of(all.toString());
                }
                int mapped = map.applyAsInt(c);
                if (out == null && mapped != c) {
                    out = new StringBuilder(length).append(text, 0, i);
                }
                if (out != null) {
                    out.appendCodePoint(mapped);
                }
            }
            return out == null ? arguments[0] : StringValue.of(out.toString());
        });
    }

    private static Value concat(BuiltinContext context, Value[] arguments) {
        String separator = Operand.string(arguments, 1);
        List<String> parts = Operand.strings(arguments[1], 2, "set", "array");
        TextSink out = new TextSink(context::text);
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                out.append(separator);
            }
            out.append(parts.get(i));
        }
        return StringValue.of(out.finish());
    }

    private static Value formatInt(Value[] arguments) {
        NumberValue number = Operand.number(arguments, 1);
        int base =
                switch (Operand.number(arguments, 2).toString()) {
                    case "2" -> 2;
                    case "8" -> 8;
                    case "10" -> 10;
                    case "16" -> 16;
                    default -> throw BuiltinException.operand(2, "must be one of {2, 8, 10, 16}");
                };
        // Only digits are exact; other notations are cut off to 64 bits.
        BigInteger whole = NumberText.form(number.toString()) == NumberText.Form.INTEGER
                ? number.integerValue().orElseThrow()
                : Arithmetic.binary(number).truncate();
        return StringValue.of(whole.toString(base));
    }

    private static Value split(BuiltinContext context, Value[] arguments, int limit) {
        String text = string(context, arguments, 1);
        return strings(context, split(text, Operand.string(arguments, 2), limit));
    }

    private static Value strings(BuiltinContext context, List<String> parts) {
        context.work(1 + parts.size());
        ArrayValue.Builder out = ArrayValue.builder();
        parts.forEach(part -> out.add(StringValue.of(part)));
        return out.build();
    }

    /** At most so many parts, the last one with the rest; without a delimiter each character is a part. */
    private static List<String> split(String text, String delimiter, int limit) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (parts.size() < limit - 1) {
            int end;
            if (delimiter.isEmpty()) {
                end = start < text.length() ? text.offsetByCodePoints(start, 1) : text.length();
                if (end >= text.length()) {
                    break;
                }
            } else {
                end = text.indexOf(delimiter, start);
                if (end < 0) {
                    break;
                }
            }
            parts.add(text.substring(start, end));
            start = end + delimiter.length();
        }
        if (!delimiter.isEmpty() || !text.isEmpty()) {
            parts.add(text.substring(start));
        }
        return parts;
    }

    private static Value splitN(BuiltinContext context, Value[] arguments) {
        String text = string(context, arguments, 1);
        String delimiter = Operand.string(arguments, 2);
        long count = Operand.integer(arguments, 3);
        if (count >= 0) {
            List<String> parts = split(text, delimiter, (int) Math.min(count + 1, Integer.MAX_VALUE));
            return strings(context, parts.subList(0, (int) Math.min(count, parts.size())));
        }
        List<String> parts = split(text, delimiter, Integer.MAX_VALUE);
        return strings(context, parts.subList((int) Math.max(parts.size() + count, 0), parts.size()));
    }

    private static Value substring(BuiltinContext context, Value[] arguments) {
        String text = string(context, arguments, 1);
        long offset = Operand.integer(arguments, 2);
        long length = Operand.integer(arguments, 3);
        if (offset < 0) {
            throw BuiltinException.of("negative offset");
        }
        int count = text.codePointCount(0, text.length());
        if (offset >= count) {
            return StringValue.of("");
        }
        int start = text.offsetByCodePoints(0, (int) offset);
        int end = length < 0 || length >= count - offset ? text.length() : text.offsetByCodePoints(start, (int) length);
        return StringValue.of(text.substring(start, end));
    }

    private static Value trim(BuiltinContext context, Value[] arguments, boolean left, boolean right) {
        String text = string(context, arguments, 1);
        String cutset = Operand.string(arguments, 2);
        context.work(1 + cutset.length() / 16);
        return StringValue.of(trim(text, c -> cutset.indexOf(c) >= 0, left, right));
    }

    private static String trim(String text, IntPredicate cut, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && cut.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (right && end > start && cut.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static Value sprintf(BuiltinContext context, Value[] arguments) {
        String format = Operand.string(arguments, 1);
        ArrayValue values = Operand.array(arguments, 2);
        List<Object> parts = new ArrayList<>(values.size());
        TextSink out = new TextSink(context::text);
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            if (value instanceof NumberValue number) {
                parts.add(formatted(number));
            } else if (value instanceof StringValue string) {
                parts.add(string.value());
            } else {
                TextSink term = out.part();
                TermText.write(value, term);
                parts.add(term.finish());
            }
        }
        Printf.print(format, parts, out);
        return StringValue.of(out.finish());
    }

    /** A number as Go's formatter sees it: by its notation an integer or a double. */
    private static Object formatted(NumberValue number) {
        String text = number.toString();
        if (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? text : (Object) value;
        }
        return number.isLong()
                ? (Object) number.longValue()
                : number.integerValue().orElseThrow();
    }
}
