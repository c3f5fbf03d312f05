package bylaw.secure.pii_masked_test

import data.bylaw.secure.pii_masked as rule
import data.bylaw.test.fixtures

_broad := {"config": {"grants": {"select": ["data-consumer", "domain-data-analyst"]}}}

# A tagged column whose value comes straight from a source.
_email(changes) := object.union(
	fixtures.column("email", {
		"tags": ["pii"],
		"lineage": fixtures.lineage([fixtures.same("source.shop.crm.customers#email")]),
	}),
	changes,
)

# What the rule says of a column of an output that everybody may read.
_found(column) := _of(column, _broad, {}, {})

_of(column, model, collections, params) := found if {
	whole := object.union(fixtures.model(object.union({"columns": {"email": column}}, model)), {})
	models := object.union(object.get(collections, "models", {}), {"model.shop.orders": whole})
	found := rule.violation with input as {
		"column": column,
		"model": whole,
		"params": fixtures.params("bylaw/secure/pii-masked", params),
	}
		with data.workspace as fixtures.workspace(object.union(collections, {"models": models}))
}

_lacks(readers, lack) := {{
	"at": "",
	"message": sprintf("column email is personal data that %s may read, and %s", [readers, lack]),
}}

_unmasked := _lacks("data-consumer", "nothing says how it is masked")

test_reports_tagged_columns_that_many_may_read if _found(_email({})) == _unmasked

test_leaves_columns_alone_that_are_not_declared if {
	_found(_email({"tags": []})) == set()
	_found(_email({"tags": ["customer"]})) == set()
}

test_sees_every_way_to_declare if {
	every changes in [{"meta": {"pii": true}}, {"meta": {"classification": "pii"}}, {"classifiers": ["pii.email"]}] {
		_found(_email(object.union({"tags": []}, changes))) == _unmasked
	}
}

test_leaves_columns_alone_that_few_may_read if {
	every grants in [{}, {"select": ["domain-data-analyst"]}, {"select": []}] {
		_of(_email({}), {"config": {"grants": grants}}, {}, {}) == set()
	}
}

test_knows_the_spellings_of_roles if {
	every role in ["DATA_CONSUMER", "role data_consumer", "group:data-consumer"] {
		_of(_email({}), {"config": {"grants": {"select": role}}}, {}, {}) == _lacks(role, "nothing says how it is masked")
	}
}

test_sees_roles_of_the_contract if {
	contract := fixtures.contract([fixtures.promise([])], {"roles": [{"role": "steward"}, {"role": "Data-Consumer"}]})
	lack := "nothing says how it is masked"
	_of(_email({}), {}, {"contracts": {"c": contract}}, {}) == _lacks("Data-Consumer", lack)
	_of(_email({}), _broad, {"contracts": {"c": contract}}, {}) == _unmasked
	_of(_email({}), {}, {"contracts": {"c": object.union(contract, {"roles": [{"role": "steward"}]})}}, {}) == set()
}

test_names_all_broad_roles if {
	params := {"broad_roles": ["Data_Consumer", "domain-data-analyst"]}
	_of(_email({}), _broad, {}, params) == _lacks("data-consumer and domain-data-analyst", "nothing says how it is masked")
	_of(_email({}), _broad, {}, {"broad_roles": ["other"]}) == set()
}

test_accepts_masking_that_is_declared if {
	every changes in [
		{"meta": {"masking_policy": "mask_email"}}, {"meta": {"masked": true}}, {"meta": {"masking": {"kind": "hash"}}},
		{"meta": {"tokenized": "yes"}}, {"encrypted": true}, {"masking_policy": "mask_email"},
	] {
		_found(_email(changes)) == set()
	}
}

test_rejects_masking_that_is_denied if {
	every meta in [{"masked": false}, {"masked": "no"}, {"masking_policy": ""}, {"masking_policy": null}, {"masking": []}] {
		_found(_email({"meta": meta})) == _unmasked
	}
}

test_takes_masking_keys_from_its_parameters if {
	_of(_email({"meta": {"veil": "x"}}), _broad, {}, {"masking_keys": ["veil"]}) == set()
	_of(_email({"meta": {"masking_policy": "x"}}), _broad, {}, {"masking_keys": ["veil"]}) == _unmasked
}

test_accepts_policy_tags_that_dbt_writes if {
	tagged := _email({"policy_tags": ["projects/p/locations/eu/taxonomies/1/policyTags/2"]})
	persisted := {"adapter": "bigquery", "config": {"persist_docs": {"columns": true}}}
	_of(tagged, object.union(_broad, persisted), {}, {}) == set()
	lack := "policy_tags has no effect without persist_docs for columns"
	_of(tagged, object.union(_broad, {"adapter": "bigquery"}), {}, {}) == _lacks("data-consumer", lack)
	relation := {"adapter": "bigquery", "config": {"persist_docs": {"relation": true, "columns": false}}}
	_of(tagged, object.union(_broad, relation), {}, {}) == _lacks("data-consumer", lack)
	_of(tagged, object.union(_broad, {"adapter": "bigquery"}), {}, {"masking_keys": ["masked"]}) == _unmasked
}

