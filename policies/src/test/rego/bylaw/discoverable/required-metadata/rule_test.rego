package bylaw.discoverable.required_metadata_test

import data.bylaw.discoverable.required_metadata as rule
import data.bylaw.test.fixtures

_complete := {
	"owner": "customer-domain-team@shop.example",
	"description": "One row for each order.",
	"sla": "24 hours",
	"data_sensitivity": "high",
}

# What the rule says of an output with this metadata.
_found(meta) := _of(fixtures.model({"config": {"meta": meta}}), fixtures.workspace({}), {})

_of(model, workspace, params) := found if {
	found := rule.violation with input as {
		"model": model,
		"params": fixtures.params("bylaw/discoverable/required-metadata", params),
	}
		with data.workspace as workspace
}

_changed(key, value) := _found(object.union(_complete, {key: value}))

_without(key) := fixtures.model({"config": {"meta": object.remove(_complete, [key])}})

_lacks(key) := {{
	"at": "/config/meta",
	"key": key,
	"message": sprintf("orders has no %s in its metadata", [key]),
}}

_is_wrong(key, value, shown, fault) if {
	_changed(key, value) == {{
		"at": concat("/", ["/config/meta", key]),
		"key": key,
		"message": sprintf("the %s of orders is %s, %s", [key, shown, fault]),
	}}
}

_no_owner := "which is neither an address nor the name of a team"

_no_duration := "which is no length of time such as 24 hours"

_no_sensitivity := "which is none of confidential, high, internal, low, medium, public, restricted"

test_accepts_complete_metadata if _found(_complete) == set()

test_reports_each_key_that_is_missing if {
	every key in ["owner", "description", "sla", "data_sensitivity"] {
		_of(_without(key), fixtures.workspace({}), {}) == _lacks(key)
	}
	_found({}) == ((_lacks("owner") | _lacks("description")) | _lacks("sla")) | _lacks("data_sensitivity")
}

test_takes_empty_values_for_missing if {
	every value in [null, "", "  ", [], {}] {
		_changed("owner", value) == _lacks("owner")
	}
}

test_reports_placeholders if {
	every value in ["TODO", " n/a ", "unknown", "?"] {
		_is_wrong("owner", value, sprintf("'%s'", [value]), "which says nothing")
		_is_wrong("description", value, sprintf("'%s'", [value]), "which says nothing")
		_is_wrong("sla", value, sprintf("'%s'", [value]), "which says nothing")
		_is_wrong("data_sensitivity", value, sprintf("'%s'", [value]), "which says nothing")
	}
}

test_accepts_owners if {
	every owner in [
		"team@shop.example", "first.last+x@mail.shop.example", "Customer Domain Team", "Sales & Marketing",
		"#team-customer", "@shop/customer", "Équipe Données", "HR", "data.platform", "team_42",
		["a@shop.example", "Team B"], {"name": "Team B"}, {"email": "a@shop.example", "since": 2020}, {"team": "Team B"},
	] {
		_changed("owner", owner) == set()
	}
}

test_reports_what_is_no_owner if {
	every case in [
		["x@", "'x@'"], ["a b@shop.example", "'a b@shop.example'"], ["team@shop", "'team@shop'"], ["42", "'42'"],
		["a", "'a'"], [42, "42"], [true, "true"], [{"slack": "#x"}, `{"slack": "#x"}`], [["Team B", "?"], `["Team B", "?"]`],
		["https://shop.example/team", "'https://shop.example/team'"],
	] {
		_is_wrong("owner", case[0], case[1], _no_owner)
	}
}

test_accepts_lengths_of_time if {
	every sla in [
		"24 hours", "24h", "1 day", "7d", "15 min", "90 seconds", "1.5 hours", "2 business days", "1 day 12 hours",
		"1h30m", "1 day, 2 hours", "< 24 hours", "<=1h", "within 2 days", "every 6 hours", "T+1", "PT24H", "P1D",
		"P1DT12H", "PT0.5H", "3 months", "1 year", "Daily", "hourly", "real-time",
		{"freshness": "24 hours", "availability": "99.9 %"}, {"hours": 24}, {"value": 24, "unit": "hours"},
		{"value": "24", "unit": "h"}, {"count": 12, "period": "hour"},
	] {
		_changed("sla", sla) == set()
	}
}

test_reports_what_is_no_length_of_time if {
	every case in [
		["soon", "'soon'"], ["24", "'24'"], [24, "24"], ["99.9 %", "'99.9 %'"], ["P", "'P'"], ["PT", "'PT'"],
		["P1DT", "'P1DT'"], ["hours", "'hours'"], ["24 parsecs", "'24 parsecs'"], ["24 hours or so", "'24 hours or so'"],
		["0 6 * * *", "'0 6 * * *'"], [{"tier": "gold"}, `{"tier": "gold"}`], [{"value": 24}, `{"value": 24}`],
		[{"value": 24, "unit": "parsecs"}, `{"unit": "parsecs", "value": 24}`],
	] {
		_is_wrong("sla", case[0], case[1], _no_duration)
	}
}

