package bylaw.secure.standard_roles_test

import data.bylaw.secure.standard_roles as rule
import data.bylaw.test.fixtures

# What the rule says of an output with these grants, of which a contract names these roles.
_found(grants, promised) := _of(fixtures.model({"config": {"grants": grants}}), promised, {})

_of(model, promised, params) := found if {
	contract := fixtures.contract([fixtures.promise([])], {"roles": promised})
	found := {
		"violation": rule.violation,
		"undecided": set(),
		"not_applicable": rule.not_applicable,
	} with input as {"model": model, "params": fixtures.params("bylaw/secure/standard-roles", params)}
		with data.workspace as fixtures.workspace({"contracts": {"c": contract}})
}

_names := "the standard roles are data-consumer, domain-data-analyst"

_grants(privilege, role) := {
	"at": concat("/", ["/config/grants", privilege]),
	"key": role,
	"message": sprintf("orders grants %s to %s, which is not a standard role; %s", [privilege, role, _names]),
}

test_accepts_standard_roles if {
	_found({"select": ["data-consumer"]}, []) == fixtures.nothing
	_found({"select": ["data-consumer", "domain-data-analyst"]}, []) == fixtures.nothing
	_found({"select": "data-consumer"}, []) == fixtures.nothing
}

test_accepts_the_spellings_of_warehouses if {
	every role in [
		"DATA_CONSUMER", "role data_consumer", "ROLE \"data-consumer\"", "group data-consumer", "group:data-consumer",
		"`data-consumer`", " Data Consumer ",
	] {
		_found({"select": [role]}, []) == fixtures.nothing
	}
}

test_reports_outputs_without_roles if {
	expected := fixtures.violated({{
		"at": "/config/grants",
		"key": "none",
		"message": concat("; ", ["orders grants no access role", _names]),
	}})
	_found({}, []) == expected
	_found({"select": []}, []) == expected
	_of(json.remove(fixtures.model({}), ["config/grants"]), [], {}) == expected
}

test_reports_each_other_role if {
	_found({"select": ["data-consumer", "marketing", "bob"]}, []) == fixtures.violated({
		_grants("select", "marketing"),
		_grants("select", "bob"),
	})
	_found({"select": ["marketing"], "insert": ["marketing"]}, []) == fixtures.violated({
		_grants("select", "marketing"),
		_grants("insert", "marketing"),
	})
	_found({"select": "marketing"}, []) == fixtures.violated({_grants("select", "marketing")})
}

test_reports_users_and_service_accounts if {
	every grantee in ["user:data-consumer", "serviceAccount:data-consumer", "data-consumer@shop.example"] {
		_found({"select": [grantee]}, []) == fixtures.violated({_grants("select", grantee)})
	}
}

test_points_at_privileges_with_slashes if {
	privilege := "roles/bigquery.dataViewer"
	found := _found({privilege: ["group:all"]}, []).violation
	{finding.at | some finding in found} == {"/config/grants/roles~1bigquery.dataViewer"}
}

test_accepts_standard_roles_of_the_contract if {
	_found({}, [{"role": "Data_Consumer", "access": "read"}]) == fixtures.nothing
}

test_reports_other_roles_of_the_contract if {
	expected := fixtures.violated({{
		"at": "",
		"key": "c/marketing",
		"message": concat("; ", ["the contract of orders names the role marketing, which is not a standard role", _names]),
	}})
	_found({}, [{"role": "marketing"}]) == expected
	_found({"select": ["data-consumer"]}, [{"role": "marketing"}, {"role": "data-consumer"}]) == expected
}

test_takes_roles_from_its_parameters if {
	reader := fixtures.model({"config": {"grants": {"select": ["reader"]}}})
	_of(reader, [], {"roles": ["READER"]}) == fixtures.nothing
	_of(fixtures.model({"config": {"grants": {"select": ["data-consumer"]}}}), [], {"roles": ["reader"]}).violation == {{
		"at": "/config/grants/select",
		"key": "data-consumer",
		"message": "orders grants select to data-consumer, which is not a standard role; the standard roles are reader",
	}}
}

test_does_not_apply_to_ephemeral_models if {
	model := fixtures.model({"config": {"materialized": "ephemeral"}})
	expected := "an ephemeral model is nothing in the database that anybody could read"
	_of(model, [{"role": "x"}], {}) == fixtures.not_applicable(expected)
	_of(object.union(model, {"config": {"grants": {"select": ["x"]}}}), [], {}) == fixtures.not_applicable(expected)
}

test_looks_at_outputs_only if {
	_of(fixtures.inner("orders", {}), [], {}) == fixtures.nothing
	_of(fixtures.inner("orders", {"config": {"grants": {"select": ["x"]}}}), [{"role": "x"}], {}) == fixtures.nothing
	_of(fixtures.inner("orders", {"config": {"materialized": "ephemeral"}}), [], {}) == fixtures.nothing
}

test_looks_at_contracts_of_the_model_only if {
	contract := fixtures.contract([{"name": "c", "models": ["model.shop.customers"]}], {"roles": [{"role": "marketing"}]})
	found := rule.violation with input as {
		"model": fixtures.model({"config": {"grants": {"select": ["data-consumer"]}}}),
		"params": fixtures.params("bylaw/secure/standard-roles", {}),
	}
		with data.workspace as fixtures.workspace({"contracts": {"c": contract}})
	found == set()
}
