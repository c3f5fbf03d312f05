package bench.contract

# A data contract against a model: types by a table, missing and surplus fields, quality rules, free text anywhere in it.

types := {
	"string": ["varchar", "text", "char"],
	"integer": ["int", "bigint", "smallint"],
	"number": ["decimal", "double", "numeric"],
	"date": ["date"],
	"timestamp": ["timestamp", "datetime"],
}

finding contains {"at": [schema.name, property.name], "message": message} if {
	some schema in input.contract.schema
	some property in schema.properties
	actual := input.models[schema.name].columns[property.name].type
	not lower(actual) in types[property.logicalType]
	message := sprintf("%v is promised, %v is there", [property.logicalType, actual])
}

finding contains {"at": [schema.name, property.name], "message": "is promised and not there"} if {
	some schema in input.contract.schema
	some property in schema.properties
	not input.models[schema.name].columns[property.name]
}

finding contains {"at": [name, column], "message": "is there and not promised"} if {
	some schema in input.contract.schema
	name := schema.name
	promised := {property.name | some property in schema.properties}
	some column in object.keys(input.models[name].columns) - promised
}

finding contains {"at": path, "message": "says nothing"} if {
	walk(input.contract, [path, value])
	path[count(path) - 1] == "description"
	trim_space(value) in {"", "todo", "tbd"}
}

finding contains {"at": [schema.name], "message": message} if {
	some schema in input.contract.schema
	keys := [property.name | some property in schema.properties; property.primaryKey]
	count(keys) != 1
	message := sprintf("has %d keys: %v", [count(keys), keys])
}

decision := finding
