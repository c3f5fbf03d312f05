package bylaw.interoperable.hive_partitions_test

import data.bylaw.interoperable.hive_partitions as rule
import data.bylaw.test.fixtures

_columns := ["order_id", "amount", "country", "ordered_on"]

# What the rule says of an output of an adapter with a config, whose last columns are country and ordered_on.
_found(adapter, config) := _found_with(adapter, config, {})

_found_with(adapter, config, params) := _of(
	object.union(fixtures.configured(adapter, config), {"analysis": {"columns": _columns}}),
	params,
)

_of(model, params) := found if {
	found := {
		"violation": rule.violation,
		"undecided": rule.undecided,
		"not_applicable": rule.not_applicable,
	} with input as {"model": model, "params": fixtures.params("bylaw/interoperable/hive-partitions", params)}
}

_finding(at, key, message) := fixtures.violated({{"at": at, "key": key, "message": message}})

test_accepts_the_right_key_of_every_adapter if {
	every case in [
		["athena", {"partitioned_by": ["ordered_on"]}],
		["athena", {"partitioned_by": ["country", "ordered_on"], "table_type": "hive"}],
		["trino", {"properties": {"partitioned_by": "ARRAY['ordered_on']"}}],
		["trino", {"properties": {"partitioned_by": "array [ 'country' , 'ordered_on' ]"}}],
		["spark", {"partition_by": "country", "file_format": "parquet"}],
		["spark", {"partition_by": ["country", "amount"]}],
		["databricks", {"partition_by": ["country"], "file_format": "parquet"}],
		["glue", {"partition_by": ["country"]}],
		["duckdb", {"materialized": "external", "options": {"partition_by": "country, amount"}}],
		["duckdb", {"materialized": "external", "options": {"partition_by": "(country, amount)"}}],
	] {
		_found(case[0], case[1]) == fixtures.nothing
	}
}

test_accepts_every_materialization_that_stores if {
	every materialized in ["incremental", "external", "materialized_view", "streaming_table"] {
		_found("glue", {"materialized": materialized, "partition_by": ["country"]}) == fixtures.nothing
	}
}

test_reports_outputs_without_partitions if {
	every case in [
		["athena", {}, "partitioned_by"],
		["athena", {"partitioned_by": null}, "partitioned_by"],
		["databricks", {"file_format": "parquet"}, "partition_by"],
		["duckdb", {"materialized": "external"}, "options.partition_by"],
		["glue", {}, "partition_by"],
		["spark", {"file_format": "parquet"}, "partition_by"],
		["trino", {}, "properties.partitioned_by"],
		["trino", {"properties": {"format": "'PARQUET'"}}, "properties.partitioned_by"],
	] {
		[adapter, config, key] := case
		message := sprintf("orders has no Hive partition scheme; set %s", [key])
		_found(adapter, config) == _finding("/config", "none", message)
	}
}

test_reports_the_key_of_another_adapter if {
	every case in [
		["athena", {}, "partition_by", "partitioned_by"],
		["databricks", {"file_format": "parquet"}, "partitioned_by", "partition_by"],
		["duckdb", {"materialized": "external"}, "partition_by", "options.partition_by"],
		["glue", {}, "partitioned_by", "partition_by"],
		["spark", {}, "partitioned_by", "partition_by"],
		["trino", {}, "partitioned_by", "properties.partitioned_by"],
		["trino", {}, "partition_by", "properties.partitioned_by"],
	] {
		[adapter, config, wrong, right] := case
		message := sprintf("%s='country' of orders has no effect on %s; the key is %s", [wrong, adapter, right])
		_found(adapter, object.union(config, {wrong: "country"})) == _finding(
			concat("/", ["/config", wrong]),
			"no-effect",
			message,
		)
	}
}

test_allows_the_key_of_another_adapter_beside_the_right_one if {
	_found("athena", {"partition_by": ["amount"], "partitioned_by": ["ordered_on"]}) == fixtures.nothing
}

