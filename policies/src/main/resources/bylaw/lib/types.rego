# METADATA
# title: Types of columns
# description: >-
#   What the types of contracts and of warehouses mean, as far as a reader can tell them apart. A type stands for a
#   set of meanings, since NUMBER may be an integer and a VARIANT anything; two types agree where they share one.
package bylaw.lib.types

import data.bylaw.lib.texts

# METADATA
# description: What a physical type may mean; undefined for one that this package does not know
physical(type) := {"array"} if {
	endswith(texts.lowered(type), "[]")
} else := {"number"} if {
	word(type) in _decimals
	regex.match(`,\s*0*[1-9]\d*\s*\)`, type)
} else := _meanings[word(type)]

# METADATA
# description: >-
#   What a logical type of an Open Data Contract may mean. Before version 3.1 there was no timestamp and no time among
#   them, and a date could be either
logical(type, version) := {"date", "time", "timestamp"} if {
	texts.lowered(type) == "date"
	regex.match(`^v?(2\.|3\.0)`, texts.lowered(version))
} else := _logical[texts.lowered(type)]

# METADATA
# description: The word by which a type is known, without its arguments and what ClickHouse wraps around it
word(type) := regex.find_n(`^[a-z_0-9]+`, plain, -1)[0] if {
	plain := regex.replace(texts.lowered(type), `^((lowcardinality|nullable)\()+`, "")
}

_decimals := {"dec", "decimal", "fixed", "number", "numeric"}

_logical := {
	"array": {"array"},
	"boolean": {"boolean"},
	"date": {"date"},
	"integer": {"integer"},
	"number": {"integer", "number"},
	"object": {"object"},
	"string": {"text"},
	"time": {"time"},
	"timestamp": {"timestamp"},
}

_meanings[word] := {"array"} if some word in ["array", "list", "repeated"]

_meanings[word] := {"binary"} if some word in ["binary", "blob", "bytea", "bytes", "image", "raw", "varbinary"]

_meanings[word] := {"boolean"} if some word in ["bit", "bool", "boolean"]

_meanings[word] := {"date"} if some word in ["date", "date32"]

_meanings[word] := {"integer", "number"} if some word in _decimals

_meanings[word] := {"integer"} if {
	some word in [
		"bigint", "bigserial", "byteint", "hugeint", "int", "int128", "int16", "int2", "int256", "int32", "int4", "int64",
		"int8", "integer", "long", "mediumint", "serial", "short", "smallint", "tinyint", "ubigint", "uint128", "uint16",
		"uint256", "uint32", "uint64", "uint8", "uinteger", "usmallint", "utinyint",
	]
}

_meanings[word] := {"number"} if {
	some word in [
		"bigdecimal", "bignumeric", "binary_double", "binary_float", "decimal128", "decimal32", "decimal64", "double", "float",
		"float32", "float4", "float64", "float8", "money", "real", "smallmoney",
	]
}

_meanings[word] := {"object"} if some word in ["hstore", "map", "object", "record", "row", "struct", "tuple"]

# What holds anything that JSON can.
_meanings[word] := {"array", "boolean", "number", "integer", "object", "text"} if {
	some word in ["json", "jsonb", "super", "variant"]
}

_meanings[word] := {"text"} if {
	some word in [
		"bpchar", "char", "character", "citext", "clob", "enum", "enum16", "enum8", "fixedstring", "longtext", "mediumtext",
		"name", "national", "nchar", "nclob", "ntext", "nvarchar", "nvarchar2", "string", "text", "tinytext", "uniqueidentifier",
		"uuid", "varchar", "varchar2",
	]
}

_meanings[word] := {"time"} if some word in ["time", "timetz"]

_meanings[word] := {"timestamp"} if {
	some word in [
		"datetime", "datetime2", "datetime64", "datetimeoffset", "smalldatetime", "timestamp", "timestamp_ltz", "timestamp_ntz",
		"timestamp_tz", "timestampltz", "timestampntz", "timestamptz",
	]
}
