package bench.admission

# Kubernetes admission: what containers of a list of deployments may do.

deny contains message if {
	some deployment in input.items
	some container in containers(deployment)
	not trusted(container.image)
	message := sprintf("%s/%s: image %s is not from a trusted registry", [name(deployment), container.name, container.image])
}

deny contains message if {
	some deployment in input.items
	some container in containers(deployment)
	some kind in ["cpu", "memory"]
	not container.resources.limits[kind]
	message := sprintf("%s/%s has no limit of %s", [name(deployment), container.name, kind])
}

deny contains message if {
	some deployment in input.items
	some container in containers(deployment)
	canonical_memory(container.resources.limits.memory) > 4 * 1024 * 1024 * 1024
	message := sprintf("%s/%s wants too much memory: %s", [name(deployment), container.name, container.resources.limits.memory])
}

deny contains message if {
	some deployment in input.items
	some container in containers(deployment)
	container.securityContext.privileged
	message := sprintf("%s/%s is privileged", [name(deployment), container.name])
}

deny contains message if {
	some deployment in input.items
	deployment.spec.template.metadata.labels != object.union(
		deployment.spec.template.metadata.labels,
		deployment.spec.selector.matchLabels,
	)
	message := sprintf("%s selects other pods than its own", [name(deployment)])
}

containers(deployment) := array.concat(
	deployment.spec.template.spec.containers,
	object.get(deployment.spec.template.spec, "initContainers", []),
)

name(deployment) := sprintf("%s/%s", [deployment.metadata.namespace, deployment.metadata.name])

trusted(image) if {
	some registry in data.registries
	startswith(image, concat("", [registry, "/"]))
}

canonical_memory(text) := to_number(trim_suffix(text, "Gi")) * 1024 * 1024 * 1024 if endswith(text, "Gi")

canonical_memory(text) := to_number(trim_suffix(text, "Mi")) * 1024 * 1024 if endswith(text, "Mi")

canonical_memory(text) := to_number(text) if regex.match(`^[0-9]+$`, text)

decision := deny
