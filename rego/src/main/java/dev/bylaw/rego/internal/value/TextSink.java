package dev.bylaw.rego.internal.value;

import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Collects text whose length nobody knows beforehand, and counts it against a budget, so that a value whose parts are
 * shared cannot be written out without end.
 */
public final class TextSink {
    /** The longest text that a builtin gives, in UTF-16 units. */
    public static final int MAX_LENGTH = 1 << 26;

    /** So many characters count as one step. */
    private static final int CHARACTERS_PER_STEP = 16;

    /** The budget is asked after so many characters. */
    private static final int INTERVAL = 1 << 12;

    /** Room for a message, so that few are copied while they grow. */
    private static final int FIRST_SIZE = 80;

    private final StringBuilder out = new StringBuilder(FIRST_SIZE);
    private final LongConsumer work;
    private final int limit;
    private int counted;

    /**
     * A sink.
     *
     * @param work takes the steps
     */
    public TextSink(LongConsumer work) {
        this(work, MAX_LENGTH);
    }

    private TextSink(LongConsumer work, int limit) {
        this.work = work;
        this.limit = limit;
    }

    /** {@return a sink without a limit} */
    public static TextSink unlimited() {
        return new TextSink(steps -> {}, Integer.MAX_VALUE);
    }

    /** {@return a sink that takes about as many characters and then throws a {@link TooLongException}} */
    public static TextSink upTo(int limit) {
        return new TextSink(steps -> {}, limit);
    }

    /** {@return an empty sink that counts against the same budget} */
    public TextSink part() {
        return new TextSink(work, limit);
    }

    /** Appends text. */
    public TextSink append(String text) {
        if (text.length() >= INTERVAL) {
            // Before it is copied.
            checkLength(out.length() + (long) text.length());
            work.accept(text.length() / CHARACTERS_PER_STEP);
            counted += text.length();
        }
        out.append(text);
        return check();
    }

    /** Appends a part of a text. */
    public TextSink append(String text, int from, int to) {
        if (to - from >= INTERVAL) {
            return append(text.substring(from, to));
        }
        out.append(text, from, to);
        return check();
    }

    /** Appends a character. */
    public TextSink append(char c) {
        out.append(c);
        return this;
    }

    /** {@return the text so far, to append to; {@link #check} is to be called now and then} */
    public StringBuilder text() {
        return out;
    }

    /**
     * Counts what was appended since the last time.
     *
     * @throws RegoException if the text is too long
     */
    public TextSink check() {
        if (out.length() - counted >= INTERVAL) {
            checkLength(out.length());
            work.accept((out.length() - counted) / CHARACTERS_PER_STEP);
            counted = out.length();
        }
        return this;
    }

    private void checkLength(long length) {
        if (length > limit) {
            if (limit < MAX_LENGTH) {
                throw new TooLongException();
            }
            throw new RegoException(List.of(new RegoError(
                    "eval_limit_error", "a text is longer than " + limit + " characters", Optional.empty())));
        }
    }

    /** A text that is longer than was asked for. */
    public static final class TooLongException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("text is too long", null, false, false);
        }
    }

    /** {@return the text} */
    public String finish() {
        checkLength(out.length());
        work.accept(1 + (out.length() - counted) / CHARACTERS_PER_STEP);
        counted = out.length();
        return out.toString();
    }
}
