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
