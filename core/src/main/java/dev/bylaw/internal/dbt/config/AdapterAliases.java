package dev.bylaw.internal.dbt.config;

import java.util.Map;
import java.util.Optional;

/**
 * The names that adapters have of their own for keys of dbt.
 *
 * <p>Source: {@code _ALIASES} of the credentials of each adapter (dbt-adapters, dbt-trino, dbt-databricks,
 * dbt-duckdb).
 */
public final class AdapterAliases {
    private static final Map<String, String> BIGQUERY = Map.of(
            "project", "database",
            "dataset", "schema",
            "target_project", "target_database",
            "target_dataset", "target_schema",
            "retries", "job_retries",
            "timeout_seconds", "job_execution_timeout_seconds",
            "dataproc_region", "compute_region");

    private static final Map<String, String> CATALOG = Map.of("catalog", "database");
    private static final Map<String, String> POSTGRES = Map.of("dbname", "database", "pass", "password");

    private AdapterAliases() {}

    /** {@return dbt's name by the adapter's name} */
    public static Map<String, String> of(Optional<String> adapter) {
        return switch (adapter.orElse("")) {
            case "bigquery" -> BIGQUERY;
            case "trino", "athena", "databricks" -> CATALOG;
            case "postgres", "redshift" -> POSTGRES;
            default -> Map.of();
        };
    }
}
