# METADATA
# title: Outputs have a uniqueness test
# description: >-
#   Every model that the product offers has at least one test that its rows are what they claim to be - that a column, or
#   several together, are unique. Without one nobody notices when a join doubles every number.
# custom:
#   severity: error
#   subject: model
#   since: 0.1.0
#   remedy: Add a `unique` test to the column that identifies a row, or `dbt_utils.unique_combination_of_columns` to the model.
#   parameters:
#     tests:
#       type: set
#       default: [unique, unique_combination_of_columns, expect_column_values_to_be_unique, expect_compound_columns_to_be_unique, primary_key, unique_key]
#       merge: intersection
#       description: Names of tests, without their package, that test uniqueness
package bylaw.trustworthy.tested

import data.bylaw.lib.outputs

violation contains {"at": "", "message": message} if {
	outputs.is_output(input.model)
	not is_tested
	message := sprintf("%s has no uniqueness test", [input.model.name])
}

is_tested if {
	some name in tests[input.model.unique_id]
	name in input.params.tests
}

# The names of the tests of each node that are not switched off.
tests[node] contains test.test_metadata.name if {
	some test in data.workspace.data_tests
	node := test.attached_node
}
