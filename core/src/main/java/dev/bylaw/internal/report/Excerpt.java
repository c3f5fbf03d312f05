package dev.bylaw.internal.report;

import dev.bylaw.workspace.Location;

/**
 * A source line, cut to a readable width around a place, with a mark under the place.
 *
 * @param text the line
 * @param mark blanks and carets
 */
record Excerpt(String text, String mark) {
    private static final int WIDTH = 120;
    private static final int BEFORE = 40;
    private static final String ELLIPSIS = "\u2026";

    static Excerpt of(String line, Location place) {
        String safe = Inert.excerpt(line);
        int length = safe.codePointCount(0, safe.length());
        int from = Math.min(place.start().column() - 1, length);
        int to = place.end().line() > place.start().line()
                ? length
                : Math.min(place.end().column() - 1, length);
        to = Math.max(to, from + 1);
        int start = length <= WIDTH ? 0 : Math.max(0, Math.min(from - BEFORE, length - WIDTH));
        int end = Math.min(length, start + WIDTH);
        String shown = safe.substring(safe.offsetByCodePoints(0, start), safe.offsetByCodePoints(0, end));
        String head = start > 0 ? ELLIPSIS : "";
        String tail = end < length ? ELLIPSIS : "";
        int blanks = from - start + head.length();
        int carets = Math.max(1, Math.min(to, end) - from);
        return new Excerpt(head + shown + tail, " ".repeat(Math.max(0, blanks)) + "^".repeat(carets));
    }
}
