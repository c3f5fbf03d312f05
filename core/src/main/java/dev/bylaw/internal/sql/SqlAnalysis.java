package dev.bylaw.internal.sql;

import java.util.List;
import java.util.Optional;

/**
 * What a query yields.
 *
 * @param status whether everything was understood
 * @param reasons why not, for {@link Status#PARTIAL} and {@link Status#FAILED}
 * @param columns the output columns in order; empty where the analysis failed
 * @param open why there may be more output columns; empty when these are all
 * @param indirect columns that only choose or order the rows of the whole result
 */
public record SqlAnalysis(
        Status status,
        List<String> reasons,
        List<OutputColumn> columns,
        Optional<String> open,
        List<ColumnInput> indirect) {
    /** How far the analysis came. */
    public enum Status {
        /** Every output column is known, and its lineage is full. */
        COMPLETE("complete"),
        /** Something is not known; the reasons, the columns and their lineage say what. */
        PARTIAL("partial"),
        /** The text could not be parsed. */
        FAILED("failed");

        private final String id;

        Status(String id) {
            this.id = id;
        }

        /** {@return the name in documents} */
        public String id() {
            return id;
        }
    }

    /** Copies the lists. */
    public SqlAnalysis {
        reasons = List.copyOf(reasons);
        columns = List.copyOf(columns);
        indirect = List.copyOf(indirect);
    }
}
