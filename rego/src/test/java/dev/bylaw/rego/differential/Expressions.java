package dev.bylaw.rego.differential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random expressions of the type that is wanted, over the variables, rules and functions there are. */
final class Expressions {
    /** What an expression is, as far as the generator knows. */
    enum Type {
        NUMBER,
        STRING,
        BOOLEAN,
        ARRAY,
        SET,
        OBJECT,
        ANY
    }

    /** A function of the policy. */
    record Defined(String name, List<Type> parameters, Type result) {}

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "3",
            "7",
            "10",
            "-1",
            "-5",
            "0.5",
            "2.5",
            "-0.1",
            "1e3",
            "1e-3",
            "1e21",
            "123456789012345678901",
            "9007199254740993",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "4294967296",
            "0.1",
            "0.3",
            "1.0",
            "100",
            "1e100",
            "3.14159");
    private static final List<String> STRINGS = List.of(
            "\"\"",
            "\"a\"",
            "\"b\"",
            "\"ab\"",
            "\"A\"",
            "\"aba\"",
            "\"x.y\"",
            "\"1\"",
            "\"2.50\"",
            "\"-3\"",
            "\"é\"",
            "\"日本\"",
            "\"\\ud83d\\ude00a\"",
            "\"a b c\"",
            "\"a,b,,c\"",
            "\"\\u0000\"",
            "\"\\n\\t\\\\\\\"\"",
            "\"ß\"",
            "\"İ\"",
            "\"[1, 2]\"",
            "\"{\\\"a\\\": 1}\"",
            "\"true\"",
            "\"null\"",
            "\"%d\"",
            "\"\\uffff\"",
            "`raw\\n`");

    private final Random random;
    private final Map<Type, List<String>> known = new HashMap<>();
    private final List<Defined> functions = new ArrayList<>();
    private final List<String> variables = new ArrayList<>();
    private int names;

    /** Whether expressions now and then have another type than fits. */
    private final boolean wild;

    Expressions(Random random) {
        this.random = random;
        this.wild = random.nextInt(4) == 0;
        for (Type type : Type.values()) {
            known.put(type, new ArrayList<>());
        }
        know(Type.NUMBER, "input.n", "input.m", "data.base.n");
        know(Type.STRING, "input.s", "input.o.a", "data.base.s");
        know(Type.BOOLEAN, "input.t", "input.f");
        know(Type.ARRAY, "input.xs", "input.names", "data.base.xs", "input.rows");
        know(Type.OBJECT, "input.o", "input.nested", "data.base.o", "input");
        know(
                Type.ANY,
                "input.missing",
                "input.null",
                "input.o.missing",
                "data.base.missing",
                "input.rows[1]",
                "input.nested.a.b");
    }

    private void know(Type type, String... expressions) {
        known.get(type).addAll(List.of(expressions));
    }

    /** Makes a rule or variable known. */
    void define(Type type, String expression) {
        known.get(type).add(expression);
    }

    void define(Defined function) {
        functions.add(function);
    }

    /** Where the variables of a body begin, for {@link #leave}. */
    int enter() {
        return variables.size();
    }

    /** Forgets the variables of a body. */
    void leave(int mark) {
        while (variables.size() > mark) {
            String gone = variables.remove(variables.size() - 1);
            known.values().forEach(all -> all.remove(gone));
        }
    }

    /** A new variable of a type. */
    String variable(Type type) {
        String name = fresh();
        variables.add(name);
        known.get(type).add(name);
        return name;
    }

    /** A new name, not known yet. */
    String fresh() {
        return "v" + names++;
    }

    void bind(String name, Type type) {
        variables.add(name);
        known.get(type).add(name);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String pick(String... all) {
        return all[random.nextInt(all.length)];
    }

    Type anyType() {
        return oneOf(List.of(Type.NUMBER, Type.STRING, Type.BOOLEAN, Type.ARRAY, Type.SET, Type.OBJECT));
    }

    Type collection() {
        return oneOf(List.of(Type.ARRAY, Type.SET, Type.OBJECT));
    }

    /** An expression of a type; now and then of another one. */
    String of(Type wanted, int depth) {
        Type type = wanted == Type.ANY ? anyType() : wanted;
        if (wild && chance(4)) {
            type = Type.ANY;
        }
        if (type == Type.ANY || depth <= 0 || chance(20)) {
            return leaf(type == Type.ANY ? chance(50) ? Type.ANY : anyType() : type);
        }
        if (chance(10)) {
            for (Defined function : functions) {
                if (function.result() == type && chance(60)) {
                    return call(function, depth);
                }
            }
        }
        return switch (type) {
            case NUMBER -> number(depth - 1);
            case STRING -> string(depth - 1);
            case BOOLEAN -> bool(depth - 1);
            case ARRAY -> array(depth - 1);
            case SET -> set(depth - 1);
            case OBJECT -> object(depth - 1);
            case ANY -> leaf(type);
        };
    }

    String call(Defined function, int depth) {
        List<String> arguments = new ArrayList<>();
        function.parameters().forEach(parameter -> arguments.add(of(parameter, depth - 1)));
        return function.name() + "(" + String.join(", ", arguments) + ")";
    }

    Defined function() {
        return functions.isEmpty() ? null : oneOf(functions);
    }

    String leaf(Type type) {
        List<String> all = known.get(type);
        if (!all.isEmpty() && chance(60)) {
            return oneOf(all);
        }
        return switch (type) {
            case NUMBER -> oneOf(NUMBERS);
            case STRING -> oneOf(STRINGS);
            case BOOLEAN -> pick("true", "false");
            case ARRAY -> pick("[]", "[1, 2, 3]", "[\"a\", \"b\"]", "[1, \"a\", null]", "[[1, 2], [3]]");
            case SET -> pick("set()", "{1, 2, 3}", "{\"a\", \"b\"}", "{1, \"a\", [1], null}", "{{1}, {2}}");
            case OBJECT -> pick("{}", "{\"a\": 1}", "{\"a\": {\"b\": [1]}, \"c\": \"d\"}", "{1: \"x\", \"1\": \"y\"}");
            case ANY -> pick("null", "input.missing", "input.o[\"a\"]", "input.xs[0]");
        };
    }

    private String number(int d) {
        return switch (random.nextInt(16)) {
            case 0 -> "(" + of(Type.NUMBER, d) + " " + pick("+", "-", "*") + " " + of(Type.NUMBER, d) + ")";
            case 1 -> "(" + of(Type.NUMBER, d) + " " + pick("/", "%") + " " + of(Type.NUMBER, d) + ")";
            case 2 -> "count(" + of(collection(), d) + ")";
            case 3 -> "count(" + of(Type.STRING, d) + ")";
            case 4 -> pick("sum", "product") + "([" + of(Type.NUMBER, d) + ", " + of(Type.NUMBER, d) + "])";
            case 5 -> pick("max", "min") + "(" + of(oneOf(List.of(Type.ARRAY, Type.SET)), d) + ")";
            case 6 -> pick("abs", "round", "ceil", "floor") + "(" + of(Type.NUMBER, d) + ")";
            case 7 -> "to_number(" + of(pickType(Type.STRING, Type.NUMBER, Type.BOOLEAN), d) + ")";
            case 8 -> "indexof(" + of(Type.STRING, d) + ", " + of(Type.STRING, d) + ")";
            case 9 -> "object.get(" + of(Type.OBJECT, d) + ", " + of(Type.STRING, d) + ", " + of(Type.NUMBER, d) + ")";
            case 10 -> pick("[1, 2, 3]", "input.xs", "data.base.xs") + "[" + pick("0", "1", "5") + "]";
            case 11 ->
                pick("bits.and", "bits.or", "bits.xor") + "(" + of(Type.NUMBER, d) + ", " + of(Type.NUMBER, d) + ")";
            case 12 -> "strings.count(" + of(Type.STRING, d) + ", " + of(Type.STRING, d) + ")";
            case 13 -> "units.parse_bytes(" + pick("\"10Ki\"", "\"1.5MB\"", "\"2\"", of(Type.STRING, d)) + ")";
            case 14 ->
                "time.parse_rfc3339_ns(" + pick("\"2024-02-29T12:30:00Z\"", "\"1969-12-31T23:59:59.5+01:00\"") + ")";
            default -> "-" + pick("input.n", "1", "2.5");
        };
    }

    private Type pickType(Type... all) {
        return all[random.nextInt(all.length)];
    }

    private String string(int d) {
        return switch (random.nextInt(20)) {
            case 0 -> "concat(" + of(Type.STRING, d) + ", [" + of(Type.STRING, d) + ", " + of(Type.STRING, d) + "])";
            case 1 ->
                "sprintf(" + pick("\"%v-%v\"", "\"%d %s\"", "\"%q%5v\"", "\"%.2f|%x\"", "\"%v\"") + ", ["
                        + of(Type.ANY, d) + ", " + of(Type.ANY, d) + "])";
            case 2 -> pick("upper", "lower", "trim_space", "strings.reverse") + "(" + of(Type.STRING, d) + ")";
            case 3 -> "replace(" + of(Type.STRING, d) + ", " + of(Type.STRING, d) + ", " + of(Type.STRING, d) + ")";
            case 4 ->
                "substring(" + of(Type.STRING, d) + ", " + pick("0", "1", "2", "-1") + ", " + pick("-1", "0", "1", "2")
                        + ")";
            case 5 ->
                pick("trim", "trim_left", "trim_right", "trim_prefix", "trim_suffix") + "(" + of(Type.STRING, d) + ", "
                        + of(Type.STRING, d) + ")";
            case 6 -> "format_int(" + of(Type.NUMBER, d) + ", " + pick("2", "8", "10", "16") + ")";
            case 7 ->
                "$\"" + pick("", "a ", "é") + "{" + of(Type.ANY, d).replace('\n', ' ') + "}" + pick("", "-") + "{"
                        + of(Type.STRING, d) + "}\"";
            case 8 -> "json.marshal(" + of(Type.ANY, d) + ")";
            case 9 ->
                pick("base64.encode", "hex.encode", "urlquery.encode", "base64url.encode") + "(" + of(Type.STRING, d)
                        + ")";
            case 10 -> pick("base64.decode", "urlquery.decode") + "(" + of(Type.STRING, d) + ")";
            case 11 -> "type_name(" + of(Type.ANY, d) + ")";
            case 12 -> "split(" + of(Type.STRING, d) + ", " + of(Type.STRING, d) + ")[" + pick("0", "1") + "]";
            case 13 ->
                "regex.replace(" + of(Type.STRING, d) + ", " + pick("\"[ab]+\"", "\"^.\"", "\"(.)b\"") + ", "
                        + pick("\"$1x\"", "\"\"", "\"é\"") + ")";
            case 14 -> "crypto.sha256(" + of(Type.STRING, d) + ")";
            case 15 -> "object.get(" + of(Type.OBJECT, d) + ", " + of(Type.STRING, d) + ", " + of(Type.STRING, d) + ")";
            case 16 -> "yaml.marshal(" + of(Type.ANY, d) + ")";
            case 17 -> "strings.replace_n({\"a\": " + of(Type.STRING, d) + "}, " + of(Type.STRING, d) + ")";
            case 18 ->
                "time.format([" + pick("1700000000000000000", "0", "-1") + ", \"UTC\", "
                        + pick("\"2006-01-02\"", "\"Mon Jan _2 15:04:05\"", "\"RFC3339\"") + "])";
            default -> "input.names[" + pick("0", "1", "7") + "]";
        };
    }

    String bool(int d) {
        return switch (random.nextInt(16)) {
            case 0 ->
                "(" + of(Type.NUMBER, d) + " " + pick("<", "<=", ">", ">=", "==", "!=") + " " + of(Type.NUMBER, d)
                        + ")";
            case 1 -> "(" + of(Type.STRING, d) + " " + pick("<", ">", "==", "!=") + " " + of(Type.STRING, d) + ")";
            case 2 -> {
                Type type = anyType();
                yield "(" + of(type, d) + " " + pick("==", "!=", "<", ">=") + " " + of(chance(80) ? type : Type.ANY, d)
                        + ")";
            }
            case 3 -> "(" + of(Type.ANY, d) + " in " + of(collection(), d) + ")";
            case 4 -> "(" + of(Type.STRING, d) + ", " + of(Type.ANY, d) + " in " + of(Type.OBJECT, d) + ")";
            case 5 ->
                pick("startswith", "endswith", "contains") + "(" + of(Type.STRING, d) + ", " + of(Type.STRING, d) + ")";
            case 6 ->
                "regex.match(" + pick("\"^a\"", "\"[0-9]+\"", "\"a|b\"", "\"\\\\pL\"", "\"(\"") + ", "
                        + of(Type.STRING, d) + ")";
            case 7 ->
                "glob.match(" + pick("\"*\"", "\"a*\"", "\"{a,b}?\"", "\"**.y\"") + ", " + pick("[]", "[\".\"]", "null")
                        + ", " + of(Type.STRING, d) + ")";
            case 8 ->
                pick("is_number", "is_string", "is_set", "is_array", "is_object", "is_null", "is_boolean") + "("
                        + of(Type.ANY, d) + ")";
            case 9 -> "object.subset(" + of(Type.OBJECT, d) + ", " + of(Type.OBJECT, d) + ")";
            case 10 -> "json.is_valid(" + of(Type.STRING, d) + ")";
            case 11 ->
                "strings.any_prefix_match(" + of(Type.STRING, d) + ", [" + of(Type.STRING, d) + ", "
                        + of(Type.STRING, d) + "])";
            case 12 -> "net.cidr_contains(\"10.0.0.0/8\", " + pick("\"10.1.2.3\"", "\"11.0.0.0/8\"") + ")";
            case 13 -> "semver.is_valid(" + pick("\"1.2.3\"", of(Type.STRING, d)) + ")";
            case 14 -> "(" + of(Type.SET, d) + " " + pick("<", "==", "!=") + " " + of(Type.SET, d) + ")";
            default -> "regex.is_valid(" + of(Type.STRING, d) + ")";
        };
    }

    private String array(int d) {
        return switch (random.nextInt(15)) {
            case 0, 1 -> "[" + of(Type.ANY, d) + ", " + of(Type.ANY, d) + "]";
            case 2, 3 -> comprehension("[", "]", d, false);
            case 4 -> "array.concat(" + of(Type.ARRAY, d) + ", " + of(Type.ARRAY, d) + ")";
            case 5 ->
                "array.slice(" + of(Type.ARRAY, d) + ", " + pick("0", "1", "-1") + ", " + pick("1", "2", "9") + ")";
            case 6 -> "split(" + of(Type.STRING, d) + ", " + of(Type.STRING, d) + ")";
            case 7 -> "numbers.range(" + pick("0", "1", "3", "-1") + ", " + pick("2", "0", "-2", "5") + ")";
            case 8 -> "sort(" + of(pickType(Type.ARRAY, Type.SET), d) + ")";
            case 9 -> "array.reverse(" + of(Type.ARRAY, d) + ")";
            case 10 -> "[" + of(Type.NUMBER, d) + "]";
            case 11 ->
                "regex.find_n(" + pick("\"[a-z]\"", "\"a*\"") + ", " + of(Type.STRING, d) + ", " + pick("-1", "1", "2")
                        + ")";
            case 12 -> "indexof_n(" + of(Type.STRING, d) + ", " + of(Type.STRING, d) + ")";
            case 13 -> "json.unmarshal(" + pick("\"[1, {\\\"a\\\": 2.50}]\"", of(Type.STRING, d)) + ")";
            default -> "object.get(" + of(Type.OBJECT, d) + ", " + of(Type.ANY, d) + ", " + of(Type.ARRAY, d) + ")";
        };
    }

    private String comprehension(String open, String close, int d, boolean object) {
        int mark = enter();
        StringBuilder body = new StringBuilder();
        String first = iterate(body, d);
        if (chance(40)) {
            body.append("; ").append(of(Type.BOOLEAN, d));
        }
        if (chance(20)) {
            body.append("; ");
            iterate(body, d - 1);
        }
        String head = chance(50) ? first : of(Type.ANY, d);
        String result = object ? open + first + ": " + head + " | " + body + close : open + head + " | " + body + close;
        leave(mark);
        return result;
    }

    /** An iteration; {@return the variable that has the members} */
    String iterate(StringBuilder body, int d) {
        Type type = collection();
        String domain = of(type, d);
        String name = fresh();
        switch (random.nextInt(4)) {
            case 0 -> {
                String key = fresh();
                body.append("some ")
                        .append(key)
                        .append(", ")
                        .append(name)
                        .append(" in ")
                        .append(domain);
                bind(key, type == Type.ARRAY ? Type.NUMBER : type == Type.OBJECT ? Type.STRING : Type.ANY);
            }
            case 1 -> {
                String reference = leaf(type);
                if (reference.matches("[a-z0-9_.]+")) {
                    body.append(name).append(" := ").append(reference).append("[_]");
                } else {
                    body.append("some ").append(name).append(" in ").append(domain);
                }
            }
            default -> body.append("some ").append(name).append(" in ").append(domain);
        }
        bind(name, chance(50) ? Type.ANY : anyType());
        return name;
    }

    private String set(int d) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> "{" + of(Type.ANY, d) + ", " + of(Type.ANY, d) + "}";
            case 2, 3, 4 -> comprehension("{", "}", d, false);
            case 5, 6 -> "(" + of(Type.SET, d) + " " + pick("|", "&", "-") + " " + of(Type.SET, d) + ")";
            case 7 -> "object.keys(" + of(Type.OBJECT, d) + ")";
            case 8 -> pick("union", "intersection") + "({" + of(Type.SET, d) + ", " + of(Type.SET, d) + "})";
            default -> "{" + of(Type.NUMBER, d) + "}";
        };
    }

    private String object(int d) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> "{" + pick("\"a\"", "\"b\"", of(Type.STRING, d)) + ": " + of(Type.ANY, d) + "}";
            case 2 -> "{\"a\": " + of(Type.ANY, d) + ", " + of(Type.NUMBER, d) + ": " + of(Type.ANY, d) + "}";
            case 3, 4 -> comprehension("{", "}", d, true);
            case 5 -> "object.union(" + of(Type.OBJECT, d) + ", " + of(Type.OBJECT, d) + ")";
            case 6 -> "object.remove(" + of(Type.OBJECT, d) + ", " + of(collection(), d) + ")";
            case 7 -> "object.filter(" + of(Type.OBJECT, d) + ", " + of(collection(), d) + ")";
            case 8 -> "json.unmarshal(" + pick("\"{\\\"a\\\": [1e2, \\\"x\\\"]}\"", of(Type.STRING, d)) + ")";
            case 9 ->
                "json.patch(" + of(Type.OBJECT, d) + ", [{\"op\": " + pick("\"add\"", "\"remove\"", "\"replace\"")
                        + ", \"path\": " + pick("\"/a\"", "\"/x/y\"") + ", \"value\": " + of(Type.ANY, d) + "}])";
            case 10 -> "json.filter(" + of(Type.OBJECT, d) + ", [" + pick("\"a\"", "\"a/b\"", "\"nested/a\"") + "])";
            default -> "object.union_n([" + of(Type.OBJECT, d) + ", " + of(Type.OBJECT, d) + "])";
        };
    }
}
