# METADATA
# title: Ways through a graph
# description: How one node of a graph is reached from another, as one way out of many.
package bylaw.lib.ways

# METADATA
# description: >-
#   The nodes from an origin to a node that goes back to it, in a graph of what each node goes back to. Where several
#   ways meet it is the one over the node that goes back to the fewest others, so that it is short and always the
#   same.
back(graph_of, origin, node) := [origin] if {
	node == origin
} else := array.concat([origin], [pair[1] |
	some pair in sort([[count(graph.reachable(steps, {id})), id] | some id in graph.reachable(steps, {node})])
]) if {
	steps := _steps(object.union(graph_of, {origin: set()}), origin)
}

# For each node that goes back to the origin the one node that the way goes over; none for the origin itself.
_steps(graph_of, origin) := {id: {nearest} |
	some id, _ in reached
	nearest := min([[count(reached[to]), to] | some to in graph_of[id]; origin in reached[to]])[1]
} if {
	reached := {id: graph.reachable(graph_of, {id}) | some id, _ in graph_of}
}
