package dev.bylaw.cli;

/** Arguments that cannot be used. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
