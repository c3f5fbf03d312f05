package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.List;
import java.util.Random;

/** Values for the parameters of builtins, by the name of a kind; each kind has its corner cases. */
final class Samples {
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "2",
            "3",
            "7",
            "10",
            "16",
            "100",
            "-128",
            "1024",
            "2147483647",
            "-2147483648",
            "4294967296",
            "9223372036854775807",
            "-9223372036854775808",
            "18446744073709551616",
            "123456789012345678901234567890",
            "0.5",
            "-0.5",
            "1.5",
            "2.5",
            "-2.5",
            "0.1",
            "0.2",
            "0.3",
            "1.0",
            "1.50",
            "-0.0",
            "3.14159265358979",
            "1e3",
            "1E-3",
            "1e30",
            "1.5e300",
            "1e400",
            "1e-400",
            "2.5e-7",
            "123456789.125",
            "0.000001",
            "0.0000001",
            "1e20",
            "1e21",
            "99999999999999999999.5",
            "5e-324",
            "1.7976931348623157e308",
            "4503599627370497.5");
    private static final List<String> INTEGERS =
            List.of("0", "1", "2", "3", "4", "5", "8", "-1", "-2", "-3", "10", "100", "1.0", "2.0", "1e0", "1.5");
    private static final List<String> STRINGS = List.of(
            "",
            "a",
            "b",
            "ab",
            "abc",
            "aab",
            "aaa",
            "a,b,c",
            "a.b.c",
            "hello world",
            "  pad ",
            "\t x\n",
            "h\u00e9llo",
            "\u00df\u0130",
            "\ud83d\ude00",
            "a\ud83d\ude00b\ud83d\ude00",
            "e\u0301",
            "A B",
            "x=1&y=2",
            "100%",
            "%41%zz",
            "a+b c",
            "<&>",
            "\"quoted\" \\ back",
            "\u0000\u0007\u001b\u007f\u00a0\u00ad\u2028\ufeff",
            "YWJj",
            "YWI=",
            "YQ",
            "gIE=",
            "__-_",
            "6162",
            "616",
            "zz",
            "null",
            "true",
            "1.5",
            "{\"a\": [1, 2.50]}",
            "[1, ",
            "- a\n- b");
    private static final List<String> SHORT = List.of("", "a", "b", ",", ".", "ab", " ", "l", "\u00e9", "\ud83d\ude00");
    private static final List<String> LAYOUTS = List.of(
            "2006-01-02",
            "2006-01-02T15:04:05Z07:00",
            "RFC3339",
            "RFC822Z",
            "UnixDate",
            "RFC1123",
            "ANSIC",
            "RFC850",
            "Jan _2 2006 3:04PM",
            "2006-002",
            "15:04:05.000",
            "15:04:05,999",
            "Monday, 02-Jan-06",
            "Z0700 -07:00 -07",
            "2006 __2",
            "05.99 pm",
            "1/2/06 4:5",
            "January",
            "x",
            "",
            "MST -070000 Z07:00:00");
    private static final List<String> ZONES = List.of(
            "UTC",
            "",
            "Europe/Berlin",
            "America/New_York",
            "Asia/Kolkata",
            "Asia/Tokyo",
            "Asia/Istanbul",
            "America/St_Johns",
            "Australia/Lord_Howe",
            "EST",
            "Nowhere/City",
            "../etc",
            "Etc/GMT+5",
            "Europe/Dublin");

    private final Random random;

    Samples(long seed) {
        this.random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Value text(List<String> list) {
        return StringValue.of(pick(list));
    }

    /** A value of a kind, of which the name may be a list of words to pick from, in single quotes. */
    Value of(String kind) {
        if (kind.startsWith("'")) {
            return text(List.of(kind.substring(1, kind.length() - 1).split("\\|", -1)));
        }
        return switch (kind) {
            case "number" -> number();
            case "int" -> NumberValue.parse(pick(INTEGERS));
            case "base" -> NumberValue.parse(pick(List.of("2", "8", "10", "16", "10.0", "7")));
            case "range" -> NumberValue.parse(pick(List.of("0", "1", "5", "10", "-5", "1.0", "12e0", "2.5")));
            case "shift" -> NumberValue.of(random.nextInt(100) - 3);
            case "string" -> text(STRINGS);
            case "ascii" ->
                text(STRINGS.stream()
                        .filter(text -> text.chars().allMatch(c -> c < 0x80))
                        .toList());
            case "short" -> text(SHORT);
            case "boolean" -> BooleanValue.of(random.nextBoolean());
            case "array" -> array(3);
            case "set" -> SetValue.of(array(3).items());
            case "sets" -> sets();
            case "object" -> object(3);
            case "objects" -> ArrayValue.of(object(3), object(2), object(3));
            case "numbers" -> numbers();
            case "strings" -> strings();
            case "members" -> random.nextBoolean() ? array(2) : SetValue.of(array(2).items());
            case "keys" -> ArrayValue.of(key(), key(), key());
            case "path" -> random.nextBoolean() ? key() : ArrayValue.of(key(), key());
            case "paths" -> paths();
            case "graph" -> graph();
            case "nodes" -> ArrayValue.of(text(List.of("a", "b", "c", "d")), text(List.of("a", "e", "f")));
            case "patterns" ->
                ObjectValue.builder()
                        .put(pick(SHORT), text(SHORT))
                        .put(pick(SHORT), text(SHORT))
                        .build();
            case "moment" -> moment();
            case "layout" -> text(LAYOUTS);
            case "operands" -> ArrayValue.of(any(0), SetValue.of(any(3)), SetValue.EMPTY, number());
            case "null" -> NullValue.NULL;
            default -> any(3);
        };
    }

    private Value number() {
        return switch (random.nextInt(4)) {
            case 0 -> NumberValue.of(random.nextInt(2000) - 1000);
            case 1 ->
                NumberValue.parse(random.nextInt(100) + "." + (random.nextInt(9000) + 1000) + (random.nextInt(9) + 1));
            default -> NumberValue.parse(pick(NUMBERS));
        };
    }

    private Value key() {
        return text(List.of("a", "b", "c", "x", "0", "1"));
    }

    private Value any(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 5)) {
            case 0 -> NullValue.NULL;
            case 1 -> BooleanValue.of(random.nextBoolean());
            case 2, 3 -> number();
            case 4 -> text(STRINGS);
            case 5, 6 -> array(depth - 1);
            case 7 -> SetValue.of(array(depth - 1).items());
            default -> object(depth - 1);
        };
    }

    private ArrayValue array(int depth) {
        ArrayValue.Builder out = ArrayValue.builder();
        for (int i = random.nextInt(4); i > 0; i--) {
            out.add(any(depth - 1));
        }
        return out.build();
    }

    private ObjectValue object(int depth) {
        ObjectValue.Builder out = ObjectValue.builder();
        for (int i = random.nextInt(4); i > 0; i--) {
            Value key = random.nextInt(5) == 0 ? any(0) : key();
            out.put(key, depth > 0 && random.nextInt(3) == 0 ? object(depth - 1) : any(depth - 1));
        }
        return out.build();
    }

    private Value sets() {
        SetValue.Builder out = SetValue.builder();
        for (int i = random.nextInt(4); i > 0; i--) {
            out.add(SetValue.of(NumberValue.of(random.nextInt(4)), NumberValue.of(random.nextInt(4)), key()));
        }
        return out.build();
    }

    private Value numbers() {
        ArrayValue.Builder out = ArrayValue.builder();
        for (int i = random.nextInt(5); i > 0; i--) {
            out.add(number());
        }
        ArrayValue array = out.build();
        return random.nextBoolean() ? array : SetValue.of(array.items());
    }

    private Value strings() {
        ArrayValue.Builder out = ArrayValue.builder();
        for (int i = random.nextInt(4); i > 0; i--) {
            out.add(text(random.nextBoolean() ? STRINGS : SHORT));
        }
        ArrayValue array = out.build();
        return random.nextBoolean() ? array : SetValue.of(array.items());
    }

    private Value paths() {
        List<String> texts = List.of("a", "/a/b", "a/0", "b/c/x", "", "/", "x/1", "a~1b/~0", "c");
        ArrayValue.Builder out = ArrayValue.builder();
        for (int i = random.nextInt(4); i > 0; i--) {
            out.add(random.nextInt(4) == 0 ? ArrayValue.of(key(), key()) : text(texts));
        }
        ArrayValue array = out.build();
        return random.nextBoolean() ? array : SetValue.of(array.items());
    }

    private Value graph() {
        ObjectValue.Builder out = ObjectValue.builder();
        for (String node : List.of("a", "b", "c", "d")) {
            if (random.nextInt(5) > 0) {
                ArrayValue edges = ArrayValue.of(text(List.of("a", "b", "c")), text(List.of("b", "c", "d", "e")));
                Value all = random.nextInt(4) == 0 ? ArrayValue.EMPTY : edges;
                out.put(node, random.nextBoolean() ? all : SetValue.of(((ArrayValue) all).items()));
            }
        }
        return out.build();
    }

    /** A time with a zone and a layout, which may show the abbreviation of the zone, is not before 1970. */
    private Value moment() {
        long nanos = random.nextInt(3) == 0 ? random.nextLong() : random.nextLong() % 4_000_000_000_000_000_000L;
        Value time = NumberValue.of(nanos);
        return switch (random.nextInt(4)) {
            case 0 -> time;
            case 1 -> ArrayValue.of(time, text(ZONES));
            default -> ArrayValue.of(NumberValue.of(nanos & Long.MAX_VALUE), text(ZONES), text(LAYOUTS));
        };
    }
}
