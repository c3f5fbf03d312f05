package dev.bylaw.rego.internal.crypto;

/** Something that is no key, certificate or signature, or none that is supported. */
public final class CryptoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A fault with a message for the author of a policy. */
    public CryptoException(String message) {
        super(message, null, false, false);
    }

    /** What a library says is wrong, without the classes of its exceptions. */
    static String reason(Throwable fault) {
        Throwable innermost = fault;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null || message.isEmpty() ? "not supported" : message;
    }
}
