package dev.bylaw.rego.internal.value;

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

    private final StringBuilder out = new StringBuilder();
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

    /** {@return a sink that takes about as many characters and then throws} */
    public static TextSink upTo(int limit) {
        return new TextSink(steps -> {}, limit);
    }

    /** {@return an empty sink that counts against the same budget} */
    public TextSink part() {
        return new TextSink(work, limit);
    }

    /** Appends text. */
    public TextSink append(String text) {
        out.append(text);
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
     * @throws ArithmeticException if the text is too long
     */
    public TextSink check() {
        if (out.length() - counted >= INTERVAL) {
            if (out.length() > limit) {
                throw new ArithmeticException("result is longer than " + limit + " characters");
            }
            work.accept((out.length() - counted) / CHARACTERS_PER_STEP);
            counted = out.length();
        }
        return this;
    }

    /** {@return the text} */
    public String finish() {
        if (out.length() > limit) {
            throw new ArithmeticException("result is longer than " + limit + " characters");
        }
        work.accept(1 + (out.length() - counted) / CHARACTERS_PER_STEP);
        counted = out.length();
        return out.toString();
    }
}
