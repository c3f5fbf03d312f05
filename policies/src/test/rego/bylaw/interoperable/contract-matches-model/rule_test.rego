package bylaw.interoperable.contract_matches_model_test

import data.bylaw.interoperable.contract_matches_model as rule
import data.bylaw.test.fixtures

# What the rule says of a contract in a workspace with the model orders, which has these columns.
_found(contract, columns) := _of(contract, _workspace(columns, {}), {})

_of(contract, workspace, params) := found if {
	found := {
		"violation": rule.violation,
		"undecided": set(),
		"not_applicable": rule.not_applicable,
	} with input as {"contract": contract, "params": fixtures.params("bylaw/interoperable/contract-matches-model", params)}
		with data.workspace as workspace
}

# A workspace with the model orders, whose columns have these types.
_workspace(types, changes) := fixtures.workspace(object.union(
	{"models": {"model.shop.orders": fixtures.model({
		"columns": {name: fixtures.column(name, {"data_type": type}) | some name, type in types},
		"analysis": {"columns": [name | some name, _ in types]},
	})}},
	changes,
))

_contract(properties) := fixtures.contract([fixtures.promise(properties)], {})

_matches(promise, version, type) if {
	property := object.union({"name": "a"}, promise)
	contract := fixtures.contract([fixtures.promise([property])], {"apiVersion": version})
	_found(contract, {"a": type}) == fixtures.nothing
}

_missing(j, name) := {
	"at": sprintf("/schema/0/properties/%d", [j]),
	"key": concat("#", ["model.shop.orders", name]),
	"message": sprintf("the contract promises the column %s, which orders does not have", [name]),
}

_unpromised(name) := {
	"at": "/schema/0",
	"key": concat("#", ["model.shop.orders", name]),
	"message": sprintf("orders has the column %s, which the contract does not promise", [name]),
}

test_accepts_a_model_that_keeps_the_promise if {
	contract := _contract([{"name": "id", "logicalType": "integer"}, {"name": "email", "physicalType": "varchar(50)"}])
	_found(contract, {"id": "bigint", "email": "string"}) == fixtures.nothing
}

test_compares_names_in_any_case if {
	_found(_contract([{"name": "ID"}]), {"id": null}) == fixtures.nothing
	_found(_contract([{"name": "id"}]), {"ID": null}) == fixtures.nothing
	_found(_contract([{"name": "order number", "physicalName": "ID"}]), {"id": null}) == fixtures.nothing
}

test_reports_each_promised_column_that_is_missing if {
	contract := _contract([{"name": "id"}, {"name": "total"}, {"name": "Status", "physicalName": "st"}])
	_found(contract, {"id": null}) == fixtures.violated({_missing(1, "total"), _missing(2, "Status")})
}

test_reports_each_column_that_is_not_promised if {
	_found(_contract([{"name": "id"}]), {"id": null, "b": null, "c": null}) == fixtures.violated({
		_unpromised("b"),
		_unpromised("c"),
	})
}

test_allows_further_columns_where_the_parameter_says_so if {
	params := {"allow_further_columns": true}
	workspace := _workspace({"id": null, "b": null}, {})
	_of(_contract([{"name": "id"}]), workspace, params) == fixtures.nothing
	_of(_contract([{"name": "id"}, {"name": "c"}]), workspace, params) == fixtures.violated({_missing(1, "c")})
}

test_believes_the_sql_rather_than_the_properties if {
	declared := fixtures.model({
		"columns": {"id": fixtures.column("id", {}), "old": fixtures.column("old", {})},
		"analysis": {"columns": ["id"]},
	})
	workspace := fixtures.workspace({"models": {"model.shop.orders": declared}})
	_of(_contract([{"name": "id"}, {"name": "old"}]), workspace, {}) == fixtures.violated({_missing(1, "old")})
	partial := object.union(workspace, {"models": {"model.shop.orders": {"analysis": {"status": "partial"}}}})
	_of(_contract([{"name": "id"}, {"name": "old"}]), partial, {}) == fixtures.violated({_missing(1, "old")})
}

test_believes_the_properties_where_there_is_no_sql if {
	every status in ["failed", "none"] {
		model := fixtures.model({
			"columns": {"id": fixtures.column("id", {})},
			"analysis": {"status": status, "columns": []},
		})
		workspace := fixtures.workspace({"models": {"model.shop.orders": model}})
		_of(_contract([{"name": "id"}]), workspace, {}) == fixtures.nothing
		_of(_contract([{"name": "id"}, {"name": "b"}]), workspace, {}) == fixtures.violated({_missing(1, "b")})
	}
}

test_reports_types_that_differ if {
	contract := _contract([
		{"name": "a", "logicalType": "integer"},
		{"name": "b", "logicalType": "string", "physicalType": "DECIMAL(10,2)"},
	])
	_found(contract, {"a": "varchar", "b": "text"}) == fixtures.violated({
		{
			"at": "/schema/0/properties/0/logicalType",
			"key": "model.shop.orders#a",
			"message": "the contract promises the type integer for the column a, which is varchar in orders",
		},
		{
			"at": "/schema/0/properties/1/physicalType",
			"key": "model.shop.orders#b",
			"message": "the contract promises the type DECIMAL(10,2) for the column b, which is text in orders",
		},
	})
}

test_compares_types_only_where_both_say_one if {
	_matches({}, "v3.1.0", "bigint")
	_matches({"logicalType": "integer"}, "v3.1.0", null)
	_matches({"logicalType": "integer"}, "v3.1.0", "st_geography")
	_matches({"logicalType": "shape"}, "v3.1.0", "bigint")
	_matches({"physicalType": null, "logicalType": "integer"}, "v3.1.0", "bigint")
}

