package dev.bylaw.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Definition;
import dev.bylaw.rego.Evaluated;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the tests that are written in Rego in the engine, where an error of a builtin fails a test. */
class RegoTestsTest {
    private static final Policy POLICY = Policy.compile(StandardModules.all(), new Policy.Options(true, false));

    private static List<String> tests() {
        return POLICY.definitions().stream()
                .map(Definition::path)
                .filter(path -> path.contains("_test.test_"))
                .toList();
    }

    @Test
    void findsTests() {
        assertThat(tests()).hasSizeGreaterThan(190);
    }

    @TestFactory
    Stream<DynamicTest> pass() {
        return tests().stream()
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    Evaluated result = POLICY.session(
                                    ObjectValue.EMPTY, EvaluationOptions.DEFAULT.withErrors(ErrorMode.FAIL))
                            .evaluate(List.of(path), ObjectValue.EMPTY, Set.of())
                            .get(0);
                    assertThat(result.value()).as(path).contains(BooleanValue.TRUE);
                }));
    }
}