test_rejects_masking_of_another_platform if {
	persisted := {"config": {"persist_docs": {"columns": true}}}
	tagged := _email({"policy_tags": ["x"]})
	_of(tagged, object.union(_broad, persisted), {}, {}) == _lacks("data-consumer", "policy_tags has no effect on athena")
	masked := _email({"column_mask": {"function": "mask_email"}})
	_found(masked) == _lacks("data-consumer", "column_mask has no effect on athena")
	_of(masked, object.union(_broad, {"adapter": "databricks"}), {}, {}) == set()
	_of(masked, object.union(_broad, {"adapter": "unknown"}), {}, {}) == set()
}

test_accepts_the_encrypted_form_of_a_column if {
	promised := {"contracts": {"c": fixtures.contract([fixtures.promise([{"name": "raw", "encryptedName": "EMAIL"}])], {})}}
	_of(_email({}), _broad, promised, {}) == set()
	other := {"contracts": {"c": fixtures.contract([fixtures.promise([{"name": "email", "encryptedName": "email_x"}])], {})}}
	_of(_email({}), _broad, other, {}) == _unmasked
}

test_accepts_values_behind_a_sanitizer if {
	source := "source.shop.crm.customers#email"
	every edge in [
		fixtures.by(source, ["sha256"]), fixtures.by(source, ["lower", "MD5"]), fixtures.edge(source, "aggregated", ["count"]),
		fixtures.edge(source, "aggregated", ["length", "max"]), fixtures.edge(source, "indirect", []),
	] {
		_found(_email({"lineage": fixtures.lineage([edge])})) == set()
	}
	_found(_email({"lineage": fixtures.lineage([])})) == set()
}

test_reports_values_that_get_past_it if {
	source := "source.shop.crm.customers#email"
	every edges in [
		[fixtures.by(source, ["lower"])], [fixtures.by(source, ["sha256"]), fixtures.same(source)],
		[fixtures.edge(source, "aggregated", ["max"])], [fixtures.same("raw.customers#email")],
	] {
		_found(_email({"lineage": fixtures.lineage(edges)})) == _unmasked
	}
}

test_needs_the_lineage_to_be_known if {
	every status in ["partial", "unknown", "none"] {
		_found(_email({"lineage": {"status": status, "inputs": []}})) == _unmasked
	}
}

# A model below the output, whose column comes over this edge.
_below(edge) := {"models": {"model.shop.stg": fixtures.inner("stg", {"columns": {"email": fixtures.column("email", {
	"lineage": fixtures.lineage([edge]),
})}})}}

test_follows_values_through_models if {
	column := _email({"lineage": fixtures.lineage([fixtures.same("model.shop.stg#email")])})
	source := "source.shop.crm.customers#email"
	_of(column, _broad, _below(fixtures.by(source, ["sha2"])), {}) == set()
	_of(column, _broad, _below(fixtures.same(source)), {}) == _unmasked
	blind := object.union(
		_below(fixtures.by(source, ["sha2"])),
		{"models": {"model.shop.stg": {"columns": {"email": {"lineage": {"status": "partial"}}}}}},
	)
	_of(column, _broad, blind, {}) == _unmasked
}

test_takes_what_carries_from_its_parameters if {
	source := "source.shop.crm.customers#email"
	hashed := _email({"lineage": fixtures.lineage([fixtures.by(source, ["sha256"])])})
	_of(hashed, _broad, {}, {"sanitizers": ["md5"]}) == _unmasked
	counted := _email({"lineage": fixtures.lineage([fixtures.edge(source, "aggregated", ["count"])])})
	_of(counted, _broad, {}, {"carrying_aggregates": ["COUNT"]}) == _unmasked
	_of(counted, _broad, {}, {"carrying": ["aggregated"]}) == _unmasked
	chosen := _email({"lineage": fixtures.lineage([fixtures.same(source)])})
	_of(chosen, _broad, {}, {"carrying": ["transformed"]}) == set()
}

test_looks_at_outputs_only if {
	_of(_email({}), object.union(_broad, {"output": {"value": false}}), {}, {}) == set()
}

test_names_the_first_of_several_keys_without_effect if {
	masked := _email({"column_mask": {"function": "mask_email"}, "policy_tags": ["x"]})
	_found(masked) == _lacks("data-consumer", "column_mask has no effect on athena")
}

test_is_undecided_about_inner_models_that_cannot_be_read if {
	model := fixtures.inner("orders", {"analysis": {"status": "failed", "reasons": ["it is a Python model"]}})
	undecided := rule.undecided with input as {
		"column": {},
		"model": model,
		"params": fixtures.params("bylaw/secure/pii-masked", {}),
	}
		with data.workspace as fixtures.workspace({"models": {"model.shop.orders": model}})
	undecided == {{"message": "the columns of orders cannot be told: it is a Python model"}}
}
