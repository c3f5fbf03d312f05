package dev.bylaw.internal.jinja.value;

/**
 * How much one evaluation may spend.
 *
 * @param steps evaluated expressions and tags
 * @param depth nesting of expressions, tags and macro calls at run time; chosen so that it fits a stack of 512 KiB
 * @param calls nesting of macro calls
 * @param textLength characters of one text
 * @param characters characters of all texts that are made
 * @param items items of one collection
 */
public record Limits(long steps, int depth, int calls, int textLength, long characters, int items) {
    /** Evaluated expressions and tags, unless said otherwise. */
    public static final long DEFAULT_STEPS = 1_000_000;

    /** Nesting at run time, unless said otherwise. */
    public static final int DEFAULT_DEPTH = 300;

    /** Nesting of macro calls, unless said otherwise. */
    public static final int DEFAULT_CALLS = 50;

    /** Characters of one text, unless said otherwise. */
    public static final int DEFAULT_TEXT_LENGTH = 8 << 20;

    /** Characters of all texts, unless said otherwise. */
    public static final long DEFAULT_CHARACTERS = 256L << 20;

    /** Items of one collection, unless said otherwise; the sandbox of Jinja allows as many in a range. */
    public static final int DEFAULT_ITEMS = 100_000;

    /** The limits that are in force unless said otherwise. */
    public static final Limits DEFAULT = new Limits(
            DEFAULT_STEPS, DEFAULT_DEPTH, DEFAULT_CALLS, DEFAULT_TEXT_LENGTH, DEFAULT_CHARACTERS, DEFAULT_ITEMS);
}