test_falls_back_to_the_logical_type if {
	_matches({"physicalType": "st_geography", "logicalType": "string"}, "v3.1.0", "text")
	not _matches({"physicalType": "st_geography", "logicalType": "string"}, "v3.1.0", "bigint")
}

test_knows_that_dates_were_timestamps_before_version_3_1 if {
	every version in ["v3.0.2", "3.0.0", "v2.2.2"] {
		_matches({"logicalType": "date"}, version, "timestamp_ntz")
	}
	not _matches({"logicalType": "date"}, "v3.1.0", "timestamp_ntz")
}

test_reports_objects_without_columns if {
	expected := fixtures.violated({{
		"at": "/schema/0",
		"key": "columns",
		"message": "the contract promises no column of orders",
	}})
	_found(_contract([]), {"id": null}) == expected
	_found(fixtures.contract([{"name": "orders", "models": ["model.shop.orders"]}], {}), {"id": null}) == expected
}

test_reports_objects_that_no_model_builds if {
	lost := {"name": "refunds", "models": [], "properties": [{"name": "id"}]}
	expected := fixtures.violated({{
		"at": "/schema/1",
		"key": "model",
		"message": "the contract promises refunds, which no model builds",
	}})
	_found(fixtures.contract([fixtures.promise([{"name": "id"}]), lost], {}), {"id": null}) == expected
	table := object.union(lost, {"physicalType": "table"})
	_found(fixtures.contract([fixtures.promise([{"name": "id"}]), table], {}), {"id": null}) == expected
	topic := object.union(lost, {"physicalType": "Topic"})
	contract := fixtures.contract([fixtures.promise([{"name": "id"}]), topic], {})
	_found(contract, {"id": null}) == fixtures.nothing
	_of(contract, _workspace({"id": null}, {}), {"foreign_types": []}) == expected
}

test_takes_a_contract_that_a_product_offers_for_ours if {
	contract := fixtures.contract([{"name": "orders", "models": [], "properties": []}], {})
	product := {"id": "p", "outputPorts": [{"name": "x", "contracts": []}, {"name": "o", "contracts": ["orders-contract"]}]}
	offered := _workspace({"id": null}, {"products": {"p": product}})
	_of(contract, offered, {}) == fixtures.violated({{
		"at": "/schema/0",
		"key": "model",
		"message": "the contract promises orders, which no model builds",
	}})
	foreign := "no model of the workspace belongs to the contract"
	_of(contract, fixtures.workspace({"products": {"p": product}}), {}) == fixtures.not_applicable(foreign)
	other := object.union(contract, {"id": "another"})
	_of(other, offered, {}) == fixtures.not_applicable(foreign)
}

test_compares_every_model_of_an_object if {
	model := fixtures.model({"unique_id": "model.shop.orders.v2", "name": "orders_v2", "analysis": {"columns": ["id"]}})
	workspace := _workspace({"id": null, "b": null}, {"models": {"model.shop.orders.v2": model}})
	object := {
		"name": "orders",
		"models": ["model.shop.orders", "model.shop.orders.v2"],
		"properties": [{"name": "id"}, {"name": "b"}],
	}
	_of(fixtures.contract([object], {}), workspace, {}) == fixtures.violated({{
		"at": "/schema/0/properties/1",
		"key": "model.shop.orders.v2#b",
		"message": "the contract promises the column b, which orders_v2 does not have",
	}})
}

test_does_not_apply_to_contracts_of_others if {
	expected := fixtures.not_applicable("no model of the workspace belongs to the contract")
	_found(fixtures.contract([{"name": "x", "models": [], "properties": [{"name": "id"}]}], {}), {"id": null}) == expected
	_found(fixtures.contract([], {}), {"id": null}) == expected
	_found(json.remove(fixtures.contract([], {}), ["schema"]), {"id": null}) == expected
}

test_does_not_apply_to_retired_contracts if {
	contract := object.union(_contract([{"name": "b"}]), {"status": "Retired"})
	workspace := _workspace({"id": null}, {})
	_of(contract, workspace, {}) == fixtures.not_applicable("the status of the contract is retired")
	draft := object.union(contract, {"status": "draft"})
	_of(draft, workspace, {}) == fixtures.violated({_missing(0, "b"), _unpromised("id")})
	_of(draft, workspace, {"exempt_statuses": ["draft"]}) == fixtures.not_applicable("the status of the contract is draft")
}

test_finds_nothing_in_retired_contracts if {
	message := "the status of the contract is retired"
	every schema in [
		[fixtures.promise([{"name": "a", "logicalType": "string"}])],
		[fixtures.promise([{"name": "b"}])],
		[fixtures.promise([])],
		[fixtures.promise([{"name": "a"}]), {"name": "other", "models": [], "properties": [{"name": "a"}]}],
		[{"name": "other", "models": [], "properties": [{"name": "a"}]}],
		[],
	] {
		_found(fixtures.contract(schema, {"status": "retired"}), {"a": "integer"}) == fixtures.not_applicable(message)
	}
}

test_compares_types_with_the_models_of_the_contract_only if {
	other := fixtures.inner("other", {"columns": {"a": fixtures.column("a", {"data_type": "varchar"})}})
	workspace := _workspace({"a": "integer"}, {"models": {"model.shop.other": other}})
	_of(_contract([{"name": "a", "logicalType": "integer"}]), workspace, {}) == fixtures.nothing
}
