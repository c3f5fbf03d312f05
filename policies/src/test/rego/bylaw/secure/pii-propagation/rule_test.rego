package bylaw.secure.pii_propagation_test

import data.bylaw.secure.pii_propagation as rule
import data.bylaw.test.fixtures

_email := "source.shop.crm.customers#email"

_phone := "source.shop.crm.customers#phone"

_sources := {"source.shop.crm.customers": fixtures.source({
	"email": fixtures.column("email", {"tags": ["pii"]}),
	"phone": fixtures.column("phone", {"tags": ["pii"]}),
	"city": fixtures.column("city", {}),
})}

# What the rule says of the column contact of the output orders that has these edges, over models whose only column x has
# others.
_found(edges, below) := _of(fixtures.column("contact", {"lineage": fixtures.lineage(edges)}), below, {}, {})

_of(column, below, collections, params) := found if {
	model := fixtures.model({"columns": {column.name: column}})
	models := object.union(
		{name: node |
			some id, edges in below
			name := concat(".", ["model.shop", id])
			node := fixtures.inner(id, {"columns": {"x": fixtures.column("x", {"lineage": fixtures.lineage(edges)})}})
		},
		{"model.shop.orders": model},
	)
	found := {
		"violation": rule.violation,
		"undecided": rule.undecided,
		"not_applicable": set(),
	} with input as {"column": column, "model": model, "params": fixtures.params("bylaw/secure/pii-propagation", params)}
		with data.workspace as fixtures.workspace(object.union(
			{"models": models, "sources": _sources},
			collections,
		))
}

_message(origin) := sprintf("column contact holds personal data of %s and carries no pii tag", [origin])

# A violation over these steps, each with the kind of its edge; the last one leads to the output.
_holds(origin, steps) := {
	"at": "",
	"message": _message(origin),
	"path": array.concat(
		[{"element": step[0], "edge": step[1]} | some step in steps],
		[{"element": "model.shop.orders#contact", "edge": ""}],
	),
}

_one(origin, steps) := fixtures.violated({_holds(origin, steps)})

test_reports_columns_that_come_straight_from_personal_data if {
	_found([fixtures.same(_email)], {}) == _one(_email, [[_email, "identity"]])
	_found([fixtures.by(_email, ["lower"])], {}) == _one(_email, [[_email, "transformed"]])
	_found([fixtures.edge(_email, "aggregated", ["max"])], {}) == _one(_email, [[_email, "aggregated"]])
}

test_leaves_columns_alone_that_come_from_nothing_personal if {
	_found([], {}) == fixtures.nothing
	_found([fixtures.same("source.shop.crm.customers#city")], {}) == fixtures.nothing
	_found([fixtures.same("source.shop.crm.customers#undeclared")], {}) == fixtures.nothing
	_found([fixtures.same("source.shop.other.table#email")], {}) == fixtures.nothing
	_found([fixtures.same("model.shop.stg#x")], {"stg": [fixtures.same("source.shop.crm.customers#city")]}) == fixtures.nothing
}

test_leaves_columns_alone_that_are_declared if {
	every changes in [{"tags": ["pii"]}, {"meta": {"pii": true}}, {"meta": {"classification": "personal"}}] {
		column := fixtures.column("contact", object.union({"lineage": fixtures.lineage([fixtures.same(_email)])}, changes))
		_of(column, {}, {}, {}) == fixtures.nothing
	}
}

test_leaves_columns_alone_that_are_behind_a_sanitizer if {
	_found([fixtures.by(_email, ["lower", "SHA256", "to_hex"])], {}) == fixtures.nothing
	_found([fixtures.edge(_email, "aggregated", ["count"])], {}) == fixtures.nothing
	_found([fixtures.edge(_email, "aggregated", ["length", "max"])], {}) == fixtures.nothing
	_found([fixtures.edge(_email, "indirect", [])], {}) == fixtures.nothing
	_found([fixtures.same("model.shop.stg#x")], {"stg": [fixtures.by(_email, ["md5"])]}) == fixtures.nothing
}

test_shows_the_way_over_models_from_the_origin_on if {
	below := {
		"a": [fixtures.by(_email, ["trim"])],
		"b": [fixtures.same("model.shop.a#x")],
		"c": [fixtures.edge("model.shop.b#x", "aggregated", ["min"])],
	}
	_found([fixtures.same("model.shop.c#x")], below) == _one(_email, [
		[_email, "transformed"],
		["model.shop.a#x", "identity"],
		["model.shop.b#x", "aggregated"],
		["model.shop.c#x", "identity"],
	])
}

