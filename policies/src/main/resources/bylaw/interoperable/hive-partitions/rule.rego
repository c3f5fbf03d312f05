# METADATA
# title: Outputs are partitioned as Hive reads it
# description: >-
#   Every table that the product offers is partitioned by columns that lie in the path as `key=value`, so that engines
#   can leave out what a query does not need. The key that says so differs by adapter; Athena and Trino want the
#   partition columns last and in order; table formats such as Iceberg and Delta, and transforms such as `day(ts)`,
#   are nothing that Hive reads. Views store nothing, and platforms with a storage of their own have no files; there
#   the rule does not apply.
# custom:
#   severity: error
#   subject: model
#   since: 0.1.0
#   remedy: >-
#     Set `partitioned_by` (athena), `properties.partitioned_by` (trino), `partition_by` (spark, databricks, glue) or
#     `options.partition_by` (duckdb) to plain columns, and select these last.
#   parameters:
#     column_pattern:
#       type: pattern
#       default: '^[A-Za-z_][A-Za-z0-9_]*$'
#       merge: locked
#       description: What a plain column looks like; anything else is taken for a transform
#     columns_last:
#       type: set
#       default: [athena, trino]
#       merge: union
#       description: Adapters whose partition columns must be the last of the table, in order
#     materializations:
#       type: set
#       default: [external, incremental, materialized_view, streaming_table, table]
#       merge: union
#       description: Materializations that store a table; a custom one is undecided until it is listed
package bylaw.interoperable.hive_partitions

import data.bylaw.lib.outputs
import data.bylaw.lib.platforms
import data.bylaw.lib.texts

violation contains {"at": _table_format.at, "key": "table-format", "message": message} if {
	_applies
	message := sprintf("%s is kept as a table of %s, whose files lie in no Hive partitions", [
		input.model.name,
		_table_format.name,
	])
}

violation contains {"at": "/config", "key": "none", "message": message} if {
	_is_plain
	platforms.writes_files(input.model.adapter)
	count(_said) == 0
	count(_ineffective) == 0
	message := sprintf("%s has no Hive partition scheme; set %s", [
		input.model.name,
		platforms.named(platforms.partition_keys, input.model.adapter),
	])
}

violation contains {"at": said.at, "key": "no-effect", "message": message} if {
	_is_plain
	some said in _ineffective
	message := sprintf("%s=%s of %s has no effect on %s; the key is %s", [
		said.key,
		texts.shown(said.value),
		input.model.name,
		input.model.adapter,
		platforms.named(platforms.partition_keys, input.model.adapter),
	])
}

violation contains {"at": said.at, "key": "empty", "message": message} if {
	_is_plain
	some said in _said
	count(_columns(said.value)) == 0
	message := sprintf("%s names no partition column", [input.model.name])
}

violation contains {"at": said.at, "key": shown, "message": message} if {
	_is_plain
	some said in _said
	some column in _columns(said.value)
	not _is_column(column)
	shown := texts.shown(column)
	message := sprintf("%s is partitioned by %s, which is no plain column; Hive reads no transforms", [
		input.model.name,
		shown,
	])
}

violation contains {"at": said.at, "key": "last", "message": message} if {
	_is_plain
	input.model.adapter in input.params.columns_last
	input.model.analysis.status != "none"
	some said in _said
	partitions := [lower(column) | some column in _columns(said.value); _is_column(column)]
	count(partitions) == count(_columns(said.value))
	selected := input.model.analysis.columns
	columns := [lower(column) | some column in selected]
	last := array.slice(columns, count(columns) - count(partitions), count(columns))
	last != partitions
	message := sprintf("%s is partitioned by %s, but its last columns are %s; %s wants the partition columns last, in order", [
		input.model.name,
		concat(", ", partitions),
		concat(", ", last),
		input.model.adapter,
	])
}

undecided contains {"message": message} if {
	_is_plain
	reason := platforms.not_known(input.model.adapter)
	count(_said) == 0
	message := sprintf("%s, and %s says no partition columns", [reason, input.model.name])
}

undecided contains {"message": message} if {
	_applies
	not _table_format
	message := sprintf("the table format of %s is that of the catalog %s, and catalogs.yml is not read", [
		input.model.name,
		_unread_catalog,
	])
}

undecided contains {"message": message} if {
	outputs.is_output(input.model)
	not _is_stored
	not platforms.no_files(input.model)
	message := sprintf("what the materialization %s of %s stores is not known", [
		input.model.config.materialized,
		input.model.name,
	])
}

not_applicable contains {"message": reason} if {
	outputs.is_output(input.model)
	reason := platforms.no_files(input.model)
}

_applies if {
	outputs.is_output(input.model)
	_is_stored
	not platforms.no_files(input.model)
}

# It is a table of plain files, which Hive could read.
_is_plain if {
	_applies
	not _table_format
	not _unread_catalog
}

# A catalog that says the table format, as the model does not.
_unread_catalog := platforms.catalog(input.model) if {
	count(platforms.said(input.model, platforms.table_format_keys)) == 0
}

_is_stored if input.model.config.materialized in input.params.materializations

_table_format := platforms.table_format(input.model)

_said := platforms.said(input.model, platforms.partition_keys)

_ineffective := platforms.ineffective(input.model, platforms.partition_keys, ["partition_by", "partitioned_by"])

_is_column(column) if {
	is_string(column)
	regex.match(input.params.column_pattern, column)
}

# The partition columns one by one: of a list its items; of Trino's ARRAY['a', 'b'], of '(a, b)' and of 'a, b' the parts;
# anything else is one that is no column.
_columns(value) := [_trimmed(column) | some column in value] if is_array(value)

_columns(value) := [column |
	inner := regex.replace(trim_space(value), `(?is)^(?:array\s*\[(.*)\]|\((.*)\))$`, "${1}${2}")
	some part in regex.find_n(`(?:[^,()]|\([^()]*\))+`, inner, -1)
	column := trim(trim_space(part), "'\"`")
	column != ""
] if {
	is_string(value)
}

_columns(value) := [value] if {
	not is_array(value)
	not is_string(value)
}

_trimmed(column) := trim(trim_space(column), "'\"`") if is_string(column)

_trimmed(column) := column if not is_string(column)
