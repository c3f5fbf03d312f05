# METADATA
# title: Models carry the prefix of their layer
# description: >-
#   The name of a model in a folder of a layer begins with the prefix of the layer, so that a query shows what it reads
#   from.
# custom:
#   severity: warning
#   subject: model
#   since: 1.0.0
#   remedy: Rename the model, or move it to the folder of its layer.
#   page: acme/self-describing/layer-prefixes/page.md
#   parameters:
#     prefixes:
#       type: map
#       default: {staging: stg_, intermediate: int_}
#       merge: union
#       description: The prefix of each layer, by the name of its folder
package acme.self_describing.layer_prefixes

violation contains {"at": "/name", "key": layer, "message": message} if {
	some layer in _folders
	prefix := input.params.prefixes[layer]
	not startswith(input.model.name, prefix)
	message := sprintf("%s lies in %s and does not begin with %s", [input.model.name, layer, prefix])
}

# The folders of the model, without the project in front and the name behind.
_folders := array.slice(input.model.fqn, 1, count(input.model.fqn) - 1)
