package dev.bylaw.rego;

import dev.bylaw.rego.Recorder.What;
import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.eval.QueryPlan;
import dev.bylaw.rego.internal.syntax.Body;
import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.Rule;
import dev.bylaw.rego.internal.syntax.Term;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Runs the tests of a policy as {@code opa test} does: rules with a name that begins with {@code test_}. Each rule is a
 * test of its own; those that share a name get numbers ({@code test_x}, {@code test_x#01}). A rule whose name has
 * variables behind that ({@code test_sum[note]}) is a test with cases. Not thread-safe.
 */
public final class TestRunner {
    private static final String RESULT = "result of the test";

    private record Test(RuleGroup group, RuleGroup.Source source, TestModules.TestName name) {
        String packagePath() {
            return TestModules.path(source.module().packagePath());
        }

        String fullName() {
            return packagePath() + "." + name.text();
        }

        boolean hasCases() {
            return source.rule().head().path().size() > name.steps() && group.kind() == RuleGroup.Kind.OBJECT;
        }
    }

    private final List<RegoModule> modules;
    private final Policy policy;
    private final ObjectValue data;
    private final EvaluationOptions options;
    private final Recorder coverage = new Recorder(Set.of(What.COVERAGE));

    /**
     * A runner.
     *
     * @param policy the modules with their tests; compiled to be observed where {@link #coverage()} or traces are to be
     *     asked
     * @param data the base document
     * @param options how to behave; what tests print is collected in their results
     */
    public TestRunner(Policy policy, ObjectValue data, EvaluationOptions options) {
        Objects.requireNonNull(policy, "policy is null");
        this.modules = policy.modules();
        this.policy = prepared(policy);
        this.data = Objects.requireNonNull(data, "data is null");
        this.options = Objects.requireNonNull(options, "options is null");
    }

    /**
     * Gives tests of one name their numbers and lets tests say which case they come to. A runner does this by itself; to
     * make several runners of one policy, it is done once before.
     *
     * @param policy the modules with their tests
     * @return a policy whose tests are ready; the same one where there is nothing to do
     */
    public static Policy prepared(Policy policy) {
        return TestModules.prepared(policy.modules())
                .map(prepared -> Policy.compile(prepared, policy.options()))
                .orElse(policy);
    }

    /** {@return the names of all tests with their packages, in the order of their files and lines} */
    public List<String> names() {
        return tests().stream().map(Test::fullName).toList();
    }

    /**
     * Runs tests.
     *
     * @param wanted which, by their name with package, for example {@code data.example_test.test_allow}
     * @return how each ended, in the order of their files and lines
     */
    public List<TestResult> run(Predicate<String> wanted) {
        return run(wanted, false);
    }

    /**
     * Runs tests.
     *
     * @param wanted which, by their name with package
     * @param traced whether to record the steps of each; of a policy that is not observed there are none
     * @return how each ended, in the order of their files and lines
     */
    public List<TestResult> run(Predicate<String> wanted, boolean traced) {
        List<TestResult> results = new ArrayList<>();
        for (Test test : tests()) {
            if (wanted.test(test.fullName())) {
                results.add(run(test, traced));
            }
        }
        return results;
    }

    private List<Test> tests() {
        List<Test> tests = new ArrayList<>();
        for (RuleGroup group : policy.plan().program().tree().groups()) {
            for (RuleGroup.Source source : group.sources()) {
                TestModules.TestName.of(source.rule().head())
                        .ifPresent(name -> tests.add(new Test(group, source, name)));
            }
        }
        tests.sort((a, b) -> a.source().rule().at().compareTo(b.source().rule().at()));
        return tests;
    }

    private TestResult run(Test test, boolean traced) {
        if (test.name().isSkipped()) {
            return result(test, TestResult.Status.SKIPPED, Duration.ZERO);
        }
        if (test.group().kind() == RuleGroup.Kind.FUNCTION) {
            RegoError error = RegoError.at(
                    test.source().rule().at(),
                    "rego_type_error",
                    "function " + test.fullName() + " used as reference, not called");
            return result(test, TestResult.Status.ERROR, Duration.ZERO).withErrors(List.of(error));
        }
        List<String> output = new ArrayList<>();
        EvaluationOptions own = options.withPrint((place, text) -> output.add(text));
        EnumSet<What> what = EnumSet.noneOf(What.class);
        if (traced) {
            what.add(What.TRACE);
        }
        Recorder recorder = new Recorder(what, coverage);
        TestResult result;
        long start = System.nanoTime();
        try {
            Optional<Value> value = value(test, own, recorder);
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            result = judged(test, value, recorder.testCases(), time);
        } catch (RegoException e) {
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            result = result(test, TestResult.Status.ERROR, time).withErrors(e.errors());
        }
        return result.withOutput(output, traced ? Optional.of(recorder.trace()) : Optional.empty());
    }

    /** What the path of a test comes to, without an input document. */
    private Optional<Value> value(Test test, EvaluationOptions own, Recorder recorder) {
        RegoLocation at =
                new RegoLocation(Policy.QUERY, 1, 1, 1, test.fullName().length() + 1);
        List<Term> steps = new ArrayList<>();
        for (String step : test.source().module().packagePath()) {
            steps.add(new Term.Scalar(StringValue.of(step), at));
        }
        test.name().names().forEach(step -> steps.add(new Term.Scalar(StringValue.of(step), at)));
        Expr query = WrittenBodies.named(RESULT, new Term.Ref(new Term.Var("data", at), steps, at), List.of());
        QueryPlan plan = QueryPlan.of(
                policy.plan(), policy.plan().program().query(new Body(List.of(query)), Policy.QUERY), List.of());
        List<Solution> solutions = plan.evaluate(null, data, own, recorder.observe(policy, test.fullName()))
                .solutions();
        return solutions.stream()
                .findFirst()
                .map(solution -> solution.bindings().get(RESULT));
    }

    private TestResult judged(Test test, Optional<Value> value, List<Value> reached, Duration time) {
        if (test.hasCases()) {
            TestCases cases =
                    new TestCases(new FailureFinder(policy.plan(), data, options), test.source(), test.name());
            value.ifPresent(cases::add);
            reached.forEach(cases::reached);
            boolean passed = value.isPresent() && cases.passed();
            return result(test, passed ? TestResult.Status.PASSED : TestResult.Status.FAILED, time)
                    .withCases(cases.all());
        }
        if (value.isPresent() && value.get().equals(BooleanValue.TRUE)) {
            return result(test, TestResult.Status.PASSED, time);
        }
        List<FailedExpression> failed = new FailureFinder(policy.plan(), data, options).find(List.of(test.source()));
        return result(test, TestResult.Status.FAILED, time)
                .withFailure(value.map(found -> "the result is " + found).orElse("undefined"), failed);
    }

    private static TestResult result(Test test, TestResult.Status status, Duration time) {
        Rule rule = test.source().rule();
        return TestResult.of(test.packagePath(), test.name().text(), rule.at(), status, time);
    }

    /** {@return which lines the tests that ran have reached} */
    public Coverage coverage() {
        return coverage.coverage(modules);
    }
}
