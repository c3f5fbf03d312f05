package dev.bylaw.rego.internal.json;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.RegoText;
import dev.bylaw.rego.internal.value.Utf8;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads JSON (RFC 8259) as Go's {@code encoding/json} does: the last of equal keys wins, numbers keep their notation,
 * lone surrogates become U+FFFD, and the messages are the same.
 */
public final class JsonReader {
    /** Arrays and objects in each other deeper than this are refused. */
    public static final int MAX_DEPTH = 1000;

    private static final char END = '\uffff';
    private static final String VALUE = "looking for beginning of value";

    private final String text;
    private final boolean syntaxOnly;
    private final Map<String, StringValue> keys = new HashMap<>();
    private int at;
    private int depth;

    private JsonReader(String text, boolean syntaxOnly) {
        this.text = text;
        this.syntaxOnly = syntaxOnly;
    }

    /**
     * Reads a text that holds one value.
     *
     * @param text the JSON text
     * @return the value
     * @throws JsonSyntaxException if it is not JSON, or too deep
     */
    public static Value read(String text) {
        JsonReader reader = new JsonReader(text, false);
        Value value = reader.document();
        reader.end();
        return value;
    }

    /** Whether a text is one value in JSON; numbers of any size will do. */
    public static boolean isValid(String text) {
        try {
            JsonReader reader = new JsonReader(text, true);
            reader.document();
            reader.end();
            return true;
        } catch (JsonSyntaxException e) {
            return false;
        }
    }

    private Value document() {
        if (skipSpace() == END && at >= text.length()) {
            throw new JsonSyntaxException("EOF", at);
        }
        return value();
    }

    private void end() {
        char c = skipSpace();
        if (at >= text.length()) {
            return;
        }
        if (c == '{' || c == '[') {
            throw new JsonSyntaxException("error: invalid character '" + c + "' after top-level value", at);
        }
        int start = at;
        value();
        throw new JsonSyntaxException(
                "error: invalid character '" + text.substring(start, start + 1) + "' after top-level value", start);
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : END;
    }

    private char skipSpace() {
        char c = peek();
        while (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            at++;
            c = peek();
        }
        return c;
    }

    private JsonSyntaxException wrong(String context) {
        if (at >= text.length()) {
            return new JsonSyntaxException("unexpected EOF", at);
        }
        int c = text.codePointAt(at);
        StringBuilder shown = new StringBuilder("invalid character ");
        if (c == '\'') {
            shown.append("'\\''");
        } else if (c == '"') {
            shown.append("'\"'");
        } else {
            shown.append('\'');
            RegoText.escape(c, '\'', shown);
            shown.append('\'');
        }
        return new JsonSyntaxException(shown.append(' ').append(context).toString(), at);
    }

    private Value value() {
        char c = skipSpace();
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> StringValue.of(string());
            case 't' -> literal("true", BooleanValue.TRUE);
            case 'f' -> literal("false", BooleanValue.FALSE);
            case 'n' -> literal("null", NullValue.NULL);
            default -> {
                if (c == '-' || c >= '0' && c <= '9') {
                    yield number();
                }
                throw wrong(VALUE);
            }
        };
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw new JsonSyntaxException("exceeded max depth", at);
        }
        at++;
    }

    private Value object() {
        enter();
        if (skipSpace() == '}') {
            at++;
            depth--;
            return ObjectValue.EMPTY;
        }
        ObjectValue.Builder builder = ObjectValue.builder();
        while (true) {
            if (skipSpace() != '"') {
                throw wrong("looking for beginning of object key string");
            }
            StringValue key = keys.computeIfAbsent(string(), StringValue::of);
            if (skipSpace() != ':') {
                throw wrong("after object key");
            }
            at++;
            builder.put(key, value());
            char c = skipSpace();
            if (c == '}') {
                at++;
                depth--;
                return builder.build();
            }
            if (c != ',') {
                throw wrong("after object key:value pair");
            }
            at++;
        }
    }

    private Value array() {
        enter();
        if (skipSpace() == ']') {
            at++;
            depth--;
            return ArrayValue.EMPTY;
        }
        ArrayValue.Builder builder = ArrayValue.builder();
        while (true) {
            builder.add(value());
            char c = skipSpace();
            if (c == ']') {
                at++;
                depth--;
                return builder.build();
            }
            if (c != ',') {
                throw wrong("after array element");
            }
            at++;
        }
    }

    private Value literal(String word, Value value) {
        for (int i = 0; i < word.length(); i++) {
            if (peek() != word.charAt(i)) {
                throw wrong("in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
            at++;
        }
        return value;
    }

    private Value number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits("in numeric literal");
        }
        if (peek() == '.') {
            at++;
            digits("after decimal point in numeric literal");
        }
        if ((peek() | 0x20) == 'e') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits("in exponent of numeric literal");
        }
        if (syntaxOnly) {
            return NullValue.NULL;
        }
        try {
            return NumberValue.parse(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw new JsonSyntaxException("invalid number: " + e.getMessage(), start);
        }
    }

    private void digits(String context) {
        int start = at;
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
        if (at == start) {
            throw wrong(context);
        }
    }

    private String string() {
        at++;
        int start = at;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                String plain = text.substring(start, at++);
                return Utf8.replaceInvalid(plain);
            }
            if (c == '\\') {
                return Utf8.replaceInvalid(escaped(start));
            }
            if (c < 0x20) {
                throw wrong("in string literal");
            }
            at++;
        }
        throw wrong("in string literal");
    }

    private String escaped(int start) {
        StringBuilder out = new StringBuilder().append(text, start, at);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return out.toString();
            }
            if (c < 0x20) {
                throw wrong("in string literal");
            }
            at++;
            if (c == '\\') {
                out.append(escape());
            } else {
                out.append(c);
            }
        }
        throw wrong("in string literal");
    }

    private char escape() {
        char c = peek();
        switch (c) {
            case '"', '\\', '/' -> {}
            case 'b' -> c = '\b';
            case 'f' -> c = '\f';
            case 'n' -> c = '\n';
            case 'r' -> c = '\r';
            case 't' -> c = '\t';
            case 'u' -> {
                return unicode();
            }
            default -> throw wrong("in string escape code");
        }
        at++;
        return c;
    }

    private char unicode() {
        at++;
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = peek() < 0x80 ? Character.digit(peek(), 16) : -1;
            if (digit < 0) {
                throw wrong("in \\u hexadecimal character escape");
            }
            code = code << 4 | digit;
            at++;
        }
        // A surrogate that is written out never means a byte.
        return Utf8.isByte(code) && !followsHigh() ? '\ufffd' : (char) code;
    }

    /** Whether the escape that was just read stands right behind one of a high surrogate. */
    private boolean followsHigh() {
        int before = at - 12;
        if (before < 0 || text.charAt(before) != '\\' || text.charAt(before + 1) != 'u') {
            return false;
        }
        int high = Integer.parseInt(text.substring(before + 2, before + 6), 16);
        return high >= Character.MIN_HIGH_SURROGATE && high <= Character.MAX_HIGH_SURROGATE;
    }
}
