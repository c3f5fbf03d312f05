# METADATA
# title: Access is granted to the standard roles
# description: >-
#   Every model that the product offers grants access to at least one of the federation's standard roles, and to
#   nobody else, in dbt's grants as in the contract. Roles of one's own making cannot be reviewed across hundreds of
#   products.
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
#       description: The standard roles; case, quotes and hyphens or underscores make no difference
package bylaw.secure.standard_roles

import data.bylaw.lib.outputs
import data.bylaw.lib.roles
import data.bylaw.lib.texts

violation contains {"at": "/config/grants", "key": "none", "message": message} if {
	_applies
	count(roles.granted(input.model)) == 0
	count(roles.promised(input.model)) == 0
	message := sprintf("%s grants no access role; the standard roles are %s", [input.model.name, _standard_names])
}

violation contains {"at": at, "key": grant.role, "message": message} if {
	_applies
	some grant in roles.granted(input.model)
	not roles.normal(grant.role) in _standard
	at := texts.pointer(["config", "grants", grant.privilege])
	message := sprintf("%s grants %s to %s, which is not a standard role; the standard roles are %s", [
		input.model.name,
		grant.privilege,
		grant.role,
		_standard_names,
	])
}

violation contains {"at": "", "key": key, "message": message} if {
	_applies
	some promise in roles.promised(input.model)
	not roles.normal(promise.role) in _standard
	key := concat("/", [promise.contract, promise.role])
	message := sprintf("the contract of %s names the role %s, which is not a standard role; the standard roles are %s", [
		input.model.name,
		promise.role,
		_standard_names,
	])
}

not_applicable contains {"message": "an ephemeral model is nothing in the database that anybody could read"} if {
	outputs.is_output(input.model)
	not _applies
}

_applies if {
	outputs.is_output(input.model)
	input.model.config.materialized != "ephemeral"
}

_standard := roles.all_normal(input.params.roles)

_standard_names := concat(", ", input.params.roles)
