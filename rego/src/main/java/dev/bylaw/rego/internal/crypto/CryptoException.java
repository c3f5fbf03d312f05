package dev.bylaw.rego.internal.crypto;

/** Something that is no key, certificate or signature, or none that is supported. */
public final class CryptoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A fault with a message for the author of a policy. */
    public CryptoException(String message) {
        super(message, null, false, false);
    }
}
