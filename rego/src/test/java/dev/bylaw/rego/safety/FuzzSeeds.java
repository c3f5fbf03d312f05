package dev.bylaw.rego.safety;

import dev.bylaw.rego.Capabilities;
import dev.bylaw.rego.Grant;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.conformance.ConformanceCase;
import dev.bylaw.rego.internal.builtin.Builtin;
import dev.bylaw.rego.internal.builtin.Builtins;
import dev.bylaw.rego.internal.builtin.Signature;
import dev.bylaw.rego.internal.builtin.Signatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The texts that the fuzzer mutates: modules, and documents in JSON and YAML. */
final class FuzzSeeds {
    private static final List<String> MODULES = List.of("""
            package app.access
            import rego.v1
            import data.users as people
            # METADATA
            # title: who may do what
            # custom: {severity: error, list: [1, two, {three: 4}]}
            default allow := false
            allow if { input.method == "GET"; input.path = ["public", _] }
            allow if { some role in people[input.user].roles; role == "admin"; not blocked }
            blocked if input.user in data.blocked
            reasons contains $"user {input.user} has {count(people)} peers" if not allow
            level := 1 if { input.n < 10 } else := 2 if { input.n < 100 } else := 3
            """, """
            package shapes
            areas[name].value := area if { some name, s in input.shapes; area := s.w * s.h }
            areas[name].tags contains tag if { some name, s in input.shapes; some tag in s.tags }
            total := sum([a.value | some a in areas])
            by_size := {size: names | some size in {1, 2, 3}; names := {n | some n, a in areas; a.value > size}}
            f(x, [y, {"z": z}]) := x + y + z if { x > 0 }
            f(0, _) := "zero"
            g(x) := y if { y := f(x, [1, {"z": 2}]) } else := null
            every_ok if every i, s in input.shapes { s.w > 0; i != "bad" }
            deep.path.of["names"] := 1
            deep.path.of.others contains x if x := [1, 2.5e3, "three", true, null, {"k": {4}}][_]
            walked := {path | walk(input, [path, v]); is_number(v)}
            """, """
            package mocks
            p if { q with input.x as 5 with data.y.z as [1]; not r with input as {"x": 1} }
            q if input.x + data.y.z[0] == 6
            r := http if { http := count(input) with count as 7; upper("a") == "b" with upper as lowerer }
            lowerer(x) := "b"
            s := numbers.range(input.a, input.b)
            t := [x, y] if { [x, [y, _]] = [1, [2, 3]]; {"a": x, "b": z} = {"a": 1, "b": w}; w = 3 }
            u := data.other[k] if k := "s"
            v contains [i, j] if { some i; some j; input.m[i][j] == input.m[j][i]; i != j }
            print_it if print("x", input.x, [y | y := 1])
            """, """
            package logic
            import future.keywords.not
            import future.keywords.or
            import future.keywords.and
            a if { not { input.x > 1; input.y } }
            b if { input.x == 1 or input.y == 2 }
            c if { (input.x and not input.z) or count(input.y) > 1 }
            e := {"in": 1 in [1], "set": {1, 2} & {2}, "or": {1} | {2}, "diff": {1, 2} - {1}, "neg": -input.x}
            h := `raw \\ text` if "a" != "b"
            """);

    private static final List<String> ARGUMENTS = List.of(
            "input.x",
            "input",
            "\"a.b.c\"",
            "\"(a+)+b|[c-d]{2,3}\"",
            "\"2024-02-30T12:00:00Z\"",
            "\"%v %d %s %5.2f %q\"",
            "\"aGVsbG8=\"",
            "\"{\\\"a\\\": [1, 2]}\"",
            "\"a: &x [1]\\nb: *x\"",
            "\"10.0.0.0/30\"",
            "\"1.2.3-rc1\"",
            "\"15Gi\"",
            "\"1h2m3s\"",
            "\"\\u0000\\uFFFF\\ud83d\\ude00\"",
            "0",
            "-1",
            "3",
            "16",
            "1.5",
            "1e30",
            "9007199254740993",
            "[1, \"b\", null, [true]]",
            "[\"a\", \"b\"]",
            "[[\"a\", 1], {\"b\": 2}]",
            "[{\"op\": \"add\", \"path\": \"/a/-\", \"value\": 1}]",
            "{1, 2, \"c\"}",
            "{\"a\", \"b/c\"}",
            "{\"a\": [\"b\"], \"b\": {\"c\", \"a\"}}",
            "{\"alg\": \"HS256\", \"k\": \"x\"}",
            "set()",
            "{}",
            "null",
            "true",
            "input.m",
            "data.other");

    static final List<String> DOCUMENTS = List.of(
            "{\"x\": 5, \"y\": [1, 2, {\"z\": null}], \"user\": \"ann\", \"method\": \"GET\", \"path\": [\"public\", \"a\"], \"n\": 42,"
                    + " \"m\": [[1, 2], [2, 1]], \"shapes\": {\"a\": {\"w\": 2, \"h\": 3.5, \"tags\": [\"t\"]}}, \"a\": 1, \"b\": 9}",
            "[1.0, 1e5, -0, \"\\u00e9\\n\", true, false, null, {}, [], {\"\": {\"\": 0}}]",
            "\"text\"",
            "{\"a\": \"2024-01-01T00:00:00Z\", \"b\": \"10.0.0.1\", \"x\": -9223372036854775808, \"y\": 1e400}");

