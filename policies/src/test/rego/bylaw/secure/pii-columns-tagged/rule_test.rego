package bylaw.secure.pii_columns_tagged_test

import data.bylaw.secure.pii_columns_tagged as rule
import data.bylaw.test.fixtures

# What the rule says of a column of an output.
_found(column) := _of(column, fixtures.model({}), fixtures.workspace({}), {})

_of(column, model, workspace, params) := found if {
	found := rule.violation with input as {
		"column": column,
		"model": model,
		"params": fixtures.params("bylaw/secure/pii-columns-tagged", params),
	}
		with data.workspace as workspace
}

_looks(name) := {{
	"at": "",
	"message": sprintf("column %s looks like personal data and carries no pii tag", [name]),
}}

_promised(name) := {{
	"at": "",
	"message": sprintf("column %s is personal data by its contract and carries no pii tag", [name]),
}}

_reports(name) if _found(fixtures.column(name, {})) == _looks(name)

test_reports_names_of_personal_data if {
	every name in [
		"email", "e_mail", "emails", "email_address", "e_mail_addr", "customer_email", "email_2", "email2", "EMAIL",
		"first_name", "LastName", "full_name", "fullname", "middle_name", "maiden_name", "given_name", "family_name",
		"surname", "forename", "nick_name", "username", "user_name", "user_names", "name_last", "customerFirstName",
		"customer_name", "patient_name", "employee_name", "cardholder_name", "account_holder_name", "contact_name",
		"phone", "phone_number", "phones", "telephone", "cell_phone", "mobile_phone_no", "mobile_number", "home_phone_2",
		"fax", "fax_no", "whatsapp_number", "msisdn",
		"street_address", "billing_address", "shipping_addr", "home_address_1", "mailing_address_line_2", "address_line_1",
		"ssn", "customer_ssn", "social_security_number", "national_id", "national_insurance_no", "passport",
		"passport_number", "drivers_license", "driver_licence_number", "driving_licence", "taxpayer_id", "aadhaar", "mrn",
		"iban", "bank_account_number", "credit_card_number", "card_number", "cc_number", "cvv",
		"date_of_birth", "birth_date", "birthdate", "birthday", "dob", "customer_dob",
		"ip_address", "ipaddr", "client_ip", "user_ip", "advertising_id", "idfa", "imei",
		"E-Mail", "first name", "_email",
	] {
		_reports(name)
	}
}

test_leaves_names_of_other_things_alone if {
	every name in [
		"name", "product_name", "file_name", "filename", "column_name", "company_name", "display_name", "legal_name",
		"product_family_name", "repo_full_name", "table_full_name", "db_username", "domain_name", "event_name",
		"address", "address_id", "contract_address", "wallet_address", "billing_address_id", "shipping_address_country",
		"email_sent_count", "is_email_verified", "email_id", "email_template", "email_domain", "email_opt_in", "has_email",
		"user_is_opted_in_for_email", "num_emails", "count_email", "email_hash", "hashed_email", "masked_phone",
		"company_email", "store_phone", "agency_telephone_number", "supplier_billing_address", "emailed_at",
		"phone_model", "headphone", "microphones", "mobile", "is_mobile", "mobile_sessions", "phone_verified_at",
		"tax_id", "card_type", "credit_card", "credit_card_amount", "discard_number", "session_number", "assn", "social_security",
		"birth_country", "birth_year", "ip", "ship_address_type", "server_ip_address", "zip_code", "device_id", "gender",
		"passport_country", "ssn_last_update", "dob_source", "adobe", "surnames_count", "customer_name_length", "username_type",
	] {
		_found(fixtures.column(name, {})) == set()
	}
}

test_accepts_tags if {
	every tag in ["pii", "PII", "pii~email", "pii:email", "pii.email", "pii=high", " pii "] {
		_found(fixtures.column("email", {"tags": ["other", tag]})) == set()
	}
}

test_rejects_other_tags if {
	every tags in [[], ["customer"], ["pii_free"], ["no_pii"], ["pii~none"], ["pii:false"], ["~pii"], [7]] {
		_found(fixtures.column("email", {"tags": tags})) == _looks("email")
	}
}

test_rejects_tags_of_the_model if {
	model := fixtures.model({"tags": ["pii"], "config": {"tags": ["pii"], "meta": {"pii": true}}, "meta": {"pii": true}})
	_of(fixtures.column("email", {}), model, fixtures.workspace({}), {}) == _looks("email")
}

test_accepts_classifiers_of_dbt_2 if {
	_found(fixtures.column("email", {"classifiers": ["finance.amount", "pii.email"]})) == set()
	_found(fixtures.column("email", {"classifiers": ["finance.amount"]})) == _looks("email")
}

test_accepts_tags_of_databricks if {
	every value in ["", "true", "email", null] {
		_found(fixtures.column("email", {"databricks_tags": {"PII": value}})) == set()
	}
	_found(fixtures.column("email", {"databricks_tags": {"pii": "false"}})) == _looks("email")
	_found(fixtures.column("email", {"databricks_tags": {"team": "crm"}})) == _looks("email")
}

