# METADATA
# title: Models have an owner
# description: Every model says in its meta which team answers for it, so that questions reach somebody.
# custom:
#   severity: error
#   subject: model
#   since: 1.0.0
#   remedy: Set `meta.owner` in the properties of the model to the name of a team.
#   page: acme/discoverable/owned-models/page.md
#   parameters:
#     key:
#       type: string
#       default: owner
#       merge: locked
#       description: The key of the meta that names the team
package acme.discoverable.owned_models

violation contains {"at": "/config/meta", "message": message} if {
	not input.model.config.meta[input.params.key]
	message := sprintf("%s has no %s", [input.model.name, input.params.key])
}
