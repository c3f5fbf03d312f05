package dev.bylaw.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

/** Every policy gives a result, the same by both ways. Nothing is timed. */
class ScenarioTest {
    private static final Path POLICIES = Path.of("policies");

    @TempDir
    static Path inputs;

    @BeforeAll
    static void makeInputs() throws IOException {
        Inputs.write(inputs);
    }

    static List<String> policies() throws IOException {
        try (Stream<Path> folders = Files.list(POLICIES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** Where somebody may ask which lines are reached, nothing is left out and nothing is out of its order. */
    @ParameterizedTest
    @MethodSource("policies")
    void givesTheSameWithoutShortcuts(String policy) throws IOException {
        Scenario scenario = Scenario.read(POLICIES.resolve(policy), inputs.resolve(policy));
        String source = Files.readString(POLICIES.resolve(policy).resolve("policy.rego"));
        String query = Files.readString(POLICIES.resolve(policy).resolve("query")).strip();
        Policy plain =
                Policy.compile(List.of(RegoModule.parse("policy.rego", source)), new Policy.Options(false, true));
        assertThat(plain.prepare(query).evaluate(scenario.input(), scenario.data(), EvaluationOptions.DEFAULT))
                .isEqualTo(scenario.evaluate());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void evaluates(String policy) throws IOException, ReflectiveOperationException {
        Scenario scenario = Scenario.read(POLICIES.resolve(policy), inputs.resolve(policy));
        Value result = scenario.evaluate().solutions().get(0).expressions().get(0);
        assertThat(Json.write(result).length()).isGreaterThan(20);
        assertThat(new String(scenario.evaluateBytes(), StandardCharsets.UTF_8)).isEqualTo(Json.write(result));
        assertThat(RegoBenchmark.class
                        .getField("policy")
                        .getAnnotation(Param.class)
                        .value())
                .contains(policy);
    }
}
