package bylaw.lib.columns_test

import data.bylaw.lib.columns
import data.bylaw.test.fixtures

test_writes_names_in_snake_case if {
	every case in [
		["email", "email"], ["customerEmail", "customer_email"], ["Customer E-Mail", "customer_e_mail"],
		["CUSTOMER_EMAIL", "customer_email"], ["address2Line", "address2_line"], ["_x.y ", "x_y"], ["Straße", "straße"],
	] {
		columns.snake_case(case[0]) == case[1]
	}
}

test_finds_columns_by_their_ids if {
	workspace := fixtures.workspace({
		"models": {"model.shop.a": {"columns": {"x": 1}}},
		"sources": {"source.shop.s.a": {"columns": {"x#y": 2}}},
		"seeds": {"seed.shop.a": {"columns": {"x": 3}}},
		"snapshots": {"snapshot.shop.a": {"columns": {"x": 4}}},
	})
	every case in [["model.shop.a#x", 1], ["source.shop.s.a#x#y", 2], ["seed.shop.a#x", 3], ["snapshot.shop.a#x", 4]] {
		columns.at(case[0]) == case[1] with data.workspace as workspace
	}
	every id in ["model.shop.a#y", "model.shop.b#x", "raw.a#x", "model.shop.a"] {
		not columns.at(id) with data.workspace as workspace
	}
	columns.id("model.shop.a", "x") == "model.shop.a#x"
}

test_knows_what_says_no if {
	every value in [false, 0, "", " ", "0", "false", "FALSE", "n", "No", "none", "off"] {
		columns.is_denial(value)
		not columns.is_affirmed(value)
	}
	every value in [true, 1, "yes", "nobody", [0], {"a": 0}] {
		not columns.is_denial(value)
		columns.is_affirmed(value)
	}
	every value in [null, [], {}] {
		not columns.is_denial(value)
		not columns.is_affirmed(value)
	}
}

test_finds_classifications_in_texts_and_lists if {
	params := {"classifications": ["pii", "Personal Data"]}
	every value in ["PII", " personal data ", ["internal", "pii"]] {
		columns.is_classified(value, params)
	}
	every value in ["internal", "", null, 7, ["internal"], {"level": "pii"}, [["pii"]]] {
		not columns.is_classified(value, params)
	}
}

test_takes_everything_between_words_for_one_gap if {
	columns.snake_case("Customer -- E.Mail") == "customer_e_mail"
}
