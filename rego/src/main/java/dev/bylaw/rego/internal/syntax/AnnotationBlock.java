package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.Value;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code # METADATA} comment block.
 *
 * @param scope the scope it names or has by its place: {@code rule}, {@code document}, {@code package} or
 *     {@code subpackages}
 * @param fields its YAML as an object; keys are strings
 * @param places where each field stands, by its JSON pointer, for messages about it
 * @param target what it is attached to: the row of the statement below it; empty where nothing follows
 * @param at the block
 */
public record AnnotationBlock(
        String scope, ObjectValue fields, Map<String, RegoLocation> places, Optional<Integer> target, RegoLocation at) {
    /** Copies the places. */
    public AnnotationBlock {
        places = Map.copyOf(places);
    }

    /** {@return a field, for example {@code title}} */
    public Optional<Value> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }
}
