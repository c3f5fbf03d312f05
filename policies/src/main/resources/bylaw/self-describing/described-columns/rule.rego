# METADATA
# title: Columns of outputs have a description
# description: >-
#   Every column of a model that the product offers says in a sentence what it holds, so that nobody has to guess from
#   its name. The description stands in dbt or in the contract of the model.
# custom:
#   severity: error
#   subject: column
#   since: 0.1.0
#   remedy: Write a `description` for the column in the properties of its model.
#   parameters:
#     min_length:
#       type: integer
#       default: 1
#       merge: max
#       description: How many characters a description has at least
#     reject_names:
#       type: boolean
#       default: true
#       merge: any
#       description: Whether a description that only repeats the column's name counts as none
#     placeholders:
#       type: set
#       default: ["-", "?", ..., fixme, "n/a", na, none, "null", placeholder, tba, tbd, todo, undefined, unknown, x, xx, xxx]
#       merge: union
#       description: Descriptions that say nothing, in lower case
package bylaw.self_describing.described_columns

import data.bylaw.lib.contracts
import data.bylaw.lib.outputs
import data.bylaw.lib.texts

violation contains {"at": "", "message": message} if {
	outputs.is_output(input.model)
	texts.is_empty(input.column.description)
	not _is_described_by_contract
	message := sprintf("column %s has no description", [input.column.name])
}

violation contains {"at": "/description", "message": message} if {
	outputs.is_output(input.model)
	not texts.is_empty(input.column.description)
	fault := _fault(input.column.description)
	not _is_described_by_contract
	message := sprintf("the description of column %s %s", [input.column.name, fault])
}

_fault(text) := "is no text" if {
	not is_string(text)
} else := "says nothing" if {
	texts.lowered(text) in texts.all_lowered(input.params.placeholders)
} else := "only repeats its name" if {
	input.params.reject_names
	_letters(text) == _letters(input.column.name)
} else := message if {
	length := count(trim_space(text))
	length < input.params.min_length
	message := sprintf("has %d characters; expected are at least %d", [length, input.params.min_length])
}

_is_described_by_contract if {
	some property in contracts.properties[contracts.column(input.model.unique_id, input.column.name)]
	description := property.description
	not texts.is_empty(description)
	not _fault(description)
}

_letters(text) := regex.replace(lower(text), `[^\pL\pN]`, "")
