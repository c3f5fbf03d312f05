package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.Value;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code # METADATA} comment block.
 *
 * @param scope the scope it names or has by its place: {@link #RULE}, {@link #DOCUMENT}, {@link #PACKAGE} or
 *     {@link #SUBPACKAGES}
 * @param fields its YAML as an object; keys are strings
 * @param places where each field stands, by its JSON pointer, for messages about it
 * @param target what it is attached to: the row of the statement below it; empty where nothing follows
 * @param at the block
 */
public record AnnotationBlock(
        String scope, ObjectValue fields, Map<String, RegoLocation> places, Optional<Integer> target, RegoLocation at) {
    /** The scope of a single rule. */
    public static final String RULE = "rule";

    /** The scope of all rules of a name in a package. */
    public static final String DOCUMENT = "document";

    /** The scope of a package. */
    public static final String PACKAGE = "package";

    /** The scope of a package and those below it. */
    public static final String SUBPACKAGES = "subpackages";

    /** Copies the places. */
    public AnnotationBlock {
        places = Map.copyOf(places);
    }

    /** {@return a field, for example {@code title}} */
    public Optional<Value> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /**
     * The annotations as {@code rego.metadata.rule()} gives them.
     *
     * @return the scope and the fields that OPA knows: authors and resources as objects, paths of schemas as arrays,
     *     empty and unknown fields left out
     */
    public ObjectValue metadata() {
        return MetadataDocument.of(scope, fields);
    }
}
