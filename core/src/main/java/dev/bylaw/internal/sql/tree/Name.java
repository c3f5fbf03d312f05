package dev.bylaw.internal.sql.tree;

/**
 * A name as written.
 *
 * @param text the name without quotes
 * @param quoted whether it was quoted
 * @param span where it stands
 */
public record Name(String text, boolean quoted, Span span) {}
