package dev.bylaw.rego.internal.value;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;

/** Values as OPA prints terms: strings quoted as in Go, sets in braces, {@code set()} where they are empty. */
public final class TermText {
    private TermText() {}

    /** {@return the term text of a value} */
    public static String of(Value value) {
        TextSink out = TextSink.unlimited();
        write(value, out);
        return out.text().toString();
    }

    /** Appends the term text of a value. */
    public static void write(Value value, TextSink out) {
        if (value instanceof StringValue string) {
            RegoText.quote(string.value(), out.text());
            out.check();
        } else if (value instanceof ArrayValue array) {
            out.append('[');
            for (int i = 0; i < array.size(); i++) {
                separate(i, out);
                write(array.get(i), out);
            }
            out.append(']');
        } else if (value instanceof SetValue set) {
            writeSet(set, out);
        } else if (value instanceof ObjectValue object) {
            out.append('{');
            for (int i = 0; i < object.size(); i++) {
                separate(i, out);
                write(object.keyAt(i), out);
                out.append(": ");
                write(object.valueAt(i), out);
            }
            out.append('}');
        } else {
            out.append(value.toString());
        }
    }

    private static void writeSet(SetValue set, TextSink out) {
        if (set.size() == 0) {
            out.append("set()");
            return;
        }
        out.append('{');
        for (int i = 0; i < set.size(); i++) {
            separate(i, out);
            write(set.get(i), out);
        }
        out.append('}');
    }

    private static void separate(int index, TextSink out) {
        if (index > 0) {
            out.append(", ");
        }
    }
}
