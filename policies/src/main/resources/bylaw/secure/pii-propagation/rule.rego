# METADATA
# title: Personal data stays declared on its way
# description: >-
#   A column of an output that is computed from a column which is declared as personal data is declared itself, under
#   whatever name and after however many models. Masking ends it - behind a function that is a sanitizer nothing
#   personal is left. Columns whose own name or contract gives them away are the business of
#   bylaw/secure/pii-columns-tagged.
# custom:
#   severity: error
#   subject: column
#   since: 0.1.0
#   remedy: "Give the column the tag `pii` as its origin has it, or mask the value before it gets here."
#   parameters:
#     report_evident:
#       type: boolean
#       default: false
#       merge: any
#       description: >-
#         Whether to report what bylaw/secure/pii-columns-tagged reports, too; for a federation without that rule
#     name_patterns:
#       type: list
#       default:
#         - '(^|_)e_?mails?(_?addr(ess(es)?)?)?(_?\d+)?$'
#         - '(^|_)(full|first|last|middle|maiden|given|family|sur|fore|nick|user|screen)_?names?(_?\d+)?$'
#         - '(^|_)name_(full|first|last|middle|given|family)$'
#         - '(^|_)(applicant|beneficiary|candidate|card_?holder|account_?holder|contact|customer|employee|guest|passenger|patient|person|recipient|student|subscriber)_name$'
#         - '(^|_)((tele|cell|mobile)_?)?phones?(_?(no|nr|num|number)s?)?(_?\d+)?$'
#         - '(^|_)(mobile|fax|whatsapp)_?(no|nr|num|number)$'
#         - '(^|_)(fax|msisdn)$'
#         - '(^|_)(street|postal|home|mailing|billing|shipping|delivery|residential)_?addr(ess(es)?)?(_?line)?(_?\d+)?$'
#         - '(^|_)addr(ess)?_?line(_?\d+)?$'
#         - '(^|_)(ssn|aadha?ar|curp|mrn|medical_record_(no|number)|nhs_number)$'
#         - '(^|_)(social_security|social_insurance|national_insurance|national_id|identity_card|id_card|tax_?payer|passport|driver_?s?_licen[cs]e|driving_licen[cs]e)_?(id|no|nr|num|number)$'
#         - '(^|_)(national_id|passport|driver_?s?_licen[cs]e|driving_licen[cs]e)$'
#         - '(^|_)(iban|cvv|cvc)$'
#         - '(^|_)((bank_account|credit_card|debit_card|payment_card|cc)_?(no|nr|num|number)|card_?number)$'
#         - '(^|_)(date_of_birth|birth_?(date|day)|dob)$'
#         - '(^|_)ip_?addr(ess)?$'
#         - '(^|_)(client|remote|user|visitor|customer)_ip$'
#         - '(^|_)(advertising_id|idfa|gaid|imei)$'
#       merge: union
#       description: >-
#         Names that personal data usually has, as regular expressions that are matched with the name in snake case
#     exempt_patterns:
#       type: list
#       default:
#         - '(^|_)(is|has|had|was|can|should|allows?|accepts?|opted_in|opted_out)_'
#         - '^(n|nr|num|number|cnt|count|total|sum|avg|pct|share)_'
#         - '^(hash|hashed|masked|encrypted|tokeni[sz]ed|anonymi[sz]ed|pseudonymi[sz]ed|redacted)_'
#         - '(^|_)(agency|branch|company|facility|location|merchant|office|organi[sz]ation|practice|shop|store|supplier|support|vendor|warehouse)_(e_?mail|((tele|cell)_?)?phone|fax|([a-z]+_)?address)'
#         - '(^|_)(app|brand|category|class|column|database|db|device|event|field|file|font|job|mode|model|package|path|product|project|repo|repository|schema|service|system|table|team|type)_?(full|first|last|given|family|user)_?name$'
#         - '(^|_)(destination|gateway|host|resolver|server)_ip_?(addr(ess)?)?$'
#       merge: intersection
#       description: Names that are none of personal data although they look like it, as regular expressions
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
#     carrying:
#       type: set
#       default: [identity, transformed]
#       merge: union
#       description: Kinds of edges that carry personal data on
#     carrying_aggregates:
#       type: set
#       default: [any_value, approx_most_frequent, arbitrary, arg_max, arg_min, argmax, argmin, array_agg,
#         array_unique_agg, collect_list, collect_set, first, first_value, group_array, group_concat, grouparray,
#         histogram, json_agg, json_group_array, jsonb_agg, lag, last, last_value, lead, list, listagg, map_agg, max,
#         max_by, maxby, min, min_by, minby, mode, nth_value, object_agg, string_agg, top_k, wm_concat, xmlagg]
#       merge: union
#       description: Aggregate functions that hand a value on, in lower case; others leave nothing personal
#     sanitizers:
#       type: set
#       default: [aead.encrypt, aes_encrypt, char_length, character_length, deterministic_encrypt, digest, encrypt,
#         farm_fingerprint, hash, hashbytes, hmac, hmac_md5, hmac_sha1, hmac_sha256, hmac_sha512, len, length, mask,
#         md5, md5_binary, md5_hex, md5_number, octet_length, pgp_sym_encrypt, redact, sha, sha1, sha1_binary,
#         sha1_hex, sha2, sha224, sha256, sha2_binary, sha2_hex, sha384, sha512, standard_hash, tokenize, xxhash64]
#       merge: intersection
#       description: Functions behind which nothing personal is left, in lower case
package bylaw.secure.pii_propagation

