# METADATA
# title: A contract and its model agree
# description: >-
#   A contract promises columns, and the model that keeps the promise has exactly these - every promised column is there,
#   no other one is, and where both say a type, the types mean the same. A contract that no model of the workspace belongs
#   to is somebody else's, and the rule does not apply to it.
# custom:
#   severity: error
#   subject: contract
#   since: 0.1.0
#   remedy: Change the contract or the model, whichever is wrong; a column that leaves is a new major version of the contract.
package bylaw.interoperable.contract_matches_model

violation contains {"at": at, "key": key, "message": message} if {
	some i, object in input.contract.schema
	some id in object.models
	some j, property in object.properties
	not has_column(id, property)
	at := sprintf("/schema/%d/properties/%d", [i, j])
	key := concat("#", [id, property.name])
	message := sprintf("the contract promises the column %s, which %s does not have", [property.name, name_of(id)])
}

violation contains {"at": at, "key": key, "message": message} if {
	some i, object in input.contract.schema
	some id in object.models
	model := data.workspace.models[id]
	some column in model.columns
	not is_promised(object, column.name)
	at := sprintf("/schema/%d", [i])
	key := concat("#", [id, column.name])
	message := sprintf("%s has the column %s, which the contract does not promise", [name_of(id), column.name])
}

violation contains {"at": at, "key": key, "message": message} if {
	some i, object in input.contract.schema
	some id in object.models
	some j, property in object.properties
	some column in data.workspace.models[id].columns
	is_same(property, column.name)
	promised := promised_family(property)
	found := family(column.data_type)
	promised != found
	not {promised, found} in compatible
	at := sprintf("/schema/%d/properties/%d", [i, j])
	key := concat("#", [id, property.name, "type"])
	message := sprintf("the contract promises %s for the column %s, %s says %s", [
		promised_text(property),
		property.name,
		name_of(id),
		column.data_type,
	])
}

not_applicable contains {"message": "no model of the workspace belongs to it"} if {
	every object in input.contract.schema {
		count(object.models) == 0
	}
}

name_of(id) := data.workspace.models[id].name

has_column(id, property) if {
	some column in data.workspace.models[id].columns
	is_same(property, column.name)
}

is_promised(object, name) if {
	some property in object.properties
	is_same(property, name)
}

is_same(property, name) if lower(property.name) == lower(name)

is_same(property, name) if lower(property.physicalName) == lower(name)

# What a contract promises as a type: the physical one where it says it, else the logical one.
promised_family(property) := family(property.physicalType) if property.physicalType

else := logical[lower(property.logicalType)] if property.logicalType

promised_text(property) := property.physicalType if property.physicalType

else := property.logicalType if property.logicalType

# Logical types of ODCS, by the family of physical types that carry them.
logical := {
	"array": "array",
	"boolean": "boolean",
	"date": "date",
	"integer": "integer",
	"number": "number",
	"object": "object",
	"string": "text",
	"time": "time",
	"timestamp": "timestamp",
}

# Pairs of families that may stand for each other.
compatible := {{"integer", "number"}, {"date", "timestamp"}}

# The family of a physical type, by its first word.
family(type) := families[word] if {
	word := regex.find_n(`^[a-z_0-9]+`, lower(trim_space(type)), 1)[0]
}

families := {
	"array": "array",
	"bigint": "integer",
	"bignumeric": "number",
	"bool": "boolean",
	"boolean": "boolean",
	"byteint": "integer",
	"bpchar": "text",
	"char": "text",
	"character": "text",
	"date": "date",
	"datetime": "timestamp",
	"datetime2": "timestamp",
	"dec": "number",
	"decimal": "number",
	"double": "number",
	"float": "number",
	"float4": "number",
	"float64": "number",
	"float8": "number",
	"int": "integer",
	"int16": "integer",
	"int2": "integer",
	"int32": "integer",
	"int4": "integer",
	"int64": "integer",
	"int8": "integer",
	"integer": "integer",
	"json": "object",
	"jsonb": "object",
	"long": "integer",
	"map": "object",
	"money": "number",
	"number": "number",
	"numeric": "number",
	"nvarchar": "text",
	"object": "object",
	"real": "number",
	"record": "object",
	"row": "object",
	"short": "integer",
	"smallint": "integer",
	"string": "text",
	"struct": "object",
	"super": "object",
	"text": "text",
	"time": "time",
	"timestamp": "timestamp",
	"timestamp_ltz": "timestamp",
	"timestamp_ntz": "timestamp",
	"timestamp_tz": "timestamp",
	"timestamptz": "timestamp",
	"tinyint": "integer",
	"uuid": "text",
	"varchar": "text",
	"varchar2": "text",
	"variant": "object",
}
