package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values as text: what is printed is Rego source, what a policy formats is OPA's form. */
class TextFormTest {
    private static Value evaluated(String term) {
        return Policy.compile(List.of())
                .prepare("x = " + term)
                .evaluate(ObjectValue.EMPTY, EvaluationOptions.DEFAULT)
                .solutions()
                .get(0)
                .bindings()
                .get("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "-1.50",
                "1e400",
                "\"\"",
                "\"a\\\"b\\\\\\b\\f\\n\\r\\t é😀{\"",
                "\"\\u0001\\u0007\\u000b\\u007f\\u00a0\\u200b\\udb40\\udc01\"",
                "[]",
                "[1, \"\\u0001\", []]",
                "set()",
                "{1, \"\\u0001\"}",
                "{}",
                "{\"\\u0001\": {[1]: null}}"
            })
    void printsWhatCanBeReadAgain(String term) {
        assertThat(evaluated(term)).hasToString(term);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sprintf(\"%v\", [[\"\\u0001\\u0007\\u00a0\"]])", "$\"{[\\\"x\\\"]}\""})
    void formatsAsOpaDoes(String term) {
        String text = ((StringValue) evaluated(term.replace("\\\"x\\\"", "\"\\u0001\\u0007\\u00a0\""))).value();
        assertThat(text).isEqualTo("[\"\\x01\\a\\u00a0\"]");
    }
}
