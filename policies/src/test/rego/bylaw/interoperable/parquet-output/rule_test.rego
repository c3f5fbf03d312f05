package bylaw.interoperable.parquet_output_test

import data.bylaw.interoperable.parquet_output as rule
import data.bylaw.test.fixtures

_found(adapter, config) := _found_with(adapter, config, {})

# What the rule says of an output of an adapter with a config.
_found_with(adapter, config, params) := _of(fixtures.configured(adapter, config), params)

_of(model, params) := found if {
	found := {
		"violation": rule.violation,
		"undecided": rule.undecided,
		"not_applicable": rule.not_applicable,
	} with input as {"model": model, "params": fixtures.params("bylaw/interoperable/parquet-output", params)}
}

_is_stored_as(adapter, config, at, format) if {
	message := sprintf("orders is stored as %s; accepted is parquet", [format])
	_found(adapter, config) == fixtures.violated_at(at, message)
}

test_accepts_the_right_key_of_every_adapter if {
	every case in [
		["athena", {"format": "parquet"}],
		["databricks", {"file_format": "parquet"}],
		["glue", {"file_format": "parquet"}],
		["spark", {"file_format": "parquet"}],
		["trino", {"file_format": "parquet"}],
		["trino", {"properties": {"format": "'PARQUET'"}}],
		["duckdb", {"materialized": "external", "format": "parquet"}],
		["duckdb", {"materialized": "external", "options": {"format": "parquet"}}],
	] {
		_found(case[0], case[1]) == fixtures.nothing
	}
}

test_accepts_any_case_and_blanks if _found("athena", {"format": " Parquet "}) == fixtures.nothing

test_accepts_every_materialization_that_stores if {
	every materialized in ["incremental", "external", "materialized_view", "streaming_table"] {
		_found("glue", {"materialized": materialized, "file_format": "parquet"}) == fixtures.nothing
	}
}

test_reports_another_format_at_its_key if {
	_is_stored_as("athena", {"format": "orc"}, "/config/format", "orc")
	_is_stored_as("databricks", {"file_format": "json"}, "/config/file_format", "json")
	_is_stored_as("glue", {"file_format": "ORC"}, "/config/file_format", "orc")
	_is_stored_as("spark", {"file_format": "csv"}, "/config/file_format", "csv")
	_is_stored_as("trino", {"file_format": "avro"}, "/config/file_format", "avro")
	_is_stored_as("trino", {"properties": {"format": "'ORC'"}}, "/config/properties/format", "orc")
	_is_stored_as("duckdb", {"materialized": "external", "format": "csv"}, "/config/format", "csv")
	_is_stored_as(
		"duckdb",
		{"materialized": "external", "options": {"format": "json"}},
		"/config/options/format",
		"json",
	)
}

test_reports_a_format_that_is_no_text if {
	_is_stored_as("athena", {"format": ["parquet"]}, "/config/format", `["parquet"]`)
}

test_prefers_the_key_that_counts if {
	_found("duckdb", {"materialized": "external", "format": "parquet", "options": {"format": "csv"}}) == fixtures.nothing
	_is_stored_as(
		"duckdb",
		{"materialized": "external", "format": "csv", "options": {"format": "parquet"}},
		"/config/format",
		"csv",
	)
}

test_accepts_the_default_of_adapters_that_write_parquet if {
	_found("athena", {}) == fixtures.nothing
	_found("glue", {"file_format": null}) == fixtures.nothing
	_found("duckdb", {"materialized": "external"}) == fixtures.nothing
	_found("duckdb", {"materialized": "external", "location": "s3://b/orders.parquet"}) == fixtures.nothing
	_found("duckdb", {"materialized": "external", "location": "s3://b/v1.2"}) == fixtures.nothing
}

test_reports_silence_where_the_engine_decides if {
	_found("spark", {}) == fixtures.violated({{
		"at": "/config",
		"key": "no-format",
		"message": "orders does not say its file format, which spark leaves to the settings of the engine; set file_format to parquet",
	}})
	_found("trino", {}) == fixtures.violated({{
		"at": "/config",
		"key": "no-format",
		"message": concat("", [
			"orders does not say its file format, which trino leaves to the settings of the engine; ",
			"set file_format or properties.format to parquet",
		]),
	}})
}

