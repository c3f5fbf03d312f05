package dev.bylaw.rego.worlds;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Policies that use one way of reading each, with nothing around it that could hide a doubt that was lost on this way.
 *
 * <p>In a template {@code <ref>} is a place of the input, {@code <const>} a constant, {@code <key>} a key, {@code <n>} a
 * small number and {@code <cond>} a condition on the input; {@code #} makes names unique.
 */
final class FocusedPolicy {
    /**
     * A way of reading.
     *
     * @param rules the rules it needs
     * @param body what is asked
     * @param value what the answer is
     */
    private record Way(String rules, String body, String value) {
        Way(String body, String value) {
            this("", body, value);
        }
    }

    private static final String SET = "s# contains y if { some y in [<const>, <const>]; <cond> }\n"
            + "s# contains y if { y := <const>; <cond> }\n";
    private static final String OBJECT = "o#[k] := v if { k := \"<key>\"; v := <const>; <cond> }\n";
    private static final String NESTED =
            "n#[k][j] := 1 if { some k in [\"a\", \"b\"]; some j in [\"a\", \"c\"]; <cond> }\n";
    private static final String FUNCTION = "f#(x) := <const> if { <test:x> }\n";
    private static final String INDEXED = "i# contains 0 if { <place> == <const>; <cond> }\n"
            + "i# contains 1 if <place> == <const>\ni# contains 2 if <place> == <const>\n";

    private static final String AMONG = "i# contains 0 if <place> in [<const>, <const>]\n"
            + "i# contains 1 if { <place> in {<const>, <const>}; <cond> }\ni# contains 2 if <place> == <const>\n";

    private static final String WHOLE_INDEXED = """
            w# contains 0 if input.a == [0]
            w# contains 1 if input.a == [1]
            w# contains 2 if input.a == [2]
            w# contains 0 if input.a == ["x"]
            w# contains 1 if input.a == [true]
            w# contains 2 if input.a == [null]
            """;

    private static final List<Way> WAYS = List.of(
            // Comprehensions: members and openness.
            new Way("some x in [y | some y in [<const>, <const>]; <cond>]", "x"),
            new Way("some x in {y | some y in [<const>, <const>]; <cond>}", "x"),
            new Way("some x in [y | some y in <ref>; y == <const>]", "x"),
            new Way("<const> in {y | some y in [<const>, <const>]; <cond>}", "1"),
            new Way("<const> in [y | some y in [<const>, <const>]; <cond>]", "1"),
            new Way("{y | y := <const>; <cond>}[<const>]", "1"),
            new Way("some k, v in {k: y | some k in [\"a\", \"b\"]; y := <const>; <cond>}", "[k, v]"),
            new Way("x := {k: y | some k in [\"a\", \"b\"]; y := <const>; <cond>}.a", "x"),
            new Way("x := [y | y := <const>; <cond>]", "x"),
            new Way("x := {y | y := <const>; <cond>}", "x"),
            new Way("x := {\"k\": y | y := <const>; <cond>}", "x"),
            new Way("count([y | some y in <ref>; <cond>]) == <n>", "1"),
            // Functions and their memory.
            new Way(FUNCTION, "f#(<ref>) == <const>", "1"),
            new Way(FUNCTION, "x := f#(<ref>)", "x"),
            new Way(FUNCTION, "some k in [\"a\", \"b\", \"c\"]; x := f#(input[k])", "[k, x]"),
            new Way("f#(x) if { <test:x> }\n", "some k in [\"a\", \"b\", \"c\"]; not f#(input[k])", "k"),
            new Way("f#(x) if { <test:x> }\n", "f#(<ref>); not f#(<ref>)", "1"),
            new Way("g#(x) := 0 if x == <const>\ng#(x) := 1 if x == <const>\n", "x := g#(<ref>)", "x"),
            new Way("g#(x) := 0 if x.<key> == <const>\ng#(x) := 1 if x.<key> == <const>\n", "x := g#(<ref>)", "x"),
            // Joins.
            new Way("some z in [<const>, <const>, <const>]; some y in <ref>; y == z", "z"),
            new Way("some z in <ref>; some y in <ref>; y == z", "[y, z]"),
            new Way("some z in [<const>, <const>, <const>]; some y in <ref>; y.<key> == z", "[y, z]"),
            new Way("some z in input; some k, y in <ref>; y != <const>; y.<key> == z", "[k, z]"),
            new Way("some z in [\"a\", \"b\", 0, 1]; some k, y in <ref>; k == z", "[y, z]"),
            new Way("some z in [<const>, <const>, <const>]; some k, y in <ref>; <ref>; z == y", "[k, z]"),
            new Way("some z in [<const>, <const>, <ref>]; <ref>[i] == z", "[i, z]"),
            new Way("some z in [<ref>, <const>, <const>]; <ref>[i].<key> == z", "[i, z]"),
            new Way("h#(x) if <ref>[_] == x\n", "some z in [<const>, <const>, <const>]; not h#(z)", "z"),
            new Way(
                    "some z in [<ref>, <const>, <const>]; every y in [<const>, <const>] { <ref>[_] == y; y != z }",
                    "z"),
            new Way("f#(x) if { some y in <ref>; y == x }\n", "some z in [<const>, <const>, <ref>]; f#(z)", "z"),
            new Way("some z in [<const>, <const>]; x := [y | some k, y in <ref>; y.<key> == z]", "[x, z]"),
            new Way(SET, "some z in [<const>, <const>, <const>]; some y in s#; y == z", "z"),
            new Way(SET, "x := {[y, z] | some y in s#; some z in s#; y != z}", "x"),
            new Way(OBJECT, "some z in [<const>, <const>, <const>]; some k, y in o#; y == z", "[k, z]"),
            // Quantifiers.
            new Way("every e in <ref> { <test:e> }", "1"),
            new Way("every e in <ref> { e != <const> }", "1"),
            new Way("every k, e in <ref> { k != \"<key>\"; <test:e> }", "1"),
            new Way("every i, e in <ref> { [i, e] != [<n>, <const>] }", "1"),
            new Way("every e in [<const>, <const>] { e == <const>; <cond> }", "1"),
            new Way("every e in {y | some y in [<const>, <const>]; <cond>} { e == <const> }", "1"),
            new Way("every e in [y | some y in [<const>, <const>]; <cond>] { e == <const> }", "1"),
            new Way("every e in [1] { e == 1; <cond> }", "1"),
            new Way("every e in [\"a\", \"b\"] { not input[e] }", "1"),
            // Rules.
            new Way("c# := <const> if { <cond> }\n", "c#", "1"),
            new Way("c# := <const> if { <cond> }\n", "x := c#", "x"),
            new Way("c# := <const> if { <cond> }\nd# := c# if { c# == <const> }\n", "x := d#", "x"),
            new Way("default d# := <const>\nd# := <const> if { <cond> }\n", "x := d#", "x"),
            new Way("e# := <const> if { <cond> } else := <const> if { <cond> } else := <const>\n", "x := e#", "x"),
            new Way(SET, "s#[<const>]", "1"),
            new Way(SET, "<const> in s#", "1"),
            new Way(SET, "some x in s#", "x"),
            new Way(SET, "x := s#", "x"),
            new Way(SET, "count(s#) == <n>", "1"),
            new Way(OBJECT, "x := o#.<key>", "x"),
            new Way(OBJECT, "some k, v in o#", "[k, v]"),
            new Way(OBJECT, "x := o#", "x"),
            new Way(OBJECT, "count(o#) == <n>", "1"),
            new Way(NESTED, "some k, v in n#", "[k, v]"),
            new Way(NESTED, "x := n#.<key>.<key>", "x"),
            new Way(NESTED, "x := n#.<key>", "x"),
            new Way(INDEXED, "some x in i#", "x"),
            new Way(INDEXED, "x := i#", "x"),
            new Way(AMONG, "some x in i#", "x"),
            new Way(AMONG, "not <n> in i#", "1"),
            new Way("j# := 0 if <place> == <const>\nj# := 0 if <place> == <const>\n", "x := j#", "x"),
            new Way("j#(_) := 0 if <place> == <const>\nj#(_) := 0 if <place> == <const>\n", "x := j#(1)", "x"),
            new Way(WHOLE_INDEXED, "some x in w#", "x"),
            new Way(WHOLE_INDEXED, "not <n> in w#", "1"),
            // Looking into a value.
            new Way("x := <ref>.<key>", "x"),
            new Way("x := <ref>[<n>]", "x"),
            new Way("x := <ref>[<ref>]", "x"),
            new Way("x := {<ref>: 1}[<ref>]", "x"),
            new Way("{<ref>, <const>}[<ref>]", "1"),
            new Way("x := {y: 1 | some y in <ref>}[<ref>]", "x"),
            new Way("x := {\"a\": 1, \"b\": 2, [0]: 3}[<ref>]", "x"),
            new Way("x := <ref>[_]", "x"),
            new Way("some x in <ref>", "x"),
            new Way("some x, _ in <ref>", "x"),
            new Way("some i, x in <ref>", "[i, x]"),
            new Way("not {y | some y in <ref>}[<n>]", "1"),
            new Way("{[], {}, 0}[<ref>]", "1"),
            new Way("not {[], {}, {\"<key>\": <n>}}[<ref>]", "1"),
            new Way("<ref>[i] == <const>", "i"),
            new Way("some x in {y | some y in <ref>}", "x"),
            new Way("some x in {<ref>, <const>}", "x"),
            new Way("some x, _ in {<ref>: 1}", "x"),
            // Members that look the same.
            new Way("x := {<ref>, <ref>}", "x"),
            new Way("x := {<ref>: 1, <ref>: 1}", "x"),
            new Way("count({<ref>, <ref>}) == <n>", "1"),
            new Way("count({<ref>: 1, <ref>: 1}) == <n>", "1"),
            new Way("q# contains <ref>\nq# contains <ref>\n", "x := q#", "x"),
            new Way("q# contains <ref>\nq# contains <ref>\n", "count(q#) == <n>", "1"),
            new Way("r#[<ref>] := 1\nr#[<ref>] := 1\n", "x := r#", "x"),
            new Way("r#[<ref>] := 1\nr#[<ref>] := 1\n", "count(r#) == <n>", "1"),
            new Way("r#[<ref>] := <ref>\nr#[\"<key>\"] := <ref>\n", "x := r#[<ref>]", "x"),
            new Way("x := {y | some y in input}", "x"),
            new Way("count({y | some y in input}) == <n>", "1"),
            new Way("x := {y: 1 | some y in input}", "x"),
            new Way("count({y: 1 | some y in input}) == <n>", "1"),
            new Way("x := {<ref>} | {<ref>}", "x"),
            new Way("x := {<ref>, <const>} & {<ref>, <const>}", "x"),
            new Way("x := {<ref>} - {<ref>}", "x"),
            new Way("x := object.union({<ref>: 1}, {<ref>: 2})", "x"),
            new Way("x := object.union(<ref>, <ref>)", "x"),
            new Way("x := object.remove(<ref>, [\"<key>\"])", "x"),
            new Way("x := object.filter(<ref>, [\"<key>\"])", "x"),
            // Comparing, taking apart.
            new Way("<ref> == <ref>", "1"),
            new Way("<ref> != <ref>", "1"),
            new Way("<ref> == <whole>", "1"),
            new Way("<ref> != <whole>", "1"),
            new Way("{\"<key>\": <ref>} == {\"<key>\": <whole>}", "1"),
            new Way("[<ref>, <const>] != [<whole>, <const>]", "1"),
            new Way("input.a == input.b", "1"),
            new Way("input.a != input.b", "1"),
            new Way("[input.a] == [input.b]", "1"),
            new Way("{k: 1 | some k in [\"a\", \"b\"]; not input[k]} == {\"<key>\": 1}", "1"),
            new Way("{k: 1 | some k in [\"a\", \"b\"]; not input[k]} != {\"<key>\": 1}", "1"),
            new Way("[x] = <ref>", "x"),
            new Way("[x, _] = <ref>", "x"),
            new Way("[] = <ref>", "1"),
            new Way("{\"<key>\": x} = <ref>", "x"),
            new Way("some {\"<key>\": x} in <ref>", "x"),
            new Way("[<ref>, y] = [x, <ref>]", "[x, y]"),
            // Builtins.
            new Way("x := count(<ref>)", "x"),
            new Way("x := sum(<ref>)", "x"),
            new Way("x := max(<ref>)", "x"),
            new Way("x := sort(<ref>)", "x"),
            new Way("x := json.marshal(<ref>)", "x"),
            new Way("x := type_name(<ref>)", "x"),
            new Way("x := json.patch(<ref>, [{\"op\": \"remove\", \"path\": \"/<key>\"}])", "x"),
            new Way("not json.patch(<ref>, [{\"op\": \"remove\", \"path\": \"/<key>\"}])", "1"),
            new Way("x := sprintf(\"%v\", [<ref>])", "x"),
            new Way("x := $\"{<ref>}\"", "x"),
            new Way("x := object.keys(<ref>)", "x"),
            new Way("x := array.concat(<ref>, [<const>])", "x"),
            new Way("<ref> < <const>", "1"),
            new Way("x := <ref> + 1", "x"),
            new Way("<const> in <ref>", "1"),
            new Way("\"<key>\", <const> in <ref>", "1"),
            new Way("x := object.get(<ref>, \"<key>\", <const>)", "x"),
            new Way("x := object.get(<ref>, [\"<key>\", \"<key>\"], <const>)", "x"),
            new Way("x := object.get(input, [\"<key>\", <n>], <const>)", "x"),
            new Way("walk(<ref>, x)", "x"),
            new Way("walk(<ref>, [p, x]); x == <const>", "p"),
            new Way("walk(<ref>, [[\"<key>\"], x])", "x"),
            new Way("walk({y | some y in [<const>, <const>]; <cond>}, [p, x])", "[p, x]"),
            new Way("walk(<ref>, [[<n>], x])", "x"),
            // Negation.
            new Way("not <ref>", "1"),
            new Way("not <ref>.<key>", "1"),
            new Way("not <ref> == <const>", "1"));

    private static final Pattern HOLE = Pattern.compile("<(ref|const|key|n|cond|whole|test:[a-z])>");

    private final Random random;

    private FocusedPolicy(Random random) {
        this.random = random;
    }

    /** A module with the partial set {@code violation}. */
    static String module(Random random) {
        FocusedPolicy policy = new FocusedPolicy(random);
        StringBuilder text = new StringBuilder("package p\n\n");
        int ways = 1 + random.nextInt(2);
        for (int i = 0; i < ways; i++) {
            text.append(policy.asked(WAYS.get(random.nextInt(WAYS.size())), i));
        }
        return text.toString();
    }

    /** The rules for one way: its answers, or that there is none, or all of them at once. */
    private String asked(Way way, int id) {
        String body = way.body();
        // Holds always, and does not look inside the answer.
        String used = "[" + way.value() + "] != \"\"";
        String asked =
                switch (random.nextInt(5)) {
                    case 0 -> "holds# if { " + body + "; " + used + " }\nviolation contains \"no\" if not holds#\n";
                    case 1 -> "violation contains [\"all\", {" + way.value() + " | " + body + "}]\n";
                    case 2 ->
                        "default given# := \"none\"\ngiven# := \"some\" if { " + body + "; " + used
                                + " }\nviolation contains given#\n";
                    default -> "violation contains [\"v\", " + way.value() + "] if { " + body + " }\n";
                };
        return filled((way.rules() + asked).replace("#", Integer.toString(id)).replace("<place>", place()));
    }

    private String filled(String template) {
        String text = template;
        // A condition has holes of its own.
        for (int depth = 0; depth < 3; depth++) {
            Matcher holes = HOLE.matcher(text);
            text = holes.replaceAll(hole -> Matcher.quoteReplacement(hole(hole.group(1))));
        }
        return text;
    }

    private String hole(String kind) {
        return switch (kind) {
            case "ref" -> random.nextInt(3) == 0 ? "input.<key>.<key>" : "input.<key>";
            case "const" -> constant();
            case "key" -> WorldGenerator.KEYS.get(random.nextInt(WorldGenerator.KEYS.size()));
            case "n" -> Integer.toString(random.nextInt(3));
            case "cond" -> condition();
            case "whole" -> whole();
            default -> test(kind.substring("test:".length()));
        };
    }

    /** The place that the rules of an index have in common. */
    private String place() {
        return random.nextInt(3) == 0 ? "input.a.b" : "input.a";
    }

    private String constant() {
        return switch (random.nextInt(8)) {
            case 0 -> "\"x\"";
            case 1 -> "true";
            case 2 -> "[]";
            case 3 -> "{}";
            default -> Integer.toString(random.nextInt(3));
        };
    }

    private String whole() {
        return switch (random.nextInt(6)) {
            case 0 -> "[<const>]";
            case 1 -> "{\"<key>\": <const>}";
            case 2 -> "{\"<key>\": {\"<key>\": <const>}}";
            case 3 -> "[<const>, <const>]";
            default -> "<const>";
        };
    }

    private String condition() {
        return switch (random.nextInt(6)) {
            case 0 -> "<ref>";
            case 1 -> "not <ref>";
            case 2 -> "<ref> == <const>";
            case 3 -> "<const> in <ref>";
            case 4 -> "not <const> in <ref>";
            default -> "<ref>[<n>] == <const>";
        };
    }

    private String test(String variable) {
        return switch (random.nextInt(8)) {
            case 0 -> variable + " == <const>";
            case 1 -> "not " + variable + " == <const>";
            case 2 -> "not " + variable + ".<key>";
            case 3 -> variable + ".<key>";
            case 4 -> "count(" + variable + ") == <n>";
            case 5 -> "not <const> in " + variable;
            case 6 -> "<const> in " + variable;
            default -> variable + " == <ref>";
        };
    }
}
