# METADATA
# title: Personal data that many may read is masked
# description: >-
#   A column that is declared as personal data, in an output that a broad role may read, says how it is masked - by a
#   masking policy of the platform, by a policy tag, or by a function in the model behind which nothing personal is left.
#   A tag alone keeps nobody from reading.
# custom:
#   severity: error
#   subject: column
#   since: 0.1.0
#   remedy: "Name the masking in the meta of the column, `config: {meta: {masking_policy: ...}}`, or take the grant away from the broad role."
#   parameters:
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
#     broad_roles:
#       type: set
#       default: [data-consumer]
#       merge: union
#       description: Roles that many hold, in lower case
#     masking_keys:
#       type: set
#       default: [masking_policy, masking, masked, column_mask, policy_tags, tokenized, encrypted]
#       merge: intersection
#       description: Keys of a column or of its meta that say how it is masked
#     sanitizers:
#       type: set
#       default: [hash, hmac_sha256, hmac_sha512, mask, md5, md5_hex, md5_number, redact, sha, sha1, sha1_hex, sha2, sha2_binary, sha2_hex, sha256, sha512, tokenize, farm_fingerprint, xxhash64]
#       merge: intersection
#       description: Functions behind which nothing personal is left, in lower case
package bylaw.secure.pii_masked

import data.bylaw.lib.columns
import data.bylaw.lib.outputs

violation contains {"at": "", "message": message} if {
	outputs.is_output(input.model)
	columns.is_declared(input.column, input.params)
	readers := broad_readers
	count(readers) > 0
	not is_masked
	message := sprintf("column %s is personal data that %s may read and says nothing of masking", [
		input.column.name,
		concat(" and ", readers),
	])
}

broad_readers contains role if {
	some roles in input.model.config.grants
	some role in roles
	lower(role) in input.params.broad_roles
}

is_masked if {
	some key in input.params.masking_keys
	is_named(input.column.meta[key])
}

is_masked if {
	some key in input.params.masking_keys
	is_named(input.column[key])
}

# Every value that reaches the column has passed a sanitizer.
is_masked if {
	input.column.lineage.status == "full"
	count(input.column.lineage.inputs) > 0
	every edge in input.column.lineage.inputs {
		is_harmless(edge)
	}
}

is_harmless(edge) if not edge.edge in {"identity", "transformed"}

is_harmless(edge) if {
	some name in edge.functions
	lower(name) in input.params.sanitizers
}

is_named(value) if columns.says_yes(value)

is_named(value) if {
	not is_string(value)
	not is_boolean(value)
	not is_null(value)
	count(value) > 0
}
