package dev.bylaw.internal.text;

import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Position;
import java.util.Arrays;
import java.util.Objects;

/** A text file: its path, its text, and the lines and columns of its offsets (in UTF-16 units). Immutable. */
public final class SourceFile {
    private final String path;
    private final String text;
    private final int[] lineStarts;
    private final int[] pairs;

    /**
     * A file.
     *
     * @param path relative to the checked root, with {@code /}
     * @param text its text, without a byte order mark
     */
    public SourceFile(String path, String text) {
        this.path = Objects.requireNonNull(path, "path is null");
        this.text = Objects.requireNonNull(text, "text is null");
        this.lineStarts = lineStarts(text);
        this.pairs = pairs(text);
    }

    /** The offsets of the second halves of characters that take two units, so that a column needs no counting. */
    private static int[] pairs(String text) {
        int[] offsets = new int[0];
        int count = 0;
        for (int i = 1; i < text.length(); i++) {
            if (Character.isLowSurrogate(text.charAt(i)) && Character.isHighSurrogate(text.charAt(i - 1))) {
                if (count == offsets.length) {
                    offsets = Arrays.copyOf(offsets, Math.max(16, count * 2));
                }
                offsets[count++] = i;
            }
        }
        return Arrays.copyOf(offsets, count);
    }

    /** How many characters that take two units end before an offset. */
    private int pairsBefore(int offset) {
        int found = Arrays.binarySearch(pairs, offset);
        return found >= 0 ? found : -found - 1;
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n')) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }

    /** {@return the path relative to the checked root, with {@code /}} */
    public String path() {
        return path;
    }

    /** {@return the text} */
    public String text() {
        return text;
    }

    /** {@return how many lines there are, at least 1} */
    public int lines() {
        return lineStarts.length;
    }

    /** {@return the text of a line, without its end; lines start at 1} */
    public String line(int number) {
        int start = lineStarts[number - 1];
        int end = number == lineStarts.length ? text.length() : lineStarts[number];
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }

    /** {@return the line and column of an offset, which may be the end of the text} */
    public Position position(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        int start = lineStarts[line];
        return new Position(line + 1, offset - start - (pairsBefore(offset) - pairsBefore(start)) + 1);
    }

    /** {@return the range between two offsets} */
    public Location location(int start, int end) {
        return new Location(path, position(start), position(end));
    }
}