    static final List<String> YAML = List.of(
            "a: 1\nb: [x, 'y', \"z\"]\nc:\n  - d: &anchor {e: f}\n  - *anchor\n  - <<: *anchor\n    g: |\n      text\n      more\n",
            "- 0x1F\n- 1_000\n- .inf\n- ~\n- 2001-12-14t21:59:43.10-05:00\n- !!binary aGk=\n- ? key\n  : value\n--- next\n");

    private static final Set<Grant> GRANTED = Capabilities.LOCAL.grants();

    private FuzzSeeds() {}

    /** {@return modules that we wrote, one for each pair of builtins among them} */
    static List<String> modules() {
        List<String> all = new ArrayList<>(MODULES);
        List<Builtin> builtins =
                Builtins.list().stream().filter(FuzzSeeds::isCallable).toList();
        int argument = 0;
        for (int i = 0; i < builtins.size(); i++) {
            StringBuilder module = new StringBuilder("package builtins\n");
            for (int j = 0; j < 8; j++) {
                Builtin builtin = builtins.get((i + j) % builtins.size());
                List<String> arguments = new ArrayList<>();
                for (int k = 0; k < Math.max(builtin.arity(), 0); k++) {
                    arguments.add(untyped(ARGUMENTS.get(argument++ % ARGUMENTS.size())));
                }
                argument += j == 7 ? 1 : 0;
                module.append("r")
                        .append(j)
                        .append(builtin instanceof Builtin.Relation ? " contains " : " := ")
                        .append("v if { ")
                        .append(builtin.name())
                        .append("(")
                        .append(String.join(", ", arguments))
                        .append(arguments.isEmpty() ? "" : ", ")
                        .append("v) }\n");
            }
            all.add(module.toString());
        }
        return all;
    }

    /** Whether a module that calls a builtin compiles. */
    private static boolean isCallable(Builtin builtin) {
        boolean network = Grant.find(builtin.name())
                .map(grant -> !GRANTED.contains(grant))
                .orElse(false);
        boolean deprecated =
                Signatures.find(builtin.name()).map(Signature::deprecated).orElse(false);
        return !network && !deprecated;
    }

    /** The same value, of which the compiler does not know the type. */
    private static String untyped(String argument) {
        return argument.startsWith("input") || argument.startsWith("data")
                ? argument
                : "object.get(input, \"absent\", " + argument + ")";
    }

    /** {@return small pieces of modules that a mutation can put in} */
    static List<String> pieces() {
        List<String> pieces = new ArrayList<>(ARGUMENTS);
        Builtins.list().forEach(builtin -> pieces.add(builtin.name()));
        pieces.addAll(List.of(
                "(",
                ")",
                "[",
                "]",
                "{",
                "}",
                ",",
                ";",
                ":",
                ".",
                ":=",
                "=",
                "==",
                "|",
                "&",
                "-",
                "+",
                "*",
                "/",
                "%",
                "<",
                ">=",
                "in",
                "if",
                "some",
                "every",
                "not",
                "with",
                "as",
                "else",
                "contains",
                "default",
                "import",
                "package",
                "null",
                "_",
                "\n",
                "\t",
                "#",
                "`",
                "\"",
                "\\",
                "$\"{",
                "}\"",
                "data.",
                "input[",
                "import future.keywords\n",
                "import rego.v1\n",
                "walk(",
                "[x | x := ",
                "{k: v | some k, v in ",
                "every x in ",
                " with input as ",
                " with data.a as ",
                "1e99999",
                "99999999999999999999",
                "0.1e-300",
                "\u0000",
                "\u00e9",
                "\ud83d\ude00",
                "\ud83d",
                "\ufeff",
                "# METADATA\n# ",
                "x",
                "y",
                "v",
                "p",
                "q",
                "f(",
                "numbers.range(1, 1000000)",
                "\"\"",
                "\"(((((\"",
                "\"%*d\""));
        return pieces;
    }

    /** {@return the modules of OPA's cases, where a property names their folder} */
    static List<String> shared() throws IOException {
        List<String> modules = new ArrayList<>();
        for (ConformanceCase each : cases()) {
            modules.addAll(each.modules());
            each.text("query").ifPresent(query -> modules.add("package q\nanswer := 1 if {\n" + query + "\n}\n"));
        }
        return modules;
    }

    /** {@return the inputs of OPA's cases, where a property names their folder} */
    static List<String> sharedDocuments() throws IOException {
        List<String> documents = new ArrayList<>();
        for (ConformanceCase each : cases()) {
            each.field("input").map(Json::write).ifPresent(documents::add);
            each.field("data").filter(Value::isTruthy).map(Json::write).ifPresent(documents::add);
        }
        return documents;
    }

    private static List<ConformanceCase> cases() throws IOException {
        String shared = System.getProperty("bylaw.shared", "");
        Path folder = Path.of(shared, "opa-conformance", "v1");
        return shared.isEmpty() || !Files.isDirectory(folder) ? List.of() : ConformanceCase.load(folder);
    }
}
