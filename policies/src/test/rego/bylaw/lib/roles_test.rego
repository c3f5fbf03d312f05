package bylaw.lib.roles_test

import data.bylaw.lib.roles
import data.bylaw.test.fixtures

test_writes_roles_in_one_spelling if {
	every case in [
		["Data-Consumer", "data-consumer"], ["DATA_CONSUMER", "data-consumer"], ["role reader", "reader"],
		["ROLE \"my reader\"", "my-reader"], ["group: reader", "reader"], ["`reader`", "reader"],
		["groups", "groups"], ["role", "role"], ["roleplayer", "roleplayer"], ["user:reader", "user:reader"],
	] {
		roles.normal(case[0]) == case[1]
	}
	roles.all_normal(["A_b", "a-b"]) == {"a-b"}
}

test_lists_grants if {
	grants := {"select": ["a", "b", 7], "insert": "c", "odd": {"x": "y"}}
	roles.granted({"config": {"grants": grants}}) == {
		{"privilege": "select", "role": "a"},
		{"privilege": "select", "role": "b"},
		{"privilege": "insert", "role": "c"},
	}
	roles.granted({"config": {}}) == set()
}

test_lists_promises if {
	contract := fixtures.contract([fixtures.promise([])], {"roles": [{"role": "a"}, {"role": 7}, {"access": "read"}]})
	workspace := fixtures.workspace({"contracts": {"c": contract}})
	promised := roles.promised({"unique_id": "model.shop.orders"}) with data.workspace as workspace
	promised == {{"contract": "c", "role": "a"}}
	other := roles.promised({"unique_id": "model.shop.other"}) with data.workspace as workspace
	other == set()
}

test_strips_quotes_and_nothing_else if {
	every name in [`"reader"`, "'reader'", "`reader`"] {
		roles.normal(name) == "reader"
	}
	roles.normal("~reader") == "~reader"
}

test_takes_the_word_away_at_the_beginning_only if {
	roles.normal("the role reader") == "the-role-reader"
	roles.normal("xx") == "xx"
}
