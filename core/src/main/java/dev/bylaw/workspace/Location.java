package dev.bylaw.workspace;

import java.util.Comparator;
import java.util.Objects;

/**
 * A range of a file.
 *
 * @param file the path relative to the checked root, with {@code /}
 * @param start where the range begins
 * @param end the place behind its last character, as in SARIF; equal to {@code start} for a mere point
 */
public record Location(String file, Position start, Position end) implements Comparable<Location> {
    private static final Comparator<Location> ORDER =
            Comparator.comparing(Location::file).thenComparing(Location::start).thenComparing(Location::end);

    /** Checks that nothing is missing and the end is not before the start. */
    public Location {
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(start, "start is null");
        Objects.requireNonNull(end, "end is null");
        if (end.compareTo(start) < 0) {
            throw new IllegalArgumentException("end " + end + " is before start " + start);
        }
    }

    /**
     * A point in a file.
     *
     * @param file the path relative to the checked root
     * @param position the place
     * @return an empty range at that place
     */
    public static Location at(String file, Position position) {
        return new Location(file, position, position);
    }

    /**
     * The beginning of a file, for what concerns it as a whole.
     *
     * @param file the path relative to the checked root
     * @return an empty range at its first character
     */
    public static Location startOf(String file) {
        return at(file, Position.START);
    }

    @Override
    public int compareTo(Location other) {
        return ORDER.compare(this, other);
    }
}
