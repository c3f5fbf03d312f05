package dev.bylaw.internal.sql.read;

import dev.bylaw.internal.sql.token.Token;
import dev.bylaw.internal.sql.token.Tokens;
import java.util.Set;

/** Data types in SQL text: they carry no lineage, so only their extent matters. */
final class TypeNames {
    /** Types that may stand before a string to make a literal, as in {@code date '2024-01-01'}. */
    private static final Set<String> LITERAL_TYPES = Set.of(
            "date",
            "time",
            "timestamp",
            "timestamptz",
            "timestamp_ntz",
            "timestamp_ltz",
            "timestamp_tz",
            "datetime",
            "datetime2",
            "datetimeoffset",
            "smalldatetime",
            "timetz",
            "json",
            "jsonb",
            "numeric",
            "decimal",
            "bignumeric",
            "bigdecimal",
            "int",
            "integer",
            "bigint",
            "smallint",
            "tinyint",
            "real",
            "double",
            "float",
            "int256",
            "uint256",
            "int128",
            "uint128",
            "varchar",
            "char",
            "character",
            "text",
            "string",
            "varbinary",
            "binary",
            "bytea",
            "bytes",
            "boolean",
            "bool",
            "uuid",
            "ipaddress",
            "ipprefix",
            "inet",
            "cidr",
            "xml",
            "bit",
            "geography",
            "geometry",
            "point",
            "hyperloglog",
            "ltree",
            "regclass",
            "money",
            "number",
            "range");

    private static final Set<String> PLAIN_TYPES = Set.of(
            "date",
            "time",
            "timestamp",
            "datetime",
            "datetime2",
            "smalldatetime",
            "datetimeoffset",
            "decimal",
            "numeric",
            "number",
            "int",
            "integer",
            "bigint",
            "smallint",
            "tinyint",
            "real",
            "double",
            "float",
            "bit",
            "money",
            "char",
            "nchar",
            "varchar",
            "nvarchar",
            "character",
            "text",
            "ntext",
            "binary",
            "varbinary",
            "boolean",
            "bool",
            "uniqueidentifier",
            "xml",
            "timestamptz",
            "bpchar",
            "super",
            "unsigned",
            "signed",
            "json",
            "string");

    private static final Set<String> ZONED = Set.of("timestamp", "time", "datetime");

    private final Tokens tokens;

    TypeNames(Tokens tokens) {
        this.tokens = tokens;
    }

    /** {@return whether the word is the name of a common type} */
    static boolean isType(String word) {
        return PLAIN_TYPES.contains(word);
    }

    /** {@return the index behind a type that makes the string behind it a literal; -1 where there is none} */
    int literalType(int index, int to) {
        if (!LITERAL_TYPES.contains(tokens.get(index).word())) {
            return -1;
        }
        int end = end(index, to);
        return end < to && tokens.get(end).kind() == Token.Kind.STRING ? end : -1;
    }

    /** {@return the index behind the type that begins here} */
    int end(int from, int to) {
        Token first = tokens.get(from);
        if (!first.isName()) {
            return from;
        }
        int i = from + 1;
        while (i + 1 < to && tokens.get(i).isSymbol(".") && tokens.get(i + 1).isName()) {
            i += 2;
        }
        if (first.is("double") && tokens.get(i).is("precision")
                || tokens.get(i).is("varying")
                || tokens.get(i).is("unsigned")
                || tokens.get(i).is("signed")) {
            i++;
        } else if (first.is("national") && tokens.get(i).isName()) {
            return end(i, to);
        }
        i = arguments(i, to);
        if (ZONED.contains(first.word())) {
            i = zone(i, to);
        } else if (first.is("interval")) {
            while (i < to
                    && (DateParts.isPart(tokens.get(i).word()) || tokens.get(i).is("to"))) {
                i = arguments(i + 1, to);
            }
        }
        while (i < to && tokens.get(i).isSymbol("[") && isSize(i)) {
            i = tokens.next(i);
        }
        return Math.min(i, to);
    }

    private int zone(int from, int to) {
        int i = from;
        if (i < to && (tokens.get(i).is("with") || tokens.get(i).is("without"))) {
            int word = tokens.get(i + 1).is("local") ? i + 2 : i + 1;
            if (tokens.get(word).is("time") && tokens.get(word + 1).is("zone")) {
                return arguments(word + 2, to);
            }
        }
        return i;
    }

    /** Passes over {@code (10, 2)} and {@code <a int, b array<int>>}. */
    private int arguments(int from, int to) {
        int i = from;
        if (i < to && tokens.get(i).isSymbol("(")) {
            i = tokens.next(i);
        }
        if (i < to && tokens.get(i).isSymbol("<")) {
            i = angleEnd(i, to);
        }
        return i;
    }

    /** {@return the index behind the bracket that closes the angle bracket here; {@code from} where none does} */
    int angleEnd(int from, int to) {
        int mate = tokens.mate(from);
        return tokens.get(from).isSymbol("<") && mate > from && mate < to ? mate + 1 : from;
    }

    /** Whether the square brackets hold nothing or a size, so that they belong to the type. */
    private boolean isSize(int open) {
        int close = tokens.mate(open);
        return close == open + 1 || close == open + 2 && tokens.get(open + 1).kind() == Token.Kind.NUMBER;
    }
}
