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

    /** Ranges of characters that take two columns of a terminal (Unicode Standard Annex 11, classes W and F; emoji). */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x231A, 0x231B},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xA960, 0xA97F},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF01, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x16FE0, 0x1B2FF},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1F9FF},
        {0x1FA70, 0x1FAFF},
        {0x20000, 0x3FFFD},
    };

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
        int blanks = head.length() + width(safe, start, from);
        int carets = Math.max(1, width(safe, from, Math.min(to, end)));
        return new Excerpt(head + shown + tail, " ".repeat(blanks) + "^".repeat(carets));
    }

    /** How many columns of a terminal a part of a text takes, counted in code points. */
    private static int width(String text, int from, int to) {
        int width = 0;
        int index = text.offsetByCodePoints(0, from);
        for (int i = from; i < to && index < text.length(); i++) {
            int c = text.codePointAt(index);
            index += Character.charCount(c);
            width += columns(c);
        }
        return width;
    }

    private static int columns(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (c >= range[0] && c <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}
