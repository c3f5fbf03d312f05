package bylaw.lib.outputs_test

import data.bylaw.lib.outputs
import data.bylaw.secure.pii_columns_tagged
import data.bylaw.secure.pii_masked
import data.bylaw.secure.pii_propagation
import data.bylaw.test.fixtures

_failed := {"analysis": {"status": "failed", "reasons": ["it is a Python model"]}}

_message := "the columns of orders cannot be told: it is a Python model"

test_says_why_an_inner_model_cannot_be_read if {
	outputs.unread(fixtures.inner("orders", _failed), {}) == _message
}

test_leaves_outputs_to_what_is_unknown_about_them if {
	not outputs.unread(fixtures.model(_failed), {})
}

test_says_it_once_for_a_model if {
	not outputs.unread(fixtures.inner("orders", _failed), {"name": "email"})
}

test_says_nothing_of_models_that_are_read if {
	not outputs.unread(fixtures.inner("orders", {"analysis": {"status": "partial", "reasons": ["x"]}}), {})
}

test_makes_the_rules_on_personal_data_undecided if {
	model := fixtures.inner("orders", _failed)
	every undecided in [
		pii_columns_tagged.undecided,
		pii_masked.undecided,
		pii_propagation.undecided,
	] {
		undecided == {{"message": _message}}
	}
		with input as {"column": {}, "model": model, "params": fixtures.params("bylaw/secure/pii-propagation", {})}
		with data.workspace as fixtures.workspace({"models": {"model.shop.orders": model}})
}

test_says_all_reasons if {
	model := fixtures.inner("orders", {"analysis": {"status": "failed", "reasons": ["a", "b"]}})
	outputs.unread(model, {}) == "the columns of orders cannot be told: a; b"
}
