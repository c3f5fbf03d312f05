package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.RegoText;
import dev.bylaw.rego.internal.value.TextSink;
import dev.bylaw.rego.internal.value.Utf8;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Query strings of addresses, as Go's {@code net/url} encodes them. */
final class Queries {
    /** Go refuses queries with more parameters. */
    private static final int MAX_PARAMETERS = 10_000;

    private Queries() {}

    static List<Builtin> all() {
        return List.of(
                Function.of(
                        "urlquery.decode", 1, (context, arguments) -> StringValue.of(decode(text(context, arguments)))),
                Function.of("urlquery.decode_object", 1, Queries::decodeObject),
                Function.of(
                        "urlquery.encode", 1, (context, arguments) -> StringValue.of(encode(text(context, arguments)))),
                Function.of("urlquery.encode_object", 1, Queries::encodeObject));
    }

    private static String text(BuiltinContext context, Value[] arguments) {
        String text = Operand.string(arguments, 1);
        context.work(1 + text.length() / 4);
        return text;
    }

    private static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : Utf8.encode(text)) {
            boolean plain = b >= '0' && b <= '9'
                    || b >= 'A' && b <= 'Z'
                    || b >= 'a' && b <= 'z'
                    || b == '-'
                    || b == '_'
                    || b == '.'
                    || b == '~';
            if (plain) {
                out.append((char) b);
            } else if (b == ' ') {
                out.append('+');
            } else {
                out.append('%').append(String.format(Locale.ROOT, "%02X", b & 0xff));
            }
        }
        return out.toString();
    }

    private static String decode(String text) {
        byte[] source = Utf8.encode(text);
        byte[] out = new byte[source.length];
        int count = 0;
        for (int i = 0; i < source.length; i++) {
            int b = source[i];
            if (b == '%') {
                int high = i + 2 < source.length ? digit(source[i + 1]) : -1;
                int low = i + 2 < source.length ? digit(source[i + 2]) : -1;
                if (high < 0 || low < 0) {
                    byte[] wrong = Arrays.copyOfRange(source, i, Math.min(source.length, i + 3));
                    throw BuiltinException.of("invalid URL escape " + RegoText.quote(Utf8.decode(wrong)));
                }
                out[count++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                out[count++] = (byte) (b == '+' ? ' ' : b);
            }
        }
        return Utf8.decode(Arrays.copyOf(out, count));
    }

    private static int digit(byte b) {
        return b < 0 ? -1 : Character.digit(b, 16);
    }

    private static Value decodeObject(BuiltinContext context, Value[] arguments) {
        Map<String, List<Value>> parameters = new LinkedHashMap<>();
        String[] parts = text(context, arguments).split("&", -1);
        if (parts.length > MAX_PARAMETERS) {
            throw BuiltinException.of("number of URL query parameters exceeded limit");
        }
        for (String part : parts) {
            if (part.contains(";")) {
                throw BuiltinException.of("invalid semicolon separator in query");
            }
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                String key = decode(equals < 0 ? part : part.substring(0, equals));
                String value = equals < 0 ? "" : decode(part.substring(equals + 1));
                parameters.computeIfAbsent(key, k -> new ArrayList<>()).add(StringValue.of(value));
            }
        }
        ObjectValue.Builder out = ObjectValue.builder();
        parameters.forEach((key, values) -> out.put(key, ArrayValue.of(values)));
        return out.build();
    }

    private static Value encodeObject(BuiltinContext context, Value[] arguments) {
        ObjectValue object = Operand.object(arguments, 1);
        Map<String, List<Value>> parameters = new TreeMap<>(RegoText::compareCodePoints);
        for (int i = 0; i < object.size(); i++) {
            Value key = object.keyAt(i);
            Value value = object.valueAt(i);
            List<Value> values = value instanceof StringValue ? List.of(value) : Operand.members(value);
            if (values == null) {
                throw wrongValue();
            }
            String name = key instanceof StringValue string ? string.value() : JsonFunctions.text(context, key);
            parameters.put(name, values);
        }
        TextSink out = new TextSink(context::text);
        parameters.forEach((key, values) -> {
            for (Value value : values) {
                if (!(value instanceof StringValue string)) {
                    throw wrongValue();
                }
                out.append(out.text().length() == 0 ? "" : "&")
                        .append(encode(key))
                        .append('=')
                        .append(encode(string.value()));
            }
        });
        return StringValue.of(out.finish());
    }

    private static BuiltinException wrongValue() {
        return BuiltinException.operand(1, "values must be string, array[string], or set[string]");
    }
}
