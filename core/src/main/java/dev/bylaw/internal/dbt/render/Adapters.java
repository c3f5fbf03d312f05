package dev.bylaw.internal.dbt.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is known of dbt's adapters without having them. */
final class Adapters {
    /** The adapter type where nobody says which it is. */
    static final String UNKNOWN = "unknown";

    /** Adapters that build on another one, whose macros count after their own; from their plugin declarations. */
    private static final Map<String, String> PARENTS = Map.ofEntries(
            Map.entry("databricks", "spark"),
            Map.entry("glue", "spark"),
            Map.entry("fabricspark", "spark"),
            Map.entry("redshift", "postgres"),
            Map.entry("materialize", "postgres"),
            Map.entry("risingwave", "postgres"),
            Map.entry("greenplum", "postgres"),
            Map.entry("hologres", "postgres"),
            Map.entry("alloydb", "postgres"),
            Map.entry("synapse", "fabric"),
            Map.entry("sqlserver", "fabric"));

    private static final Set<String> BACKTICKS = Set.of(
            "bigquery", "spark", "databricks", "glue", "fabricspark", "clickhouse", "mysql", "doris", "starrocks");

    private Adapters() {}

    /** {@return the prefixes of macros that {@code adapter.dispatch} looks for, in order} */
    static List<String> prefixes(String adapter) {
        List<String> prefixes = new ArrayList<>();
        for (String one = adapter; one != null && !one.equals(UNKNOWN); one = PARENTS.get(one)) {
            prefixes.add(one);
        }
        prefixes.add("default");
        return prefixes;
    }

    /** {@return the character around quoted identifiers} */
    static String quote(String adapter) {
        return BACKTICKS.contains(adapter) ? "`" : "\"";
    }
}
