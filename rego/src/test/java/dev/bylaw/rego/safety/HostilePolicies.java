package dev.bylaw.rego.safety;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Policies that try to take all time, stack or memory. Each is in the package {@code p}. */
final class HostilePolicies {
    /** What is expected of a policy. */
    enum Expected {
        /** An error with a code, from loading or from the evaluation. */
        ERROR,
        /** An answer in a short time, or an error: other engines hang here, this one need not. */
        ANY
    }

    /**
     * A policy.
     *
     * @param name what it tries
     * @param rule the rule that is asked for
     * @param expected what is expected
     * @param module makes its text
     */
    record Hostile(String name, String rule, Expected expected, Supplier<String> module) {
        private Hostile withRule(String other) {
            return new Hostile(name, other, expected, module);
        }

        private Hostile withModule(Supplier<String> other) {
            return new Hostile(name, rule, expected, other);
        }

        private Hostile orAny() {
            return new Hostile(name, rule, Expected.ANY, module);
        }
    }

    private static final int LONG = 100_000;

    private HostilePolicies() {}

    private static Hostile error(String name, String rules) {
        return new Hostile(name, "x", Expected.ERROR, () -> "package p\n" + rules);
    }

    private static Hostile any(String name, String rules) {
        return new Hostile(name, "x", Expected.ANY, () -> "package p\n" + rules);
    }

    private static Hostile errorOf(String name, Supplier<String> rules) {
        return new Hostile(name, "x", Expected.ERROR, () -> "package p\n" + rules.get());
    }

    private static Hostile anyOf(String name, Supplier<String> rules) {
        return new Hostile(name, "x", Expected.ANY, () -> "package p\n" + rules.get());
    }

    private static String lines(int count, IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n"));
    }

    /** Rules of which each is made of the one before, twice. */
    private static String doubling(int count, String first, String next) {
        return "a0 := " + first + "\n"
                + lines(count, i -> "a" + (i + 1) + " := " + next.replace("#", "a" + i))
                + "\nx := a" + count + "\n";
    }

