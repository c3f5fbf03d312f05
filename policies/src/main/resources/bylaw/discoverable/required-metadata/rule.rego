# METADATA
# title: Outputs say who owns them and what can be expected of them
# description: >-
#   Every model that the product offers says in its metadata who owns it, what it holds, how fresh it is and how sensitive
#   it is, with values that make sense: an owner that is a team or an address, an sla that is a length of time, a
#   sensitivity from the agreed list. A catalog can only show what is written down.
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
#     sensitivities:
#       type: set
#       default: [public, internal, confidential, restricted, low, medium, high]
#       merge: intersection
#       description: Accepted values of data_sensitivity, in lower case
#     owner_pattern:
#       type: pattern
#       default: '^(?:[^@\s]+@[^@\s]+\.[^@\s]+|[A-Za-z][A-Za-z0-9 ._&/-]*[A-Za-z0-9])$'
#       merge: locked
#       description: What an owner looks like, an address or the name of a team
#     placeholders:
#       type: set
#       default: [todo, tbd, tba, unknown, n/a, na, none, "null", "?", x, xxx, test, me, someone, somebody]
#       merge: union
#       description: Values that say nothing, in lower case
package bylaw.discoverable.required_metadata

import data.bylaw.lib.contracts
import data.bylaw.lib.outputs

violation contains {"at": "/config/meta", "key": key, "message": message} if {
	outputs.is_output(input.model)
	some key in input.params.keys
	not is_said(key)
	message := sprintf("%s has no %s in its metadata", [input.model.name, key])
}

violation contains {"at": concat("/", ["/config/meta", key]), "key": key, "message": message} if {
	outputs.is_output(input.model)
	some key in input.params.keys
	value := input.model.config.meta[key]
	is_said(key)
	fault := faults[key]
	message := sprintf("the %s of %s is %v, %s", [key, input.model.name, value, fault])
}

# What is wrong with values that are said, by key.
faults["owner"] := "which is neither an address nor the name of a team" if {
	not regex.match(input.params.owner_pattern, trim_space(input.model.config.meta.owner))
}

faults["owner"] := "which is neither an address nor the name of a team" if {
	not is_string(input.model.config.meta.owner)
}

faults["sla"] := "which is no length of time" if not is_duration(input.model.config.meta.sla)

faults["data_sensitivity"] := message if {
	value := input.model.config.meta.data_sensitivity
	not lower(value) in input.params.sensitivities
	message := sprintf("which is none of %s", [concat(", ", input.params.sensitivities)])
}

faults["data_sensitivity"] := "which is no text" if not is_string(input.model.config.meta.data_sensitivity)

# A value is said when it is there and not a placeholder.
is_said(key) if is_meaningful(input.model.config.meta[key])

is_said("description") if is_meaningful(input.model.description)

is_said("owner") if {
	some contract in contracts.of_model[input.model.unique_id]
	is_meaningful(contract.owner)
}

is_said("sla") if {
	some contract in contracts.of_model[input.model.unique_id]
	count(contract.slaProperties) > 0
}

is_meaningful(value) if {
	is_string(value)
	text := lower(trim_space(value))
	text != ""
	not text in input.params.placeholders
}

is_meaningful(value) if {
	not is_string(value)
	not is_null(value)
	not value in {{}, [], false}
}

is_duration(value) if {
	is_string(value)
	regex.match(
		`^(?i)\s*(?:\d+(?:\.\d+)?\s*(?:s|sec|second|m|min|minute|h|hr|hour|d|day|w|week|month|y|year)s?|P(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?)\s*$`,
		value,
	)
	regex.match(`\d`, value)
}

is_duration(value) if {
	is_string(value)
	lower(trim_space(value)) in {"hourly", "daily", "weekly", "monthly", "quarterly", "yearly", "real-time", "realtime"}
}
