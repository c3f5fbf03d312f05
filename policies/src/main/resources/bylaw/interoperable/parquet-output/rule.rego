# METADATA
# title: Outputs are stored as Parquet
# description: >-
#   Every table that the product offers is stored as Parquet, which every query engine of the mesh reads. How that is said
#   differs by adapter, and a key that the adapter does not know has no effect. Views store nothing, and platforms with a
#   storage of their own have no files; there the rule does not apply.
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
#       description: Accepted file formats, in lower case
package bylaw.interoperable.parquet_output

import data.bylaw.lib.outputs
import data.bylaw.lib.platforms

violation contains {"at": place, "message": message} if {
	applies
	format := said_format
	not format in input.params.formats
	place := said_at
	message := sprintf("%s is stored as %s; accepted is %s", [input.model.name, format, accepted])
}

violation contains {"at": "/config", "message": message} if {
	applies
	not said_format
	not platforms.is_unknown(input.model.adapter)
	not is_default_accepted
	message := sprintf("%s does not say its file format; %s", [input.model.name, otherwise])
}

violation contains {"at": concat("/", ["/config", other]), "key": other, "message": message} if {
	applies
	key := platforms.format_keys[input.model.adapter]
	some other in ({"format", "file_format"} - {key})
	value := input.model.config[other]
	message := sprintf("%s='%v' has no effect on %s; the key is %s", [other, value, input.model.adapter, key])
}

undecided contains {"message": message} if {
	applies
	platforms.is_unknown(input.model.adapter)
	not said_format
	message := "the adapter is not known, so nobody can say what is written where no file format is set; a profiles.yml tells"
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

accepted := concat(" or ", input.params.formats)

# The format that the config says, by the key that has an effect.
said_format := lower(format) if format := input.model.config[platforms.format_keys[input.model.adapter]]

else := platforms.unquoted(input.model.config.properties.format) if input.model.adapter == "trino"

else := "parquet" if {
	input.model.adapter == "snowflake"
	platforms.is_iceberg(input.model)
}

else := lower(input.model.config.format) if platforms.is_unknown(input.model.adapter)

else := lower(input.model.config.file_format) if platforms.is_unknown(input.model.adapter)

else := platforms.unquoted(input.model.config.properties.format) if platforms.is_unknown(input.model.adapter)

said_at := concat("/", ["/config", platforms.format_keys[input.model.adapter]]) if {
	input.model.config[platforms.format_keys[input.model.adapter]]
}

else := "/config/format" if input.model.config.format

else := "/config/file_format" if input.model.config.file_format

else := "/config/properties"

is_default_accepted if platforms.default_formats[input.model.adapter] in input.params.formats

otherwise := sprintf("%s writes %s then", [input.model.adapter, format]) if {
	format := platforms.default_formats[input.model.adapter]
}

else := sprintf("%s leaves it to the engine then", [input.model.adapter])
