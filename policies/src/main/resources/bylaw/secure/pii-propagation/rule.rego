# METADATA
# title: Personal data stays declared on its way
# description: >-
#   A column of an output that is computed from a column which is declared as personal data is declared itself, under
#   whatever name and after however many models. Masking ends it - behind a function that is a sanitizer nothing personal
#   is left. Columns whose own name gives them away are the business of bylaw/secure/pii-columns-tagged.
# custom:
#   severity: error
#   subject: column
#   since: 0.1.0
#   remedy: "Give the column the tag `pii` as its origin has it, or mask the value before it gets here."
#   parameters:
#     name_patterns:
#       type: list
#       default:
#         - '(?i)(^|_)(e_?mail|e_?mail_addr(ess)?)(_|$)'
#         - '(?i)(^|_)(full|first|last|middle|maiden|given|family|sur)_?name(_|$)'
#         - '(?i)(^|_)(phone|mobile|telephone|fax)(_?(no|nr|num|number))?(_|$)'
#         - '(?i)(^|_)(street|postal|home|mailing|billing|shipping)_?addr(ess)?(_|$)'
#         - '(?i)(^|_)(ssn|social_security(_?(no|number))?|national_id|tax_id|passport(_?(no|number))?|driver_?s?_?licen[cs]e)(_|$)'
#         - '(?i)(^|_)(iban|bank_account(_?(no|number))?|credit_card(_?(no|number))?|card_number)(_|$)'
#         - '(?i)(^|_)(date_of_birth|birth_?da(te|y)|dob)(_|$)'
#         - '(?i)(^|_)(ip_?addr(ess)?|device_id)(_|$)'
#       merge: union
#       description: Names that personal data usually has, as regular expressions
#     tags:
#       type: set
#       default: [pii]
#       merge: locked
#       description: Tags that declare a column as personal data
#     meta_keys:
#       type: set
#       default: [pii, contains_pii, is_pii]
#       merge: locked
#       description: Meta keys that declare a column as personal data unless their value denies it
#     classification_keys:
#       type: set
#       default: [classification, data_classification]
#       merge: locked
#       description: Meta keys that hold a classification
#     classifications:
#       type: set
#       default: [pii, personal, personal data, sensitive personal data]
#       merge: union
#       description: Classifications that mean personal data, in lower case
#     sanitizers:
#       type: set
#       default:
#         - hash
#         - hmac_sha256
#         - hmac_sha512
#         - mask
#         - md5
#         - md5_hex
#         - md5_number
#         - redact
#         - sha
#         - sha1
#         - sha1_hex
#         - sha2
#         - sha2_binary
#         - sha2_hex
#         - sha256
#         - sha512
#         - tokenize
#         - farm_fingerprint
#         - xxhash64
#       merge: intersection
#       description: Functions behind which nothing personal is left, in lower case
#     carrying:
#       type: set
#       default: [identity, transformed]
#       merge: union
#       description: Kinds of edges that carry personal data on
package bylaw.secure.pii_propagation

import data.bylaw.lib.columns
import data.bylaw.lib.contracts
import data.bylaw.lib.outputs

violation contains {"at": "", "key": origin, "message": message, "path": path} if {
	outputs.is_output(input.model)
	not gives_itself_away
	not columns.is_declared(input.column, input.params)
	origin := min(origins)
	path := way(origin)
	message := sprintf("column %s holds personal data of %s and carries no %s tag", [
		input.column.name,
		origin,
		concat(" or ", input.params.tags),
	])
}

# What bylaw/secure/pii-columns-tagged says already.
gives_itself_away if columns.looks_personal(input.column.name, input.params)

gives_itself_away if {
	some classification in contracts.classifications[input.model.unique_id][lower(input.column.name)]
	columns.is_classified(classification, input.params)
}

self := columns.id(input.model.unique_id, input.column.name)

# The declared columns that this one is computed from.
origins contains from if {
	some id in graph.reachable(carried, {self})
	some from in (carried[id] | outside[id])
	is_declared_at(from)
}

# Which columns of models each column of a model is computed from, by an edge that carries personal data on. A column
# whose lineage is not known has an entry too, in which nothing is certain.
carried[id] := {edge.id |
	some edge in column.lineage.inputs
	is_carrying(edge)
	edge.kind == "model"
} if {
	some model in data.workspace.models
	some column in model.columns
	id := columns.id(model.unique_id, column.name)
}

# The same for columns that are no model's.
outside[id] := {edge.id |
	some edge in column.lineage.inputs
	is_carrying(edge)
	edge.kind != "model"
} if {
	some model in data.workspace.models
	some column in model.columns
	id := columns.id(model.unique_id, column.name)
}

is_carrying(edge) if {
	edge.edge in input.params.carrying
	not is_sanitized(edge)
}

is_sanitized(edge) if {
	some name in edge.functions
	lower(name) in input.params.sanitizers
}

is_declared_at(id) if {
	[node, name] := split(id, "#")
	some kind in ["models", "sources", "seeds", "snapshots"]
	columns.is_declared(data.workspace[kind][node].columns[name], input.params)
}

# The way from an origin to this column. Each column on it goes back to the first of those that lead to the origin, so
# that there is one way.
way(origin) := [{"element": id, "edge": kind} |
	some distance in numbers.range(1, count(chain))
	some id in chain
	count(graph.reachable(back, {id})) == distance
	kind := edge_onward(id, back)
] if {
	steps := {id: {min(closer)} |
		some id in graph.reachable(carried, {self})
		id != origin
		closer := {from | some from in (carried[id] | outside[id]); leads_to(from, origin)}
		count(closer) > 0
	}
	back := object.union(steps, {origin: set()})
	chain := graph.reachable(back, {self})
}

leads_to(id, origin) if id == origin

leads_to(id, origin) if {
	some step in graph.reachable(carried, {id})
	origin in (carried[step] | outside[step])
}

# How a column on the way reaches the next one; empty for the last.
edge_onward(id, back) := min({edge.edge |
	some edge in data.workspace.models[node].columns[name].lineage.inputs
	edge.id == id
	is_carrying(edge)
}) if {
	some next, before in back
	id in before
	[node, name] := split(next, "#")
}

edge_onward(id, _) := "" if id == self
