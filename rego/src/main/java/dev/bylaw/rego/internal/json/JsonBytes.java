package dev.bylaw.rego.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.Utf8;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads values from bytes by Jackson, in one go and without a text between. Reads only what is certainly the same to
 * Jackson and to Go; what is not, and whatever is wrong, is left to {@link JsonReader}. Not thread-safe.
 */
public final class JsonBytes {
    /** Strings up to this length are looked for among those that were read before. */
    private static final int SHARED_LENGTH = 32;

    private static final int SHARED = 1 << 10;
    private static final int DIGITS_OF_INT = 9;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** Thrown where Jackson may see it in another way than Go. */
    private static final class DoubtfulException extends RuntimeException {
        private static final long serialVersionUID = 1;

        DoubtfulException() {
            super("doubtful", null, false, false);
        }
    }

    private final JsonParser parser;
    private final StringValue[] shared = new StringValue[SHARED];
    private final Map<String, StringValue> keys = new HashMap<>();
    private final KeySequence none = new KeySequence();

    /** Values of the arrays and objects that are being read. */
    private Value[] stack = new Value[64];

    private int top;
    private int depth;
    private int sequences;

    private JsonBytes(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads bytes that hold one value.
     *
     * @param bytes JSON in UTF-8, without a byte order mark
     * @return the value, or empty where {@link JsonReader} has to say what it is
     */
    public static Optional<Value> read(byte[] bytes) {
        if (hasZeros(bytes) || !Utf8.isValid(bytes)) {
            return Optional.empty();
        }
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            JsonBytes reader = new JsonBytes(parser);
            Value value = reader.value(parser.nextToken());
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (IOException | DoubtfulException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether Jackson might take the bytes for UTF-16 or UTF-32. */
    private static boolean hasZeros(byte[] bytes) {
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private Value value(JsonToken token) throws IOException {
        if (token == null) {
            throw new DoubtfulException();
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> string();
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> NumberValue.parse(parser.getText());
            case VALUE_TRUE -> BooleanValue.TRUE;
            case VALUE_FALSE -> BooleanValue.FALSE;
            case VALUE_NULL -> NullValue.NULL;
            default -> throw new DoubtfulException();
        };
    }

    private void enter() {
        if (++depth > JsonReader.MAX_DEPTH) {
            throw new DoubtfulException();
        }
    }

    private void push(Value value) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, top * 2);
        }
        stack[top++] = value;
    }

    private Value array() throws IOException {
        enter();
        int start = top;
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            push(value(token));
            token = parser.nextToken();
        }
        depth--;
        ArrayValue array = ArrayValue.of(stack, start, top);
        clear(start);
        return array;
    }

    /** Takes values off the stack. */
    private void clear(int start) {
        Arrays.fill(stack, start, top, null);
        top = start;
    }

    private Value object() throws IOException {
        enter();
        int start = top;
        KeySequence sequence = none;
        String name = parser.nextFieldName();
        while (name != null) {
            KeySequence longer = sequence.next(name);
            if (longer == null) {
                return mixed(sequence, start, name);
            }
            sequence = longer;
            push(value(parser.nextToken()));
            name = parser.nextFieldName();
        }
        end();
        ObjectValue object = sequence.object(stack, start);
        clear(start);
        return object;
    }

    private void end() {
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new DoubtfulException();
        }
        depth--;
    }

    /** The rest of an object whose keys are like those of no other. */
    private Value mixed(KeySequence sequence, int start, String first) throws IOException {
        ObjectValue.Builder object = ObjectValue.builder();
        sequence.put(object, stack, start);
        clear(start);
        String name = first;
        while (name != null) {
            object.put(key(name), value(parser.nextToken()));
            name = parser.nextFieldName();
        }
        end();
        return object.build();
    }

    private StringValue key(String name) {
        StringValue key = keys.get(name);
        if (key == null) {
            // Names are often values too, for example those of nodes; the same object is found faster.
            int slot = slot(name.hashCode());
            key = shared[slot];
            if (key == null || !key.value().equals(name)) {
                key = StringValue.of(whole(name));
                if (name.length() <= SHARED_LENGTH) {
                    shared[slot] = key;
                }
            }
            keys.put(name, key);
        }
        return key;
    }

    /** The text itself, if it has no surrogate without its other half. */
    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Utf8.replaceInvalid(text).equals(text)) {
                    throw new DoubtfulException();
                }
                return text;
            }
        }
        return text;
    }

    private Value string() throws IOException {
        int length = parser.getTextLength();
        if (length > SHARED_LENGTH) {
            return StringValue.of(whole(parser.getText()));
        }
        char[] text = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + text[offset + i];
        }
        int slot = slot(hash);
        StringValue known = shared[slot];
        if (known == null || !isText(known.value(), text, offset, length)) {
            known = StringValue.of(whole(parser.getText()));
            shared[slot] = known;
        }
        return known;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 15) & SHARED - 1;
    }

    private static boolean isText(String known, char[] text, int offset, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != text[offset + i]) {
                return false;
            }
        }
        return true;
    }

    private Value integer() throws IOException {
        if (parser.getTextLength() <= DIGITS_OF_INT) {
            int number = parser.getIntValue();
            if (number != 0) {
                return NumberValue.of(number);
            }
        }
        return NumberValue.parse(parser.getText());
    }

    /** The keys that objects have so far, in the order of the text. Objects with the same ones share them. */
    private final class KeySequence {
        /** How many sequences there may be; documents with more have keys that are data. */
        private static final int LIMIT = 2000;

        private final KeySequence before;
        private final StringValue last;
        private final int size;

        /** What came behind this the last time. */
        private String recentName;

        private KeySequence recent;
        private Map<String, KeySequence> longer;
        private boolean used;
        private ObjectValue.Template template;

        KeySequence() {
            this(null, null, 0);
        }

        private KeySequence(KeySequence before, StringValue last, int size) {
            this.before = before;
            this.last = last;
            this.size = size;
        }

        /** The sequence with another key; null where it is there already or there are too many sequences. */
        KeySequence next(String name) {
            if (name == recentName) {
                return recent;
            }
            if (longer == null) {
                longer = new HashMap<>();
            }
            KeySequence found = longer.get(name);
            if (found == null) {
                if (sequences >= LIMIT || contains(name)) {
                    return null;
                }
                sequences++;
                found = new KeySequence(this, key(name), size + 1);
                longer.put(name, found);
            }
            recentName = name;
            recent = found;
            return found;
        }

        private boolean contains(String name) {
            for (KeySequence each = this; each.last != null; each = each.before) {
                if (each.last.value().equals(name)) {
                    return true;
                }
            }
            return false;
        }

        private StringValue[] keys() {
            StringValue[] all = new StringValue[size];
            KeySequence each = this;
            for (int i = size - 1; i >= 0; i--) {
                all[i] = each.last;
                each = each.before;
            }
            return all;
        }

        ObjectValue object(Value[] values, int from) {
            if (size == 0) {
                return ObjectValue.EMPTY;
            }
            if (template == null && !used) {
                // A template pays from the second object on.
                used = true;
                ObjectValue.Builder object = ObjectValue.builder();
                put(object, values, from);
                return object.build();
            }
            if (template == null) {
                template = ObjectValue.template(Arrays.asList(keys()));
            }
            return template.of(values, from);
        }

        void put(ObjectValue.Builder object, Value[] values, int from) {
            StringValue[] all = keys();
            for (int i = 0; i < size; i++) {
                object.put(all[i], values[from + i]);
            }
        }
    }
}
