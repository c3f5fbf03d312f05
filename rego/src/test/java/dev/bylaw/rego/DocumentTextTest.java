package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON and YAML, read and written. */
class DocumentTextTest {
    @Test
    void readsAndWritesJson() {
        Value value =
                Json.parse("j", "{\"b\": [1.50, 1e400, null, \"\\u0041\\ud83d\\ude00\"], \"a\": {}, \"b2\": true}");
        assertThat(Json.write(value)).isEqualTo("{\"a\":{},\"b\":[1.50,1e400,null,\"A😀\"],\"b2\":true}");
        assertThat(Json.parse("j", Json.write(value).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(value);
        assertThat(Json.parse("j", Json.writePretty(value))).isEqualTo(value);
        assertThat(Json.parse("j", "{\"a\": 1, \"a\": 2}")).hasToString("{\"a\": 2}");
        assertThat(Json.write(SetValue.of(StringValue.of("<"), NumberValue.of(1))))
                .isEqualTo("[1,\"\\u003c\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\"}",
                "{\"a\":}",
                "{a: 1}",
                "01",
                "1.",
                "-",
                "1e",
                "nul",
                "tru",
                "falsy",
                "\"",
                "\"\\x\"",
                "\"\\u00g0\"",
                "\"\t\"",
                "1 2",
                "[1 2]",
                "{\"a\": 1 \"b\"}",
                "]",
                "+1",
                ".5",
                "1e999999999"
            })
    void refusesWhatIsNoJson(String text) {
        assertThatThrownBy(() -> Json.parse("j.json", text))
                .isInstanceOfSatisfying(
                        RegoException.class,
                        e -> assertThat(e.errors()
                                        .get(0)
                                        .location()
                                        .orElseThrow()
                                        .file())
                                .isEqualTo("j.json"));
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        String json = "[".repeat(Json.MAX_DEPTH + 1) + "]".repeat(Json.MAX_DEPTH + 1);
        assertThatThrownBy(() -> Json.parse("j", json)).isInstanceOf(RegoException.class);
        assertThatThrownBy(() -> Yaml.parse("y", json)).isInstanceOf(RegoException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '\0', textBlock = """
                    a: 1                        => {"a": 1}
                    [1, 1.5, 0x1F, 0o17, 1_000] => [1, 1.5, 31, 15, 1000]
                    [yes, No, on, ~, null, ""]  => ["yes", "No", "on", null, null, ""]
                    {1: a, true: b, 1.5: c}     => {"1": "a", "1.5": "c", "true": "b"}
                    {a: &x [1], b: *x}          => {"a": [1], "b": [1]}
                    {<<: {a: 1}, b: 2}          => {"a": 1, "b": 2}
                    !!str 1                     => "1"
                    !!float 1                   => 1
                    !!binary YQ==               => "a"
                    2026-01-02                  => "2026-01-02"
                    "\\x41\\u00e9"              => "Aé"
                    """)
    void readsYaml(String text, String expected) {
        assertThat(Yaml.parse("y", text)).hasToString(expected);
        assertThat(Yaml.parse("y", text.getBytes(StandardCharsets.UTF_8))).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: b: c", "[1", "{a: 1", "*x", "&a [*a]", "\"x", "\t- x", "!!int x", "%"})
    void refusesWhatIsNoYaml(String text) {
        assertThatThrownBy(() -> Yaml.parse("y.yaml", text)).isInstanceOf(RegoException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"\"",
                "{\"a\": {\"b\": [1, {\"c\": []}]}, \"10\": 1, \"9\": 2}",
                "[\"yes\", \"1\", \"~\", \"a: b\", \"# x\", \"- y\"]",
                "[\"two\\nlines\\n\", \"trailing \", \" leading\", \"\\u0007\", \"é\", \"2026-01-02\", \"0x10\", \"1e3\"]",
                "[1.5, 1e300, -0.0001]"
            })
    void writesYamlThatMeansTheSame(String json) {
        Value value = Json.parse("j", json);
        assertThat(Yaml.parse("y", Yaml.write(value))).isEqualTo(value);
    }
}
