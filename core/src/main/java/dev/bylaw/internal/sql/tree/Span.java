package dev.bylaw.internal.sql.tree;

/**
 * A range of the text that was read.
 *
 * @param start its first offset
 * @param end the offset behind it
 */
public record Span(int start, int end) {}
