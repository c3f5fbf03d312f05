package dev.bylaw.rego.internal.regex;

import java.util.function.LongConsumer;

/** A text that counts how often its characters are read, so that a search in it ends when the budget is used up. */
final class MeteredText implements CharSequence {
    /** So many instructions count as one step. */
    private static final int INSTRUCTIONS_PER_STEP = 64;

    /** The budget is asked after about so many instructions. */
    private static final int INTERVAL = 1 << 16;

    private final String text;
    private final LongConsumer work;
    private final int interval;
    private final long steps;
    private int left;

    /**
     * A text.
     *
     * @param instructions how many instructions the search may execute for each character that it reads
     * @param work takes the steps
     */
    MeteredText(String text, long instructions, LongConsumer work) {
        this.text = text;
        this.work = work;
        this.interval = (int) Math.max(1, INTERVAL / instructions);
        this.steps = 1 + interval * instructions / INSTRUCTIONS_PER_STEP;
        this.left = interval;
    }

    @Override
    public char charAt(int index) {
        if (--left <= 0) {
            left = interval;
            work.accept(steps);
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
