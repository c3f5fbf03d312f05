package bylaw.lib.contracts_test

import data.bylaw.lib.contracts

test_knows_columns_by_model_and_name if {
	contracts.column("model.shop.orders", "Order_ID") == "model.shop.orders#order_id"
}

test_reads_custom_properties_in_both_forms if {
	contracts.custom_properties({"customProperties": {"pii": true}}) == {["pii", true]}
	contracts.custom_properties({"customProperties": [{"property": "pii", "value": true}]}) == {["pii", true]}
	contracts.custom_properties({}) == set()
}
