package dev.bylaw.internal.sql;

import java.util.List;
import java.util.Optional;

/**
 * What an output column is made of.
 *
 * @param inputs the columns that certainly reach it, sorted
 * @param candidates columns of which some may reach it: an unqualified name that several relations may have
 * @param unknown why there may be other inputs than {@code inputs}; empty when these are all (FULL)
 */
public record ColumnLineage(List<ColumnInput> inputs, List<ColumnInput> candidates, Optional<String> unknown) {
    /** Copies the lists. */
    public ColumnLineage {
        inputs = List.copyOf(inputs);
        candidates = List.copyOf(candidates);
    }

    /** {@return {@code full}, {@code partial} (candidates are known), or {@code unknown}} */
    public String status() {
        if (unknown.isEmpty()) {
            return "full";
        }
        return inputs.isEmpty() && candidates.isEmpty() ? "unknown" : "partial";
    }
}
