package dev.bylaw.opa.internal;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;

/**
 * Reads values as the ABI's {@code opa_value_dump} writes them: JSON, with sets as {@code {1, 2}} and {@code set()}, and keys
 * of any kind. Not thread-safe.
 */
final class TermReader {
    private static final int MAX_DEPTH = Json.MAX_DEPTH;
    private static final String EMPTY_SET = "set()";

    private final String text;
    private int at;
    private int depth;

    private TermReader(String text) {
        this.text = text;
    }

    static Value read(String text) {
        TermReader reader = new TermReader(text);
        Value value = reader.value();
        if (reader.peek() != 0) {
            throw reader.wrong();
        }
        return value;
    }

    private Value value() {
        char c = peek();
        if (++depth > MAX_DEPTH) {
            throw Failures.of("the evaluator gives a value that is nested deeper than " + MAX_DEPTH + " levels");
        }
        Value value =
                switch (c) {
                    case '{' -> braces();
                    case '[' -> array();
                    case '"' -> string();
                    case 's' -> word(EMPTY_SET, SetValue.EMPTY);
                    case 't' -> word("true", BooleanValue.TRUE);
                    case 'f' -> word("false", BooleanValue.FALSE);
                    case 'n' -> word("null", NullValue.NULL);
                    default -> number();
                };
        depth--;
        return value;
    }

    /** {@return the next character that is no white space; 0 at the end} */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private RuntimeException wrong() {
        return Failures.of("the evaluator gives a value that cannot be read at character " + at);
    }

    private void take(char c) {
        if (peek() != c) {
            throw wrong();
        }
        at++;
    }

    private Value word(String word, Value value) {
        if (!text.startsWith(word, at)) {
            throw wrong();
        }
        at += word.length();
        return value;
    }

    private Value number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return NumberValue.parse(text.substring(start, at));
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    private Value string() {
        int start = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw wrong();
        }
        at++;
        String literal = text.substring(start, at);
        return literal.indexOf('\\') < 0
                ? StringValue.of(literal.substring(1, literal.length() - 1))
                : Json.parse("the evaluator", literal);
    }

    private Value array() {
        ArrayValue.Builder array = ArrayValue.builder();
        at++;
        while (peek() != ']') {
            array.add(value());
            if (peek() != ']') {
                take(',');
            }
        }
        at++;
        return array.build();
    }

    private Value braces() {
        at++;
        if (peek() == '}') {
            at++;
            return ObjectValue.EMPTY;
        }
        Value first = value();
        return peek() == ':' ? object(first) : set(first);
    }

    private Value object(Value firstKey) {
        ObjectValue.Builder object = ObjectValue.builder();
        take(':');
        object.put(firstKey, value());
        while (peek() == ',') {
            at++;
            Value key = value();
            take(':');
            object.put(key, value());
        }
        take('}');
        return object.build();
    }

    private Value set(Value first) {
        SetValue.Builder set = SetValue.builder();
        set.add(first);
        while (peek() == ',') {
            at++;
            set.add(value());
        }
        take('}');
        return set.build();
    }
}