test_reports_keys_that_name_no_column if {
	every text in ["ARRAY[]", "()", " , ", "''"] {
		_found("trino", {"properties": {"partitioned_by": text}}) == _finding(
			"/config/properties/partitioned_by",
			"empty",
			"orders names no partition column",
		)
	}
}

test_takes_an_empty_list_for_nothing if {
	_found("spark", {"partition_by": []}) == _finding(
		"/config",
		"none",
		"orders has no Hive partition scheme; set partition_by",
	)
}

test_reports_transforms if {
	every case in [
		["athena", {"partitioned_by": ["day(ordered_on)"]}, "/config/partitioned_by", "'day(ordered_on)'"],
		["spark", {"partition_by": "bucket(16, order_id)"}, "/config/partition_by", "'bucket(16, order_id)'"],
		["spark", {"partition_by": ["country", "1st"]}, "/config/partition_by", "'1st'"],
		["glue", {"partition_by": {"field": "country"}}, "/config/partition_by", `{"field": "country"}`],
		["glue", {"partition_by": [7]}, "/config/partition_by", "7"],
		[
			"trino",
			{"properties": {"partitioned_by": "ARRAY['truncate(country, 2)']"}},
			"/config/properties/partitioned_by",
			"'truncate(country, 2)'",
		],
	] {
		[adapter, config, at, column] := case
		message := sprintf("orders is partitioned by %s, which is no plain column; Hive reads no transforms", [column])
		_found(adapter, config) == _finding(at, column, message)
	}
}

test_reports_each_transform_by_its_own if {
	found := _found("spark", {"partition_by": "year(ordered_on), country, month(ordered_on)"}).violation
	{finding.key | some finding in found} == {"'year(ordered_on)'", "'month(ordered_on)'"}
}

test_takes_the_pattern_of_columns_from_its_parameters if {
	config := {"partition_by": "Country"}
	_found("spark", config) == fixtures.nothing
	_found_with("spark", config, {"column_pattern": "^[a-z_]+$"}) == _finding(
		"/config/partition_by",
		"'Country'",
		"orders is partitioned by 'Country', which is no plain column; Hive reads no transforms",
	)
}

test_accepts_quoted_columns_and_any_case if {
	_found("spark", {"partition_by": "`country`"}) == fixtures.nothing
	_found("glue", {"partition_by": [" \"country\" "]}) == fixtures.nothing
	_found("athena", {"partitioned_by": ["Ordered_On"]}) == fixtures.nothing
	_found("athena", {"partitioned_by": "ordered_on"}) == fixtures.nothing
}

test_reports_partition_columns_that_are_not_last if {
	_found("athena", {"partitioned_by": ["country"]}) == _finding(
		"/config/partitioned_by",
		"last",
		concat("", [
			"orders is partitioned by country, but its last columns are ordered_on; ",
			"athena wants the partition columns last, in order",
		]),
	)
	_found("trino", {"properties": {"partitioned_by": "ARRAY['ordered_on', 'country']"}}) == _finding(
		"/config/properties/partitioned_by",
		"last",
		concat("", [
			"orders is partitioned by ordered_on, country, but its last columns are country, ordered_on; ",
			"trino wants the partition columns last, in order",
		]),
	)
}

test_reports_more_partition_columns_than_columns if {
	columns := ["a", "b", "c", "d", "e"]
	_found("athena", {"partitioned_by": columns}) == _finding(
		"/config/partitioned_by",
		"last",
		concat("", [
			"orders is partitioned by a, b, c, d, e, but its last columns are order_id, amount, country, ordered_on; ",
			"athena wants the partition columns last, in order",
		]),
	)
}