test_reports_silence_where_the_default_is_not_accepted if {
	_found("duckdb", {"materialized": "external", "location": "s3://b/orders.CSV"}) == fixtures.violated({{
		"at": "/config",
		"key": "no-format",
		"message": "orders does not say its file format, and duckdb writes csv then; set format or options.format to parquet",
	}})
	_found_with("athena", {}, {"formats": ["avro", "orc"]}) == fixtures.violated({{
		"at": "/config",
		"key": "no-format",
		"message": "orders does not say its file format, and athena writes parquet then; set format to avro or orc",
	}})
}

test_reports_the_key_of_another_adapter if {
	every case in [
		["athena", "file_format", "format"],
		["databricks", "format", "file_format"],
		["glue", "format", "file_format"],
		["spark", "format", "file_format"],
		["trino", "format", "file_format or properties.format"],
	] {
		[adapter, wrong, right] := case
		_found(adapter, {wrong: "parquet"}) == fixtures.violated({{
			"at": concat("", ["/config/", wrong]),
			"key": "no-effect",
			"message": sprintf("%s='parquet' of orders has no effect on %s; the key is %s", [wrong, adapter, right]),
		}})
	}
}

test_allows_the_key_of_another_adapter_beside_the_right_one if {
	_found("spark", {"format": "parquet", "file_format": "parquet"}) == fixtures.nothing
	_found("trino", {"format": "csv", "properties": {"format": "'PARQUET'"}}) == fixtures.nothing
}

test_reports_what_trino_refuses if {
	_found("trino", {"file_format": "parquet", "properties": {"format": "'PARQUET'"}}) == fixtures.violated({{
		"at": "/config/properties/format",
		"key": "twice",
		"message": "orders says its file format twice, which dbt-trino refuses; keep file_format",
	}})
}

test_accepts_table_formats if {
	every case in [
		["athena", {"table_type": "iceberg"}],
		["athena", {"table_type": "hive"}],
		["databricks", {}],
		["databricks", {"table_format": "iceberg"}],
		["databricks", {"file_format": "hudi"}],
		["glue", {"file_format": "iceberg"}],
		["glue", {"file_format": "s3tables"}],
		["spark", {"file_format": "Delta"}],
		["trino", {"table_format": "iceberg"}],
		["trino", {"properties": {"type": "'ICEBERG'"}}],
		["trino", {"properties": {"partitioning": "ARRAY['day(ts)']"}}],
		["trino", {"materialized": "materialized_view"}],
		["bigquery", {"table_format": "iceberg"}],
		["snowflake", {"table_format": "iceberg"}],
	] {
		_found(case[0], case[1]) == fixtures.nothing
	}
}

test_reports_the_files_of_a_table_format if {
	_is_stored_as("athena", {"table_type": "iceberg", "format": "orc"}, "/config/format", "orc")
	_is_stored_as("trino", {"table_format": "iceberg", "file_format": "orc"}, "/config/file_format", "orc")
}

test_reports_table_formats_that_are_not_accepted if {
	every case in [
		["athena", {"table_type": "ICEBERG"}, "/config/table_type", "Iceberg"],
		["databricks", {}, "/config", "Delta"],
		["databricks", {"table_format": "iceberg", "file_format": "delta"}, "/config/table_format", "Iceberg"],
		["databricks", {"materialized": "streaming_table"}, "/config/materialized", "Delta"],
		[
			"databricks",
			{"materialized": "materialized_view", "file_format": "parquet"},
			"/config/materialized",
			"Delta",
		],
		["glue", {"file_format": "s3tables"}, "/config/file_format", "Iceberg"],
		["spark", {"file_format": "hudi"}, "/config/file_format", "Hudi"],
		["trino", {"properties": {"type": "'iceberg'"}}, "/config/properties/type", "Iceberg"],
		["trino", {"properties": {"partitioning": "ARRAY['a']"}}, "/config/properties/partitioning", "Iceberg"],
		["trino", {"materialized": "materialized_view"}, "/config/materialized", "Iceberg"],
		["snowflake", {"table_format": "iceberg"}, "/config/table_format", "Iceberg"],
	] {
		[adapter, config, at, name] := case
		_found_with(adapter, config, {"table_formats": []}) == fixtures.violated({{
			"at": at,
			"key": "table-format",
			"message": sprintf("orders is kept as a table of %s; accepted is parquet", [name]),
		}})
	}
}

