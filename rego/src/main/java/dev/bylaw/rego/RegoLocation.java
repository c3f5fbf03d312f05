package dev.bylaw.rego;

import java.util.Objects;

/**
 * A range of a Rego source.
 *
 * @param file the name the source was given
 * @param row the line where it begins, from 1
 * @param column the column where it begins, from 1, in code points
 * @param endRow the line where it ends, from 1
 * @param endColumn the column behind its last character, from 1
 */
public record RegoLocation(String file, int row, int column, int endRow, int endColumn)
        implements Comparable<RegoLocation> {
    /** Checks that there is a file name. */
    public RegoLocation {
        Objects.requireNonNull(file, "file is null");
    }

    @Override
    public int compareTo(RegoLocation other) {
        int byFile = file.compareTo(other.file);
        if (byFile != 0) {
            return byFile;
        }
        int byRow = Integer.compare(row, other.row);
        return byRow != 0 ? byRow : Integer.compare(column, other.column);
    }

    /** {@return file, row and column, separated by colons} */
    @Override
    public String toString() {
        return file + ":" + row + ":" + column;
    }
}
