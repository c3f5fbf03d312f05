# METADATA
# title: A contract and its model agree
# description: >-
#   A contract promises columns, and the model that keeps the promise has exactly these - every promised column is
#   there, no other one is, and where both say a type, the types mean the same. A contract that no model of the
#   workspace belongs to is somebody else's, and the rule does not apply to it.
# custom:
#   severity: error
#   subject: contract
#   since: 0.1.0
#   remedy: >-
#     Change the contract or the model, whichever is wrong; a column that leaves is a new major version of the
#     contract.
#   parameters:
#     allow_further_columns:
#       type: boolean
#       default: false
#       merge: all
#       description: Whether a model may have columns that its contract does not promise
#     exempt_statuses:
#       type: set
#       default: [retired]
#       merge: intersection
#       description: Statuses in which a contract promises nothing, in lower case
#     foreign_types:
#       type: set
#       default: [document, file, object, queue, stream, topic]
#       merge: intersection
#       description: Physical types of what a contract may promise and no dbt model builds
package bylaw.interoperable.contract_matches_model

import data.bylaw.lib.contracts
import data.bylaw.lib.texts
import data.bylaw.lib.types

violation contains {"at": at, "key": key, "message": message} if {
	_is_in_force
	some i, object in input.contract.schema
	some id in object.models
	some j, property in object.properties
	count(contracts.names(property) & _columns(id)) == 0
	at := sprintf("/schema/%d/properties/%d", [i, j])
	key := sprintf("%s#%v", [id, property.name])
	message := sprintf("the contract promises the column %v, which %s does not have", [property.name, _name(id)])
}

violation contains {"at": at, "key": key, "message": message} if {
	_is_in_force
	input.params.allow_further_columns == false
	some i, object in input.contract.schema
	_lists_columns(object)
	some id in object.models
	some column in (_columns(id) - _promised(object))
	at := sprintf("/schema/%d", [i])
	key := concat("#", [id, column])
	message := sprintf("%s has the column %s, which the contract does not promise", [_name(id), column])
}

violation contains {"at": at, "key": key, "message": message} if {
	_is_in_force
	some i, object in input.contract.schema
	some id in object.models
	some j, property in object.properties
	some column in data.workspace.models[id].columns
	lower(column.name) in contracts.names(property)
	promise := _promise(property)
	found := types.physical(column.data_type)
	count(promise.meanings & found) == 0
	at := sprintf("/schema/%d/properties/%d/%s", [i, j, promise.key])
	key := sprintf("%s#%v", [id, property.name])
	message := sprintf("the contract promises the type %v for the column %v, which is %v in %s", [
		property[promise.key],
		property.name,
		column.data_type,
		_name(id),
	])
}

violation contains {"at": sprintf("/schema/%d", [i]), "key": "columns", "message": message} if {
	_is_in_force
	some i, object in input.contract.schema
	count(object.models) > 0
	not _lists_columns(object)
	message := sprintf("the contract promises no column of %s", [object.name])
}

violation contains {"at": sprintf("/schema/%d", [i]), "key": "model", "message": message} if {
	_is_in_force
	some i, object in input.contract.schema
	count(object.models) == 0
	not _is_foreign(object)
	message := sprintf("the contract promises %s, which no model builds", [object.name])
}

not_applicable contains {"message": "no model of the workspace belongs to the contract"} if {
	not _is_exempt
	not _is_ours
}

not_applicable contains {"message": message} if {
	_is_exempt
	message := sprintf("the status of the contract is %s", [texts.lowered(input.contract.status)])
}

_is_in_force if {
	_is_ours
	not _is_exempt
}

# A model of the workspace belongs to it, or a product of the workspace offers it and there are models at all.
_is_ours if {
	some object in input.contract.schema
	count(object.models) > 0
}

_is_ours if {
	some product in data.workspace.products
	some port in product.outputPorts
	input.contract.id in port.contracts
	count(data.workspace.models) > 0
}

_is_exempt if texts.lowered(input.contract.status) in texts.all_lowered(input.params.exempt_statuses)

_is_foreign(object) if texts.lowered(object.physicalType) in texts.all_lowered(input.params.foreign_types)

_name(id) := data.workspace.models[id].name

# The names of the columns of a model in lower case - those that its SQL yields, or those that are declared where nobody
# could read the SQL.
_columns(id) := texts.all_lowered(data.workspace.models[id].analysis.columns) if {
	_is_analysed(id)
} else := texts.all_lowered([column.name | some column in data.workspace.models[id].columns])

_is_analysed(id) if data.workspace.models[id].analysis.status in {"complete", "partial"}

_promised(object) := {name | some property in object.properties; some name in contracts.names(property)}

_lists_columns(object) if some _ in object.properties

# What a property says of its type: the physical type where it says one that is known, else the logical one.
_promise(property) := {"key": "physicalType", "meanings": meanings} if {
	meanings := types.physical(property.physicalType)
} else := {"key": "logicalType", "meanings": meanings} if {
	meanings := types.logical(property.logicalType, object.get(input.contract, "apiVersion", ""))
}
