package dev.bylaw.policies;

import dev.bylaw.rules.test.RuleModuleCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each standard rule has a page with true examples, and tests of all that it says. */
class CompleteTest {
    @TestFactory
    Stream<DynamicTest> areComplete() throws IOException {
        return RuleModuleCheck.of(new StandardRules())
                .tests(Path.of("src/test/rego"))
                .coverage(100)
                .cases()
                .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
    }
}
