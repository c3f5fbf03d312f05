package dev.bylaw.internal.sql.token;

/** SQL text, or a part of it, that cannot be read; the message says why, the offsets say where. */
public final class UnreadableSqlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int start;
    private final int end;

    /**
     * A fault in the text.
     *
     * @param message what is wrong
     * @param start its first offset in the text
     * @param end the offset behind it
     */
    public UnreadableSqlException(String message, int start, int end) {
        // The stack says nothing about the text, and this is thrown and caught for every unreadable expression.
        super(message, null, false, false);
        this.start = start;
        this.end = end;
    }

    /** {@return the first offset of the fault} */
    public int start() {
        return start;
    }

    /** {@return the offset behind the fault} */
    public int end() {
        return end;
    }
}