test_accepts_sensitivities_in_any_case if {
	every value in ["public", "INTERNAL", " High "] {
		_changed("data_sensitivity", value) == set()
	}
}

test_reports_other_sensitivities if {
	_is_wrong("data_sensitivity", "secretish", "'secretish'", _no_sensitivity)
	_is_wrong("data_sensitivity", 3, "3", _no_sensitivity)
	_is_wrong("data_sensitivity", ["high"], `["high"]`, _no_sensitivity)
}

test_cuts_long_values if {
	long := concat("", [sprintf("%d", [i]) | some i in numbers.range(100, 130)])
	some finding in _changed("sla", long)
	contains(finding.message, "is '10010110210310410510610710810911011111211311411511611711..., which")
}

test_takes_the_description_of_the_model if {
	said := object.union(_without("description"), {"description": "One row for each order."})
	_of(said, fixtures.workspace({}), {}) == set()
	poor := object.union(_without("description"), {"description": "tbd"})
	_of(poor, fixtures.workspace({}), {}) == {{
		"at": "/description",
		"key": "description",
		"message": "the description of orders is 'tbd', which says nothing",
	}}
}

test_judges_the_metadata_before_the_description if {
	model := object.union(fixtures.model({"config": {"meta": _complete}}), {"description": "tbd"})
	_of(model, fixtures.workspace({}), {}) == set()
}

_grouped(owner) := fixtures.workspace({"groups": {"group.shop.sales": {"name": "sales", "owner": owner}}})

_contracted(changes) := fixtures.workspace({"contracts": {"c": fixtures.contract([fixtures.promise([])], changes)}})

test_takes_the_owner_of_the_group if {
	model := object.union(_without("owner"), {"group": "sales"})
	_of(model, _grouped({"name": "Sales", "email": "sales@shop.example"}), {}) == set()
	_of(model, _grouped({"email": "tbd"}), {}) == _lacks("owner")
	_of(object.union(model, {"group": "finance"}), _grouped({"name": "Sales"}), {}) == _lacks("owner")
	_of(object.union(model, {"package_name": "other"}), _grouped({"name": "Sales"}), {}) == _lacks("owner")
	_of(object.union(_without("sla"), {"group": "sales"}), _grouped({"name": "Sales"}), {}) == _lacks("sla")
}

test_takes_the_owner_of_the_contract if {
	_of(_without("owner"), _contracted({"owner": "Sales"}), {}) == set()
	_of(_without("owner"), _contracted({"owner": "?"}), {}) == _lacks("owner")
	_of(_without("owner"), _contracted({}), {}) == _lacks("owner")
	_of(_without("sla"), _contracted({"owner": "Sales"}), {}) == _lacks("sla")
	other := fixtures.contract([{"name": "x", "models": ["model.shop.other"]}], {"owner": "Sales"})
	_of(_without("owner"), fixtures.workspace({"contracts": {"c": other}}), {}) == _lacks("owner")
}

test_takes_the_description_of_the_contract if {
	every case in [["One row for each order", set()], ["tbd", _lacks("description")], ["", _lacks("description")]] {
		promise := object.union(fixtures.promise([]), {"description": case[0]})
		contracts := {"c": fixtures.contract([promise], {})}
		_of(_without("description"), fixtures.workspace({"contracts": contracts}), {}) == case[1]
	}
}

test_takes_service_levels_of_the_contract if {
	every property in ["latency", "Frequency", "freshness"] {
		level := {"property": property, "value": 24, "unit": "h"}
		_of(_without("sla"), _contracted({"sla": [level]}), {}) == set()
		_of(_without("sla"), _contracted({"slaProperties": [level]}), {}) == set()
	}
	every property in [
		{"property": "retention", "value": 3},
		{"property": "latency"},
		{"property": "latency", "value": ""},
		{"property": "latency", "value": null},
	] {
		_of(_without("sla"), _contracted({"slaProperties": [property]}), {}) == _lacks("sla")
	}
	contracted := _contracted({"slaProperties": [{"property": "retention", "value": 3, "unit": "y"}]})
	_of(_without("sla"), contracted, {"sla_properties": ["retention"]}) == set()
}

test_judges_what_the_model_says_itself_first if {
	model := fixtures.model({"config": {"meta": object.union(_complete, {"owner": "tbd"})}})
	_of(model, _contracted({"owner": "Sales"}), {}) == {{
		"at": "/config/meta/owner",
		"key": "owner",
		"message": "the owner of orders is 'tbd', which says nothing",
	}}
}

test_takes_the_keys_from_its_parameters if {
	model := fixtures.model({"config": {"meta": {"retention/days": 30, "pii": false}}})
	_of(model, fixtures.workspace({}), {"keys": ["pii", "retention/days"]}) == set()
	_of(model, fixtures.workspace({}), {"keys": ["cost_center"]}) == _lacks("cost_center")
}

