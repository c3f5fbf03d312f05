# METADATA
# title: The way of personal data
# description: >-
#   Which columns hand their values on to which, as far as personal data goes with them. Rules that import this
#   package have the parameters carrying, carrying_aggregates and sanitizers. All of it is computed once for all
#   columns.
package bylaw.lib.lineage

import data.bylaw.lib.columns
import data.bylaw.lib.texts

# METADATA
# description: The columns of models and snapshots that the values of a column come from, by its id; a graph
carried[id] := {edge.id |
	some edge in column.lineage.inputs
	is_computed(edge)
	is_carrying(edge)
} if {
	some id, column in _columns
}

# METADATA
# description: >-
#   The other columns that its values come from. They are kept apart from the graph, in which looking for a column of
#   a source would be a question about models that are not there
outside[id] := {edge.id |
	some edge in column.lineage.inputs
	not is_computed(edge)
	is_carrying(edge)
} if {
	some id, column in _columns
}

# METADATA
# description: Personal data passes along the edge
is_carrying(edge) if {
	edge.edge in input.params.carrying
	not _is_sanitized(edge)
}

is_carrying(edge) if {
	edge.edge == "aggregated"
	some name in edge.functions
	texts.lowered(name) in _carrying_aggregates
	not _is_sanitized(edge)
}

# METADATA
# description: The edge comes from a column that is computed itself
is_computed(edge) if edge.kind in {"model", "snapshot"}

# METADATA
# description: The kind of the closest edge over which personal data passes from one column to another
closest(from, to) := min([[looseness(edge.edge), edge.edge] |
	some edge in columns.at(to).lineage.inputs
	edge.id == from
	is_carrying(edge)
])[1]

# METADATA
# description: How loosely an edge of a kind binds two columns, to compare it with others
looseness(kind) := object.get({"identity": 0, "transformed": 1, "aggregated": 2}, kind, 3)

_columns[id] := column if {
	some node, model in data.workspace.models
	some name, column in model.columns
	id := columns.id(node, name)
}

_columns[id] := column if {
	some node, snapshot in data.workspace.snapshots
	some name, column in snapshot.columns
	id := columns.id(node, name)
}

_sanitizers := texts.all_lowered(input.params.sanitizers)

_carrying_aggregates := texts.all_lowered(input.params.carrying_aggregates)

_is_sanitized(edge) if {
	some name in edge.functions
	texts.lowered(name) in _sanitizers
}
