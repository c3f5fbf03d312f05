package dev.bylaw.rego.internal.time;

/** A text that is not a time, duration or zone. Carries no stack trace, since policies provoke it in ordinary use. */
public final class TimeSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TimeSyntaxException(String message) {
        super(message, null, false, false);
    }
}
