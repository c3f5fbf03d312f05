package bylaw.lib.types_test

import data.bylaw.lib.types

test_knows_physical_types_by_what_they_mean if {
	every case in [
		["bigint", {"integer"}], ["INT64", {"integer"}], ["tinyint(1)", {"integer"}], ["UInt32", {"integer"}],
		["double precision", {"number"}], ["float8", {"number"}], ["decimal(10,2)", {"number"}],
		["NUMERIC(38, 9)", {"number"}], ["numeric(10, 10)", {"number"}],
		["decimal(38,0)", {"integer", "number"}], ["NUMBER", {"integer", "number"}], ["number(9)", {"integer", "number"}],
		["varchar(20)", {"text"}], ["character varying(20)", {"text"}], ["String", {"text"}], ["uuid", {"text"}],
		["Nullable(String)", {"text"}], ["LowCardinality(Nullable(String))", {"text"}], ["FixedString(16)", {"text"}],
		["bool", {"boolean"}], ["bit", {"boolean"}], ["bytes", {"binary"}], ["date", {"date"}], ["time", {"time"}],
		["timestamp with time zone", {"timestamp"}], ["timestamp_ntz(9)", {"timestamp"}], ["DateTime64(3)", {"timestamp"}],
		["array<string>", {"array"}], ["ARRAY(varchar)", {"array"}], ["text[]", {"array"}], ["int[] ", {"array"}],
		["struct<a int>", {"object"}], ["map(varchar, int)", {"object"}], ["row(a int)", {"object"}],
		["variant", {"array", "boolean", "integer", "number", "object", "text"}],
	] {
		types.physical(case[0]) == case[1]
	}
}

test_knows_nothing_of_other_types if {
	every type in ["geography", "", null, 3, "?", "?int", "smallnullable(int)"] {
		not types.physical(type)
	}
}

test_knows_logical_types if {
	every case in [
		["string", {"text"}], ["Number", {"integer", "number"}], ["integer", {"integer"}], ["boolean", {"boolean"}],
		["timestamp", {"timestamp"}], ["time", {"time"}], ["array", {"array"}], ["object", {"object"}], ["date", {"date"}],
	] {
		types.logical(case[0], "v3.1.0") == case[1]
	}
	not types.logical("shape", "v3.1.0")
	not types.logical(null, "v3.0.0")
}

test_reads_dates_of_older_contracts_generously if {
	every version in ["v2.2.0", "v3.0.2", "3.0.0"] {
		types.logical("date", version) == {"date", "time", "timestamp"}
	}
	every version in ["v3.1.0", "v3.10.0", "v4.2.0", "", 3] {
		types.logical("date", version) == {"date"}
	}
}

test_knows_the_words_of_every_platform if {
	every case in [
		[
			{"array"},
			["array", "list", "repeated"],
		],
		[
			{"binary"},
			["binary", "blob", "bytea", "bytes", "image", "raw", "varbinary"],
		],
		[
			{"boolean"},
			["bit", "bool", "boolean"],
		],
		[
			{"date"},
			["date", "date32"],
		],
		[
			{"integer", "number"},
			["dec", "decimal", "fixed", "number", "numeric"],
		],
		[
			{"integer"},
			[
				"bigint", "bigserial", "byteint", "hugeint", "int", "int128", "int16", "int2", "int256", "int32",
				"int4", "int64", "int8", "integer", "long", "mediumint", "serial", "short", "smallint", "tinyint",
				"ubigint", "uint128", "uint16", "uint256", "uint32", "uint64", "uint8", "uinteger", "usmallint",
				"utinyint",
			],
		],
		[
			{"number"},
			[
				"bigdecimal", "bignumeric", "binary_double", "binary_float", "decimal128", "decimal32",
				"decimal64", "double", "float", "float32", "float4", "float64", "float8", "money", "real",
				"smallmoney",
			],
		],
		[
			{"object"},
			["hstore", "map", "object", "record", "row", "struct", "tuple"],
		],
		[
			{"array", "boolean", "number", "integer", "object", "text"},
			["json", "jsonb", "super", "variant"],
		],
		[
			{"text"},
			[
				"bpchar", "char", "character", "citext", "clob", "enum", "enum16", "enum8", "fixedstring",
				"longtext", "mediumtext", "name", "national", "nchar", "nclob", "ntext", "nvarchar", "nvarchar2",
				"string", "text", "tinytext", "uniqueidentifier", "uuid", "varchar", "varchar2",
			],
		],
		[
			{"time"},
			["time", "timetz"],
		],
		[
			{"timestamp"},
			[
				"datetime", "datetime2", "datetime64", "datetimeoffset", "smalldatetime", "timestamp",
				"timestamp_ltz", "timestamp_ntz", "timestamp_tz", "timestampltz", "timestampntz", "timestamptz",
			],
		],
	] {
		every word in case[1] {
			types.physical(word) == case[0]
			not types.physical(concat("", [word, "_"]))
		}
	}
}