test_takes_a_table_format_among_the_formats_for_accepted if {
	_found_with("spark", {"file_format": "delta"}, {"formats": ["Delta", "parquet"], "table_formats": []}) == fixtures.nothing
}

test_names_all_that_is_accepted if {
	_found_with("spark", {"file_format": "delta"}, {"table_formats": ["iceberg"]}).violation == {{
		"at": "/config/file_format",
		"key": "table-format",
		"message": "orders is kept as a table of Delta; accepted is iceberg or parquet",
	}}
	_found_with("athena", {"format": "csv"}, {"formats": ["orc", "parquet"]}).violation == {{
		"at": "/config/format",
		"message": "orders is stored as csv; accepted is orc or parquet",
	}}
}

test_accepts_what_the_parameter_says if {
	_found_with("athena", {"format": "orc"}, {"formats": ["ORC"]}) == fixtures.nothing
	_found_with("athena", {"format": "parquet"}, {"formats": ["orc"]}).violation == {{
		"at": "/config/format",
		"message": "orders is stored as parquet; accepted is orc",
	}}
}

test_is_undecided_without_adapter_where_nothing_is_said if {
	_found("unknown", {}) == fixtures.undecided("the adapter is not known; a profiles.yml tells it, and orders does not say its file format")
	_found("impala", {}) == fixtures.undecided("how the adapter impala stores tables is not known, and orders does not say its file format")
}

test_takes_any_key_without_adapter if {
	every config in [
		{"format": "parquet"},
		{"file_format": "parquet"},
		{"properties": {"format": "'parquet'"}},
		{"options": {"format": "parquet"}},
		{"format": "parquet", "file_format": "parquet"},
		{"file_format": "delta"},
		{"table_type": "iceberg"},
	] {
		_found("unknown", config) == fixtures.nothing
	}
}

test_reports_another_format_without_adapter if {
	_is_stored_as("unknown", {"format": "orc"}, "/config/format", "orc")
	_found("unknown", {"format": "orc", "file_format": "csv"}) == fixtures.violated({
		{"at": "/config/file_format", "message": "orders is stored as csv; accepted is parquet"},
		{"at": "/config/format", "message": "orders is stored as orc; accepted is parquet"},
	})
}

test_is_undecided_without_adapter_where_keys_contradict if {
	_found("unknown", {"format": "orc", "file_format": "parquet"}) == fixtures.undecided("the adapter is not known; a profiles.yml tells it, and orders says several file formats")
}

test_is_undecided_where_a_catalog_says_it if {
	message := "the file format of orders is that of the catalog lake, and catalogs.yml is not read"
	every adapter in ["athena", "databricks", "trino", "snowflake", "bigquery"] {
		_found(adapter, {"catalog_name": "lake"}) == fixtures.undecided(message)
	}
	_found("athena", {"catalog_name": "lake", "format": "parquet"}) == fixtures.nothing
	_found("snowflake", {"catalog_name": "lake", "table_format": "iceberg"}) == fixtures.nothing
	_found("athena", {"catalog_name": ""}) == fixtures.nothing
}

test_is_undecided_about_custom_materializations if {
	_found("athena", {"materialized": "insert_by_period"}) == fixtures.undecided("what the materialization insert_by_period of orders stores is not known")
	_found_with("athena", {"materialized": "insert_by_period"}, {"materializations": ["insert_by_period"]}) == fixtures.nothing
	_found_with("athena", {}, {"materializations": ["view"]}) == fixtures.undecided("what the materialization table of orders stores is not known")
}

