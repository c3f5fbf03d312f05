package dev.bylaw.rego.internal.schema;

import dev.bylaw.rego.Value;
import java.util.List;
import java.util.function.LongConsumer;

/** A schema that documents are compared with. Immutable and thread-safe once it is read. */
public final class JsonSchema {
    private final Node root;

    private JsonSchema(Node root) {
        this.root = root;
    }

    /**
     * Something in a document that does not fit.
     *
     * @param type the name of the keyword's error, for example {@code invalid_type}
     * @param field the place in the document, for example {@code a.0.b}; {@code (Root)} for the whole
     * @param description what is wrong
     */
    public record Finding(String type, String field, String description) {}

    /**
     * Reads a schema.
     *
     * @param document the schema: JSON, so that keys are strings
     * @param work takes the steps that are made
     * @return the schema
     * @throws SchemaException if it is malformed, or refers to something outside
     */
    public static JsonSchema read(Value document, LongConsumer work) {
        return new JsonSchema(SchemaReader.read(document, work));
    }

    /**
     * Compares a document with the schema.
     *
     * @param document the document, JSON
     * @param work takes the steps that are made
     * @return everything that does not fit
     * @throws SchemaException if references of the schema lead in a circle
     */
    public List<Finding> check(Value document, LongConsumer work) {
        return new Validation(work)
                .run(root, document).findings.stream()
                        .map(found -> new Finding(found.type(), found.field(), found.description()))
                        .toList();
    }
}
