package dev.bylaw.rego.internal.regex;

/** A text that is not a regular expression. Carries no stack trace, since policies provoke it in ordinary use. */
public final class RegexSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RegexSyntaxException(String message) {
        super(message, null, false, false);
    }
}
