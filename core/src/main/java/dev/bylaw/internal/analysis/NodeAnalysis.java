package dev.bylaw.internal.analysis;

import dev.bylaw.internal.sql.EdgeKind;
import dev.bylaw.workspace.Location;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the SQL of a node says about its columns.
 *
 * @param status {@code complete}, {@code partial}, {@code failed}, or {@code none} for what has no SQL
 * @param reasons why it is not complete
 * @param columns the columns that the SQL yields, in order
 * @param open why there may be other columns; empty when these are all
 * @param reads the ids of nodes that only an untaken branch reads, sorted
 */
public record NodeAnalysis(
        String status, List<String> reasons, List<Column> columns, Optional<String> open, List<String> reads) {
    /** The status of what has no SQL. */
    public static final String NONE = "none";

    /** Has no SQL. */
    static final NodeAnalysis WITHOUT_SQL = new NodeAnalysis(NONE, List.of(), List.of(), Optional.empty(), List.of());

    /** Copies the lists. */
    public NodeAnalysis {
        Objects.requireNonNull(status, "status is null");
        reasons = List.copyOf(reasons);
        columns = List.copyOf(columns);
        Objects.requireNonNull(open, "open is null");
        reads = List.copyOf(reads);
    }

    /** {@return a node whose SQL cannot be read} */
    static NodeAnalysis failed(String reason, List<String> reads) {
        return new NodeAnalysis("failed", List.of(reason), List.of(), Optional.of(reason), reads);
    }

    /** {@return whether the columns are those of the SQL, and not only what is declared} */
    public boolean isAnalysed() {
        return !status.equals(NONE) && !status.equals("failed");
    }

    /**
     * A column.
     *
     * @param name its name, in the declared spelling where it is declared
     * @param location the place in the template that makes it
     * @param inputs the columns that it certainly comes from, sorted
     * @param candidates ids of columns of which it may come from some
     * @param unknown why it may come from others than {@code inputs}; empty when these are all
     */
    public record Column(
            String name, Location location, List<Input> inputs, List<String> candidates, Optional<String> unknown) {
        /** Copies the lists. */
        public Column {
            inputs = List.copyOf(inputs);
            candidates = List.copyOf(candidates);
        }

        /** {@return {@code full}, {@code partial} or {@code unknown}} */
        public String lineageStatus() {
            if (unknown.isEmpty()) {
                return "full";
            }
            return inputs.isEmpty() && candidates.isEmpty() ? "unknown" : "partial";
        }
    }

    /**
     * A column that another comes from.
     *
     * @param node the id of its node
     * @param column its name, in the spelling of its node
     * @param edge how it gets here
     * @param functions the functions it passes on its way, innermost first
     */
    public record Input(String node, String column, EdgeKind edge, List<String> functions)
            implements Comparable<Input> {
        private static final Comparator<Input> ORDER = Comparator.comparing(Input::node)
                .thenComparing(Input::column)
                .thenComparing(Input::edge)
                .thenComparing(input -> String.join(",", input.functions()));

        /** Copies the functions. */
        public Input {
            functions = List.copyOf(functions);
        }

        /** {@return the id of the column} */
        public String id() {
            return node + "#" + column;
        }

        @Override
        public int compareTo(Input other) {
            return ORDER.compare(this, other);
        }
    }
}