import data.bylaw.lib.columns
import data.bylaw.lib.lineage
import data.bylaw.lib.outputs
import data.bylaw.lib.ways

# All that the column is computed from is known: one violation, with the way from the first of the origins.
violation contains {"at": "", "message": message, "path": path} if {
	_applies
	input.column.lineage.status == "full"
	origin := min({id | some edge in _edges; some id in _origins(edge)})
	not _is_evident
	edge := _edge_from(origin)
	message := _message(origin)
	path := _path(origin, edge)
}

# Not all of it is known: one for each known column that hands personal data on, as nobody can say which origin is first.
violation contains {"at": "", "key": edge.id, "message": message, "path": path} if {
	_applies
	input.column.lineage.status != "full"
	some edge in _edges
	origin := min(_origins(edge))
	not _is_evident
	message := _message(origin)
	path := _path(origin, edge)
}

undecided contains {"message": message} if {
	_applies
	every edge in _edges {
		count(_origins(edge)) == 0
	}
	some id in graph.reachable(_graph, {_self})
	some edge in columns.at(id).lineage.inputs
	edge.kind == "unknown"
	lineage.is_carrying(edge)
	message := sprintf("column %s is computed from %s, of which nothing is known", [input.column.name, edge.id])
}

undecided contains {"message": outputs.unread(input.model, input.column)}

_applies if {
	outputs.is_output(input.model)
	not columns.is_declared(input.column, input.params)
}

# What bylaw/secure/pii-columns-tagged says already.
_is_evident if {
	not input.params.report_evident
	columns.looks_personal(input.column.name, input.params)
}

_is_evident if {
	not input.params.report_evident
	columns.is_promised(input.model, input.column, input.params)
}

_message(origin) := sprintf("column %s holds personal data of %s and carries no %s tag", [
	input.column.name,
	origin,
	concat(" or ", input.params.tags),
])

_self := columns.id(input.model.unique_id, input.column.name)

# The edges by which the column takes values over.
_edges := [edge | some edge in input.column.lineage.inputs; lineage.is_carrying(edge)]

# Which columns of models each takes its values from, up to those that are declared.
_graph := {id: _unless_declared(id, from) | some id, from in lineage.carried}

_unless_declared(id, from) := set() if {
	_is_declared(id)
} else := from

_is_declared(id) if columns.is_declared(columns.at(id), input.params)

# The declared columns whose values an edge hands on - the one it comes from, or those that are the nearest on each way.
_origins(edge) := {edge.id} if {
	_is_declared(edge.id)
} else := set() if {
	not lineage.is_computed(edge)
} else := {origin |
	some id in graph.reachable(_graph, {edge.id})
	some origin in _before(id)
	_is_declared(origin)
}

# What a column takes its values from; nothing where it is declared and the way ends.
_before(id) := _graph[id] | _unless_declared(id, lineage.outside[id])

# Of the edges over which an origin gets here the closest one, then the first.
_edge_from(origin) := min([[lineage.looseness(edge.edge), edge.id, edge] |
	some edge in _edges
	origin in _origins(edge)
])[2]

# The way from an origin over an edge to the column.
_path(origin, edge) := array.concat(
	[{"element": id, "edge": _kind(chain, position, edge)} | some position, id in chain],
	[{"element": _self, "edge": ""}],
) if {
	before := {id: _before(id) | some id in graph.reachable(_graph, {edge.id})}
	chain := ways.back(before, origin, edge.id)
}

_kind(chain, position, edge) := edge.edge if {
	position == count(chain) - 1
} else := lineage.closest(chain[position], chain[position + 1])
