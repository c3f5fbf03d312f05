package dev.bylaw.internal.sql;

import java.util.Locale;

/** What an engine does with the case of names. */
public enum IdentifierCase {
    /** Unquoted names are stored in upper case, quoted ones as written. */
    UPPER_UNLESS_QUOTED,
    /** Unquoted names are stored in lower case, quoted ones as written. */
    LOWER_UNLESS_QUOTED,
    /** Case never counts, not even of quoted names. */
    INSENSITIVE,
    /** Case always counts. */
    SENSITIVE;

    /**
     * The rule of an adapter's engine for the names of columns, with the engine's default settings.
     *
     * <p>Redshift and SQL Server compare without case unless a setting or collation says otherwise; a Fabric warehouse
     * and ClickHouse do not.
     *
     * @param adapter dbt's adapter type
     * @return the rule; {@link #INSENSITIVE} for an adapter that is not known
     */
    public static IdentifierCase of(String adapter) {
        return switch (adapter.toLowerCase(Locale.ROOT)) {
            case "snowflake", "oracle", "exasol", "db2" -> UPPER_UNLESS_QUOTED;
            case "postgres", "postgresql", "materialize", "greenplum", "alloydb", "risingwave", "cratedb" ->
                LOWER_UNLESS_QUOTED;
            case "clickhouse", "fabric" -> SENSITIVE;
            default -> INSENSITIVE;
        };
    }
}