    private static List<Hostile> evaluation() {
        List<Hostile> all = new ArrayList<>();
        all.add(error(
                "exponential comprehension",
                "r := numbers.range(1, 50)\nx := count([1 | some a in r; some b in r; some c in r; some d in r; some e in r; some"
                        + " f in r])"));
        all.add(error(
                "cartesian product that is kept",
                "r := numbers.range(1, 2000)\nx := {[a, b, c] | some a in r; some b in r; some c in r}"));
        all.add(error(
                "product of lookups",
                "r := {sprintf(\"%d\", [i]): i | some i in numbers.range(1, 300)}\nx := count({[a, b, c, d] | r[a]; r[b]; r[c];"
                        + " r[d]})"));
        all.add(error(
                "nested every",
                "r := numbers.range(1, 900)\nx if every a in r { every b in r { every c in r { a + b + c > 0 } } }"));
        all.add(error("range of 10^8", "x := numbers.range(1, 100000000)"));
        all.add(error("range with steps", "x := numbers.range_step(0, 1000000000000, 7)"));
        all.add(error("many ranges", "x := [numbers.range(1, 4000000) | some i in numbers.range(1, 1000000)]"));
        all.add(error("strings doubled", doubling(40, "\"0123456789\"", "concat(\"\", [#, #])")));
        all.add(error("strings doubled by sprintf", doubling(40, "\"0123456789\"", "sprintf(\"%s%s\", [#, #])")));
        all.add(error("template strings doubled", doubling(40, "\"0123456789\"", "$\"{#}{#}\"")));
        all.add(error("strings doubled by replace", doubling(40, "\"aa\"", "replace(#, \"a\", \"aa\")")));
        all.add(error("strings quoted again and again", doubling(60, "\"\\\"\\\\\"", "json.marshal([#, #])")));
        all.add(error("arrays doubled", doubling(60, "[1]", "[#, #]")));
        all.add(error("arrays concatenated", doubling(60, "[1]", "array.concat(#, #)")));
        all.add(error("objects doubled", doubling(60, "{\"a\": 1}", "{\"a\": #, \"b\": #}")));
        all.add(error(
                        "equality of values that share their parts",
                        doubling(25, "[1]", "[#, #]")
                                + doubling(25, "[1]", "[#, #]")
                                        .replace('a', 'b')
                                        .replace("x :=", "y :=")
                                + "z := count([1 | some i in numbers.range(1, 1000000); x == y])\nw := z")
                .withRule("w"));
        all.add(error(
                        "sets of values that share their parts",
                        doubling(24, "[1]", "[#, #]") + "z := {[x, [i]] | some i in numbers.range(1, 1000000)}\n")
                .withRule("z"));
        all.add(error(
                        "json text doubled",
                        doubling(24, "[1]", "[#, #]")
                                + "z := [json.marshal(x) | some i in numbers.range(1, 1000000)]\n")
                .withRule("z"));
        all.add(error("deep walk", doubling(24, "[1]", "[#, #]") + "z := count([1 | walk(x)])\n")
                .withRule("z"));
        all.add(error(
                        "wide walk",
                        "r := numbers.range(1, 3000)\ny := [r | some i in r]\nz := count([1 | some i in r; walk(y)])\n")
                .withRule("z"));
        all.add(error("deep values", doubling(2500, "[]", "[#]")));
        all.add(error(
                "calls nested deeply",
                lines(3000, i -> "f" + i + "(n) := f" + (i + 1) + "(n)") + "\nf3000(n) := n\nx := f0(1)"));
        all.add(error("rules nested deeply", lines(3000, i -> "r" + i + " := r" + (i + 1)) + "\nr3000 := 1\nx := r0"));
        all.add(error("mutual recursion", "f(n) := g(n)\ng(n) := h(n)\nh(n) := f(n)\nx := f(1)"));
        all.add(error("recursion through data", "f(n) := data[n].x\nx := f(\"p\")"));
        all.add(
                error(
                        "memory of functions",
                        "f(a, b) := [a, b]\nr := numbers.range(1, 100000)\nx := count([1 | some a in r; some b in r; f(a, b)])"));
        all.add(error(
                "with again and again",
                "y := count(input.xs)\nr := numbers.range(1, 100000)\nx := count([1 | some a in r; some b in r; y with input.xs as"
                        + " r])"));
        all.add(anyOf(
                "many with modifiers",
                () -> "x if {\n\tcount(input) >= 0"
                        + IntStream.range(0, 20_000)
                                .mapToObj(i -> " with input.a" + i + " as " + i)
                                .collect(Collectors.joining())
                        + "\n}"));
        all.add(error("width of sprintf", "x := sprintf(\"%1000000000d\", [1])\n")
                .orAny());
        all.add(error(
                "widths of sprintf",
                "x := [sprintf(\"%999999d%999999d%999999d\", [1, i, i]) | some i in numbers.range(1, 1000000)]"));
        all.add(error(
                "precision of sprintf", "x := [sprintf(\"%.999999f\", [1.5]) | some i in numbers.range(1, 1000000)]"));
        all.add(error(
                "concat of gigabytes",
                "t := concat(\"\", [\"0123456789\" | some i in numbers.range(1, 1000000)])\nx := concat(\"\", [t | some i in"
                        + " numbers.range(1, 1000)])"));
        all.add(any("large exponents", "x := 1e99999 * 1e99999"));
        all.add(any("larger exponents", "x := to_number(\"1e1000000000\")"));
        all.add(any(
                "numbers with many digits",
                "x := to_number(concat(\"\", [\"9\" | some i in numbers.range(1, 200000)]))"));
        all.add(any("shift by 10^9", "x := bits.lsh(1, 1000000000)"));
        all.add(any(
                "shifts", "x := [y | some i in numbers.range(1, 300000); y := bits.lsh(i, 99000) * bits.lsh(i, 990)]"));
        all.add(error(
                        "squares",
                        doubling(13, "7", "# * #") + "z := [r | some i in numbers.range(1, 300000); r := x * i]")
                .withRule("z")
                .orAny());
        all.add(error(
                        "remainders of large numbers",
                        doubling(13, "7", "# * #")
                                + "z := [r | some i in numbers.range(1, 300000); r := ((x + i) * (x - i)) % (x - 7)]")
                .withRule("z"));
        all.add(error(
                        "format_int",
                        doubling(14, "7", "# * #") + "z := [format_int(x, 2) | some i in numbers.range(1, 300000)]")
                .withRule("z"));
        all.add(any("units", "x := units.parse_bytes(\"1e999999999Ei\")"));
        all.add(
                any(
                        "units with many digits",
                        "x := units.parse(concat(\"\", array.concat([\"9\" | some i in numbers.range(1, 200000)], [\"Gi\"])))"));
        return all;
    }

