package bylaw.lib.lineage_test

import data.bylaw.lib.lineage
import data.bylaw.test.fixtures

_email := "source.shop.crm.customers#email"

# A workspace with the model orders, whose only column x has these edges.
_with(edges) := fixtures.workspace({"models": {"model.shop.orders": fixtures.model({"columns": {"x": fixtures.column(
	"x",
	{"lineage": fixtures.lineage(edges)},
)}})}})

_params := {"params": fixtures.params("bylaw/secure/pii-propagation", {})}

test_keeps_columns_that_are_computed_apart_from_others if {
	edges := [
		fixtures.same("model.shop.stg#a"),
		fixtures.same("snapshot.shop.history#b"),
		fixtures.same(_email),
		fixtures.same("seed.shop.codes#c"),
		fixtures.by("model.shop.stg#d", ["md5"]),
	]
	inside := lineage.carried with data.workspace as _with(edges) with input as _params
	inside == {"model.shop.orders#x": {"model.shop.stg#a", "snapshot.shop.history#b"}}
	outside := lineage.outside with data.workspace as _with(edges) with input as _params
	outside == {"model.shop.orders#x": {_email, "seed.shop.codes#c"}}
}

test_carries_on_what_aggregates_hand_on if {
	lineage.is_carrying(fixtures.edge(_email, "aggregated", ["MAX"])) with input as _params
	every edge in [
		fixtures.edge(_email, "aggregated", ["sum"]),
		fixtures.edge(_email, "aggregated", []),
		fixtures.edge(_email, "indirect", ["max"]),
		fixtures.edge(_email, "masked", ["max"]),
		fixtures.edge(_email, "aggregated", ["sha256", "max"]),
	] {
		not lineage.is_carrying(edge) with input as _params
	}
}

test_takes_the_closest_edge_that_carries if {
	edges := [
		fixtures.same("model.shop.stg#a"),
		fixtures.edge(_email, "aggregated", ["max"]),
		fixtures.by(_email, ["lower"]),
		fixtures.edge(_email, "identity", ["md5"]),
	]
	kind := lineage.closest(_email, "model.shop.orders#x") with data.workspace as _with(edges) with input as _params
	kind == "transformed"
}

test_orders_kinds_of_edges if {
	kinds := ["identity", "transformed", "aggregated", "indirect"]
	[lineage.looseness(kind) | some kind in kinds] == [0, 1, 2, 3]
}
