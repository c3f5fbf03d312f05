package dev.bylaw.rego.internal.json;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.RegoText;
import dev.bylaw.rego.internal.value.TextSink;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON as Go's {@code json.Marshal} and {@code MarshalIndent} do: keys in ascending order, sets as arrays, keys
 * that are not strings as their JSON text, and {@code <}, {@code >} and {@code &} escaped.
 */
public final class JsonWriter {
    private final TextSink out;
    private final boolean pretty;
    private final String prefix;
    private final String indent;
    private int depth;

    private JsonWriter(TextSink out, boolean pretty, String prefix, String indent) {
        this.out = out;
        this.pretty = pretty;
        this.prefix = prefix;
        this.indent = indent;
    }

    /** Writes a value without white space. */
    public static void write(Value value, TextSink out) {
        new JsonWriter(out, false, "", "").value(value);
    }

    /** Writes a value in lines; each but the first begins with the prefix and an indentation for each level. */
    public static void writePretty(Value value, String prefix, String indent, TextSink out) {
        new JsonWriter(out, true, prefix, indent).value(value);
    }

    private void value(Value value) {
        if (value instanceof StringValue string) {
            quote(string.value(), out);
        } else if (value instanceof ArrayValue array) {
            sequence(array.items());
        } else if (value instanceof SetValue set) {
            sequence(set.members());
        } else if (value instanceof ObjectValue object) {
            object(object);
        } else {
            out.append(value.toString());
        }
    }

    private void sequence(Iterable<Value> items) {
        out.append('[');
        depth++;
        boolean first = true;
        for (Value item : items) {
            next(first);
            first = false;
            value(item);
        }
        depth--;
        close(first, ']');
    }

    private void object(ObjectValue object) {
        out.append('{');
        depth++;
        boolean first = true;
        if (hasOnlyStrings(object)) {
            for (int i = 0; i < object.size(); i++) {
                next(first);
                first = false;
                entry(((StringValue) object.keyAt(i)).value(), object.valueAt(i));
            }
        } else {
            for (Map.Entry<String, Value> entry : byText(object).entrySet()) {
                next(first);
                first = false;
                entry(entry.getKey(), entry.getValue());
            }
        }
        depth--;
        close(first, '}');
    }

    private static boolean hasOnlyStrings(ObjectValue object) {
        // Strings come before composites and behind all other scalars.
        int size = object.size();
        return size == 0 || object.keyAt(0) instanceof StringValue && object.keyAt(size - 1) instanceof StringValue;
    }

    private Map<String, Value> byText(ObjectValue object) {
        Map<String, Value> entries = new TreeMap<>(RegoText::compareCodePoints);
        for (int i = 0; i < object.size(); i++) {
            Value key = object.keyAt(i);
            entries.put(key instanceof StringValue string ? string.value() : keyText(key), object.valueAt(i));
        }
        return entries;
    }

    /** {@return the JSON text of a key that is not a string} */
    private String keyText(Value key) {
        TextSink text = out.part();
        write(key, text);
        return text.finish();
    }

    private void entry(String key, Value value) {
        quote(key, out);
        out.append(pretty ? ": " : ":");
        value(value);
    }

    private void next(boolean first) {
        if (!first) {
            out.append(',');
        }
        if (pretty) {
            line();
        }
    }

    private void close(boolean empty, char bracket) {
        if (pretty && !empty) {
            line();
        }
        out.append(bracket);
        out.check();
    }

    private void line() {
        out.append('\n').append(prefix);
        for (int i = 0; i < depth; i++) {
            out.append(indent);
        }
    }

    /** Appends a string as a JSON literal. */
    public static void quote(String text, TextSink out) {
        StringBuilder to = out.text();
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                case '\b' -> to.append("\\b");
                case '\f' -> to.append("\\f");
                default -> {
                    if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
                        to.append("\\u");
                        RegoText.hex(c, 4, to);
                    } else if (!Character.isSurrogate(c)) {
                        to.append(c);
                    } else if (Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        to.append(c).append(text.charAt(++i));
                    } else {
                        to.append("\\ufffd");
                    }
                }
            }
        }
        to.append('"');
        out.check();
    }
}
