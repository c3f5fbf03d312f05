package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What builtins answer; the expectations in {@code builtins.txt} and in {@code
 * builtins-further.txt} are those of opa 1.22, each verified there.
 */
class BuiltinsTest {
    private static final String UNDEFINED = "undefined";
    private static final Policy NOTHING = Policy.compile(List.of());

    private record Call(String expression, String expected) {
        /** The name of the builtin, or the operator, to show the calls by. */
        String family() {
            int end = expression.indexOf('(');
            String name = end > 0 ? expression.substring(0, end) : "operators";
            return name.matches("[a-z0-9_.]+") ? name : "operators";
        }
    }

    private static List<Call> calls() throws IOException {
        List<Call> calls = new ArrayList<>();
        for (String name : List.of("/builtins.txt", "/builtins-further.txt")) {
            try (InputStream stream = BuiltinsTest.class.getResourceAsStream(name)) {
                String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                for (String line : text.split("\n", -1)) {
                    int tab = line.lastIndexOf('\t');
                    if (!line.startsWith("#") && tab > 0) {
                        calls.add(new Call(line.substring(0, tab), line.substring(tab + 1)));
                    }
                }
            }
        }
        return calls;
    }

    @TestFactory
    Stream<DynamicTest> answerAsOpa() throws IOException {
        TreeMap<String, List<Call>> families = new TreeMap<>();
        calls().forEach(call -> families.computeIfAbsent(call.family(), name -> new ArrayList<>())
                .add(call));
        return families.entrySet().stream()
                .map(family -> DynamicTest.dynamicTest(
                        family.getKey(),
                        () -> assertThat(family.getValue())
                                .allSatisfy(call -> assertThat(answer(call.expression()))
                                        .as(call.expression())
                                        .isEqualTo(expected(call.expected())))));
    }

    private static String expected(String text) {
        return text.equals(UNDEFINED) ? text : Json.write(Json.parse("expected", text));
    }

    private static String answer(String expression) {
        try {
            List<Solution> solutions = NOTHING.prepare("answer := " + expression)
                    .evaluate(ObjectValue.EMPTY, EvaluationOptions.DEFAULT)
                    .solutions();
            // Written and read once more: what is a set here is a list in JSON.
            return solutions.isEmpty()
                    ? UNDEFINED
                    : Json.write(Json.parse(
                            "answer", Json.write(solutions.get(0).bindings().get("answer"))));
        } catch (RegoException e) {
            return e.getMessage();
        }
    }
}
