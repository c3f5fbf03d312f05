package dev.bylaw.rego.internal.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoModule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeCheckerTest {
    private static final String LIBRARY = """
            package p
            obj := {"name": "x", "size": 1}
            names contains n if some n in ["a", "b"]
            sizes[k] := v if some k, v in {"a": 1, "b": 2}
            twice(x) := x * 2
            """;

    private static String error(String rules, Policy.Options options) {
        try {
            Policy.compile(List.of(RegoModule.parse("p.rego", LIBRARY + rules)), options);
        } catch (RegoException e) {
            assertThat(e.errors()).hasSize(1);
            assertThat(e.errors().get(0).code()).isEqualTo("rego_type_error");
            return e.errors().get(0).message();
        }
        return "none";
    }

    private static String error(String rules) {
        return error(rules, Policy.Options.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
            a := obj.nam                            => undefined ref: data.p.obj.nam
            a := obj.name.x                         => undefined ref: data.p.obj.name.x
            a := twice("1")                         => data.p.twice: invalid argument(s): have (string), want (number)
            a if { x := twice(1); x == "2" }        => match error: left is number, right is string
            a if { some n in names; n > 1; n == 1 } => match error: left is string, right is number
            a if sizes.a == "1"                     => match error: left is number, right is string
            a if 1 in names                         => match error: left is number, right is string
            a if { not obj.size == "1" }            => match error: left is number, right is string
            a if { [1, 2] == [1] }                  => match error: left is array<number, number>, right is array<number>
            a := [x | x := upper(1)]                => upper: invalid argument(s): have (number), want (string)
            a := $"{upper(1)}"                      => upper: invalid argument(s): have (number), want (string)
            a := sum([1, "b"])                      => sum: invalid argument(s): have (array<number, string>), want (any<array[number], set[number]>)
            """)
    void refusesWhatCanNeverHold(String rule, String message) {
        assertThat(error(rule)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a if input.x == 1",
                "a if { input.x == 1; input.x == \"1\" }",
                "a if { x := input.x; upper(x); x > 1 }",
                "a := sizes.zz",
                "a if { some k; sizes[k] == 1 }",
                "a := data.q.anything.at.all",
                "a if obj == {\"name\": input.x, \"size\": 2}",
                "a if every x in [1, \"a\"] { x != null }",
                "a := twice(input.x)",
                "a if { some x in []; x == 1 }",
                "a if { names == {\"a\"} with data.p.names as 1 }",
                "a := x if { x := {1, \"a\"}[_] } else := \"b\"",
                "f(x) := x if is_string(x)\nf(x) := 1 if is_number(x)\na if f(1) == \"a\"",
            })
    void leavesWhatMayHold(String rule) {
        assertThat(error(rule)).isEqualTo("none");
    }

    @Test
    void typesWhatWithReplaces() {
        assertThat(error("a if obj == 1")).startsWith("match error");
        assertThat(error("a if { obj == 1 with data.p.obj as 1 }")).isEqualTo("none");
        assertThat(error("b := obj.size\na if { b == \"x\" with data.p.obj as {\"size\": \"x\"} }"))
                .isEqualTo("none");
        assertThat(error("g(x, y) := x\na if { twice(1) == 1 with twice as g }"))
                .contains("arity mismatch");
    }

    @Test
    void checksQueriesToo() {
        Policy policy = Policy.compile(List.of(RegoModule.parse("p.rego", LIBRARY)));
        assertThatCode(() -> policy.prepare("data.p.obj.name == 1"))
                .isInstanceOf(RegoException.class)
                .hasMessageContaining("match error");
    }

    @Test
    void readsTheSchemasOfAnnotations() {
        String inline = """
                # METADATA
                # schemas:
                # - input: {type: object, properties: {user: {type: string}}}
                a if input.%s
                """;
        assertThat(error(inline.formatted("user == \"x\""))).isEqualTo("none");
        assertThat(error(inline.formatted("user == 1"))).startsWith("match error");
        assertThat(error(inline.formatted("usr"))).isEqualTo("undefined ref: input.usr");
        String named = """
                # METADATA
                # schemas:
                # - data.users: schema.users
                a if { some u in data.users; u == 1 }
                """;
        ObjectValue schema = (ObjectValue) Json.parse("s", "{\"type\": \"array\", \"items\": {\"type\": \"string\"}}");
        assertThat(error(named)).isEqualTo("none");
        assertThat(error(named, Policy.Options.DEFAULT.withSchemas(Map.of("schema.users", schema))))
                .startsWith("match error");
        assertThat(error(named, Policy.Options.DEFAULT.withSchemas(Map.of("schema.other", schema))))
                .isEqualTo("undefined schema: schema.users");
        ObjectValue input = (ObjectValue) Json.parse("s", "{\"properties\": {\"id\": {\"type\": \"number\"}}}");
        assertThat(error("a if input.id == \"x\"", Policy.Options.DEFAULT.withSchemas(Map.of("schema", input))))
                .startsWith("match error");
        assertThat(error(inline.replace("type: string", "$ref: \"http://x/y\"").formatted("user")))
                .contains("schemas are not fetched");
        assertThat(error(inline.replace("user: {type: string}", "user: {$ref: \"#\"}")
                        .formatted("user.user.x == 1")))
                .isEqualTo("none");
    }

    @Test
    void staysQuickWithLargeTypes() {
        StringBuilder text = new StringBuilder(LIBRARY + "a0 := [1, \"a\"]\n");
        for (int i = 1; i < 60; i++) {
            text.append("a" + i + " := [a" + (i - 1) + ", a" + (i - 1) + ", {\"k\": a" + (i - 1) + "}]\n");
        }
        text.append("b if { a59 == a58; some x in a59; x == a59 }\n");
        assertThatCode(() -> Policy.compile(List.of(RegoModule.parse("p.rego", text.toString()))))
                .doesNotThrowAnyException();
    }
}
