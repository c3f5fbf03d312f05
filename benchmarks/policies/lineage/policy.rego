package bench.lineage

# Lineage: what a mart is made of, layers that are skipped, exposures of personal data, orphans.

edges[name] := node.depends_on if some name, node in input.nodes

upstream[name] := graph.reachable(edges, {name}) if {
	some name, node in input.nodes
	node.layer == "mart"
}

skips contains {"from": parent, "to": name} if {
	some name, node in input.nodes
	some parent in node.depends_on
	rank[node.layer] - rank[input.nodes[parent].layer] > 1
}

rank := {"source": 0, "staging": 1, "intermediate": 2, "mart": 3}

personal contains name if {
	some name, nodes in upstream
	some node in nodes
	"pii" in input.nodes[node].tags
}

used contains parent if {
	some node in input.nodes
	some parent in node.depends_on
}

orphans := {name | some name, node in input.nodes; node.layer != "mart"} - used

owners_of[name] := {input.nodes[node].owner | some node in nodes} if some name, nodes in upstream

decision := {
	"skips": skips,
	"personal": personal,
	"orphans": orphans,
	"owners": {name: count(owners) | some name, owners in owners_of},
}
