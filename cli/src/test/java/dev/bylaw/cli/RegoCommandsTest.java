package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the {@code rego} commands say on their own; {@link RegoAsOpaTest} compares with opa. */
class RegoCommandsTest {
    private static final String RULES = """
            package shop

            total := sum([item.price | some item in input.items])

            expensive if {
            	trace("is it?")
            	total > 5
            }
            """;
    private static final String TESTS = """
            package shop_test

            import data.shop

            test_total if {
            	print("hello")
            	shop.total == 3 with input.items as [{"price": 1}, {"price": 3}]
            }

            test_cases[note] if {
            	some note, c in {"a": {"x": 1}, "b": {"x": 2}}
            	c.x == 1
            }
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("shop.rego"), RULES);
        Files.writeString(folder.resolve("shop_test.rego"), TESTS);
        Files.writeString(folder.resolve("input.json"), "{\"items\": [{\"price\": 2}, {\"price\": 1}]}");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private Rego.Result eval(String... options) {
        List<String> all = new java.util.ArrayList<>(
                List.of("eval", "-d", file("shop.rego"), "-i", file("input.json"), "data.shop.expensive"));
        all.addAll(List.of(options));
        return Rego.run("", all);
    }

    @Test
    void showsTheValuesOfWhatFailed() {
        Rego.Result result = Rego.run("test", file("shop.rego"), file("shop_test.rego"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out())
                .contains("data.shop_test.test_total: FAIL")
                .contains("shop_test.rego:7: shop.total == 3 does not hold\n    shop.total = 4\n")
                .contains("\n  hello\n")
                .contains("  b: FAIL\n    " + file("shop_test.rego") + ":12: c.x == 1 does not hold\n      c.x = 2\n")
                .contains("PASS: 1/3\nFAIL: 2/3\n");
    }

    @Test
    void showsTheStepsToWhatFailed() {
        Rego.Result result =
                Rego.run("test", "-v", "--var-values", "-r", "cases", file("shop.rego"), file("shop_test.rego"));
        assertThat(result.out())
                .contains("  a: PASS\n  b: FAIL\n")
                .containsPattern("\\| Enter data.shop_test.test_cases")
                .containsPattern("\\| \\| Fail c.x == 1 +\\{c: \\{\"x\": 2}}");
    }

    @Test
    void explainsTheSteps() {
        assertThat(eval("--explain", "full", "--format", "pretty", "--var-values")
                        .out())
                .containsPattern("query:1 +Enter data.shop.expensive")
                .containsPattern("shop.rego:3 +\\| \\| Enter data.shop.total")
                .containsPattern("shop.rego:7 +\\| \\| Fail total > 5")
                .endsWith("undefined\n");
        assertThat(eval("--explain", "notes", "--format", "pretty").out())
                .containsPattern("shop.rego:6 +\\| \\| Note \"is it\\?\"")
                .doesNotContain("Fail");
        ObjectValue json =
                (ObjectValue) Json.parse("out", eval("--explain", "fails").out());
        assertThat(((ArrayValue) json.get("explanation")).items()).isNotEmpty();
    }

    @Test
    void profilesExpressions() {
        ObjectValue json = (ObjectValue) Json.parse(
                "out",
                eval("--profile", "--profile-limit", "2", "--profile-sort", "line")
                        .out());
        List<dev.bylaw.rego.Value> entries = ((ArrayValue) json.get("profile")).items();
        assertThat(entries).hasSize(2);
        ObjectValue first = (ObjectValue) entries.get(0);
        assertThat(((ObjectValue) first.get("location")).get("row")).hasToString("7");
        assertThat(first.get("num_eval")).hasToString("1");
        assertThat(json.get("metrics")).isNotNull();
        assertThat(eval("--profile", "--format", "pretty").out()).contains("│ Num Eval │");
    }

    @Test
    void reportsCoverageWithRanges() {
        ObjectValue json = (ObjectValue) Json.parse("out", eval("--coverage").out());
        ObjectValue report = (ObjectValue) json.get("coverage");
        assertThat(report.get("covered_lines")).hasToString("3");
        assertThat(report.get("not_covered_lines")).hasToString("1");
        assertThat(eval("--coverage", "--format", "pretty").out()).contains("Overall Coverage │ 75.00");
    }

    @Test
    void showsTheLineOfAnError() throws IOException {
        Files.writeString(folder.resolve("bad.rego"), "package bad\n\np if {\n\tcuont(input.x) > 1\n}\n");
        Rego.Result result = Rego.run("check", file("bad.rego"));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .startsWith(
                        "1 error occurred:\n" + file("bad.rego") + ":4:2: rego_type_error: undefined function cuont")
                .contains("\n\tcuont(input.x) > 1\n\t^^^^^");
        assertThat(Rego.run("eval", "-f", "pretty", "1 +").err())
                .contains("rego_parse_error")
                .contains("\t1 +\n");
    }

    @Test
    void stopsShowingErrors() throws IOException {
        Files.writeString(folder.resolve("many.rego"), "package many\n\na if x\nb if y\nc if z\n");
        assertThat(Rego.run("check", "-m", "2", file("many.rego")).err())
                .startsWith("3 errors occurred:")
                .endsWith("rego_compile_error: error limit reached\n");
    }

    @Test
    void saysWhichFilesDisagree() throws IOException {
        Files.writeString(folder.resolve("one.json"), "{\"a\": {\"b\": 1}}");
        Files.writeString(folder.resolve("two.json"), "{\"a\": {\"b\": 2, \"c\": 3}}");
        Rego.Result result = Rego.run("eval", "-f", "raw", "-d", file("one.json"), "-d", file("two.json"), "data");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains(file("two.json") + ": merge error: conflicting values at data.a.b, also defined in "
                        + file("one.json"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--timeout 5 | write it as 500ms, 5s or 1m30s",
                "--timeout 0s | write it as 500ms, 5s or 1m30s",
                "--partial | partial evaluation is not supported",
                "--unknowns input | partial evaluation is not supported",
                "--format jsno | did you mean json?",
                "--explain ful | did you mean full?",
                "--profile-sort lines | did you mean line?",
                "--ignore [ | is no pattern of a file name",
                "--stdin | more than one query",
            })
    void refusesWhatItDoesNotKnow(String options, String message) {
        Rego.Result result = eval(options.split(" "));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains(message);
    }

    @Test
    void readsTheQueryFromStandardInput() {
        assertThat(Rego.run("1 + 1\n", List.of("eval", "--stdin", "-f", "raw")).out())
                .isEqualTo("2\n");
    }

    @Test
    void endsAtTheTimeout() {
        Rego.Result result = Rego.run(
                "eval",
                "--timeout",
                "50ms",
                "-f",
                "raw",
                "count([1 | some x in numbers.range(1, 5000); some y in numbers.range(1, 5000); x * y == 7])");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("50 ms");
    }
}
