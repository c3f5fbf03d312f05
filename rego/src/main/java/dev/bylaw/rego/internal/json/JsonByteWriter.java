package dev.bylaw.rego.internal.json;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.TextSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes JSON as {@link JsonWriter} does, without white space, straight to bytes in UTF-8. */
public final class JsonByteWriter {
    private static final int FIRST_SIZE = 1 << 10;

    /** For each ASCII character whether it stands for itself in a JSON string. */
    private static final boolean[] PLAIN = new boolean[128];

    static {
        Arrays.fill(PLAIN, 0x20, PLAIN.length, true);
        for (char c : "\"\\<>&".toCharArray()) {
            PLAIN[c] = false;
        }
    }

    private byte[] out = new byte[FIRST_SIZE];
    private int size;

    private JsonByteWriter() {}

    /** {@return a value as JSON} */
    public static byte[] write(Value value) {
        JsonByteWriter writer = new JsonByteWriter();
        writer.value(value);
        return Arrays.copyOf(writer.out, writer.size);
    }

    private void value(Value value) {
        if (value instanceof StringValue string) {
            string(string.value());
        } else if (value instanceof ArrayValue array) {
            sequence(array.items());
        } else if (value instanceof SetValue set) {
            sequence(set.members());
        } else if (value instanceof ObjectValue object) {
            object(object);
        } else {
            text(value.toString());
        }
    }

    private void sequence(List<Value> items) {
        put('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                put(',');
            }
            value(items.get(i));
        }
        put(']');
    }

    private void object(ObjectValue object) {
        for (int i = 0; i < object.size(); i++) {
            if (!(object.keyAt(i) instanceof StringValue)) {
                // Keys are sorted by their text, which is rare enough.
                TextSink text = TextSink.unlimited();
                JsonWriter.write(object, text);
                text(text.finish());
                return;
            }
        }
        put('{');
        for (int i = 0; i < object.size(); i++) {
            if (i > 0) {
                put(',');
            }
            string(((StringValue) object.keyAt(i)).value());
            put(':');
            value(object.valueAt(i));
        }
        put('}');
    }

    private void put(char c) {
        room(1);
        out[size++] = (byte) c;
    }

    private void room(int more) {
        if (size + more > out.length) {
            int wanted = Math.addExact(size, more);
            out = Arrays.copyOf(out, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(wanted, 2L * out.length)));
        }
    }

    /** Text that is JSON already. */
    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        room(bytes.length);
        System.arraycopy(bytes, 0, out, size, bytes.length);
        size += bytes.length;
    }

    private void string(String text) {
        int length = text.length();
        room(length + 2);
        byte[] to = out;
        int at = size;
        to[at++] = '"';
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= PLAIN.length || !PLAIN[c]) {
                TextSink quoted = TextSink.unlimited();
                JsonWriter.quote(text, quoted);
                text(quoted.finish());
                return;
            }
            to[at++] = (byte) c;
        }
        to[at++] = '"';
        size = at;
    }
}
