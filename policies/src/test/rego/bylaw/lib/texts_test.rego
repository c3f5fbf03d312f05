package bylaw.lib.texts_test

import data.bylaw.lib.texts

test_lowers_texts_only if {
	texts.lowered(" PII ") == "pii"
	not texts.lowered(7)
	not texts.lowered(null)
	texts.all_lowered(["A", "b ", 3, null]) == {"a", "b"}
}

test_knows_what_says_nothing if {
	every value in [null, "", " \t", [], {}] {
		texts.is_empty(value)
	}
	every value in [false, 0, "x", [null], {"a": 1}] {
		not texts.is_empty(value)
	}
}

test_shows_values if {
	texts.shown("a") == "'a'"
	texts.shown(7) == "7"
	texts.shown(["a"]) == `["a"]`
	texts.shown(null) == "null"
}

test_cuts_what_is_long if {
	text := concat("", ["0123456789" | some _ in numbers.range(1, 6)])
	texts.shown(substring(text, 0, 58)) == sprintf("'%s'", [substring(text, 0, 58)])
	texts.shown(substring(text, 0, 59)) == sprintf("'%s...", [substring(text, 0, 56)])
	count(texts.shown([text])) == 60
}

test_escapes_steps_of_pointers if {
	texts.pointer(["config", "a/b", "c~d"]) == "/config/a~1b/c~0d"
	texts.pointer(["~1"]) == "/~01"
	texts.pointer([]) == ""
}
