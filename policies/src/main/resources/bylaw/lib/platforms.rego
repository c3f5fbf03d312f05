# METADATA
# title: Platforms
# description: >-
#   How each adapter of dbt spells the format and the partitions of the files it writes, what it does where nothing is
#   said, and why some platforms have no files to speak of.
package bylaw.lib.platforms

# METADATA
# description: Adapters that keep tables in a storage of their own, with the name of that platform
warehouses := {
	"bigquery": "BigQuery",
	"clickhouse": "ClickHouse",
	"fabric": "Microsoft Fabric",
	"oracle": "Oracle",
	"postgres": "PostgreSQL",
	"redshift": "Redshift",
	"snowflake": "Snowflake",
	"sqlserver": "SQL Server",
	"teradata": "Teradata",
}

# METADATA
# description: The config key that says the file format, by adapter
format_keys := {
	"athena": "format",
	"databricks": "file_format",
	"duckdb": "format",
	"glue": "file_format",
	"spark": "file_format",
	"trino": "file_format",
}

# METADATA
# description: The format that is written where nothing is said, by adapter; an adapter without one leaves it to the engine
default_formats := {
	"athena": "parquet",
	"databricks": "delta",
	"duckdb": "parquet",
	"glue": "parquet",
}

# METADATA
# description: The config key that says the partition columns, by adapter
partition_keys := {
	"athena": "partitioned_by",
	"databricks": "partition_by",
	"duckdb": "options.partition_by",
	"glue": "partition_by",
	"spark": "partition_by",
	"trino": "properties.partitioned_by",
}

# METADATA
# description: Materializations that write files or tables
stored := {"table", "incremental", "external", "materialized_view", "snapshot", "seed", "microbatch"}

# METADATA
# description: Materializations that store nothing
unstored := {"view", "ephemeral"}

# METADATA
# description: Why a model has no files to speak of
no_files(model) := sprintf("a %s stores no files", [model.config.materialized]) if {
	model.config.materialized in unstored
}

no_files(model) := sprintf("%s keeps tables in a storage of its own", [warehouses[model.adapter]]) if {
	not model.config.materialized in unstored
	warehouses[model.adapter]
	not is_iceberg(model)
}

no_files(model) := "DuckDB keeps tables in a storage of its own; only external models are files" if {
	model.adapter == "duckdb"
	model.config.materialized in (stored - {"external"})
}

# METADATA
# description: The model is an Iceberg table
is_iceberg(model) if lower(model.config.table_format) == "iceberg"

is_iceberg(model) if lower(model.config.table_type) == "iceberg"

is_iceberg(model) if lower(model.config.file_format) == "iceberg"

is_iceberg(model) if unquoted(model.config.properties.type) == "iceberg"

# METADATA
# description: The adapter is not known
is_unknown(adapter) if not format_keys[adapter]

# METADATA
# description: A text of Trino's properties without its SQL quotes, in lower case
unquoted(text) := lower(trim(trim_space(text), "'"))
