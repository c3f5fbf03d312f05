package dev.bylaw.rego.internal.value;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;

/**
 * Values as terms: sets in braces, {@code set()} where they are empty.
 *
 * <p>There are two forms, which differ in the strings alone. OPA prints them quoted as in Go, with escapes that no Rego
 * source may have ({@code \x01}); a policy sees that form through {@code sprintf} and templates. The literal form has the
 * escapes of Rego ({@code \u0001}), so that what is printed can be read again.
 */
public final class TermText {
    /** Longer terms in messages are cut off. */
    private static final int MAX_BRIEF = 4096;

    private final TextSink out;
    private final boolean literal;

    private TermText(TextSink out, boolean literal) {
        this.out = out;
        this.literal = literal;
    }

    /** {@return a value as OPA prints it} */
    public static String of(Value value) {
        TextSink out = TextSink.unlimited();
        write(value, out);
        return out.text().toString();
    }

    /** {@return a value as Rego source} */
    public static String literal(Value value) {
        TextSink out = TextSink.unlimited();
        new TermText(out, true).write(value);
        return out.text().toString();
    }

    /** {@return a value as OPA prints it, cut off where it is very long; for messages} */
    public static String brief(Value value) {
        TextSink out = TextSink.upTo(MAX_BRIEF);
        try {
            write(value, out);
        } catch (TextSink.TooLongException e) {
            // Long enough to see what it is.
        }
        String text = out.text().toString();
        return text.length() <= MAX_BRIEF ? text : text.substring(0, MAX_BRIEF) + "...";
    }

    /** Appends a value as OPA prints it. */
    public static void write(Value value, TextSink out) {
        new TermText(out, false).write(value);
    }

    private void write(Value value) {
        if (value instanceof StringValue string) {
            if (literal) {
                RegoText.literal(string.value(), out.text());
            } else {
                RegoText.quote(string.value(), out.text());
            }
            out.check();
        } else if (value instanceof ArrayValue array) {
            out.append('[');
            for (int i = 0; i < array.size(); i++) {
                separate(i);
                write(array.get(i));
            }
            out.append(']');
        } else if (value instanceof SetValue set) {
            writeSet(set);
        } else if (value instanceof ObjectValue object) {
            out.append('{');
            for (int i = 0; i < object.size(); i++) {
                separate(i);
                write(object.keyAt(i));
                out.append(": ");
                write(object.valueAt(i));
            }
            out.append('}');
        } else {
            out.append(value.toString());
        }
    }

    private void writeSet(SetValue set) {
        if (set.size() == 0) {
            out.append("set()");
            return;
        }
        out.append('{');
        for (int i = 0; i < set.size(); i++) {
            separate(i);
            write(set.get(i));
        }
        out.append('}');
    }

    private void separate(int index) {
        if (index > 0) {
            out.append(", ");
        }
    }
}
