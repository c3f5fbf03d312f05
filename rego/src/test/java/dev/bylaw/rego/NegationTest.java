package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code not} means, with and without the import that keeps operands inside; the expectations are OPA's. */
class NegationTest {
    private static final String HOLDS = "holds";
    private static final String UNDEFINED = "undefined";
    private static final String IMPORT = "import future.keywords.not";
    private static final String MODULE = """
            package p
            %s
            import data.lib.v as imported
            f(x) if x == "x"
            f(x) := false if x == "y"
            f2(x, y) if x == y
            g(x) := false if x == 1
            h(x) := x + 1
            j(x) := x
            k(x) := {"y": x}
            r.one := 1
            r.many := [1, "x"]
            r.s contains "a"
            s contains "a"
            maybe := input.nothing
            all_true if every x in input.xs { not input.z > x }
            uses_z := input.z
            some_rule_false := false
            """;
    private static final String LIBRARY = """
            package lib
            k(x) := x + 1
            v := 1
            """;
    private static final String INPUT = """
            {"a": 1, "s": "qs", "xs": [1, 2, 3], "tags": ["pii"], "f": false, "n": 0, "o": {"y": 1},
             "rows": [[1, 2], [1]]}
            """;

    private record Form(String plain, String imported, String body) {
        String expected(String statement) {
            return statement.isEmpty() ? plain : imported;
        }
    }

    private static List<Form> forms() throws IOException {
        List<Form> forms = new ArrayList<>();
        try (InputStream stream = NegationTest.class.getResourceAsStream("/negation.txt")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().filter(row -> !row.startsWith("#")).toList()) {
                String[] parts = line.split("\\s+", 3);
                forms.add(new Form(parts[0], parts[1], parts[2]));
            }
        }
        return forms;
    }

    private static String rule(int number, String body) {
        return "result" + number + " if { " + body + " }\n";
    }

    private static String answer(String module, String rule) {
        try {
            Policy policy =
                    Policy.compile(List.of(RegoModule.parse("p.rego", module), RegoModule.parse("lib.rego", LIBRARY)));
            boolean holds = !policy.prepare("data.p." + rule)
                    .evaluate(Json.parse("input.json", INPUT), ObjectValue.EMPTY, EvaluationOptions.DEFAULT)
                    .solutions()
                    .isEmpty();
            return holds ? HOLDS : UNDEFINED;
        } catch (RegoException e) {
            return e.errors().get(0).code();
        }
    }

    private static void assertAnswers(String statement) throws IOException {
        List<String> different = new ArrayList<>();
        List<Form> forms = forms();
        for (Form form : forms) {
            String module = MODULE.formatted(statement) + rule(0, form.body());
            String found = answer(module, "result0");
            if (!found.equals(form.expected(statement))) {
                different.add(form.body() + " => " + found + ", opa: " + form.expected(statement));
            }
        }
        assertThat(forms).hasSizeGreaterThan(250);
        assertThat(different).isEmpty();
    }

    @Test
    void takesOperandsOutWithoutTheImport() throws IOException {
        assertAnswers("");
    }

    @Test
    void keepsOperandsInsideWithTheImport() throws IOException {
        assertAnswers(IMPORT);
    }

    @Test
    void keepsOperandsInsideWithTheOtherImportsOfNot() {
        for (String statement : List.of("import future.keywords", "import rego.v2")) {
            String module = MODULE.formatted(statement) + rule(0, "not count(input.z) > 1");
            assertThat(answer(module, "result0")).isEqualTo(HOLDS);
        }
        String module = MODULE.formatted("import rego.v1") + rule(0, "not count(input.z) > 1");
        assertThat(answer(module, "result0")).isEqualTo(UNDEFINED);
    }

    @Test
    void takesOperandsOutOfQueriesToo() {
        Policy policy = Policy.compile(List.of(RegoModule.parse("p.rego", "package p\na := 1")));
        Value input = Json.parse("input.json", INPUT);
        assertThat(policy.prepare("not count(input.z) > 1")
                        .evaluate(input, ObjectValue.EMPTY, EvaluationOptions.DEFAULT)
                        .solutions())
                .isEmpty();
        assertThat(policy.prepare("not input.z == 1")
                        .evaluate(input, ObjectValue.EMPTY, EvaluationOptions.DEFAULT)
                        .solutions())
                .hasSize(1);
    }

    @Test
    void reportsOneUnsafeVariableOnce() {
        String module = MODULE.formatted("") + "p if not count(x) > count(x.y)";
        try {
            Policy.compile(List.of(RegoModule.parse("p.rego", module), RegoModule.parse("lib.rego", LIBRARY)));
        } catch (RegoException e) {
            assertThat(e.errors()).extracting(RegoError::message).containsOnly("var x is unsafe");
            return;
        }
        throw new AssertionError("compiled");
    }

    @Test
    void givesTheAnswersOfOpa(@TempDir Path folder) throws IOException, InterruptedException {
        String opa = System.getProperty("bylaw.opa", "");
        Assumptions.assumeFalse(opa.isEmpty(), "the property bylaw.opa names no opa");
        Files.writeString(folder.resolve("lib.rego"), LIBRARY);
        Files.writeString(folder.resolve("input.json"), INPUT);
        List<Form> forms = forms();
        for (String statement : List.of("", IMPORT)) {
            StringBuilder module = new StringBuilder(MODULE.formatted(statement));
            Map<String, String> expected = new LinkedHashMap<>();
            Map<String, String> found = new LinkedHashMap<>();
            for (int i = 0; i < forms.size(); i++) {
                String answer = forms.get(i).expected(statement);
                expected.put(forms.get(i).body(), answer);
                if (answer.equals(HOLDS) || answer.equals(UNDEFINED)) {
                    module.append(rule(i, forms.get(i).body()));
                } else {
                    String single =
                            MODULE.formatted(statement) + rule(i, forms.get(i).body());
                    ArrayValue errors = (ArrayValue) ask(opa, folder, single).get("errors");
                    ObjectValue error = (ObjectValue) errors.get(0);
                    found.put(forms.get(i).body(), ((StringValue) error.get("code")).value());
                }
            }
            ArrayValue results =
                    (ArrayValue) ask(opa, folder, module.toString()).get("result");
            ArrayValue expressions = (ArrayValue) ((ObjectValue) results.get(0)).get("expressions");
            ObjectValue rules = (ObjectValue) ((ObjectValue) expressions.get(0)).get("value");
            for (int i = 0; i < forms.size(); i++) {
                found.putIfAbsent(
                        forms.get(i).body(), rules.get("result" + i) == BooleanValue.TRUE ? HOLDS : UNDEFINED);
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    private static ObjectValue ask(String opa, Path folder, String module) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("p.rego"), module);
        Process process = new ProcessBuilder(
                        opa, "eval", "-f", "json", "-i", "input.json", "-d", "p.rego", "-d", "lib.rego", "data.p")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] output = process.getInputStream().readAllBytes();
        process.waitFor();
        return (ObjectValue) Json.parse("opa", output);
    }
}
