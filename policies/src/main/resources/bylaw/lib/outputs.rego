# METADATA
# title: What a product offers
# description: Which models other products may build on.
package bylaw.lib.outputs

# METADATA
# description: The model is an output of the product
is_output(model) if model.output.value == true

# METADATA
# description: >-
#   Why nothing can be said of the columns of a model that is no output - its SQL cannot be read, and what it hands on is
#   not known; asked once for each model, with a column that nobody has seen
unread(model, column) := message if {
	model.analysis.status == "failed"
	not is_output(model)
	not column.name
	message := sprintf("the columns of %s cannot be told: %s", [model.name, concat("; ", model.analysis.reasons)])
}
