package bench.naming

# Names of models and columns: patterns, prefixes by layer, reserved words, typical suffixes.

layers := {
	"staging": `^stg_[a-z0-9]+__[a-z0-9_]+$`,
	"intermediate": `^int_[a-z0-9_]+_(joined|pivoted|filtered|aggregated|unioned)$`,
	"marts": `^(dim|fct|rpt)_[a-z][a-z0-9_]*$`,
}

reserved := {"user", "order", "group", "select", "table", "date", "timestamp", "value"}

violation contains message if {
	some model in input.models
	not regex.match(layers[model.layer], model.name)
	message := sprintf("%q does not follow the names of layer %s", [model.name, model.layer])
}

violation contains message if {
	some model in input.models
	some column in model.columns
	not regex.match(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`, column.name)
	message := sprintf("%s.%s is not snake case", [model.name, column.name])
}

violation contains message if {
	some model in input.models
	some column in model.columns
	lower(column.name) in reserved
	message := sprintf("%s.%s is a reserved word", [model.name, column.name])
}

violation contains message if {
	some model in input.models
	some column in model.columns
	expected := suffix[column.type]
	not endswith(column.name, expected)
	message := sprintf("%s.%s is a %s and does not end in %s", [model.name, column.name, column.type, expected])
}

violation contains message if {
	some model in input.models
	some column in model.columns
	count(column.name) > 30
	message := sprintf("%s.%s has %d characters, %d too many", [model.name, column.name, count(column.name), count(column.name) - 30])
}

suffix := {"timestamp": "_at", "date": "_on", "boolean": "_flag"}
