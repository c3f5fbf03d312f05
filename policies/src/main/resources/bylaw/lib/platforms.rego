# METADATA
# title: Platforms
# description: >-
#   How each adapter of dbt spells the format and the partitions of the files it writes, what it does where nothing is
#   said, and why some platforms have no files to speak of. Facts about adapters, no policy.
package bylaw.lib.platforms

import data.bylaw.lib.texts

# METADATA
# description: The config keys that say the file format, by adapter, each as a path; the first that is set has effect
format_keys := {
	"athena": [["format"]],
	"databricks": [["file_format"]],
	"duckdb": [["format"], ["options", "format"]],
	"glue": [["file_format"]],
	"spark": [["file_format"]],
	"trino": [["file_format"], ["properties", "format"]],
}

# METADATA
# description: The config keys that say the partition columns, by adapter, each as a path
partition_keys := {
	"athena": [["partitioned_by"]],
	"databricks": [["partition_by"]],
	"duckdb": [["options", "partition_by"]],
	"glue": [["partition_by"]],
	"spark": [["partition_by"]],
	"trino": [["properties", "partitioned_by"]],
}

# METADATA
# description: The config keys that name a table format, by adapter
table_format_keys := {
	"athena": [["table_type"]],
	"bigquery": [["table_format"]],
	"databricks": [["table_format"], ["file_format"]],
	"glue": [["file_format"]],
	"snowflake": [["table_format"]],
	"spark": [["file_format"]],
	"trino": [["table_format"], ["properties", "type"]],
}

# METADATA
# description: >-
#   The file format that is written where nothing is said, by adapter; without one the engine's settings decide
default_formats := {
	"athena": "parquet",
	"duckdb": "parquet",
	"glue": "parquet",
}

# METADATA
# description: >-
#   Formats that keep track of their files themselves, each with its name; their files are Parquet by default
table_formats := {
	"delta": "Delta",
	"hudi": "Hudi",
	"iceberg": "Iceberg",
	"s3tables": "Iceberg",
}

# METADATA
# description: Platforms that keep tables in a storage of their own, by adapter
warehouses := {
	"bigquery": "BigQuery",
	"clickhouse": "ClickHouse",
	"db2": "Db2",
	"dremio": "Dremio",
	"exasol": "Exasol",
	"fabric": "Microsoft Fabric",
	"firebolt": "Firebolt",
	"greenplum": "Greenplum",
	"materialize": "Materialize",
	"mysql": "MySQL",
	"oracle": "Oracle",
	"postgres": "PostgreSQL",
	"redshift": "Redshift",
	"risingwave": "RisingWave",
	"singlestore": "SingleStore",
	"snowflake": "Snowflake",
	"sqlite": "SQLite",
	"sqlserver": "SQL Server",
	"starrocks": "StarRocks",
	"synapse": "Azure Synapse",
	"teradata": "Teradata",
	"vertica": "Vertica",
}

# METADATA
# description: Materializations that store nothing, each as messages call it
unstored := {"ephemeral": "an ephemeral model", "view": "a view"}

# METADATA
# description: Why a model has no files to speak of
no_files(model) := sprintf("%s stores no files", [unstored[model.config.materialized]])

no_files(model) := sprintf("%s keeps tables in a storage of its own", [warehouses[model.adapter]]) if {
	not unstored[model.config.materialized]
	not table_format(model)
	not catalog(model)
}

no_files(model) := "DuckDB keeps tables in a storage of its own; only external models are files" if {
	model.adapter == "duckdb"
	model.config.materialized in {"incremental", "table"}
}

# METADATA
# description: The adapter is one of which this package knows how it writes files
writes_files(adapter) if format_keys[adapter]

# METADATA
# description: Why nobody can say what an adapter does; undefined for one that this package knows
not_known(adapter) := "the adapter is not known; a profiles.yml tells it" if adapter == "unknown"

not_known(adapter) := sprintf("how the adapter %s stores tables is not known", [adapter]) if {
	adapter != "unknown"
	not writes_files(adapter)
	not warehouses[adapter]
}

# METADATA
# description: >-
#   What a model sets of the keys that its adapter reads, in the order in which they count; each with its value and
#   pointer. Of an adapter that is not known any adapter's keys count.
said(model, keys) := [{"at": texts.pointer(array.concat(["config"], path)), "value": value} |
	some path in _paths(keys, model.adapter)
	value := object.get(model.config, path, null)
	not texts.is_empty(value)
]

# METADATA
# description: What a model sets of the keys of other adapters, which its own does not read
ineffective(model, keys, candidates) := {{"at": texts.pointer(["config", key]), "key": key, "value": value} |
	writes_files(model.adapter)
	count(said(model, keys)) == 0
	some key in candidates
	value := object.get(model.config, key, null)
	not texts.is_empty(value)
}

# METADATA
# description: The keys that an adapter reads, as messages name them
named(keys, adapter) := concat(" or ", [concat(".", path) | some path in keys[adapter]])

# METADATA
# description: The format that a config value names - in lower case, without the SQL quotes of Trino's properties
format(value) := trim(texts.lowered(value), "'")

format(value) := texts.shown(value) if not is_string(value)

# METADATA
# description: The file format that is written where no key says it; undefined where the engine's settings decide
default_format(model) := suffix if {
	model.adapter == "duckdb"
	parts := split(texts.lowered(model.config.location), ".")
	suffix := parts[count(parts) - 1]
	suffix in {"csv", "json"}
} else := default_formats[model.adapter]

# METADATA
# description: The table format that a model has, with its name and the pointer of the key that says so
table_format(model) := _named_format(kept, "/config/materialized") if {
	kept := _kept_as[model.adapter][model.config.materialized]
} else := _named_format(format(first.value), first.at) if {
	first := [key | some key in said(model, table_format_keys); table_formats[format(key.value)]][0]
} else := _named_format("iceberg", "/config/properties/partitioning") if {
	model.adapter == "trino"
	partitioning := model.config.properties.partitioning
	not texts.is_empty(partitioning)
} else := _named_format("delta", "/config") if {
	model.adapter == "databricks"
	count(said(model, format_keys)) == 0
	not catalog(model)
}

# METADATA
# description: The catalog of catalogs.yml that a model is kept in, which may say its format
catalog(model) := model.config.catalog_name if {
	is_string(model.config.catalog_name)
	model.config.catalog_name != ""
}

# What some materializations are kept as, whatever the model says.
_kept_as := {
	"databricks": {"materialized_view": "delta", "streaming_table": "delta"},
	"trino": {"materialized_view": "iceberg"},
}

_paths(keys, adapter) := keys[adapter]

_paths(keys, adapter) := [path | some path in {path | some paths in keys; some path in paths}] if not_known(adapter)

_named_format(word, at) := {"format": lower(name), "name": name, "at": at} if name := table_formats[word]
