# METADATA
# title: Contracts of models
# description: Which contracts speak of a model, and what they say of it and of its columns.
package bylaw.lib.contracts

import data.bylaw.lib.texts

# METADATA
# description: The ids of the contracts that speak of a model, by the model's id
of_model[model] contains id if {
	some id, contract in data.workspace.contracts
	some object in contract.schema
	some model in object.models
}

# METADATA
# description: What contracts call the objects that a model is, by the model's id
objects[model] contains object if {
	some contract in data.workspace.contracts
	some object in contract.schema
	some model in object.models
}

# METADATA
# description: What contracts say of a column of a model, by the column's id in lower case
properties[id] contains property if {
	some contract in data.workspace.contracts
	some object in contract.schema
	some model in object.models
	some property in object.properties
	some name in names(property)
	id := column(model, name)
}

# METADATA
# description: The id by which `properties` knows a column
column(model, name) := concat("#", [model, lower(name)])

# METADATA
# description: The names of a property in lower case, the logical and the physical one
names(property) := texts.all_lowered([property.name, object.get(property, "physicalName", null)])

# METADATA
# description: The service levels that a contract promises, under the key of the document or that of the standard
service_levels(contract) := object.get(contract, "sla", object.get(contract, "slaProperties", []))

# METADATA
# description: >-
#   The custom properties of a contract or a part of it as pairs of name and value. The document has them by name, the
#   standard writes a list
custom_properties(part) := by_name | listed if {
	by_name := {[name, value] | some name, value in part.customProperties; is_string(name)}
	listed := {[custom.property, custom.value] | some custom in part.customProperties}
}
