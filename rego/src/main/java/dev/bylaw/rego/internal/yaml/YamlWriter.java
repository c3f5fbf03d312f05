package dev.bylaw.rego.internal.yaml;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.format.FloatText;
import dev.bylaw.rego.internal.json.JsonWriter;
import dev.bylaw.rego.internal.value.TextSink;
import dev.bylaw.rego.internal.value.Utf8;
import dev.bylaw.rego.internal.yaml.ScalarResolver.Kind;
import dev.bylaw.rego.internal.yaml.ScalarResolver.Scalar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes YAML in blocks, indented by two spaces, as Go's {@code yaml.v3} does. */
public final class YamlWriter {
    private static final int INDENT = 2;

    private final TextSink out;

    private YamlWriter(TextSink out) {
        this.out = out;
    }

    /** Writes a value as a document. */
    public static void write(Value value, TextSink out) {
        YamlWriter writer = new YamlWriter(out);
        writer.node(value, 0, 0);
        writer.endLine();
    }

    private void endLine() {
        StringBuilder text = out.text();
        if (text.length() > 0 && text.charAt(text.length() - 1) != '\n') {
            out.append('\n');
        }
        out.check();
    }

    private void indent(int columns) {
        endLine();
        for (int i = 0; i < columns; i++) {
            out.append(' ');
        }
    }

    /**
     * Writes a value behind what stands on its line.
     *
     * @param column where the lines of a collection begin
     * @param inline where the first line of a collection may go on, because a dash stands before it; else any other
     */
    private void node(Value value, int column, int inline) {
        if (value instanceof ArrayValue array) {
            sequence(array.items(), column, inline);
        } else if (value instanceof SetValue set) {
            sequence(set.members(), column, inline);
        } else if (value instanceof ObjectValue object) {
            mapping(object, column, inline);
        } else if (value instanceof StringValue string) {
            space();
            ScalarText.write(text(string.value()), false, column == 0 ? INDENT : column, out);
        } else {
            space();
            out.append(value instanceof NumberValue number ? number(number) : value.toString());
        }
    }

    /** A space between an indicator and what follows it. */
    private void space() {
        StringBuilder text = out.text();
        int length = text.length();
        if (length > 0 && text.charAt(length - 1) != '\n' && text.charAt(length - 1) != ' ') {
            out.append(' ');
        }
    }

    private void sequence(List<Value> items, int column, int inline) {
        if (items.isEmpty()) {
            space();
            out.append("[]");
            return;
        }
        boolean first = true;
        for (Value item : items) {
            start(column, first && inline == column && column > 0);
            first = false;
            out.append('-');
            node(item, column + INDENT, column + INDENT);
        }
    }

    /** Goes to where an entry begins: on the same line behind a dash, or on a new one. */
    private void start(int column, boolean sameLine) {
        if (sameLine) {
            space();
        } else {
            indent(column);
        }
    }

    private void mapping(ObjectValue object, int column, int inline) {
        if (object.size() == 0) {
            space();
            out.append("{}");
            return;
        }
        boolean first = true;
        for (Map.Entry<String, Value> entry : entries(object).entrySet()) {
            start(column, first && inline == column && column > 0);
            first = false;
            if (ScalarText.isSimpleKey(entry.getKey())) {
                ScalarText.write(entry.getKey(), true, column, out);
                out.append(':');
            } else {
                out.append("? ");
                ScalarText.write(entry.getKey(), false, column + INDENT, out);
                indent(column);
                out.append(':');
            }
            node(entry.getValue(), column + INDENT, -1);
        }
    }

    private Map<String, Value> entries(ObjectValue object) {
        Map<String, Value> entries = new TreeMap<>(KeyOrder.INSTANCE);
        for (int i = 0; i < object.size(); i++) {
            Value key = object.keyAt(i);
            if (key instanceof StringValue string) {
                entries.put(text(string.value()), object.valueAt(i));
            } else {
                TextSink text = out.part();
                JsonWriter.write(key, text);
                entries.put(text.finish(), object.valueAt(i));
            }
        }
        return entries;
    }

    /** A string that YAML can hold. */
    private static String text(String text) {
        boolean control = text.chars()
                .anyMatch(c -> c == 0x7f || c >= 0x80 && c < 0xa0 && c != 0x85 || c == 0xfffe || c == 0xffff);
        if (control) {
            throw new YamlSyntaxException(
                    "yaml: control characters are not allowed", "control characters are not allowed", 1, 1);
        }
        return Utf8.replaceInvalid(text);
    }

    /** A number as it comes out of Go's YAML again. */
    private static String number(NumberValue number) {
        String text = number.toString();
        Scalar scalar = ScalarResolver.resolve(text);
        if (scalar.kind() == Kind.INTEGER) {
            return scalar.integer().toString();
        }
        return scalar.kind() == Kind.FLOAT ? FloatText.format(scalar.number(), 'g', -1) : text;
    }
}
