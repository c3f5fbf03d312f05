package dev.bylaw.internal.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Queries with the columns that reach their output, from {@code lineage_queries.txt}. */
final class LineageQueries {
    private LineageQueries() {}

    /**
     * A query.
     *
     * @param adapter the adapter type, which is also the name of sqlglot's dialect
     * @param sql its text
     * @param columns for each output column its name and what reaches it, such as {@code v = t.a, u.x}
     * @param compared whether sqlglot finds the same
     */
    record LineageQuery(String adapter, String sql, List<String> columns, boolean compared) {
        @Override
        public String toString() {
            return adapter + ": " + sql;
        }
    }

    static List<LineageQuery> all() {
        List<LineageQuery> queries = new ArrayList<>();
        for (String line : text("lineage_queries.txt").split("\n", -1)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" ~> ", -1);
                List<String> columns = new ArrayList<>();
                for (String column : parts[2].split("; ", -1)) {
                    columns.add(column.strip());
                }
                boolean compared = !line.startsWith("!");
                queries.add(new LineageQuery(compared ? parts[0] : parts[0].substring(1), parts[1], columns, compared));
            }
        }
        return queries;
    }

    static String text(String resource) {
        try (InputStream stream = LineageQueries.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** {@return for each output column its name and all columns that certainly reach it in any way} */
    static List<String> found(SqlAnalysis analysis) {
        List<String> columns = new ArrayList<>();
        for (OutputColumn column : analysis.columns()) {
            TreeSet<String> inputs = new TreeSet<>();
            column.lineage().inputs().forEach(input -> inputs.add(input.relation() + "." + input.column()));
            columns.add(described(column.name(), List.copyOf(inputs)));
        }
        return columns;
    }

    static String described(String name, List<String> inputs) {
        return (name + " = " + String.join(", ", inputs)).strip().toLowerCase(Locale.ROOT);
    }
}