test_goes_the_one_way_of_two_that_is_not_masked if {
	below := {
		"a": [fixtures.by(_email, ["md5"])],
		"b": [fixtures.same(_email)],
		"c": [fixtures.same("model.shop.a#x"), fixtures.same("model.shop.b#x")],
	}
	_found([fixtures.same("model.shop.c#x")], below) == _one(_email, [
		[_email, "identity"],
		["model.shop.b#x", "identity"],
		["model.shop.c#x", "identity"],
	])
	_found([fixtures.by(_email, ["md5"]), fixtures.by(_email, ["lower"])], {}) == _one(_email, [[_email, "transformed"]])
}

test_goes_one_way_through_a_diamond if {
	below := {
		"a": [fixtures.same(_email)],
		"b": [fixtures.by("model.shop.a#x", ["lower"])],
		"c": [fixtures.same("model.shop.a#x")],
		"d": [fixtures.same("model.shop.c#x"), fixtures.same("model.shop.b#x")],
	}
	_found([fixtures.same("model.shop.d#x")], below) == _one(_email, [
		[_email, "identity"],
		["model.shop.a#x", "transformed"],
		["model.shop.b#x", "identity"],
		["model.shop.d#x", "identity"],
	])
}

test_goes_the_shorter_way if {
	below := {
		"a": [fixtures.same(_email)],
		"b": [fixtures.same("model.shop.a#x")],
		"z": [fixtures.same(_email)],
		"t": [fixtures.same("model.shop.b#x"), fixtures.same("model.shop.z#x")],
	}
	_found([fixtures.same("model.shop.t#x")], below) == _one(_email, [
		[_email, "identity"],
		["model.shop.z#x", "identity"],
		["model.shop.t#x", "identity"],
	])
}

test_prefers_the_closest_edge if {
	_found([fixtures.edge(_email, "aggregated", ["max"]), fixtures.by(_email, ["lower"]), fixtures.same(_email)], {}) == _one(
		_email,
		[[_email, "identity"]],
	)
	below := {"a": [fixtures.edge(_email, "aggregated", ["max"]), fixtures.by(_email, ["lower"])]}
	_found([fixtures.same("model.shop.a#x")], below) == _one(_email, [[_email, "transformed"], ["model.shop.a#x", "identity"]])
}

test_reports_the_first_of_several_origins if {
	edges := [fixtures.by(_phone, ["concat"]), fixtures.by(_email, ["concat"])]
	_found(edges, {}) == _one(_email, [[_email, "transformed"]])
	_found([fixtures.same("model.shop.a#x")], {"a": edges}) == _one(_email, [
		[_email, "transformed"],
		["model.shop.a#x", "identity"],
	])
}

# A model whose column x is declared.
_tagged(id, edges) := {"models": {concat(".", ["model.shop", id]): fixtures.inner(id, {"columns": {"x": fixtures.column("x", {
	"tags": ["pii"],
	"lineage": edges,
})}})}}

test_stops_at_the_nearest_declared_column if {
	collections := _tagged("a", fixtures.lineage([fixtures.same(_email)]))
	column := fixtures.column("contact", {"lineage": fixtures.lineage([fixtures.same("model.shop.b#x")])})
	below := {"b": [fixtures.same("model.shop.a#x")]}
	expected := _one("model.shop.a#x", [["model.shop.a#x", "identity"], ["model.shop.b#x", "identity"]])
	_of(column, below, _with(below, collections), {}) == expected
	direct := fixtures.column("contact", {"lineage": fixtures.lineage([fixtures.same("model.shop.a#x")])})
	_of(direct, {}, collections, {}) == _one("model.shop.a#x", [["model.shop.a#x", "identity"]])
}

# What `_of` makes of models below the output, along with others.
_with(below, collections) := {"models": object.union(object.get(collections, "models", {}), {name: node |
	some id, edges in below
	name := concat(".", ["model.shop", id])
	node := fixtures.inner(id, {"columns": {"x": fixtures.column("x", {"lineage": fixtures.lineage(edges)})}})
})}

