# METADATA
# title: Contracts of models
# description: Which contracts speak of a model, and what they say of it and of its columns.
package bylaw.lib.contracts

# METADATA
# description: The contracts that speak of a model, by the model's id
of_model[id] contains contract if {
	some contract in data.workspace.contracts
	some object in contract.schema
	some id in object.models
}

# METADATA
# description: What contracts call a column of a model to be classified as, by the id of the model and the name of the column
classifications[id][lower(name)] contains property.classification if {
	some contract in data.workspace.contracts
	some object in contract.schema
	some id in object.models
	some property in object.properties
	some name in {property.name, property.physicalName}
}