test_accepts_meta if {
	every meta in [
		{"pii": true}, {"contains_pii": "yes"}, {"is_pii": 1}, {"pii": "email"}, {"pii": ["email"]}, {"pii": {"kind": "email"}},
		{"classification": "PII"}, {"data_classification": "Personal Data"}, {"classification": ["internal", "pii"]},
	] {
		_found(fixtures.column("email", {"meta": meta})) == set()
	}
}

test_rejects_meta_that_declares_nothing if {
	every meta in [
		{"pii": false}, {"pii": "no"}, {"pii": "FALSE"}, {"pii": ""}, {"pii": 0}, {"pii": null}, {"pii": []}, {"pii": {}},
		{"classification": "internal"}, {"classification": ["internal"]}, {"classification": null}, {"piis": true},
	] {
		_found(fixtures.column("email", {"meta": meta})) == _looks("email")
	}
}

test_accepts_denials_where_the_parameter_says_so if {
	params := {"accept_denials": true}
	every meta in [{"pii": false}, {"contains_pii": "no"}] {
		_of(fixtures.column("email", {"meta": meta}), fixtures.model({}), fixtures.workspace({}), params) == set()
	}
	every meta in [{}, {"pii": null}, {"other": false}] {
		_of(fixtures.column("email", {"meta": meta}), fixtures.model({}), fixtures.workspace({}), params) == _looks("email")
	}
}

test_reports_what_a_contract_calls_personal if {
	every property in [
		{"name": "code", "classification": "PII"},
		{"name": "x", "physicalName": "CODE", "classification": "personal"},
		{"name": "code", "tags": ["internal", "pii"]},
		{"name": "code", "customProperties": {"team": 1, "PII": true}},
		{"name": "code", "customProperties": [{"property": "team", "value": 1}, {"property": "PII", "value": true}]},
	] {
		_of(fixtures.column("code", {}), fixtures.model({}), fixtures.promised([property]), {}) == _promised("code")
		_of(fixtures.column("code", {"tags": ["pii"]}), fixtures.model({}), fixtures.promised([property]), {}) == set()
	}
}

test_leaves_other_properties_of_contracts_alone if {
	every property in [
		{"name": "code"},
		{"name": "code", "classification": "restricted"},
		{"name": "code", "tags": ["internal"]},
		{"name": "code", "customProperties": {"team": true}},
		{"name": "code", "customProperties": {"pii": "false"}},
		{"name": "code", "customProperties": [{"property": "pii", "value": "false"}]},
		{"name": "other", "classification": "PII"},
	] {
		_of(fixtures.column("code", {}), fixtures.model({}), fixtures.promised([property]), {}) == set()
	}
}

test_finds_one_thing_where_name_and_contract_agree if {
	workspace := fixtures.promised([{"name": "email", "classification": "pii"}])
	_of(fixtures.column("email", {}), fixtures.model({}), workspace, {}) == _looks("email")
}

test_takes_names_from_its_parameters if {
	column := fixtures.column("loyalty_code", {})
	model := fixtures.model({})
	_of(column, model, fixtures.workspace({}), {"name_patterns": ["^loyalty_"]}) == _looks("loyalty_code")
	_of(column, model, fixtures.workspace({}), {"name_patterns": ["^loyalty_"], "exempt_patterns": ["_code$"]}) == set()
	_of(fixtures.column("has_email", {}), model, fixtures.workspace({}), {"exempt_patterns": []}) == _looks("has_email")
}

test_takes_what_declares_from_its_parameters if {
	every case in [
		[{"tags": ["gdpr"]}, {"tags": ["GDPR"]}],
		[{"meta": {"gdpr": true}}, {"meta_keys": ["gdpr"]}],
		[{"meta": {"class": "pii"}}, {"classification_keys": ["class"]}],
		[{"meta": {"classification": "c3"}}, {"classifications": ["C3"]}],
	] {
		column := fixtures.column("email", case[0])
		_of(column, fixtures.model({}), fixtures.workspace({}), {}) == _looks("email")
		_of(column, fixtures.model({}), fixtures.workspace({}), case[1]) == set()
	}
	_of(fixtures.column("email", {}), fixtures.model({}), fixtures.workspace({}), {"tags": ["gdpr", "pii"]}) == {{
		"at": "",
		"message": "column email looks like personal data and carries no gdpr or pii tag",
	}}
}

test_looks_at_outputs_only if {
	_of(fixtures.column("email", {}), fixtures.inner("orders", {}), fixtures.workspace({}), {}) == set()
}

test_is_undecided_about_inner_models_that_cannot_be_read if {
	model := fixtures.inner("orders", {"analysis": {"status": "failed", "reasons": ["it is a Python model"]}})
	undecided := rule.undecided with input as {
		"column": {},
		"model": model,
		"params": fixtures.params("bylaw/secure/pii-columns-tagged", {}),
	}
		with data.workspace as fixtures.workspace({"models": {"model.shop.orders": model}})
	undecided == {{"message": "the columns of orders cannot be told: it is a Python model"}}
}
