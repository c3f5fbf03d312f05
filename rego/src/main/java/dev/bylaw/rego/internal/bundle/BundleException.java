package dev.bylaw.rego.internal.bundle;

/** A bundle that cannot be used. Its message names the file. */
public final class BundleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An exception with a message that names the file. */
    public BundleException(String message) {
        super(message, null, false, false);
    }
}
