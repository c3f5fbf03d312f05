package dev.bylaw.rego;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which lines of a policy were reached, counted as OPA counts them: every line that an expression or the head of a rule
 * stands on.
 *
 * @param files the lines by file
 */
public record Coverage(SortedMap<String, Lines> files) {
    /**
     * A range of a file. Rows and columns begin with 1, the end column is behind the last character.
     *
     * @param startRow the line where it begins
     * @param startColumn the column where it begins
     * @param endRow the line where it ends
     * @param endColumn the column behind its end
     */
    public record Range(int startRow, int startColumn, int endRow, int endColumn) implements Comparable<Range> {
        private static final Comparator<Range> ORDER = Comparator.comparingInt(Range::startRow)
                .thenComparingInt(Range::startColumn)
                .thenComparingInt(Range::endRow)
                .thenComparingInt(Range::endColumn);

        static Range of(RegoLocation at) {
            return new Range(at.row(), at.column(), at.endRow(), at.endColumn());
        }

        /** {@return whether another range lies inside this one} */
        public boolean contains(Range other) {
            boolean starts =
                    startRow < other.startRow || (startRow == other.startRow && startColumn <= other.startColumn);
            boolean ends = endRow > other.endRow || (endRow == other.endRow && endColumn >= other.endColumn);
            return starts && ends;
        }

        @Override
        public int compareTo(Range other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * The lines of a file on which an expression or the head of a rule stands. A line can be on both sides: of two
     * expressions on it, one was reached.
     *
     * @param covered those with a place that was reached
     * @param notCovered those with a place that was not
     * @param coveredRanges the places that were reached, sorted
     * @param notCoveredRanges the places that were not and lie in none that was, sorted
     */
    public record Lines(
            SortedSet<Integer> covered,
            SortedSet<Integer> notCovered,
            List<Range> coveredRanges,
            List<Range> notCoveredRanges) {
        /** Copies everything. */
        public Lines {
            covered = Collections.unmodifiableSortedSet(new TreeSet<>(covered));
            notCovered = Collections.unmodifiableSortedSet(new TreeSet<>(notCovered));
            coveredRanges = List.copyOf(coveredRanges);
            notCoveredRanges = List.copyOf(notCoveredRanges);
        }

        static Lines of(List<Range> covered, List<Range> notCovered) {
            return new Lines(rows(covered), rows(notCovered), covered, notCovered);
        }

        private static SortedSet<Integer> rows(Collection<Range> ranges) {
            SortedSet<Integer> rows = new TreeSet<>();
            for (Range range : ranges) {
                for (int row = range.startRow(); row <= range.endRow(); row++) {
                    rows.add(row);
                }
            }
            return rows;
        }

        /** {@return how much was reached, in percent; 0 where there is nothing to reach} */
        public double percent() {
            int all = covered.size() + notCovered.size();
            return all == 0 ? 0 : 100.0 * covered.size() / all;
        }
    }

    /** Copies the map. */
    public Coverage {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** {@return how much of all files was reached, in percent; 0 where there is nothing to reach} */
    public double percent() {
        int covered = 0;
        int all = 0;
        for (Map.Entry<String, Lines> file : files.entrySet()) {
            covered += file.getValue().covered().size();
            all += file.getValue().covered().size()
                    + file.getValue().notCovered().size();
        }
        return all == 0 ? 0 : 100.0 * covered / all;
    }
}
