package dev.bylaw.internal.rule;

import dev.bylaw.rule.SubjectKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fields that elements of the document can have. Immutable. */
final class DocumentFields {
    private static final String TABLE = "fields.txt";

    private final Map<String, NavigableSet<String>> bySubject = new HashMap<>();

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
            Set<String> fields =
                    Set.copyOf(Arrays.asList(line.substring(colon + 1).strip().split(" ")));
            bySubject.put(line.substring(0, colon), Collections.unmodifiableNavigableSet(new TreeSet<>(fields)));
        });
    }

    /** {@return the fields of a kind of element; empty where it may have any} */
    Optional<NavigableSet<String>> of(SubjectKind kind) {
        return Optional.ofNullable(bySubject.get(kind.inputKey()));
    }
}
