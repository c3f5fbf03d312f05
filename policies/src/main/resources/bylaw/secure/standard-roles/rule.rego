# METADATA
# title: Access is granted to the standard roles
# description: >-
#   Every model that the product offers grants access to at least one of the federation's standard roles, and to nobody
#   else, in dbt's grants as in the contract. Roles of one's own making cannot be reviewed across hundreds of products.
# custom:
#   severity: error
#   subject: model
#   since: 0.1.0
#   remedy: "Set `grants: {select: [data-consumer]}` in the config of the model, with the roles that shall read it."
#   parameters:
#     roles:
#       type: set
#       default: [data-consumer, domain-data-analyst]
#       merge: intersection
#       description: The standard roles, in lower case
package bylaw.secure.standard_roles

import data.bylaw.lib.contracts
import data.bylaw.lib.outputs

violation contains {"at": "/config/grants", "message": message} if {
	outputs.is_output(input.model)
	count(granted) == 0
	count(promised) == 0
	message := sprintf("%s grants no access role; the standard roles are %s", [
		input.model.name,
		concat(", ", input.params.roles),
	])
}

violation contains {"at": "/config/grants", "key": role, "message": message} if {
	outputs.is_output(input.model)
	some role in granted
	not lower(role) in input.params.roles
	message := sprintf("%s grants access to %s, which is not a standard role; the standard roles are %s", [
		input.model.name,
		role,
		concat(", ", input.params.roles),
	])
}

violation contains {"at": "", "key": key, "message": message} if {
	outputs.is_output(input.model)
	some contract in contracts.of_model[input.model.unique_id]
	some entry in contract.roles
	not lower(entry.role) in input.params.roles
	key := concat("/", [contract.id, entry.role])
	message := sprintf("the contract of %s names the role %s, which is not a standard role; the standard roles are %s", [
		input.model.name,
		entry.role,
		concat(", ", input.params.roles),
	])
}

# Whom dbt grants a privilege on the model.
granted contains role if {
	some roles in input.model.config.grants
	some role in roles
}

# Whom a contract of the model names.
promised contains entry.role if {
	some contract in contracts.of_model[input.model.unique_id]
	some entry in contract.roles
}
