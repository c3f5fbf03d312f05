package dev.bylaw.internal.text;

import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Position;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/** A text file: its path, its text, and the lines and columns (in code points) of its offsets (in UTF-16 units). Immutable. */
public final class SourceFile {
    private final String path;
    private final String text;
    private final int[] lineStarts;
    /** The offsets of the second halves of characters beyond the basic plane. */
    private final int[] halves;

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
        this.halves = halves(text);
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

    private static int[] halves(String text) {
        return IntStream.range(1, text.length())
                .filter(i -> Character.isLowSurrogate(text.charAt(i)) && Character.isHighSurrogate(text.charAt(i - 1)))
                .toArray();
    }

    /** How many of the second halves lie before an offset. */
    private int halvesBefore(int offset) {
        int found = Arrays.binarySearch(halves, offset);
        return found >= 0 ? found : -found - 1;
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
        int column = offset - start - (halvesBefore(offset) - halvesBefore(start));
        return new Position(line + 1, column + 1);
    }

    /** {@return the offset at which a character begins, counted in code points; at most the end of the text} */
    public int offset(int codePoint) {
        int low = 0;
        int high = halves.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            // The code point that this half belongs to.
            if (halves[middle] - 1 - middle < codePoint) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return Math.min(codePoint + low, text.length());
    }

    /** {@return the range between two offsets} */
    public Location location(int start, int end) {
        return new Location(path, position(start), position(end));
    }
}
