package dev.bylaw.rego.internal.format;

/** A text that is no number. Carries no stack trace, since policies provoke it in ordinary use. */
public final class NumberSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NumberSyntaxException(String message) {
        super(message, null, false, false);
    }
}