    private static List<Hostile> builtins() {
        String text = "t := concat(\"\", [\"a\" | some i in numbers.range(1, 200000)])\n";
        List<Hostile> all = new ArrayList<>();
        all.add(any("catastrophic pattern", text + "x := regex.match(\"^(a+)+$\", concat(\"\", [t, \"b\"]))"));
        all.add(
                error(
                        "large pattern",
                        text
                                + "x := [regex.match(\"(a?){1000}(b?){1000}(a*){1000}c\", t) | some i in numbers.range(1, 1000)]"));
        all.add(error("quadratic pattern", text + "x := regex.find_n(\"a.*b|a\", t, -1)"));
        all.add(any("nested counts", "x := regex.match(\"((a{1000}){1000}){1000}\", \"a\")"));
        all.add(any("counts of classes", "x := regex.match(\"(\\\\pL{500}\\\\pN{500}){2}\", \"a\")"));
        all.add(errorOf(
                "many groups",
                () -> text + "x := regex.find_all_string_submatch_n(\"" + "(a?)".repeat(900) + "\", t, -1)"));
        all.add(errorOf(
                "long alternatives",
                () -> text + "x := [regex.match(\""
                        + lines(3000, i -> "a{1," + i % 60 + "}b|").replace("\n", "")
                        + "c\", t) | some i in numbers.range(1, 1000)]"));
        all.add(error("growing replacement", text + "x := regex.replace(t, \"a\", t)"));
        all.add(error("replace_n", text + "x := strings.replace_n({\"a\": t}, t)"));
        all.add(error("growing replace", text + "x := replace(t, \"a\", t)"));
        all.add(error("empty replace", text + "x := replace(t, \"\", t)"));
        all.add(error("split again and again", text + "x := [split(t, \"a\") | some i in numbers.range(1, 1000)]"));
        all.add(error("indexof_n", text + "x := [indexof_n(t, \"a\") | some i in numbers.range(1, 1000)]"));
        all.add(
                error(
                        "quadratic search",
                        text
                                + "x := [contains(t, sprintf(\"%sb\", [substring(t, 0, 500000)])) | some i in numbers.range(1, 1000000)]"));
        all.add(
                error(
                        "glob with many stars",
                        text
                                + "x := [glob.match(\"*a*a*a*a*a*a*a*a*a*a*a*a*b\", [], t) | some i in numbers.range(1, 100000)]"));
        all.add(anyOf(
                "glob alternatives", () -> text + "x := glob.match(\"" + "{a,aa,{a,b}}".repeat(5000) + "\", [], t)"));
        all.add(any(
                "glob groups", "x := glob.match(\"" + "{".repeat(5000) + "a" + "}".repeat(5000) + "\", [], \"a\")"));
        all.add(errorOf(
                "globs_match",
                () -> "x := [regex.globs_match(\"" + "a*b*.*".repeat(300) + "\", \"" + ".*a+[a-z]*".repeat(300)
                        + "c\") | some i in numbers.range(1, 1000000)]"));
        all.add(error("networks", "x := net.cidr_expand(\"0.0.0.0/0\")"));
        all.add(error("networks of version 6", "x := net.cidr_expand(\"::/0\")"));
        all.add(error(
                "pairs of networks",
                "n := [\"10.0.0.0/8\" | some i in numbers.range(1, 100000)]\nx := net.cidr_contains_matches(n, n)"));
        all.add(
                any(
                        "merged networks",
                        "x := count(net.cidr_merge([sprintf(\"%d.%d.%d.0/24\", [a, b, c]) | some a in numbers.range(1, 9); some b in numbers.range(0, 250); some c in numbers.range(0, 250)]))"));
        all.add(
                error(
                        "paths of a graph",
                        "n := numbers.range(1, 30)\ng := {a: [b | some b in n; b != a] | some a in n}\nx := graph.reachable_paths(g, {1})"));
        all.add(
                error(
                        "union of many objects",
                        "r := numbers.range(1, 2000)\no := {sprintf(\"%d\", [i]): i | some i in r}\nx := [object.union_n([o | some i in r]) | some j in r]"));
        all.add(error(
                "union of sets",
                "r := numbers.range(1, 2000)\nx := [union({{[i, j, k] | some j in r} | some i in r}) | some k in r]"));
        all.add(error(
                "json.patch",
                "ops := [{\"op\": \"copy\", \"from\": \"/a\", \"path\": sprintf(\"/a/%d\", [i])} | some i in numbers.range(1, 10000)]\n"
                        + "x := json.patch({\"a\": {}}, ops)"));
        all.add(
                error(
                        "json.patch of long arrays",
                        "ops := [{\"op\": \"add\", \"path\": \"/0\", \"value\": i} | some i in numbers.range(1, 1000000)]\nx := json.patch([], ops)"));
        all.add(error("base64 again and again", doubling(80, "\"abc\"", "base64.encode(#)")));
        all.add(any("urlquery again and again", doubling(80, "\"%\"", "urlquery.encode(#)")));
        all.add(error("hex again and again", doubling(80, "\"%\"", "hex.encode(#)")));
        all.add(error("yaml text doubled", doubling(40, "\"a\\n\"", "yaml.marshal([#, #])")));
        all.add(any(
                "yaml aliases",
                "x := yaml.unmarshal(\"" + "a0: &a0 [1,1,1,1,1,1,1,1,1]\\n"
                        + lines(12, i -> "a" + (i + 1) + ": &a" + (i + 1) + " [" + ("*a" + i + ",").repeat(9) + "1]\\n")
                                .replace("\n", "")
                        + "\")"));
        all.add(any("deep json", "x := json.unmarshal(concat(\"\", [\"[\" | some i in numbers.range(1, 200000)]))"));
        all.add(any("deep yaml", "x := yaml.unmarshal(concat(\"\", [\"[\" | some i in numbers.range(1, 100000)]))"));
        all.add(any(
                "deep yaml blocks",
                "x := yaml.unmarshal(concat(\"\", [\"- \" | some i in numbers.range(1, 100000)]))"));
        all.add(any("json numbers", "x := json.unmarshal(\"[1e999999999, 1e-999999999]\")"));
        all.add(any("times", "x := time.parse_ns(\"" + "2006".repeat(2000) + "\", \"" + "2006".repeat(2000) + "\")"));
        all.add(any(
                "durations",
                "x := time.parse_duration_ns(concat(\"\", [\"1h\" | some i in numbers.range(1, 200000)]))"));
        all.add(any(
                "versions",
                "x := semver.compare(concat(\".\", [\"1\" | some i in numbers.range(1, 200000)]), \"1.0.0\")"));
        all.add(error("sorting", "x := [sort(numbers.range(1, 1000000)) | some i in numbers.range(1, 100000)]"));
        all.add(error("hashes", text + "x := [crypto.sha256(t) | some i in numbers.range(1, 1000000)]"));
        all.add(error("prints", "r := numbers.range(1, 2000)\nx if print(r[_], r[_], r[_], r[_])"));
        return all;
    }