test_takes_what_keys_mean_from_its_parameters if {
	meta := {"steward": "x@", "delay": "soon", "class": "odd"}
	params := {
		"keys": ["class", "delay", "steward"],
		"owner_keys": ["steward"],
		"duration_keys": ["delay"],
		"sensitivity_keys": ["class"],
		"sensitivities": ["high", "low"],
	}
	_of(fixtures.model({"config": {"meta": meta}}), fixtures.workspace({}), params) == {
		{
			"at": "/config/meta/class",
			"key": "class",
			"message": "the class of orders is 'odd', which is none of high, low",
		},
		{"at": "/config/meta/delay", "key": "delay", "message": concat(", ", ["the delay of orders is 'soon'", _no_duration])},
		{"at": "/config/meta/steward", "key": "steward", "message": concat(", ", ["the steward of orders is 'x@'", _no_owner])},
	}
}

test_points_at_keys_with_slashes if {
	found := _of(
		fixtures.model({"config": {"meta": {"a/b~c": "tbd"}}}),
		fixtures.workspace({}),
		{"keys": ["a/b~c"]},
	)
	{finding.at | some finding in found} == {"/config/meta/a~1b~0c"}
}

test_takes_patterns_and_lists_from_its_parameters if {
	every case in [
		["owner", "42", {"owner_pattern": `^\d+$`}],
		["sla", "gold", {"duration_pattern": "^gold$"}],
		["data_sensitivity", "odd", {"sensitivities": ["ODD"]}],
		["owner", "Nobody", {"placeholders": []}],
	] {
		[key, value, params] := case
		model := fixtures.model({"config": {"meta": object.union(_complete, {key: value})}})
		_of(model, fixtures.workspace({}), params) == set()
		_of(model, fixtures.workspace({}), {}) != set()
	}
}

test_looks_at_outputs_only if {
	_of(fixtures.inner("orders", {}), fixtures.workspace({}), {}) == set()
	_of(fixtures.inner("orders", {"config": {"meta": {"owner": "tbd"}}}), fixtures.workspace({}), {}) == set()
}

test_takes_the_description_of_the_model_for_no_other_key if {
	model := object.union(_without("owner"), {"description": "Order Team"})
	_of(model, fixtures.workspace({}), {}) == _lacks("owner")
}

test_knows_owners_in_mappings_by_their_keys if {
	every key in ["email", "name", "team"] {
		_changed("owner", {key: "order-team@shop.example"}) == set()
	}
	_is_wrong("owner", {"slack": "order-team"}, `{"slack": "order-team"}`, _no_owner)
}

test_takes_only_texts_for_owners_and_lengths if {
	_is_wrong("owner", 7, "7", _no_owner)
	_is_wrong("owner", ["order-team", 7], `["order-team", 7]`, _no_owner)
	_is_wrong("sla", 24, "24", _no_duration)
	_is_wrong("sla", [24], "[24]", _no_duration)
}

test_asks_no_group_where_the_model_has_none if {
	groups := {"groups": {"group.shop.null": {"owner": {"name": "Nobody in particular"}}}}
	_of(_without("owner"), fixtures.workspace(groups), {}) == _lacks("owner")
}

test_takes_only_texts_for_descriptions_of_contracts if {
	promise := object.union(fixtures.promise([]), {"description": {"purpose": "One row for each order"}})
	workspace := fixtures.workspace({"contracts": {"c": fixtures.contract([promise], {})}})
	_of(_without("description"), workspace, {}) == _lacks("description")
}

test_takes_service_levels_for_nothing_else if {
	workspace := _contracted({"sla": [{"property": "latency", "value": 24}]})
	_of(_without("data_sensitivity"), workspace, {}) == _lacks("data_sensitivity")
}

test_asks_only_contracts_of_the_model if {
	level := {"sla": [{"property": "latency", "value": 24}], "owner": "order-team"}
	promise := object.union(fixtures.promise([]), {"models": ["model.shop.customers"], "description": "One row for each"})
	workspace := fixtures.workspace({"contracts": {"c": fixtures.contract([promise], level)}})
	every key in ["description", "owner", "sla"] {
		_of(_without(key), workspace, {}) == _lacks(key)
	}
}

test_takes_only_numbers_and_texts_for_lengths if {
	params := {"duration_pattern": `hours$`}
	every length in [[24], {"a": 24}, true] {
		model := fixtures.model({"config": {"meta": object.union(_complete, {"sla": {"hours": length}})}})
		_of(model, fixtures.workspace({}), params) != set()
	}
	every length in [24, "24"] {
		model := fixtures.model({"config": {"meta": object.union(_complete, {"sla": {"hours": length}})}})
		_of(model, fixtures.workspace({}), params) == set()
	}
}
