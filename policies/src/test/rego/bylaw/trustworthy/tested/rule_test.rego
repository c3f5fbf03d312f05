package bylaw.trustworthy.tested_test

import data.bylaw.test.fixtures
import data.bylaw.trustworthy.tested as rule

# What the rule says of a model in a workspace with these tests.
_found(model, tests, params) := found if {
	found := rule.violation with input as {"model": model, "params": fixtures.params("bylaw/trustworthy/tested", params)}
		with data.workspace as fixtures.workspace({"data_tests": tests})
}

_untested := {{"at": "", "message": "orders has no uniqueness test"}}

_test(name, node) := {"name": "t", "attached_node": node, "test_metadata": {"name": name, "namespace": null}}

_constrained(adapter, type) := fixtures.model({
	"adapter": adapter,
	"config": {"contract": {"enforced": true}},
	"constraints": [{"type": "check"}, {"type": type, "columns": ["id"]}],
})

test_accepts_tests_of_uniqueness if {
	every name in [
		"unique", "unique_combination_of_columns", "expect_column_values_to_be_unique",
		"expect_compound_columns_to_be_unique", "primary_key", "unique_key",
	] {
		_found(fixtures.model({}), {"t": _test(name, "model.shop.orders")}, {}) == set()
	}
}

test_accepts_one_among_others if {
	tests := {"a": _test("not_null", "model.shop.orders"), "b": _test("unique", "model.shop.orders")}
	_found(fixtures.model({}), tests, {}) == set()
}

test_reports_outputs_without_tests if _found(fixtures.model({}), {}, {}) == _untested

test_reports_outputs_with_other_tests if {
	_found(fixtures.model({}), {"t": _test("not_null", "model.shop.orders")}, {}) == _untested
	_found(fixtures.model({}), {"t": _test("unique", "model.shop.customers")}, {}) == _untested
	_found(fixtures.model({}), {"t": {"name": "unique", "attached_node": "model.shop.orders"}}, {}) == _untested
}

test_takes_the_tests_from_its_parameters if {
	tests := {"t": _test("is_key", "model.shop.orders")}
	_found(fixtures.model({}), tests, {}) == _untested
	_found(fixtures.model({}), tests, {"tests": ["is_key"]}) == set()
	_found(fixtures.model({}), {"t": _test("unique", "model.shop.orders")}, {"tests": ["is_key"]}) == _untested
}

test_accepts_constraints_that_are_enforced if {
	every adapter in ["duckdb", "oracle", "postgres"] {
		_found(_constrained(adapter, "primary_key"), {}, {}) == set()
		_found(_constrained(adapter, "unique"), {}, {}) == set()
	}
	_found(object.union(_constrained("postgres", "unique"), {"config": {"materialized": "incremental"}}), {}, {}) == set()
}

test_accepts_constraints_of_columns if {
	column := fixtures.column("id", {"constraints": [{"type": "not_null"}, {"type": "unique"}]})
	model := object.union(_constrained("postgres", "check"), {"columns": {"id": column}})
	_found(model, {}, {}) == set()
	other := fixtures.column("id", {"constraints": [{"type": "not_null"}]})
	_found(object.union(_constrained("postgres", "check"), {"columns": {"id": other}}), {}, {}) == _untested
}

test_reports_constraints_that_nobody_enforces if {
	every adapter in ["athena", "bigquery", "databricks", "redshift", "snowflake", "spark", "trino"] {
		_found(_constrained(adapter, "primary_key"), {}, {}) == _untested
	}
}

test_reports_constraints_that_dbt_does_not_write if {
	every config in [{"contract": {"enforced": false}}, {"materialized": "view"}, {"materialized": "external"}] {
		_found(object.union(_constrained("postgres", "primary_key"), {"config": config}), {}, {}) == _untested
	}
}

test_reports_constraints_of_another_kind if {
	_found(_constrained("postgres", "foreign_key"), {}, {}) == _untested
}

test_takes_constraints_and_adapters_from_its_parameters if {
	_found(_constrained("postgres", "primary_key"), {}, {"enforcing_adapters": []}) == _untested
	_found(_constrained("mysql", "primary_key"), {}, {"enforcing_adapters": ["mysql"]}) == set()
	_found(_constrained("postgres", "unique"), {}, {"constraints": ["primary_key"]}) == _untested
}

test_looks_at_outputs_only if _found(fixtures.inner("orders", {}), {}, {}) == set()
