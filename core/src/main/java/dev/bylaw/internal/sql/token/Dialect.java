package dev.bylaw.internal.sql.token;

import java.util.Locale;

/**
 * A family of SQL dialects: what differs between them in how text is read. Chosen by dbt's adapter type.
 *
 * <p>Sources are the lexical chapters of each engine's manual.
 */
public enum Dialect {
    /** Trino, Presto and Athena. */
    TRINO,
    /** BigQuery. */
    BIGQUERY(
            Feature.BACKSLASH,
            Feature.DOUBLE_QUOTED_STRINGS,
            Feature.TRIPLE_QUOTES,
            Feature.HASH_COMMENTS,
            Feature.DASHED_NAMES,
            Feature.DOTTED_QUOTES),
    /** Snowflake. */
    SNOWFLAKE(Feature.BACKSLASH, Feature.SLASH_COMMENTS, Feature.COLON_PATHS, Feature.ALIASES_IN_SELECT),
    /** Databricks. */
    DATABRICKS(
            Feature.BACKSLASH,
            Feature.DOUBLE_QUOTED_STRINGS,
            Feature.NESTED_COMMENTS,
            Feature.COLON_PATHS,
            Feature.ALIASES_IN_SELECT),
    /** Spark, Glue and Hive. */
    SPARK(Feature.BACKSLASH, Feature.DOUBLE_QUOTED_STRINGS, Feature.NESTED_COMMENTS, Feature.ALIASES_IN_SELECT),
    /** Redshift. */
    REDSHIFT(Feature.BACKSLASH, Feature.NESTED_COMMENTS, Feature.ARROW_OPERATORS, Feature.ALIASES_IN_SELECT),
    /** PostgreSQL and its relatives. */
    POSTGRES(Feature.NESTED_COMMENTS, Feature.ARROW_OPERATORS),
    /** DuckDB. */
    DUCKDB(Feature.NESTED_COMMENTS, Feature.ALIASES_IN_SELECT, Feature.DUPLICATE_NAMES),
    /** ClickHouse. */
    CLICKHOUSE(Feature.BACKSLASH, Feature.HASH_COMMENTS, Feature.ALIASES_IN_SELECT, Feature.DUPLICATE_NAMES),
    /** SQL Server, Synapse and Fabric. */
    SQLSERVER(Feature.NESTED_COMMENTS, Feature.BRACKET_NAMES),
    /** MySQL and its relatives. */
    MYSQL(Feature.BACKSLASH, Feature.DOUBLE_QUOTED_STRINGS, Feature.HASH_COMMENTS, Feature.ARROW_OPERATORS),
    /** Anything else: a tolerant mix. */
    UNKNOWN(Feature.COLON_PATHS, Feature.ALIASES_IN_SELECT, Feature.DUPLICATE_NAMES);

    /** Something that only some dialects have. */
    public enum Feature {
        /** A backslash escapes the next character of a string. */
        BACKSLASH,
        /** Double quotes make strings, not names. */
        DOUBLE_QUOTED_STRINGS,
        /** Three quotes begin a string that three quotes end. */
        TRIPLE_QUOTES,
        /** {@code #} begins a comment. */
        HASH_COMMENTS,
        /** {@code //} begins a comment. */
        SLASH_COMMENTS,
        /** Comments nest. */
        NESTED_COMMENTS,
        /** Square brackets quote names. */
        BRACKET_NAMES,
        /** {@code a:b.c} reads a part of a semi-structured value. */
        COLON_PATHS,
        /** {@code ->} is an operator on JSON and never a lambda. */
        ARROW_OPERATORS,
        /** Unquoted table names may hold dashes. */
        DASHED_NAMES,
        /** One pair of quotes may hold a whole dotted path. */
        DOTTED_QUOTES,
        /** An item of a select list may use the alias of an earlier one. */
        ALIASES_IN_SELECT,
        /** A query may yield a name twice, and a use of that name is no error. */
        DUPLICATE_NAMES
    }

    /** One bit for each feature. */
    private final int features;

    Dialect(Feature... features) {
        int bits = 0;
        for (Feature feature : features) {
            bits |= 1 << feature.ordinal();
        }
        this.features = bits;
    }

    /** {@return whether the dialect has the feature} */
    public boolean has(Feature feature) {
        return (features & 1 << feature.ordinal()) != 0;
    }

    /**
     * The dialect of an adapter.
     *
     * @param adapter dbt's adapter type
     * @return its dialect; {@link #UNKNOWN} for one that is not known
     */
    public static Dialect of(String adapter) {
        return switch (adapter.toLowerCase(Locale.ROOT)) {
            case "athena", "trino", "presto", "starburst" -> TRINO;
            case "bigquery" -> BIGQUERY;
            case "snowflake" -> SNOWFLAKE;
            case "databricks" -> DATABRICKS;
            case "spark", "glue", "hive", "impala", "fabricspark" -> SPARK;
            case "redshift" -> REDSHIFT;
            case "postgres", "postgresql", "materialize", "greenplum", "alloydb", "risingwave" -> POSTGRES;
            case "duckdb", "motherduck" -> DUCKDB;
            case "clickhouse" -> CLICKHOUSE;
            case "sqlserver", "synapse", "fabric" -> SQLSERVER;
            case "mysql", "mariadb", "singlestore", "starrocks", "doris" -> MYSQL;
            default -> UNKNOWN;
        };
    }
}
