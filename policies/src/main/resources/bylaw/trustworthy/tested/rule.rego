# METADATA
# title: Outputs have a uniqueness test
# description: >-
#   Every model that the product offers has at least one test that its rows are what they claim to be - that a column,
#   or several together, are unique. Without one nobody notices when a join doubles every number. A primary key or
#   unique constraint of dbt counts where the platform enforces it, and only there.
# custom:
#   severity: error
#   subject: model
#   since: 0.1.0
#   remedy: >-
#     Add a `unique` test to the column that identifies a row, or `dbt_utils.unique_combination_of_columns` to the
#     model.
#   parameters:
#     tests:
#       type: set
#       default: [unique, unique_combination_of_columns, expect_column_values_to_be_unique, expect_compound_columns_to_be_unique, primary_key, unique_key]
#       merge: intersection
#       description: Names of tests, without their package, that test uniqueness
#     constraints:
#       type: set
#       default: [primary_key, unique]
#       merge: intersection
#       description: Types of constraints that say uniqueness
#     enforcing_adapters:
#       type: set
#       default: [duckdb, oracle, postgres]
#       merge: intersection
#       description: Adapters whose platform enforces these constraints; without any only tests count
package bylaw.trustworthy.tested

import data.bylaw.lib.outputs

violation contains {"at": "", "message": message} if {
	outputs.is_output(input.model)
	not _is_tested
	not _is_constrained
	message := sprintf("%s has no uniqueness test", [input.model.name])
}

_is_tested if {
	some id in _tests[input.model.unique_id]
	data.workspace.data_tests[id].test_metadata.name in input.params.tests
}

# dbt writes constraints only for enforced contracts of tables.
_is_constrained if {
	input.model.config.contract.enforced == true
	input.model.config.materialized in {"incremental", "table"}
	_constraint_types & {type | some type in input.params.constraints} != set()
	input.model.adapter in input.params.enforcing_adapters
}

_constraint_types contains constraint.type if some constraint in input.model.constraints

_constraint_types contains constraint.type if {
	some column in input.model.columns
	some constraint in column.constraints
}

# The ids of the tests of each node.
_tests[node] contains id if {
	some id, test in data.workspace.data_tests
	node := test.attached_node
}
