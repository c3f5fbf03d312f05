# METADATA
# title: Outputs are stored as Parquet
# description: >-
#   Every table that the product offers is stored as Parquet, which every query engine of the mesh reads. How that is
#   said differs by adapter, and a key that the adapter does not read has no effect. The files of Iceberg, Delta and
#   Hudi tables are Parquet unless the model says otherwise; whether such tables are welcome is a parameter. Views
#   store nothing, and platforms with a storage of their own have no files; there the rule does not apply.
# custom:
#   severity: error
#   subject: model
#   since: 0.1.0
#   remedy: Set `format='parquet'` (athena, duckdb) or `file_format='parquet'` (trino, spark, databricks, glue).
#   parameters:
#     formats:
#       type: set
#       default: [parquet]
#       merge: intersection
#       description: Accepted file formats
#     table_formats:
#       type: set
#       default: [delta, hudi, iceberg]
#       merge: intersection
#       description: Accepted table formats; without any a table is plain files
#     materializations:
#       type: set
#       default: [external, incremental, materialized_view, streaming_table, table]
#       merge: union
#       description: Materializations that store a table; a custom one is undecided until it is listed
package bylaw.interoperable.parquet_output

import data.bylaw.lib.outputs
import data.bylaw.lib.platforms
import data.bylaw.lib.texts

violation contains {"at": said.at, "message": message} if {
	_applies
	not _unwelcome
	some said in _effective
	format := platforms.format(said.value)
	not _is_accepted(format)
	message := sprintf("%s is stored as %s; accepted is %s", [input.model.name, format, _accepted])
}

violation contains {"at": _unwelcome.at, "key": "table-format", "message": message} if {
	_applies
	message := sprintf("%s is kept as a table of %s; accepted is %s", [
		input.model.name,
		_unwelcome.name,
		concat(" or ", _accepted_tables),
	])
}

violation contains {"at": "/config", "key": "no-format", "message": message} if {
	_applies
	platforms.writes_files(input.model.adapter)
	_is_silent
	not _is_default_accepted
	message := sprintf("%s does not say its file format, %s; set %s to %s", [
		input.model.name,
		_otherwise,
		platforms.named(platforms.format_keys, input.model.adapter),
		_accepted,
	])
}

violation contains {"at": said.at, "key": "no-effect", "message": message} if {
	_applies
	some said in _ineffective
	message := sprintf("%s=%s of %s has no effect on %s; the key is %s", [
		said.key,
		texts.shown(said.value),
		input.model.name,
		input.model.adapter,
		platforms.named(platforms.format_keys, input.model.adapter),
	])
}

violation contains {"at": _said[1].at, "key": "twice", "message": message} if {
	_applies
	input.model.adapter == "trino"
	message := sprintf("%s says its file format twice, which dbt-trino refuses; keep file_format", [input.model.name])
}

undecided contains {"message": message} if {
	_applies
	reason := platforms.not_known(input.model.adapter)
	_is_silent
	message := sprintf("%s, and %s does not say its file format", [reason, input.model.name])
}

undecided contains {"message": message} if {
	_applies
	reason := platforms.not_known(input.model.adapter)
	_is_ambiguous
	message := sprintf("%s, and %s says several file formats", [reason, input.model.name])
}

undecided contains {"message": message} if {
	_applies
	count(_said) == 0
	count(_ineffective) == 0
	not platforms.table_format(input.model)
	catalog := platforms.catalog(input.model)
	message := sprintf("the file format of %s is that of the catalog %s, and catalogs.yml is not read", [
		input.model.name,
		catalog,
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

_is_stored if input.model.config.materialized in input.params.materializations

# Nothing in the model or in catalogs.yml says a format.
_is_silent if {
	count(_said) == 0
	count(_ineffective) == 0
	not platforms.table_format(input.model)
	not platforms.catalog(input.model)
}

_said := platforms.said(input.model, platforms.format_keys)

_ineffective := platforms.ineffective(input.model, platforms.format_keys, ["file_format", "format"])

# The formats that are said of the files, which a table format is not.
_file_formats := [said | some said in _said; not platforms.table_formats[platforms.format(said.value)]]

# What counts of it: the first, or where nobody knows which key does, all unless they contradict each other.
_effective := [_file_formats[0]] if platforms.writes_files(input.model.adapter)

_effective := _file_formats if {
	not platforms.writes_files(input.model.adapter)
	not _is_ambiguous
}

_is_ambiguous if count({_is_accepted(platforms.format(said.value)) | some said in _file_formats}) > 1

# A table format that is not accepted.
_unwelcome := found if {
	found := platforms.table_format(input.model)
	not found.format in _accepted_tables
}

_is_accepted(format) := format in texts.all_lowered(input.params.formats)

_is_default_accepted if _is_accepted(platforms.default_format(input.model))

_accepted := concat(" or ", input.params.formats)

_accepted_tables := texts.all_lowered(array.concat(input.params.formats, input.params.table_formats))

_otherwise := sprintf("and %s writes %s then", [input.model.adapter, format]) if {
	format := platforms.default_format(input.model)
} else := sprintf("which %s leaves to the settings of the engine", [input.model.adapter])
