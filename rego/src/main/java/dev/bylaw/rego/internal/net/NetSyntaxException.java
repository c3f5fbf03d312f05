package dev.bylaw.rego.internal.net;

/** A text that is no address, network or URI. Carries no stack trace, since policies provoke it in ordinary use. */
public final class NetSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NetSyntaxException(String message) {
        super(message, null, false, false);
    }
}