test_wants_no_order_of_other_adapters if {
	_found("spark", {"partition_by": ["order_id"]}) == fixtures.nothing
	_found("glue", {"partition_by": ["order_id"]}) == fixtures.nothing
	_found_with("glue", {"partition_by": ["order_id"]}, {"columns_last": ["glue"]}) == _finding(
		"/config/partition_by",
		"last",
		concat("", [
			"orders is partitioned by order_id, but its last columns are ordered_on; ",
			"glue wants the partition columns last, in order",
		]),
	)
	_found_with("athena", {"partitioned_by": ["order_id"]}, {"columns_last": []}) == fixtures.nothing
}

test_says_nothing_of_the_order_where_the_columns_are_not_known if {
	model := fixtures.configured("athena", {"partitioned_by": ["ordered_on"]})
	_of(json.remove(model, ["analysis/columns"]), {}) == fixtures.nothing
	_of(object.union(model, {"analysis": {"status": "none"}}), {}) == fixtures.nothing
}

test_reports_table_formats if {
	every case in [
		["athena", {"table_type": "iceberg", "partitioned_by": ["day(ts)"]}, "/config/table_type", "Iceberg"],
		["databricks", {"partition_by": ["country"]}, "/config", "Delta"],
		["databricks", {"table_format": "iceberg"}, "/config/table_format", "Iceberg"],
		["databricks", {"materialized": "streaming_table"}, "/config/materialized", "Delta"],
		["glue", {"file_format": "hudi", "partition_by": ["country"]}, "/config/file_format", "Hudi"],
		["spark", {"file_format": "Iceberg"}, "/config/file_format", "Iceberg"],
		["spark", {"file_format": "delta"}, "/config/file_format", "Delta"],
		["trino", {"table_format": "iceberg"}, "/config/table_format", "Iceberg"],
		["trino", {"properties": {"type": "'ICEBERG'"}}, "/config/properties/type", "Iceberg"],
		["trino", {"properties": {"partitioning": "ARRAY['day(ts)']"}}, "/config/properties/partitioning", "Iceberg"],
		["trino", {"materialized": "materialized_view"}, "/config/materialized", "Iceberg"],
		["snowflake", {"table_format": "iceberg"}, "/config/table_format", "Iceberg"],
		["bigquery", {"table_format": "iceberg"}, "/config/table_format", "Iceberg"],
		["unknown", {"table_type": "iceberg"}, "/config/table_type", "Iceberg"],
	] {
		[adapter, config, at, name] := case
		message := sprintf("orders is kept as a table of %s, whose files lie in no Hive partitions", [name])
		_found(adapter, config) == _finding(at, "table-format", message)
	}
}

test_is_undecided_without_adapter_where_nothing_is_said if {
	_found("unknown", {}) == fixtures.undecided(concat("", [
		"the adapter is not known; a profiles.yml tells it, ",
		"and orders says no partition columns",
	]))
	_found("impala", {}) == fixtures.undecided(concat("", [
		"how the adapter impala stores tables is not known, ",
		"and orders says no partition columns",
	]))
}

test_takes_any_key_without_adapter if {
	every config in [
		{"partitioned_by": ["order_id"]},
		{"partition_by": ["order_id"]},
		{"properties": {"partitioned_by": "ARRAY['order_id']"}},
		{"options": {"partition_by": "order_id"}},
	] {
		_found("unknown", config) == fixtures.nothing
	}
}

test_is_undecided_where_a_catalog_says_the_table_format if {
	message := "the table format of orders is that of the catalog lake, and catalogs.yml is not read"
	every case in [
		["athena", {"partitioned_by": ["country"]}],
		["databricks", {}],
		["snowflake", {}],
		["trino", {}],
	] {
		_found(case[0], object.union(case[1], {"catalog_name": "lake"})) == fixtures.undecided(message)
	}
	config := {"catalog_name": "lake", "table_type": "hive", "partitioned_by": ["ordered_on"]}
	_found("athena", config) == fixtures.nothing
}

test_is_undecided_about_custom_materializations if {
	custom := {"materialized": "insert_by_period", "partitioned_by": ["ordered_on"]}
	_found("athena", custom) == fixtures.undecided("what the materialization insert_by_period of orders stores is not known")
	_found_with("athena", custom, {"materializations": ["insert_by_period"]}) == fixtures.nothing
}