test_does_not_apply_to_what_stores_nothing if {
	every adapter in ["athena", "snowflake", "unknown"] {
		_found(adapter, {"materialized": "view"}) == fixtures.not_applicable("a view stores no files")
		_found(adapter, {"materialized": "ephemeral"}) == fixtures.not_applicable("an ephemeral model stores no files")
	}
}

test_does_not_apply_to_platforms_with_a_storage_of_their_own if {
	every case in [
		["bigquery", "BigQuery"], ["clickhouse", "ClickHouse"], ["fabric", "Microsoft Fabric"], ["oracle", "Oracle"],
		["postgres", "PostgreSQL"], ["redshift", "Redshift"], ["snowflake", "Snowflake"], ["sqlserver", "SQL Server"],
		["teradata", "Teradata"],
	] {
		message := sprintf("%s keeps tables in a storage of its own", [case[1]])
		_found(case[0], {}) == fixtures.not_applicable(message)
		_found(case[0], {"materialized": "dynamic_table", "file_format": "iceberg"}) == fixtures.not_applicable(message)
	}
}

test_does_not_apply_to_tables_of_duckdb if {
	message := "DuckDB keeps tables in a storage of its own; only external models are files"
	_found("duckdb", {}) == fixtures.not_applicable(message)
	_found("duckdb", {"materialized": "incremental"}) == fixtures.not_applicable(message)
	_found("duckdb", {"materialized": "custom"}) == fixtures.undecided("what the materialization custom of orders stores is not known")
}

test_looks_at_outputs_only if {
	every config in [{"format": "orc"}, {"materialized": "view"}, {"materialized": "custom"}] {
		_of(fixtures.inner("orders", {"config": config}), {}) == fixtures.nothing
	}
	_of(fixtures.inner("orders", {"adapter": "unknown"}), {}) == fixtures.nothing
	_of(fixtures.inner("orders", {"adapter": "trino"}), {}) == fixtures.nothing
	_of(fixtures.inner("orders", {"config": {"catalog_name": "lake"}}), {}) == fixtures.nothing
}

# A config with which each adapter writes something else, or nobody knows what.
_faulty := [
	["athena", {"format": "orc"}],
	["athena", {"file_format": "parquet"}],
	["athena", {"table_type": "iceberg"}],
	["spark", {}],
	["trino", {"file_format": "parquet", "properties": {"format": "'PARQUET'"}}],
	["unknown", {}],
	["unknown", {"format": "orc", "file_format": "parquet"}],
	["trino", {"catalog_name": "lake"}],
]

test_finds_fault_with_outputs_that_are_stored_only if {
	every case in _faulty {
		outside := {"adapter": case[0], "config": case[1]}
		_of(fixtures.inner("orders", outside), {"table_formats": []}) == fixtures.nothing
		view := object.union(case[1], {"materialized": "view"})
		_found_with(case[0], view, {"table_formats": []}) == fixtures.not_applicable("a view stores no files")
		custom := object.union(case[1], {"materialized": "custom"})
		_found_with(case[0], custom, {"table_formats": []}) == fixtures.undecided("what the materialization custom of orders stores is not known")
		found := _found_with(case[0], case[1], {"table_formats": []})
		count(found.violation) + count(found.undecided) == 1
	}
}

test_says_of_unwelcome_table_formats_nothing_further if {
	found := _found_with("athena", {"table_type": "iceberg", "format": "orc"}, {"table_formats": []})
	found == fixtures.violated({{
		"at": "/config/table_type",
		"key": "table-format",
		"message": "orders is kept as a table of Iceberg; accepted is parquet",
	}})
}

test_reports_keys_without_effect_where_a_catalog_says_the_format if {
	found := _found("spark", {"catalog_name": "lake", "format": "parquet"})
	found.undecided == set()
	{violation.key | some violation in found.violation} == {"no-effect"}
}

test_says_of_tables_of_duckdb_nothing_further if {
	message := "DuckDB keeps tables in a storage of its own; only external models are files"
	_found("duckdb", {"format": "csv"}) == fixtures.not_applicable(message)
}
