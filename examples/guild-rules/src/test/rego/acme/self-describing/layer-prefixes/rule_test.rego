package acme.self_describing.layer_prefixes_test

import data.acme.self_describing.layer_prefixes as rule

_found(folders, name) := _of(array.concat(array.concat(["shop"], folders), [name]))

_of(fqn) := found if {
	found := rule.violation with input as {
		"model": {"name": fqn[count(fqn) - 1], "fqn": fqn},
		"params": {"prefixes": {"staging": "stg_", "intermediate": "int_"}},
	}
}

test_accepts_prefixes if {
	_found(["staging"], "stg_orders") == set()
	_found(["staging", "crm"], "stg_orders") == set()
	_found(["intermediate"], "int_orders") == set()
}

test_accepts_any_name_elsewhere if {
	_found(["marts"], "orders") == set()
	_found([], "staging") == set()
}

test_reports_other_names if {
	_found(["staging", "crm"], "int_orders") == {{
		"at": "/name",
		"key": "staging",
		"message": "int_orders lies in staging and does not begin with stg_",
	}}
}

test_looks_at_every_folder if {
	count(_found(["staging", "crm"], "orders")) == 1
	count(_found(["crm", "staging"], "orders")) == 1
}

test_looks_at_folders_only if {
	_of(["staging", "orders"]) == set()
	_of(["shop", "marts", "intermediate"]) == set()
}
