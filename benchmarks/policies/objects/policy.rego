package bench.objects

# Settings that are looked up through defaults, merged, and regrouped as partial objects.

setting(model, key) := object.get(
	model.config, key,
	object.get(object.get(input.folders, model.folder, {}), key, object.get(input.defaults, key, null)),
)

effective[model.name] := config if {
	some model in input.models
	config := {key: setting(model, key) | some key in ["materialized", "format", "tags", "retention", "schema"]}
}

by_owner[owner][model.name] := object.get(model, ["meta", "tier"], "none") if {
	some model in input.models
	owner := object.get(model, ["meta", "owner"], "nobody")
}

merged := {model.name: object.union(object.get(input.folders, model.folder, {}), model.config) |
	some model in input.models
}

slim := {name: object.remove(config, ["tags", "schema"]) | some name, config in merged}

public contains name if {
	some name, config in effective
	config.schema == "public"
	config.retention != null
}

by_schema[config.schema] contains name if some name, config in effective

decision := {
	"effective": effective,
	"by_owner": by_owner,
	"slim": count(slim),
	"public": public,
	"schemas": {schema: count(names) | some schema, names in by_schema},
}
