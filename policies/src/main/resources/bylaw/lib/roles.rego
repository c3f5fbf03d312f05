# METADATA
# title: Roles
# description: >-
#   Names of roles as the warehouses and contracts spell them. DATA_CONSUMER, `data-consumer`, ROLE data_consumer and
#   group:data-consumer are one role; a user or a service account is none.
package bylaw.lib.roles

import data.bylaw.lib.contracts
import data.bylaw.lib.texts

# METADATA
# description: >-
#   A role in one spelling - lower case, without quotes, with hyphens, without the word that says it is a role
normal(name) := replace(replace(trim(plain, "\"'`"), "_", "-"), " ", "-") if {
	plain := regex.replace(texts.lowered(name), `^(?:role|group)(?:\s+|\s*:\s*)`, "")
}

# METADATA
# description: Roles in one spelling
all_normal(names) := {normal(name) | some name in names}

# METADATA
# description: Whom dbt grants a privilege on a model, each with the privilege
granted(model) := {{"privilege": privilege, "role": role} |
	some privilege, grantees in model.config.grants
	some role in _listed(grantees)
	is_string(role)
}

# METADATA
# description: Whom contracts of a model name as a role, each with the contract
promised(model) := {{"contract": id, "role": entry.role} |
	some id in contracts.of_model[model.unique_id]
	some entry in data.workspace.contracts[id].roles
	is_string(entry.role)
}

_listed(grantees) := grantees if is_array(grantees)

_listed(grantees) := [grantees] if is_string(grantees)
