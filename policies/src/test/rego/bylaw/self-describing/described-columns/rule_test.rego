package bylaw.self_describing.described_columns_test

import data.bylaw.self_describing.described_columns as rule
import data.bylaw.test.fixtures

# What the rule says of a column of an output with a description, in a workspace.
_found(name, description) := _found_with(name, description, {})

_found_with(name, description, params) := _of(
	fixtures.column(name, {"description": description}),
	fixtures.model({}),
	fixtures.workspace({}),
	params,
)

_of(column, model, workspace, params) := found if {
	found := rule.violation with input as {
		"column": column,
		"model": model,
		"params": fixtures.params("bylaw/self-describing/described-columns", params),
	}
		with data.workspace as workspace
}

_undescribed := {{"at": "", "message": "column status has no description"}}

_poor(message) := {{"at": "/description", "message": message}}

test_accepts_descriptions if {
	_found("status", "Whether the order is open, paid or cancelled.") == set()
	_found("status", "Open or paid") == set()
	_found("status", "S") == set()
}

test_reports_columns_without_description if {
	every description in ["", "  \n", null] {
		_found("status", description) == _undescribed
	}
	_of(json.remove(fixtures.column("status", {}), ["description"]), fixtures.model({}), fixtures.workspace({}), {}) == set()
}

test_reports_placeholders if {
	every description in ["TODO", " tbd ", "N/A", "-", "..."] {
		_found("status", description) == _poor("the description of column status says nothing")
	}
	_found("status", "todo items that are open") == set()
	_found_with("status", "later", {"placeholders": ["later"]}) == _poor("the description of column status says nothing")
	_found_with("status", "todo", {"placeholders": []}) == set()
}

test_reports_descriptions_that_repeat_the_name if {
	every description in ["order_status", "Order status.", "ORDER STATUS"] {
		_found("order_status", description) == _poor("the description of column order_status only repeats its name")
		_found_with("order_status", description, {"reject_names": false}) == set()
	}
	_found("order_status", "Order status code") == set()
}

test_reports_short_descriptions if {
	_found_with("id", "Key", {"min_length": 4}) == _poor("the description of column id has 3 characters; expected are at least 4")
	_found_with("id", "Keys", {"min_length": 4}) == set()
	_found_with("id", "  Key  ", {"min_length": 4}) == _poor("the description of column id has 3 characters; expected are at least 4")
	_found_with("status", "", {"min_length": 0}) == _undescribed
}

test_accepts_descriptions_of_contracts if {
	every property in [
		{"name": "status", "description": "Whether it is paid"},
		{"name": "state", "physicalName": "STATUS", "description": "Whether it is paid"},
	] {
		_of(fixtures.column("status", {}), fixtures.model({}), fixtures.promised([property]), {}) == set()
		_of(fixtures.column("Status", {"description": "?"}), fixtures.model({}), fixtures.promised([property]), {}) == set()
	}
}

test_wants_descriptions_of_contracts_to_say_something if {
	every property in [
		{"name": "status"},
		{"name": "status", "description": ""},
		{"name": "status", "description": "tbd"},
		{"name": "status", "description": "Status"},
		{"name": "total", "description": "What it costs"},
	] {
		_of(fixtures.column("status", {}), fixtures.model({}), fixtures.promised([property]), {}) == _undescribed
	}
}

test_looks_at_outputs_only if {
	_of(fixtures.column("status", {}), fixtures.inner("orders", {}), fixtures.workspace({}), {}) == set()
	_of(fixtures.column("status", {"description": "?"}), fixtures.inner("orders", {}), fixtures.workspace({}), {}) == set()
	found := rule.violation with input as {
		"column": fixtures.column("status", {}),
		"source": fixtures.source({}),
		"params": fixtures.params("bylaw/self-describing/described-columns", {}),
	}
	found == set()
}

test_takes_only_texts_for_descriptions if {
	_found("status", 7) == _poor("the description of column status is no text")
	promised := fixtures.promised([{"name": "status", "description": 7}])
	_of(fixtures.column("status", {}), fixtures.model({}), promised, {}) == _undescribed
}

test_takes_empty_descriptions_of_contracts_for_none_at_any_length if {
	promised := fixtures.promised([{"name": "status", "description": ""}])
	_of(fixtures.column("status", {}), fixtures.model({}), promised, {"min_length": 0}) == _undescribed
}
