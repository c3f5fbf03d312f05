package dev.bylaw.rego.internal.schema;

/** A schema that is malformed, or cannot be used without fetching another one. */
public final class SchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaException(String message) {
        super(message, null, false, false);
    }

    static SchemaException invalidType(String expected, String given) {
        return new SchemaException("Invalid type. Expected: " + expected + ", given: " + given);
    }
}
