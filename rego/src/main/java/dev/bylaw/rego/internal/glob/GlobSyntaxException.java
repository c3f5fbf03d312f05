package dev.bylaw.rego.internal.glob;

/** A text that is not a glob. Carries no stack trace, since policies provoke it in ordinary use. */
public final class GlobSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GlobSyntaxException(int offset, String reason) {
        super("glob: syntax error at " + offset + ": " + reason, null, false, false);
    }
}
