# METADATA
# title: Columns of outputs have a description
# description: Every column of a model that the product offers says in a sentence what it holds, so that nobody has to guess from its name.
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
package bylaw.self_describing.described_columns

import data.bylaw.lib.outputs

violation contains {"at": "", "message": message} if {
	outputs.is_output(input.model)
	not is_described
	message := sprintf("column %s has no description", [input.column.name])
}

is_described if {
	text := trim_space(input.column.description)
	count(text) >= max({1, input.params.min_length})
}
