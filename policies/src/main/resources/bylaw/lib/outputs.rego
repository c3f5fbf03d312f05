# METADATA
# title: What a product offers
# description: Which models other products may build on.
package bylaw.lib.outputs

# METADATA
# description: The model is an output of the product
is_output(model) if model.output.value == true
