# METADATA
# title: Personal data that many may read is masked
# description: >-
#   A column that is declared as personal data, in an output that a broad role may read, says how it is masked - by a
#   masking policy of the platform, by a policy tag, or by a function in the models behind which nothing personal is
#   left. A tag alone keeps nobody from reading.
# custom:
#   severity: error
#   subject: column
#   since: 0.1.0
#   remedy: >-
#     Name the masking in the meta of the column, `config: {meta: {masking_policy: ...}}`, or take the grant away from
#     the broad role.
#   parameters:
#     broad_roles:
#       type: set
#       default: [data-consumer]
#       merge: union
#       description: Roles that many hold; case, quotes and hyphens or underscores make no difference
#     masking_keys:
#       type: set
#       default: [masking_policy, masking, masked, column_mask, policy_tags, tokenized, encrypted]
#       merge: intersection
#       description: Keys of a column or of its meta that say how it is masked
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
package bylaw.secure.pii_masked

import data.bylaw.lib.columns
import data.bylaw.lib.contracts
import data.bylaw.lib.lineage
import data.bylaw.lib.outputs
import data.bylaw.lib.roles
import data.bylaw.lib.texts

violation contains {"at": "", "message": message} if {
	outputs.is_output(input.model)
	columns.is_declared(input.column, input.params)
	count(_readers) > 0
	not _is_masked
	message := sprintf("column %s is personal data that %s may read, and %s", [
		input.column.name,
		concat(" and ", _readers),
		_lack,
	])
}

undecided contains {"message": outputs.unread(input.model, input.column)}

# The broad roles that may read the model, as they are written; contracts are asked where dbt grants them nothing.
_readers := granted if {
	granted := {grant.role | some grant in roles.granted(input.model); _is_broad(grant.role)}
	count(granted) > 0
} else := {promise.role | some promise in roles.promised(input.model); _is_broad(promise.role)}

_is_broad(role) if roles.normal(role) in _broad

_broad := roles.all_normal(input.params.broad_roles)

# What is missing - the masking, or what would make one take effect that is there.
_lack := sprintf("%s has no effect on %s", [key, input.model.adapter]) if {
	key := min(_idle)
	not _is_read(key)
} else := "policy_tags has no effect without persist_docs for columns" if {
	count(_idle) > 0
} else := "nothing says how it is masked"

_idle contains key if {
	some key in input.params.masking_keys
	_says(key)
}

_is_masked if {
	some key in input.params.masking_keys
	_says(key)
	_has_effect(key)
}

# A contract names it as the encrypted form of another column.
_is_masked if {
	some object in contracts.objects[input.model.unique_id]
	some property in object.properties
	texts.lowered(property.encryptedName) == lower(input.column.name)
}

# Everything that it is computed from has passed a sanitizer, or it is computed from nothing.
_is_masked if {
	ids := graph.reachable(lineage.carried, {_self})
	every id in ids {
		columns.at(id).lineage.status == "full"
		count(lineage.outside[id]) == 0
	}
}

_says(key) if columns.is_affirmed(input.column.meta[key])

_says(key) if columns.is_affirmed(input.column[key])

# dbt writes the policy tags of BigQuery along with the descriptions of columns.
_has_effect(key) if {
	_is_read(key)
	key != "policy_tags"
}

_has_effect("policy_tags") if {
	_is_read("policy_tags")
	input.model.config.persist_docs.columns == true
}

# Some keys are read by one adapter; the others mean what the federation agrees on.
_is_read(key) if not _only_read_by[key]

_is_read(key) if input.model.adapter in {_only_read_by[key], "unknown"}

_only_read_by := {"column_mask": "databricks", "policy_tags": "bigquery"}

_self := columns.id(input.model.unique_id, input.column.name)
