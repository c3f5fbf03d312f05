package dev.bylaw.rules.test;

import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.FailedExpression;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.TestResult;
import dev.bylaw.rego.TestRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tests that are written in Rego, one by one, for a test framework of Java. With JUnit 5:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> rego() throws IOException {
 *     return RegoTests.of(Path.of("my-rules")).map(test -> DynamicTest.dynamicTest(test.name(), test::run));
 * }
 * }</pre>
 */
public final class RegoTests {
    private static final String TEST = "test_";
    private static final String SKIPPED = "todo_test_";

    private RegoTests() {}

    /** A test that is written in Rego. Immutable and thread-safe; each run is one of its own. */
    public static final class Case {
        private final Policy policy;
        private final String name;

        private Case(Policy policy, String name) {
            this.policy = policy;
            this.name = name;
        }

        /** {@return its name with its package, for example {@code data.acme.owned_test.test_owner}} */
        public String name() {
            return name;
        }

        /**
         * Runs it. An error in a builtin fails it, since in a check it would be a problem.
         *
         * @throws AssertionError if it is false, undefined or cannot be evaluated, with its place, what both sides of the
         *     expression that does not hold came to, and what it printed
         */
        public void run() {
            TestRunner runner =
                    new TestRunner(policy, ObjectValue.EMPTY, EvaluationOptions.DEFAULT.withErrors(ErrorMode.FAIL));
            TestResult result = runner.run(name::equals).get(0);
            if (result.status() == TestResult.Status.PASSED) {
                return;
            }
            StringBuilder message = new StringBuilder(name)
                    .append(result.status() == TestResult.Status.ERROR ? " cannot be evaluated: " : " failed: ")
                    .append(result.message())
                    .append(" (")
                    .append(result.location())
                    .append(')');
            for (FailedExpression failed : result.failed()) {
                failed.lines().forEach(line -> message.append("\n  ").append(line));
            }
            if (!result.output().isEmpty()) {
                message.append("\nit printed:");
                result.output().forEach(line -> message.append("\n  ").append(line));
            }
            throw new AssertionError(message.toString());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * The tests of files and folders: rules named {@code test_...}, as {@code opa test} finds them. Rules named
     * {@code todo_test_...} are left out.
     *
     * @param paths Rego files, and folders with Rego files at any depth: rules, their tests, and the libraries they import
     * @return the tests, sorted by name
     * @throws IOException if a file cannot be read
     * @throws RegoException with everything that is wrong with the files
     * @throws AssertionError if there is no test
     */
    public static Stream<Case> of(Path... paths) throws IOException {
        Policy policy = TestRunner.prepared(Policy.compile(
                RegoFiles.modules(RegoFiles.texts(List.of(paths))).values(), RegoFiles.OPTIONS));
        List<Case> cases = new TestRunner(policy, ObjectValue.EMPTY, EvaluationOptions.DEFAULT)
                .names().stream()
                        .filter(name -> !name.contains("." + SKIPPED))
                        .sorted()
                        .map(name -> new Case(policy, name))
                        .toList();
        if (cases.isEmpty()) {
            throw new AssertionError(
                    "there is no test in " + List.of(paths) + "; tests are rules named " + TEST + "...");
        }
        return cases.stream();
    }
}
