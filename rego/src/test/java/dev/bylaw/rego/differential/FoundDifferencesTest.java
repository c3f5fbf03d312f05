package dev.bylaw.rego.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the comparison with opa and the fuzzer found, with the answers of opa 1.22.2. */
class FoundDifferencesTest {
    private static final String INPUT = "{\"n\": 1, \"s\": \"a\", \"o\": {\"a\": 1}}";

    private static Arguments answer(String rules, String expected) {
        return Arguments.of(rules, expected);
    }

    private static List<Arguments> cases() {
        return List.of(
                // What is iterated is not checked where it is a scalar that is written out, and is checked elsewhere.
                answer("a := [x | some x in null]", "{\"a\":[]}"),
                answer("a := [x | some x, y in 3]", "{\"a\":[]}"),
                answer("a := 1 if some x in \"abc\"", "{}"),
                answer("a := 1 if { y := null; some x in y }", "error rego_type_error"),
                answer("a := 1 if { some x in count([1]) }", "error rego_type_error"),
                // Parameters have no type in a body until it is through.
                answer("f(v) := count([v | some k in input.o])\na := f(1)", "{\"a\":1}"),
                answer("f(v) := count({v | some k in input.o})\na := f(1)", "{\"a\":1}"),
                answer("f(v) := object.keys({k: v | some k in [1]})\na := f(1)", "{\"a\":[1]}"),
                answer("f(v) := object.keys({v: k | some k in [1]})\na := f(1)", "{\"a\":[1]}"),
                answer("f(v) := union({{v | some k in [1]}})\na := f(1)", "{\"a\":[1]}"),
                answer("f(v) := {v | some k in [1]} | {2}\na := f(\"1\")", "{\"a\":[2,\"1\"]}"),
                answer("f(v) := object.get({k: [v] | some k in [1]}, 1, 3)\na := f(2)", "{\"a\":[2]}"),
                answer(
                        "f(v) := x if { x := {k: v | some k in [1]}; some y in x; y > 1 }\na := f(2)",
                        "{\"a\":{\"1\":2}}"),
                answer("f(v) := x if { x := [v | some k in [1]]; x[0] == 2 }\na := f(2)", "error rego_type_error"),
                answer("f(v) := upper([v | some k in [1]])\na := f(\"1\")", "error rego_type_error"),
                // A brace that begins no count is a character, which a count can follow.
                answer("a := regex.is_valid(\"={{1}, {2}}\")", "{\"a\":true}"),
                answer("a := regex.replace(\"a{b{{c\", \"{{2}\", \"-\")", "{\"a\":\"a{b-c\"}"),
                answer("a := regex.is_valid(\"a{1}{2}\")", "{\"a\":false}"),
                // A pattern that is no UTF-8 is none.
                answer("a := regex.is_valid(urlquery.decode(\"%da2\"))", "{\"a\":false}"),
                // A call of data itself.
                answer("a if data(1, 2)", "error rego_type_error"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesWhatOpaGives(String rules, String expected) {
        assertThat(DifferentialTest.ours("p", "package b.p\n" + rules, INPUT, "{}"))
                .isEqualTo(expected);
    }
}
