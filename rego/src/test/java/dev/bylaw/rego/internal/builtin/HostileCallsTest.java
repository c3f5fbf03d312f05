package dev.bylaw.rego.internal.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts that would keep a builtin busy, or fill the memory, end with an error that says so. */
@Timeout(60)
class HostileCallsTest {
    private static final int DEEP = 20_000;
    private static final long STEPS = 3_000_000;
    private static final String BUDGET = "evaluation stopped after " + STEPS + " steps";

    private static String all(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
    }

    private static String nested(String open, String close) {
        return open.repeat(DEEP) + close.repeat(DEEP);
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Each definition refers to the next one twice. */
    private static String doubling(String keyword) {
        String definitions = IntStream.range(0, 60)
                .mapToObj(i -> "\"d%d\": {\"%s\": [{\"$ref\": \"#/definitions/d%d\"}, {\"$ref\": \"#/definitions/d%d\"}]}"
                        .formatted(i, keyword, i + 1, i + 1))
                .collect(Collectors.joining(", "));
        return "{\"definitions\": {%s, \"d60\": {\"type\": \"string\"}}, \"$ref\": \"#/definitions/d0\"}"
                .formatted(definitions);
    }

    static Stream<Arguments> graphql() {
        String query = "graphql.parse_query(input.a)";
        String valid = "graphql.schema_is_valid(input.a)";
        String both = "graphql.is_valid(input.a, input.b)";
        String type = "type Query {a: A} type A {a: A b: Int}";
        String name = "b".repeat(3000);
        return Stream.of(
                Arguments.of(query, nested("{a", "}"), "", "Nested more than 200 levels deep"),
                Arguments.of(query, "{a(b:" + nested("[", "]") + ")}", "", "Nested more than 200 levels deep"),
                Arguments.of(
                        "graphql.parse_schema(input.a)",
                        "type A {b: " + nested("[", "]") + "}",
                        "",
                        "Nested more than 200 levels deep"),
                Arguments.of(both, "{" + "a{b} ".repeat(5000) + "}", type, BUDGET),
                Arguments.of(both, "{" + all(50, i -> name + i + " ") + "}", "type Query {" + name + ": Int}", BUDGET),
                Arguments.of(
                        valid,
                        "type Query {a: Int}" + all(400, i -> "interface A" + i
                                + (i == 0 ? "" : " implements " + all(i, j -> "& A" + j + " ")) + " {b: Int}"),
                        "",
                        BUDGET));
    }

    static Stream<Arguments> documents() {
        String match = "json.match_schema(input.a, input.b)";
        String array = "[".repeat(700) + "]".repeat(700);
        return Stream.of(
                Arguments.of(match, "1", "{\"$ref\": \"#\"}", "schemas refer to each other more than 400 levels deep"),
                Arguments.of(match, "1", "{\"allOf\": [{\"$ref\": \"#\"}]}", "more than 400 levels deep"),
                Arguments.of(match, array, "{\"items\": {\"$ref\": \"#\"}}", "more than 400 levels deep"),
                Arguments.of(match, "1", doubling("allOf"), BUDGET),
                Arguments.of(match, "1", doubling("anyOf"), BUDGET),
                Arguments.of(match, "1", doubling("oneOf"), BUDGET),
                Arguments.of(
                        match,
                        "1",
                        "{\"not\": ".repeat(400) + "{}" + "}".repeat(400),
                        "the schema is nested more than 300 levels deep"));
    }

    static Stream<Arguments> templates() {
        String render = "strings.render_template(input.a, {})";
        return Stream.of(
                Arguments.of(render, "{{range 100000000000}}{{end}}", "", BUDGET),
                Arguments.of(render, "{{range 100000}}{{range 100000}}x{{end}}{{end}}", "", BUDGET),
                Arguments.of(
                        render,
                        "{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}",
                        "",
                        "exceeded maximum template depth (100)"),
                Arguments.of(
                        render,
                        all(60, i -> "{{define \"a%d\"}}{{template \"a%d\"}}{{template \"a%d\"}}{{end}}"
                                        .formatted(i, i + 1, i + 1))
                                + "{{define \"a60\"}}x{{end}}{{template \"a0\"}}",
                        "",
                        BUDGET),
                Arguments.of(render, nested("{{if true}}", "{{end}}"), "", "nested more than 200 levels deep"),
                Arguments.of(render, "{{" + nested("(", ")") + "}}", "", "nested more than 200 levels deep"),
                Arguments.of(render, "{{$x := \"a\"}}" + "{{$x = print $x $x}}".repeat(60), "", BUDGET));
    }

    static Stream<Arguments> others() {
        String none = part("{\"alg\": \"none\"}");
        return Stream.of(
                Arguments.of("rego.parse_module(\"a\", input.a)", "package a\nx := " + nested("[", "]"), "", "nested"),
                Arguments.of(
                        "io.jwt.decode(input.a)",
                        none + "." + part("{\"a\": " + nested("[", "]") + "}") + ".",
                        "",
                        "exceeded max depth"));
    }

    @ParameterizedTest
    @MethodSource({"graphql", "documents", "templates", "others"})
    void endWithAnErrorThatSaysWhy(String call, String first, String second, String message) {
        EvaluationOptions options =
                EvaluationOptions.DEFAULT.withErrors(EvaluationOptions.ErrorMode.FAIL).withSteps(STEPS);
        Value input = Value.of(Map.of("a", first, "b", second));
        assertThatThrownBy(() -> Policy.compile(List.of())
                        .prepare("x = " + call)
                        .evaluate(input, ObjectValue.EMPTY, options))
                .isInstanceOfSatisfying(
                        RegoException.class,
                        e -> assertThat(e.errors().get(0).message()).contains(message));
    }
}
