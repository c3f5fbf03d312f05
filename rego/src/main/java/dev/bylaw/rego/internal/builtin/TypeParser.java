package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.RegoType;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the notation of types. */
public final class TypeParser {
    private static final int MAX_DEPTH = 50;

    private final String text;
    private int at;
    private int depth;

    TypeParser(String text) {
        this.text = text;
    }

    /** See {@link RegoType#parse}. */
    public static RegoType parse(String text) {
        TypeParser parser = new TypeParser(text);
        RegoType type = parser.type();
        parser.end();
        return type;
    }

    /** A type at this place. */
    RegoType type() {
        if (++depth > MAX_DEPTH) {
            throw error("types are nested too deep");
        }
        int start = at;
        String name = word();
        RegoType type =
                switch (name) {
                    case "null" -> RegoType.Scalar.NULL;
                    case "boolean" -> RegoType.Scalar.BOOLEAN;
                    case "number" -> RegoType.Scalar.NUMBER;
                    case "string" -> RegoType.Scalar.STRING;
                    case "any" -> skip("<") ? new RegoType.Union(types()) : RegoType.ANY;
                    case "array" -> array();
                    case "set" -> set();
                    case "object" -> object();
                    default -> {
                        at = start;
                        throw error("\"" + name + "\" is no type");
                    }
                };
        depth--;
        return type;
    }

    private RegoType array() {
        List<RegoType> items = skip("<") ? types() : List.of();
        Optional<RegoType> rest = Optional.empty();
        if (skip("[")) {
            rest = Optional.of(type());
            expect("]");
        }
        return new RegoType.Array(items, rest);
    }

    private RegoType set() {
        expect("[");
        RegoType member = type();
        expect("]");
        return new RegoType.Set(member);
    }

    private RegoType object() {
        Map<Value, RegoType> entries = new LinkedHashMap<>();
        if (skip("<")) {
            do {
                String key = word();
                expect(":");
                entries.put(StringValue.of(key), type());
            } while (skip(","));
            expect(">");
        }
        Optional<RegoType.Object.Rest> rest = Optional.empty();
        if (skip("[")) {
            RegoType key = type();
            expect(":");
            rest = Optional.of(new RegoType.Object.Rest(key, type()));
            expect("]");
        }
        return new RegoType.Object(entries, rest);
    }

    private List<RegoType> types() {
        List<RegoType> types = new ArrayList<>();
        do {
            types.add(type());
        } while (skip(","));
        expect(">");
        return types;
    }

    private String word() {
        spaces();
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return text.substring(start, at);
    }

    private void spaces() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    /** Whether this text comes next; then it is read. */
    boolean skip(String expected) {
        spaces();
        boolean found = text.startsWith(expected, at);
        if (found) {
            at += expected.length();
        }
        return found;
    }

    /** Reads this text. */
    void expect(String expected) {
        if (!skip(expected)) {
            throw error("\"" + expected + "\" is missing");
        }
    }

    /** What is not read yet. */
    String remainder() {
        spaces();
        return text.substring(at);
    }

    /** Checks that everything is read. */
    void end() {
        if (!remainder().isEmpty()) {
            throw error("unexpected \"" + remainder() + "\"");
        }
    }

    private IllegalArgumentException error(String message) {
        return new IllegalArgumentException(message + " at character " + (at + 1) + " of \"" + text + "\"");
    }
}
