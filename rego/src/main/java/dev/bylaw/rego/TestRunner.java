package dev.bylaw.rego;

import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.eval.SessionRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Runs the tests of a policy: rules whose name begins with {@code test_}, as {@code opa test} does. Not thread-safe.
 */
public final class TestRunner {
    private static final String TEST = "test_";
    private static final String TODO = "todo_test_";

    private final Policy policy;
    private final ObjectValue data;
    private final EvaluationOptions options;
    private final BitSet reached = new BitSet();

    /**
     * A runner.
     *
     * @param policy the modules with their tests; compiled with coverage where {@link #coverage()} is to be asked
     * @param data the base document
     * @param options how to behave; what tests print is collected in their results
     */
    public TestRunner(Policy policy, ObjectValue data, EvaluationOptions options) {
        this.policy = Objects.requireNonNull(policy, "policy is null");
        this.data = Objects.requireNonNull(data, "data is null");
        this.options = Objects.requireNonNull(options, "options is null");
    }

    /**
     * Runs tests.
     *
     * @param wanted which, by their name with package, for example {@code data.example_test.test_allow}
     * @return how each ended, in the order of their files and lines
     */
    public List<TestResult> run(Predicate<String> wanted) {
        List<RuleGroup> groups = new ArrayList<>();
        for (RuleGroup group : policy.plan().program().tree().groups()) {
            String name = group.path().get(group.path().size() - 1);
            boolean test = name.startsWith(TEST) || name.startsWith(TODO);
            if (test && group.kind() != RuleGroup.Kind.FUNCTION && wanted.test(group.name())) {
                groups.add(group);
            }
        }
        groups.sort((a, b) -> a.at().compareTo(b.at()));
        List<TestResult> results = new ArrayList<>();
        for (RuleGroup group : groups) {
            results.add(run(group));
        }
        return results;
    }

    private TestResult run(RuleGroup group) {
        String name = group.path().get(group.path().size() - 1);
        String packagePath =
                "data." + String.join(".", group.path().subList(0, group.path().size() - 1));
        if (name.startsWith(TODO)) {
            return new TestResult(
                    packagePath, name, group.at(), TestResult.Status.SKIPPED, "", List.of(), List.of(), Duration.ZERO);
        }
        List<String> output = new ArrayList<>();
        EvaluationOptions own = options.withPrint((place, text) -> output.add(text));
        long start = System.nanoTime();
        TestResult.Status status;
        String message = "";
        try {
            Value value = new SessionRun(policy.plan(), data, own, reached)
                    .evaluate(List.of(group.name()), ObjectValue.EMPTY, Set.of())
                    .get(0)
                    .value()
                    .orElse(null);
            status = BooleanValue.TRUE.equals(value) ? TestResult.Status.PASSED : TestResult.Status.FAILED;
            if (status == TestResult.Status.FAILED) {
                message = value == null ? "undefined" : "the result is " + value;
            }
        } catch (RegoException e) {
            status = TestResult.Status.ERROR;
            message = e.getMessage();
        }
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        List<FailedExpression> failed = status == TestResult.Status.FAILED
                ? new FailureFinder(policy.plan(), data, options).find(group)
                : List.of();
        return new TestResult(packagePath, name, group.at(), status, message, failed, output, duration);
    }

    /** {@return which lines the tests that ran have reached} */
    public Coverage coverage() {
        SortedMap<String, Set<Integer>> covered = new TreeMap<>();
        SortedMap<String, Set<Integer>> all = new TreeMap<>();
        List<RegoLocation> marks = policy.plan().marks();
        for (int i = 0; i < marks.size(); i++) {
            RegoLocation at = marks.get(i);
            all.computeIfAbsent(at.file(), file -> new TreeSet<>()).add(at.row());
            if (reached.get(i)) {
                covered.computeIfAbsent(at.file(), file -> new TreeSet<>()).add(at.row());
            }
        }
        SortedMap<String, Coverage.Lines> files = new TreeMap<>();
        all.forEach((file, rows) -> {
            TreeSet<Integer> hit = new TreeSet<>(covered.getOrDefault(file, Set.of()));
            TreeSet<Integer> missed = new TreeSet<>(rows);
            missed.removeAll(hit);
            files.put(file, new Coverage.Lines(hit, missed));
        });
        return new Coverage(files);
    }
}
