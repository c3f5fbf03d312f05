package dev.bylaw.internal.engine;

import dev.bylaw.internal.rule.LoadedRule;
import dev.bylaw.rego.Evaluated;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.Session;
import dev.bylaw.rule.CompiledRules;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What answers for rules over one document, in one thread: the built-in evaluator, and those of compiled rules. */
final class Evaluators implements AutoCloseable {
    /** Keys of the input that are the same for every subject. */
    private static final Set<String> STABLE = Set.of("params");

    private final Session session;
    private final ObjectValue workspace;
    private final EvaluationOptions options;
    private final Map<CompiledRules, CompiledRules.Evaluator> compiled = new IdentityHashMap<>();

    Evaluators(Policy policy, ObjectValue workspace, EvaluationOptions options) {
        this.session = policy.session(Checker.data(workspace), options);
        this.workspace = workspace;
        this.options = options;
    }

    /** {@return what violation, undecided and not_applicable of a rule came to} */
    List<Evaluated> evaluate(LoadedRule rule, ObjectValue input) {
        if (rule.compiled().isPresent()) {
            String path = rule.path().substring("data.".length());
            return compiled.computeIfAbsent(rule.compiled().get(), rules -> rules.open(workspace, options))
                    .evaluate(Arrays.asList(path.split("\\.")), input);
        }
        return session.evaluate(
                List.of(rule.path() + ".violation", rule.path() + ".undecided", rule.path() + ".not_applicable"),
                input,
                STABLE);
    }

    @Override
    public void close() {
        compiled.values().forEach(CompiledRules.Evaluator::close);
        compiled.clear();
    }
}
