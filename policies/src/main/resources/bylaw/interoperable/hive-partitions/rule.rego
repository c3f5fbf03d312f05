# METADATA
# title: Outputs are partitioned as Hive reads it
# description: >-
#   Every table that the product offers is partitioned by columns that lie in the path as `key=value`, so that engines can
#   leave out what a query does not need. The key that says so differs by adapter; Athena and Trino want the partition
#   columns last and in order; table formats such as Iceberg and Delta, and transforms such as `day(ts)`, are nothing that
#   Hive reads. Views store nothing, and platforms with a storage of their own have no files; there the rule does not apply.
# custom:
#   severity: error
#   subject: model
#   since: 0.1.0
#   remedy: Set `partitioned_by` (athena), `properties.partitioned_by` (trino), `partition_by` (spark, databricks, glue) or `options.partition_by` (duckdb) to plain columns, and select these last.
package bylaw.interoperable.hive_partitions

import data.bylaw.lib.outputs
import data.bylaw.lib.platforms

violation contains {"at": "/config", "key": "none", "message": message} if {
	applies
	not table_format
	not said
	not platforms.is_unknown(input.model.adapter)
	message := sprintf("%s has no Hive partition scheme; set %s", [
		input.model.name,
		platforms.partition_keys[input.model.adapter],
	])
}

violation contains {"at": place, "key": "empty", "message": message} if {
	applies
	not table_format
	said
	place := said_at
	count(keys) == 0
	message := sprintf("%s names no partition column", [input.model.name])
}

violation contains {"at": "/config", "key": "format", "message": message} if {
	applies
	format := table_format
	message := sprintf("%s is %s, whose files lie in no Hive partitions", [input.model.name, format])
}

violation contains {"at": place, "key": key, "message": message} if {
	applies
	not table_format
	place := said_at
	some key in keys
	not regex.match(`^[A-Za-z_][A-Za-z0-9_]*$`, key)
	message := sprintf("%s is partitioned by %s, which is no plain column; Hive reads no transforms", [
		input.model.name,
		key,
	])
}

violation contains {"at": place, "key": "last", "message": message} if {
	applies
	not table_format
	input.model.adapter in {"athena", "trino"}
	place := said_at
	every key in keys {
		regex.match(`^[A-Za-z_][A-Za-z0-9_]*$`, key)
	}
	count(keys) > 0
	names := [lower(name) | some name in input.model.analysis.columns]
	last := array.slice(names, count(names) - count(keys), count(names))
	last != [lower(key) | some key in keys]
	message := sprintf("%s is partitioned by %s, but its last columns are %s; %s wants the partition columns last and in order", [
		input.model.name,
		concat(", ", keys),
		concat(", ", last),
		input.model.adapter,
	])
}

undecided contains {"message": message} if {
	applies
	platforms.is_unknown(input.model.adapter)
	not said
	message := "the adapter is not known, so nobody can say how it partitions; a profiles.yml tells"
}

undecided contains {"message": message} if {
	outputs.is_output(input.model)
	not platforms.no_files(input.model)
	not is_stored
	message := sprintf("what the materialization %s stores is not known", [input.model.config.materialized])
}

not_applicable contains {"message": reason} if {
	outputs.is_output(input.model)
	reason := platforms.no_files(input.model)
}

applies if {
	outputs.is_output(input.model)
	is_stored
	not platforms.no_files(input.model)
}

is_stored if input.model.config.materialized in platforms.stored

# A table format that keeps track of its files itself.
table_format := "an Iceberg table" if platforms.is_iceberg(input.model)

else := "a Delta table" if {
	input.model.adapter == "databricks"
	object.get(input.model.config, "file_format", "delta") == "delta"
}

else := sprintf("a %s table", [input.model.config.file_format]) if {
	lower(input.model.config.file_format) in {"delta", "hudi"}
}

# The partition columns as they are written, by the key that has an effect.
said := input.model.config.partitioned_by if input.model.adapter == "athena"

said := input.model.config.properties.partitioned_by if input.model.adapter == "trino"

said := input.model.config.partition_by if input.model.adapter in {"spark", "databricks", "glue"}

said := input.model.config.options.partition_by if input.model.adapter == "duckdb"

said := any_key if platforms.is_unknown(input.model.adapter)

any_key := input.model.config.partitioned_by if input.model.config.partitioned_by

else := input.model.config.properties.partitioned_by if input.model.config.properties.partitioned_by

else := input.model.config.partition_by if input.model.config.partition_by

else := input.model.config.options.partition_by if input.model.config.options.partition_by

said_at := "/config/partitioned_by" if input.model.config.partitioned_by

else := "/config/properties/partitioned_by" if input.model.config.properties.partitioned_by

else := "/config/partition_by" if input.model.config.partition_by

else := "/config/options/partition_by"

# The partition columns one by one: of a list its items, of Trino's ARRAY['a', 'b'] and of 'a, b' the parts.
keys := [trim_space(key) | some key in said] if is_array(said)

keys := [key |
	some part in split(inner, ",")
	key := trim(trim_space(part), "'\"")
	key != ""
] if {
	is_string(said)
	inner := regex.replace(trim_space(said), `(?i)^array\s*\[(.*)\]$`, "$1")
}