    private static List<Hostile> loading() {
        List<Hostile> all = new ArrayList<>();
        all.add(errorOf("nested brackets", () -> "x := " + "[".repeat(LONG) + "]".repeat(LONG)));
        all.add(errorOf("nested braces", () -> "x := " + "{1: ".repeat(LONG) + "1" + "}".repeat(LONG)));
        all.add(errorOf("nested parentheses", () -> "x := " + "(".repeat(LONG) + "1" + ")".repeat(LONG)));
        all.add(errorOf(
                "nested comprehensions",
                () -> "x := " + "[1 | 1 == count(".repeat(20_000) + "1" + ")]".repeat(20_000)));
        all.add(errorOf("nested calls", () -> "x := " + "abs(".repeat(LONG) + "1" + ")".repeat(LONG)));
        all.add(errorOf("nested not", () -> "x if " + "not ".repeat(LONG) + "true"));
        all.add(errorOf(
                "every nested too deeply",
                () -> "x if " + "every a in [1] { ".repeat(20_000) + "true" + " }".repeat(20_000)));
        all.add(errorOf("nested templates", () -> "x := " + "$\"{".repeat(20_000) + "1" + "}\"".repeat(20_000)));
        all.add(errorOf("long sum", () -> "x := 1" + " + 1".repeat(LONG)));
        all.add(errorOf("brackets that stay open", () -> "x := " + "[{(".repeat(LONG)));
        all.add(errorOf("braces that could be anything", () -> "x := " + "{a | {b | {c: d | ".repeat(20_000)));
        all.add(errorOf("braces with bars", () -> "x := " + "{[".repeat(60) + "a" + "|".repeat(60) + "]}".repeat(60)));
        all.add(errorOf("references that are too long", () -> "x := input" + ".a".repeat(LONG))
                .orAny());
        all.add(errorOf("references in references", () -> "x := " + "input[".repeat(LONG) + "0" + "]".repeat(LONG)));
        all.add(errorOf("deep package", () -> "y := 1")
                .withModule(() -> "package a" + ".b".repeat(LONG) + "\nx := 1")
                .orAny());
        all.add(errorOf("deep rule name", () -> "x" + ".b".repeat(LONG) + " := 1")
                .orAny());
        all.add(anyOf(
                "deep rule name of variables",
                () -> "x"
                        + IntStream.range(0, 1000).mapToObj(i -> "[a" + i + "]").collect(Collectors.joining())
                        + " := 1 if {\n" + lines(1000, i -> "a" + i + " := " + i) + "\n}"));
        all.add(anyOf("long else chain", () -> "x := 1 if input.a" + " else := 2 if input.b".repeat(40_000)));
        all.add(anyOf("long array", () -> "x := [" + "1, ".repeat(200_000) + "1]"));
        all.add(anyOf(
                "long object",
                () -> "x := {"
                        + IntStream.range(0, 100_000)
                                .mapToObj(i -> "\"k" + i + "\": " + i)
                                .collect(Collectors.joining(", "))
                        + "}"));
        all.add(anyOf("many rules", () -> lines(200_000, i -> "r" + i + " := " + i) + "\nx := r1"));
        all.add(anyOf(
                "many rules that depend on each other",
                () -> lines(40_000, i -> "r" + (40_000 - i) + " := r" + (40_000 - i + 1)) + "\nr40001 := 1\nx := 1"));
        all.add(anyOf("a circle of many rules", () -> lines(40_000, i -> "r" + i + " := r" + (i + 1) % 40_000)));
        all.add(anyOf("rules that all depend on all", () -> lines(20_000, i -> "r" + i + " := data.p[input.x]")));
        all.add(anyOf("many rules of one name", () -> lines(40_000, i -> "x contains " + i + " if input.a == " + i)));
        all.add(anyOf(
                "many functions of one name",
                () -> lines(40_000, i -> "f(" + i + ", a) := a")
                        + "\nx := [f(i, i) | some i in numbers.range(1, 1000)]"));
        all.add(anyOf(
                "statements in the wrong order",
                () -> "x if {\n" + lines(LONG, i -> "a" + i + " = a" + (i + 1)) + "\na" + LONG + " = 1\n}"));
        all.add(anyOf(
                "many variables without a value", () -> "x if {\n" + lines(LONG, i -> "a" + i + " == b" + i) + "\n}"));
        all.add(anyOf("many statements", () -> "x if {\n" + lines(LONG, i -> "a" + i + " := " + i) + "\n}"));
        all.add(anyOf(
                "one statement with many variables",
                () -> "x if { ["
                        + IntStream.range(0, LONG).mapToObj(i -> "a" + i).collect(Collectors.joining(", ")) + "] = ["
                        + "1, ".repeat(LONG - 1) + "1] }"));
        all.add(anyOf(
                "pairs that wait for each other",
                () -> "x if { ["
                        + IntStream.range(0, 20_000).mapToObj(i -> "a" + i).collect(Collectors.joining(", "))
                        + ", 1] = ["
                        + IntStream.range(0, 20_000)
                                .mapToObj(i -> "[a" + (i + 1) + "]")
                                .collect(Collectors.joining(", "))
                        + ", a20000] }"));
        all.add(anyOf(
                "calls in calls over and over",
                () -> "x if { " + IntStream.range(0, 12).mapToObj(i -> "f" + i).collect(Collectors.joining("; "))
                        + " }"));
        all.add(anyOf("nested closures", () -> "x := " + "[y | y := ".repeat(90) + "1" + "]".repeat(90)));
        all.add(anyOf(
                "nested negations",
                () -> "import future.keywords.not\nx if " + "not { a := 1; ".repeat(90) + "true" + " }".repeat(90)));
        all.add(anyOf(
                "names that are nearly right",
                () -> lines(20_000, i -> "name_of_rule_" + i + " := 1") + "\n"
                        + lines(5_000, i -> "r" + i + " := nam_of_rule_" + i)));
        all.add(anyOf("comments", () -> "# METADATA\n# title: x\n".repeat(100_000) + "x := 1"));
        all.add(anyOf("deep annotations", () -> "# METADATA\n# custom:\n#  x: " + "[".repeat(LONG) + "\nx := 1"));
        all.add(anyOf(
                "aliases in annotations",
                () -> "# METADATA\n# custom:\n#  a0: &a0 [1,1,1,1,1,1,1,1,1]\n"
                        + lines(12, i -> "#  a" + (i + 1) + ": &a" + (i + 1) + " [" + ("*a" + i + ",").repeat(9) + "1]")
                        + "\nx := 1"));
        all.add(anyOf("a long line", () -> "x := \"" + "\\u0061".repeat(600_000) + "\""));
        all.add(anyOf("a long number", () -> "x := " + "9".repeat(1_000_000)));
        all.add(anyOf("imports", () -> lines(100_000, i -> "import data.a" + i) + "\nx := 1"));
        all.add(errorOf("too many rules", () -> lines(60_000, i -> "r" + i + " := " + i)));
        all.add(errorOf("too many words", () -> "x := [" + "1, ".repeat(1_000_000) + "1]"));
        all.add(errorOf("a text that is too long", () -> "x := 1\n".repeat(700_000)));
        return all;
    }

    /** {@return all policies} */
    static List<Hostile> all() {
        List<Hostile> all = new ArrayList<>(evaluation());
        all.addAll(builtins());
        all.addAll(loading());
        return all;
    }
}
