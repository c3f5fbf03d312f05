package bylaw.lib.ways_test

import data.bylaw.lib.ways

test_is_the_node_itself_at_the_origin if {
	ways.back({}, "a", "a") == ["a"]
	ways.back({"a": {"b"}}, "a", "a") == ["a"]
}

test_goes_along_a_chain_from_the_origin_on if {
	ways.back({"c": {"b"}, "b": {"a"}}, "a", "c") == ["a", "b", "c"]
}

test_leaves_out_what_leads_elsewhere if {
	ways.back({"d": {"b", "c"}, "c": {"x"}, "b": {"a", "x"}, "x": set()}, "a", "d") == ["a", "b", "d"]
}

test_goes_the_shortest_way if {
	ways.back({"d": {"b", "z"}, "b": {"c"}, "c": {"a"}, "z": {"a"}}, "a", "d") == ["a", "z", "d"]
	ways.back({"d": {"a", "b"}, "b": {"a"}}, "a", "d") == ["a", "d"]
}

test_goes_the_first_of_equal_ways if {
	ways.back({"d": {"c", "b"}, "b": {"a"}, "c": {"a"}}, "a", "d") == ["a", "b", "d"]
}

test_gets_out_of_a_cycle if {
	ways.back({"d": {"b"}, "b": {"c", "a"}, "c": {"b"}}, "a", "d") == ["a", "b", "d"]
	ways.back({"d": {"d", "a"}}, "a", "d") == ["a", "d"]
}
