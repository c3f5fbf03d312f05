package dev.bylaw.workspace;

import java.util.Comparator;

/**
 * A place in a text file.
 *
 * @param line the line, from 1
 * @param column the column, from 1, in Unicode code points
 */
public record Position(int line, int column) implements Comparable<Position> {
    /** The beginning of a file. */
    public static final Position START = new Position(1, 1);

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::line).thenComparingInt(Position::column);

    /** Checks that both are at least 1. */
    public Position {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("lines and columns start at 1: " + line + ":" + column);
        }
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }
}
