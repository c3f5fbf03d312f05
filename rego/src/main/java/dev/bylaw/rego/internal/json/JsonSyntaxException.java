package dev.bylaw.rego.internal.json;

/** A text that is not JSON. Carries no stack trace, since policies provoke it in ordinary use. */
public final class JsonSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    JsonSyntaxException(String message, int offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** {@return where, in UTF-16 units from the beginning} */
    public int offset() {
        return offset;
    }
}