test_goes_through_snapshots_and_ends_at_seeds if {
	snapshot := {"name": "s", "columns": {"x": fixtures.column("x", {"lineage": fixtures.lineage([fixtures.same("seed.shop.people#mail")])})}}
	seed := {"name": "people", "columns": {"mail": fixtures.column("mail", {"meta": {"pii": true}})}}
	column := fixtures.column("contact", {"lineage": fixtures.lineage([fixtures.same("snapshot.shop.s#x")])})
	collections := {"snapshots": {"snapshot.shop.s": snapshot}, "seeds": {"seed.shop.people": seed}}
	_of(column, {}, collections, {}) == _one("seed.shop.people#mail", [
		["seed.shop.people#mail", "identity"],
		["snapshot.shop.s#x", "identity"],
	])
}

test_does_not_hang_in_a_cycle if {
	below := {
		"a": [fixtures.same("model.shop.b#x")],
		"b": [fixtures.same("model.shop.a#x"), fixtures.same(_email)],
	}
	found := _found([fixtures.same("model.shop.a#x")], below)
	{finding.message | some finding in found.violation} == {_message(_email)}
	_found([fixtures.same("model.shop.a#x")], {"a": [fixtures.same("model.shop.a#x")]}) == fixtures.nothing
}

test_leaves_evident_columns_to_the_other_rule if {
	column := fixtures.column("email", {"lineage": fixtures.lineage([fixtures.same(_email)])})
	_of(column, {}, {}, {}) == fixtures.nothing
	contact := fixtures.column("contact", {"lineage": fixtures.lineage([fixtures.same(_email)])})
	promised := {"contracts": fixtures.promised([{"name": "contact", "classification": "pii"}]).contracts}
	_of(contact, {}, promised, {}) == fixtures.nothing
	_of(contact, {}, promised, {"report_evident": true}) == _one(_email, [[_email, "identity"]])
	evident := _of(column, {}, {}, {"report_evident": true})
	count(evident.violation) == 1
	_of(column, {}, {}, {"name_patterns": []}) == evident
	_of(column, {}, {}, {"exempt_patterns": ["^email$"]}) == evident
}

_partial(edges) := fixtures.column("contact", {"lineage": {"status": "partial", "inputs": edges, "reasons": ["a star"]}})

test_reports_each_known_input_where_others_are_not_known if {
	_of(_partial([fixtures.same(_email), fixtures.by(_phone, ["trim"])]), {}, {}, {}) == fixtures.violated({
		object.union(_holds(_email, [[_email, "identity"]]), {"key": _email}),
		object.union(_holds(_phone, [[_phone, "transformed"]]), {"key": _phone}),
	})
	below := {"a": [fixtures.same(_phone), fixtures.same(_email)]}
	_of(_partial([fixtures.same("model.shop.a#x")]), below, {}, {}) == fixtures.violated({object.union(
		_holds(_email, [[_email, "identity"], ["model.shop.a#x", "identity"]]),
		{"key": "model.shop.a#x"},
	)})
	_of(_partial([fixtures.same("source.shop.crm.customers#city")]), {}, {}, {}) == fixtures.nothing
	evident := object.union(_partial([fixtures.same(_email)]), {"name": "email"})
	_of(evident, {}, {}, {}) == fixtures.nothing
}

test_is_undecided_about_relations_of_which_nothing_is_known if {
	message := "column contact is computed from raw.customers#email, of which nothing is known"
	_found([fixtures.same("raw.customers#email")], {}) == fixtures.undecided(message)
	_found([fixtures.same("model.shop.a#x")], {"a": [fixtures.same("raw.customers#email")]}) == fixtures.undecided(message)
	_found([fixtures.by("raw.customers#email", ["md5"])], {}) == fixtures.nothing
	found := _found([fixtures.same("raw.customers#email"), fixtures.same(_email)], {})
	found.undecided == set()
	count(found.violation) == 1
	column := fixtures.column("contact", {"tags": ["pii"], "lineage": fixtures.lineage([fixtures.same("raw.c#e")])})
	_of(column, {}, {}, {}) == fixtures.nothing
	declared := _tagged("a", fixtures.lineage([fixtures.same("raw.customers#email")]))
	over := fixtures.column("contact", {"lineage": fixtures.lineage([fixtures.by("model.shop.a#x", ["md5"])])})
	_of(over, {}, declared, {}) == fixtures.nothing
}

