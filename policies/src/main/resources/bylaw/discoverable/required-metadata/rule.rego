# METADATA
# title: Outputs say who owns them and what can be expected of them
# description: >-
#   Every model that the product offers says in its metadata who owns it, what it holds, how fresh it is and how
#   sensitive it is, with values that make sense - an owner that is a team or an address, an sla that is a length of
#   time, a sensitivity from the agreed list. A catalog can only show what is written down. What the model itself does
#   not say may stand in its group or in its contract.
# custom:
#   severity: error
#   subject: model
#   since: 0.1.0
#   remedy: Write the keys under `config.meta` of the model, in its properties or in `config(meta={...})`.
#   parameters:
#     keys:
#       type: set
#       default: [owner, description, sla, data_sensitivity]
#       merge: union
#       description: Keys that the metadata must have
#     owner_keys:
#       type: set
#       default: [owner]
#       merge: union
#       description: Those of the keys whose value is an owner
#     duration_keys:
#       type: set
#       default: [sla]
#       merge: union
#       description: Those of the keys whose value is a length of time
#     sensitivity_keys:
#       type: set
#       default: [data_sensitivity]
#       merge: union
#       description: Those of the keys whose value is a sensitivity
#     sensitivities:
#       type: set
#       default: [public, internal, confidential, restricted, low, medium, high]
#       merge: intersection
#       description: Accepted sensitivities, in lower case
#     owner_pattern:
#       type: pattern
#       default: '^(?:[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+|[@#]?\pL[\pL\pN ._&/+-]*[\pL\pN])$'
#       merge: locked
#       description: What an owner looks like, an address or the name of a team
#     duration_pattern:
#       type: pattern
#       default: '(?i)^(?:(?:(?:<=?|≤|within|at most|up to|under|less than|every)\s*)?(?:\d+(?:[.,]\d+)?\s*(?:(?:business|calendar|working)\s+)?(?:s|sec|second|m|min|minute|h|hr|hour|d|day|w|wk|week|mo|month|q|quarter|y|yr|year)s?\s*(?:,|and)?\s*)+|t\s*\+\s*\d+|P(?:\d+[YMWD])+(?:T(?:\d+(?:\.\d+)?[HMS])+)?|PT(?:\d+(?:\.\d+)?[HMS])+|hourly|daily|nightly|weekly|monthly|quarterly|yearly|annually|real[ -]?time)$'
#       merge: locked
#       description: What a length of time looks like
#     sla_properties:
#       type: set
#       default: [freshness, frequency, latency]
#       merge: intersection
#       description: Service level properties of a contract that stand for a length of time in the metadata
#     placeholders:
#       type: set
#       default: ["-", "?", ..., change me, changeme, fixme, me, "n/a", na, nobody, none, "null", placeholder, somebody, someone, tba, tbd, test, todo, undefined, unknown, x, xx, xxx, your-team, yourteam]
#       merge: union
#       description: Values that say nothing, in lower case
package bylaw.discoverable.required_metadata

import data.bylaw.lib.contracts
import data.bylaw.lib.outputs
import data.bylaw.lib.texts

violation contains {"at": "/config/meta", "key": key, "message": message} if {
	outputs.is_output(input.model)
	some key in input.params.keys
	not _said(key)
	not _is_said_elsewhere(key)
	message := sprintf("%s has no %s in its metadata", [input.model.name, key])
}

violation contains {"at": said.at, "key": key, "message": message} if {
	outputs.is_output(input.model)
	some key in input.params.keys
	said := _said(key)
	fault := _fault(key, said.value)
	message := sprintf("the %s of %s is %s, %s", [key, input.model.name, texts.shown(said.value), fault])
}

# What the model says itself for a key, and where.
_said(key) := {"at": texts.pointer(["config", "meta", key]), "value": value} if {
	value := input.model.config.meta[key]
	not texts.is_empty(value)
} else := {"at": "/description", "value": input.model.description} if {
	key == "description"
	not texts.is_empty(input.model.description)
}

# What is wrong with a value that is said.
_fault(key, value) := "which says nothing" if {
	_is_placeholder(value)
} else := "which is neither an address nor the name of a team" if {
	_is_wrong_owner(key, value)
} else := "which is no length of time such as 24 hours" if {
	_is_wrong_duration(key, value)
} else := sprintf("which is none of %s", [concat(", ", input.params.sensitivities)]) if {
	_is_wrong_sensitivity(key, value)
}

_is_placeholder(value) if texts.lowered(value) in texts.all_lowered(input.params.placeholders)

_is_wrong_owner(key, value) if {
	key in input.params.owner_keys
	not _is_owner(value)
}

_is_wrong_duration(key, value) if {
	key in input.params.duration_keys
	not _is_duration(value)
}

_is_wrong_sensitivity(key, value) if {
	key in input.params.sensitivity_keys
	not _is_sensitivity(value)
}

_is_sensitivity(value) if texts.lowered(value) in texts.all_lowered(input.params.sensitivities)

# An owner is a text, several in a list, or a mapping such as that of a dbt group.
_is_owner(value) if _is_owner_text(value)

_is_owner(value) if {
	is_array(value)
	every item in value {
		_is_owner_text(item)
	}
}

_is_owner(value) if {
	some key in ["email", "name", "team"]
	_is_owner_text(value[key])
}

_is_owner_text(value) if {
	is_string(value)
	not _is_placeholder(value)
	regex.match(input.params.owner_pattern, trim_space(value))
}

# A length of time is a text, or a mapping that says it for something (`freshness: 24 hours`), by the unit (`hours: 24`)
# or in parts, as contracts and dbt's source freshness do (`value: 24, unit: hours`, `count: 24, period: hour`).
_is_duration(value) if _is_duration_text(value)

_is_duration(value) if {
	some unit, number in value
	_is_duration_text(_length(number, unit))
}

_is_duration(value) if _is_duration_text(value[_])

_is_duration(value) if _is_duration_text(_length(value.value, value.unit))

_is_duration(value) if _is_duration_text(_length(value.count, value.period))

_is_duration_text(value) if {
	is_string(value)
	regex.match(input.params.duration_pattern, trim_space(value))
}

_length(number, unit) := sprintf("%v %v", [number, unit]) if is_number(number)

_length(number, unit) := sprintf("%v %v", [number, unit]) if is_string(number)

# What the model does not say itself, its group or a contract may.
_is_said_elsewhere(key) if {
	key in input.params.owner_keys
	is_string(input.model.group)
	group := sprintf("group.%s.%s", [input.model.package_name, input.model.group])
	_is_owner(data.workspace.groups[group].owner)
}

_is_said_elsewhere(key) if {
	key in input.params.owner_keys
	some id in contracts.of_model[input.model.unique_id]
	_is_owner(data.workspace.contracts[id].owner)
}

_is_said_elsewhere("description") if {
	some object in contracts.objects[input.model.unique_id]
	is_string(object.description)
	not texts.is_empty(object.description)
	not _is_placeholder(object.description)
}

_is_said_elsewhere(key) if {
	key in input.params.duration_keys
	some id in contracts.of_model[input.model.unique_id]
	some entry in contracts.service_levels(data.workspace.contracts[id])
	texts.lowered(entry.property) in texts.all_lowered(input.params.sla_properties)
	value := entry.value
	not texts.is_empty(value)
}
