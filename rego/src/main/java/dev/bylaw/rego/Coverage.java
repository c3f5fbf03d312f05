package dev.bylaw.rego;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which lines of a policy were reached.
 *
 * @param files the lines by file
 */
public record Coverage(SortedMap<String, Lines> files) {
    /**
     * The lines of a file on which an expression or a rule begins.
     *
     * @param covered those that were reached
     * @param notCovered those that were not
     */
    public record Lines(SortedSet<Integer> covered, SortedSet<Integer> notCovered) {
        /** Copies the sets. */
        public Lines {
            covered = Collections.unmodifiableSortedSet(new TreeSet<>(covered));
            notCovered = Collections.unmodifiableSortedSet(new TreeSet<>(notCovered));
        }

        /** {@return how much was reached, in percent} */
        public double percent() {
            int all = covered.size() + notCovered.size();
            return all == 0 ? 100 : 100.0 * covered.size() / all;
        }
    }

    /** Copies the map. */
    public Coverage {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** {@return how much of all files was reached, in percent} */
    public double percent() {
        int covered = 0;
        int all = 0;
        for (Map.Entry<String, Lines> file : files.entrySet()) {
            covered += file.getValue().covered().size();
            all += file.getValue().covered().size()
                    + file.getValue().notCovered().size();
        }
        return all == 0 ? 100 : 100.0 * covered / all;
    }
}