test_takes_what_carries_from_its_parameters if {
	one := fixtures.column("contact", {"lineage": fixtures.lineage([fixtures.edge(_email, "indirect", [])])})
	count(_of(one, {}, {}, {"carrying": ["indirect"]}).violation) == 1
	hashed := fixtures.column("contact", {"lineage": fixtures.lineage([fixtures.by(_email, ["md5"])])})
	count(_of(hashed, {}, {}, {"sanitizers": ["SHA256"]}).violation) == 1
	veiled := fixtures.column("contact", {"lineage": fixtures.lineage([fixtures.by(_email, ["veil"])])})
	_of(veiled, {}, {}, {"sanitizers": ["VEIL"]}) == fixtures.nothing
	counted := fixtures.column("contact", {"lineage": fixtures.lineage([fixtures.edge(_email, "aggregated", ["count"])])})
	count(_of(counted, {}, {}, {"carrying_aggregates": ["count"]}).violation) == 1
}

test_takes_what_declares_from_its_parameters if {
	column := fixtures.column("contact", {"lineage": fixtures.lineage([fixtures.same(_email)])})
	_of(column, {}, {}, {"tags": ["gdpr"]}) == fixtures.nothing
	found := _of(column, {}, {}, {"tags": ["gdpr", "pii"]}).violation
	{finding.message | some finding in found} == {concat(" ", [
		"column contact holds personal data of source.shop.crm.customers#email",
		"and carries no gdpr or pii tag",
	])}
}

test_looks_at_outputs_only if {
	column := fixtures.column("contact", {"lineage": fixtures.lineage([fixtures.same(_email)])})
	model := fixtures.inner("orders", {"columns": {"contact": column}})
	params := fixtures.params("bylaw/secure/pii-propagation", {})
	workspace := fixtures.workspace({"models": {"model.shop.orders": model}, "sources": _sources})
	violations := rule.violation with input as {"column": column, "model": model, "params": params}
		with data.workspace as workspace
	violations == set()
	unknown := fixtures.column("contact", {"lineage": fixtures.lineage([fixtures.same("raw.c#e")])})
	reasons := rule.undecided with input as {"column": unknown, "model": model, "params": params}
		with data.workspace as workspace
	reasons == set()
}

test_leaves_partly_known_columns_alone_that_it_is_not_about if {
	_of(object.union(_partial([fixtures.same(_email)]), {"tags": ["pii"]}), {}, {}, {}) == fixtures.nothing
	column := _partial([fixtures.same(_email)])
	found := rule.violation with input as {
		"column": column,
		"model": fixtures.inner("orders", {"columns": {"contact": column}}),
		"params": fixtures.params("bylaw/secure/pii-propagation", {}),
	}
		with data.workspace as fixtures.workspace({"sources": _sources})
	found == set()
}

test_looks_no_further_than_the_nearest_declared_column if {
	first := fixtures.inner("a", {"columns": {"x": fixtures.column("x", {"tags": ["pii"]})}})
	middle := fixtures.inner("b", {"columns": {"x": fixtures.column("x", {
		"tags": ["pii"],
		"lineage": fixtures.lineage([fixtures.same("model.shop.a#x")]),
	})}})
	last := fixtures.inner("c", {"columns": {"x": fixtures.column("x", {"lineage": fixtures.lineage([fixtures.same("model.shop.b#x")])})}})
	column := fixtures.column("contact", {"lineage": fixtures.lineage([fixtures.same("model.shop.c#x")])})
	models := {"model.shop.a": first, "model.shop.b": middle, "model.shop.c": last}
	_of(column, {}, {"models": models}, {}) == _one("model.shop.b#x", [
		["model.shop.b#x", "identity"],
		["model.shop.c#x", "identity"],
	])
}

test_goes_over_an_edge_that_leads_to_the_origin if {
	edges := [fixtures.same("source.shop.crm.customers#city"), fixtures.by(_email, ["lower"])]
	_found(edges, {}) == _one(_email, [[_email, "transformed"]])
	_found([fixtures.same(_phone), fixtures.by(_email, ["lower"])], {}) == _one(_email, [[_email, "transformed"]])
}

test_is_undecided_about_inner_models_that_cannot_be_read if {
	model := fixtures.inner("orders", {"analysis": {"status": "failed", "reasons": ["it is a Python model"]}})
	undecided := rule.undecided with input as {
		"column": {},
		"model": model,
		"params": fixtures.params("bylaw/secure/pii-propagation", {}),
	}
		with data.workspace as fixtures.workspace({"models": {"model.shop.orders": model}})
	undecided == {{"message": "the columns of orders cannot be told: it is a Python model"}}
}