test_does_not_apply_to_what_has_no_files if {
	_found("athena", {"materialized": "view"}) == fixtures.not_applicable("a view stores no files")
	_found("unknown", {"materialized": "ephemeral"}) == fixtures.not_applicable("an ephemeral model stores no files")
	_found("bigquery", {"partition_by": {"field": "ts"}}) == fixtures.not_applicable("BigQuery keeps tables in a storage of its own")
	_found("redshift", {}) == fixtures.not_applicable("Redshift keeps tables in a storage of its own")
	_found("duckdb", {}) == fixtures.not_applicable("DuckDB keeps tables in a storage of its own; only external models are files")
}

test_looks_at_outputs_only if {
	every changes in [
		{},
		{"adapter": "unknown"},
		{"config": {"materialized": "view"}},
		{"config": {"materialized": "custom"}},
		{"config": {"partition_by": "country"}},
		{"config": {"partitioned_by": "day(ts)"}},
		{"config": {"table_type": "iceberg"}},
		{"config": {"catalog_name": "lake"}},
	] {
		_of(fixtures.inner("orders", changes), {}) == fixtures.nothing
	}
}

test_says_of_table_formats_nothing_further if {
	every partitions in ["ARRAY[]", "ARRAY['day(ts)']", "ARRAY['amount']"] {
		config := {"table_format": "iceberg", "properties": {"partitioned_by": partitions}}
		found := _found("trino", config)
		{violation.key | some violation in found.violation} == {"table-format"}
	}
	config := {"materialized": "streaming_table", "catalog_name": "lake"}
	_found("databricks", config) == _finding(
		"/config/materialized",
		"table-format",
		"orders is kept as a table of Delta, whose files lie in no Hive partitions",
	)
}

test_says_nothing_of_the_order_of_transforms if {
	message := "orders is partitioned by 'day(ts)', which is no plain column; Hive reads no transforms"
	_found("athena", {"partitioned_by": ["country", "day(ts)"]}) == _finding("/config/partitioned_by", "'day(ts)'", message)
}

test_takes_only_texts_for_columns if {
	message := "orders is partitioned by 7, which is no plain column; Hive reads no transforms"
	_found("athena", {"partitioned_by": [7]}) == _finding("/config/partitioned_by", "7", message)
	_found("spark", {"partition_by": 7}) == _finding("/config/partition_by", "7", message)
}

test_says_of_custom_materializations_nothing_further if {
	message := "what the materialization insert_by_period of orders stores is not known"
	every config in [{}, {"partition_by": "country"}, {"partitioned_by": "day(ts)"}, {"table_type": "iceberg"}] {
		_found("athena", object.union(config, {"materialized": "insert_by_period"})) == fixtures.undecided(message)
	}
}

test_strips_quotes_of_columns_and_nothing_else if {
	every quoted in [`'country'`, `"country"`, "`country`"] {
		_found("spark", {"partition_by": quoted}) == fixtures.nothing
		_found("spark", {"partition_by": [quoted]}) == fixtures.nothing
	}
	every config in [{"partition_by": "~country"}, {"partition_by": ["~country"]}] {
		message := "orders is partitioned by '~country', which is no plain column; Hive reads no transforms"
		_found("spark", config) == _finding("/config/partition_by", "'~country'", message)
	}
}

test_keeps_the_letters_of_columns if {
	found := _found_with("athena", {"partitioned_by": "x"}, {"columns_last": []})
	found == fixtures.nothing
	_found_with("athena", {"partitioned_by": ["xx"]}, {"column_pattern": "^xx$", "columns_last": []}) == fixtures.nothing
}

test_takes_lists_of_trino_for_whole_texts_only if {
	message := "orders is partitioned by '(country) x', which is no plain column; Hive reads no transforms"
	_found("spark", {"partition_by": "(country) x"}) == _finding("/config/partition_by", "'(country) x'", message)
}
