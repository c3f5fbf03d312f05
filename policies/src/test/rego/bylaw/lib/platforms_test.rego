package bylaw.lib.platforms_test

import data.bylaw.lib.platforms
import data.bylaw.test.fixtures

_warehouses := {
	"bigquery": "BigQuery",
	"clickhouse": "ClickHouse",
	"db2": "Db2",
	"dremio": "Dremio",
	"exasol": "Exasol",
	"fabric": "Microsoft Fabric",
	"firebolt": "Firebolt",
	"greenplum": "Greenplum",
	"materialize": "Materialize",
	"mysql": "MySQL",
	"oracle": "Oracle",
	"postgres": "PostgreSQL",
	"redshift": "Redshift",
	"risingwave": "RisingWave",
	"singlestore": "SingleStore",
	"snowflake": "Snowflake",
	"sqlite": "SQLite",
	"sqlserver": "SQL Server",
	"starrocks": "StarRocks",
	"synapse": "Azure Synapse",
	"teradata": "Teradata",
	"vertica": "Vertica",
}

test_knows_platforms_with_a_storage_of_their_own if {
	every adapter, name in _warehouses {
		reason := platforms.no_files(fixtures.configured(adapter, {}))
		reason == concat(" ", [name, "keeps tables in a storage of its own"])
		not platforms.not_known(adapter)
		not platforms.writes_files(adapter)
		platforms.ineffective(
			fixtures.configured(adapter, {"partition_by": "a", "format": "orc"}),
			platforms.partition_keys,
			["format", "partition_by"],
		) == set()
	}
	platforms.not_known("other") == "how the adapter other stores tables is not known"
	platforms.not_known("unknown") == "the adapter is not known; a profiles.yml tells it"
}

test_finds_the_table_format_where_the_adapter_reads_it if {
	every case in [
		["databricks", {"file_format": "hudi"}, "Hudi", "/config/file_format"],
		["databricks", {"table_format": "iceberg", "file_format": "hudi"}, "Iceberg", "/config/table_format"],
		["databricks", {}, "Delta", "/config"],
		["glue", {"file_format": "s3tables"}, "Iceberg", "/config/file_format"],
		["trino", {"properties": {"type": "'ICEBERG'"}}, "Iceberg", "/config/properties/type"],
		["trino", {"properties": {"partitioning": "ARRAY['a']"}}, "Iceberg", "/config/properties/partitioning"],
	] {
		found := platforms.table_format(fixtures.configured(case[0], case[1]))
		[found.name, found.at] == [case[2], case[3]]
	}
	every case in [
		["athena", {"file_format": "iceberg"}],
		["athena", {"table_type": "hive"}],
		["databricks", {"file_format": "parquet"}],
		["databricks", {"catalog_name": "lake"}],
		["spark", {"properties": {"partitioning": "ARRAY['a']"}}],
		["trino", {"properties": {"partitioning": ""}}],
		["trino", {"properties": {}}],
		["trino", {}],
	] {
		not platforms.table_format(fixtures.configured(case[0], case[1]))
	}
}

test_knows_what_is_written_where_nothing_is_said if {
	every case in [
		["athena", {}, "parquet"],
		["athena", {"location": "s3://shop/orders.csv"}, "parquet"],
		["duckdb", {}, "parquet"],
		["duckdb", {"location": "orders.csv"}, "csv"],
		["duckdb", {"location": "orders.JSON"}, "json"],
		["duckdb", {"location": "orders.parquet"}, "parquet"],
		["duckdb", {"location": "orders.db"}, "parquet"],
		["glue", {}, "parquet"],
	] {
		platforms.default_format(fixtures.configured(case[0], case[1])) == case[2]
	}
	every adapter in ["databricks", "spark", "trino"] {
		not platforms.default_format(fixtures.configured(adapter, {}))
	}
}

test_reads_formats_without_quotes if {
	platforms.format(" 'ORC' ") == "orc"
	platforms.format("~orc") == "~orc"
	platforms.format(7) == "7"
}

test_takes_only_texts_for_catalogs if {
	platforms.catalog(fixtures.configured("spark", {"catalog_name": "lake"})) == "lake"
	every name in [7, "", null, ["lake"]] {
		not platforms.catalog(fixtures.configured("spark", {"catalog_name": name}))
	}
}

test_keeps_the_letters_of_formats if {
	platforms.format("xorcx") == "xorcx"
}

test_finds_the_table_format_among_other_keys if {
	every config in [{"file_format": "parquet", "table_type": "iceberg"}, {"file_format": "iceberg", "table_type": "hive"}] {
		platforms.table_format(fixtures.configured("unknown", config)).name == "Iceberg"
	}
}
