package acme.discoverable.owned_models_test

import data.acme.discoverable.owned_models as rule

_found(meta) := found if {
	found := rule.violation with input as {
		"model": {"name": "orders", "config": {"meta": meta}},
		"params": {"key": "owner"},
	}
}

test_accepts_owners if {
	_found({"owner": "sales"}) == set()
}

test_reports_models_without_owner if {
	_found({}) == {{"at": "/config/meta", "message": "orders has no owner"}}
	_found({"steward": "sales"}) == _found({})
}
