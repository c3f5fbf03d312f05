# METADATA
# title: Parts of documents
# description: Elements as the engine describes them, with nothing special about them; tests say what is.
package bylaw.test.fixtures

import data.bylaw.test.defaults

# METADATA
# description: The parameters of a rule - its defaults with some of them changed
params(id, changes) := object.union(defaults.parameters[id], changes)

# METADATA
# description: An output model of the package shop, with changes
model(changes) := object.union(_model("orders"), changes)

# METADATA
# description: Another model of that package, which is no output
inner(name, changes) := object.union(object.union(_model(name), {"output": {"value": false, "because": []}}), changes)

# METADATA
# description: An output model whose config has these keys
configured(adapter, config) := model({"adapter": adapter, "config": config})

# METADATA
# description: A declared column, with changes
column(name, changes) := object.union(
	{
		"pointer": concat("/", ["/columns", name]),
		"name": name,
		"declared": true,
		"description": "",
		"data_type": null,
		"tags": [],
		"meta": {},
		"config": {},
		"constraints": [],
		"lineage": lineage([]),
	},
	changes,
)

# METADATA
# description: A lineage that is fully known
lineage(edges) := {"status": "full", "inputs": edges, "reasons": []}

# METADATA
# description: An edge from a column to which its value comes over as it is
same(id) := edge(id, "identity", [])

# METADATA
# description: An edge from a column over which its value is transformed by functions
by(id, functions) := edge(id, "transformed", functions)

# METADATA
# description: An edge from a column
edge(id, kind, functions) := {
	"id": id,
	"node": node,
	"kind": object.get(_kinds, split(node, ".")[0], "unknown"),
	"column": name,
	"edge": kind,
	"functions": functions,
} if {
	[node, name] := split(id, "#")
}

# METADATA
# description: A source with these columns
source(columns) := {"name": "customers", "resource_type": "source", "columns": columns}

# METADATA
# description: A workspace with these collections
workspace(collections) := object.union(_workspace, collections)

# METADATA
# description: A contract with this schema, with changes
contract(schema, changes) := object.union(
	{
		"pointer": "",
		"id": "orders-contract",
		"name": "orders",
		"version": "1.0.0",
		"status": "active",
		"apiVersion": "v3.1.0",
		"schema": schema,
	},
	changes,
)

# METADATA
# description: What a contract says of the model orders, by its properties
promise(properties) := {"name": "orders", "models": ["model.shop.orders"], "properties": properties}

# METADATA
# description: A workspace with one contract, which has the model orders with these properties
promised(properties) := workspace({"contracts": {"orders-contract": contract([promise(properties)], {})}})

_kinds := {"model": "model", "seed": "seed", "snapshot": "snapshot", "source": "source"}

_workspace := {
	"schema_version": "1",
	"products": {},
	"contracts": {},
	"models": {},
	"sources": {},
	"seeds": {},
	"snapshots": {},
	"data_tests": {},
	"groups": {},
}

_model(name) := {
	"unique_id": concat(".", ["model.shop", name]),
	"resource_type": "model",
	"name": name,
	"package_name": "shop",
	"adapter": "athena",
	"config": {
		"materialized": "table",
		"contract": {"enforced": false},
		"grants": {},
		"meta": {},
		"tags": [],
	},
	"meta": {},
	"tags": [],
	"description": "",
	"group": null,
	"constraints": [],
	"columns": {},
	"output": {"value": true, "because": ["no other model reads it"]},
	"analysis": {"status": "complete", "reasons": [], "columns": [], "reads": []},
}

# METADATA
# description: What a rule says that has nothing to say
nothing := {"violation": set(), "undecided": set(), "not_applicable": set()}

# METADATA
# description: What a rule says that finds violations and nothing else
violated(findings) := object.union(nothing, {"violation": findings})

# METADATA
# description: What a rule says that finds one violation without a key
violated_at(at, message) := violated({{"at": at, "message": message}})

# METADATA
# description: What a rule says that cannot decide
undecided(message) := object.union(nothing, {"undecided": {{"message": message}}})

# METADATA
# description: What a rule says that does not apply
not_applicable(message) := object.union(nothing, {"not_applicable": {{"message": message}}})
