package dev.bylaw.internal.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;

/** The fields that the parts of the document can have. Immutable. */
final class DocumentFields {
    private static final String TABLE = "fields.txt";

    /**
     * What a place of the document holds.
     *
     * @param part the name of its part in the table; empty where it may have any fields
     * @param many whether it is a list or map of these
     */
    record Shape(String part, boolean many) {
        /** What may be anything. */
        static final Shape ANY = new Shape("", false);

        private static Shape of(String text) {
            return text.startsWith("*") ? new Shape(text.substring(1), true) : new Shape(text, false);
        }
    }

    /**
     * A part of the document.
     *
     * @param fields its fields
     * @param closed whether it has no others
     */
    record Part(Map<String, Shape> fields, boolean closed) {
        /** {@return the names of the fields} */
        NavigableSet<String> names() {
            return Collections.unmodifiableNavigableSet(new TreeMap<>(fields).navigableKeySet());
        }
    }

    private final Map<String, Part> parts = new HashMap<>();

    DocumentFields() {
        String text;
        try (InputStream in = DocumentFields.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing in the jar");
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int colon = line.indexOf(':');
            boolean closed = line.charAt(colon - 1) != '~';
            Map<String, Shape> fields = new TreeMap<>();
            for (String field : line.substring(colon + 1).strip().split(" ")) {
                int equals = field.indexOf('=');
                fields.put(
                        equals < 0 ? field : field.substring(0, equals),
                        equals < 0 ? Shape.ANY : Shape.of(field.substring(equals + 1)));
            }
            parts.put(line.substring(0, closed ? colon : colon - 1), new Part(Map.copyOf(fields), closed));
        });
    }

    /** {@return the fields of a part; empty where it may have any} */
    Optional<Part> of(Shape shape) {
        return shape.many() ? Optional.empty() : Optional.ofNullable(parts.get(shape.part()));
    }
}
