package dev.bylaw.rego;

import dev.bylaw.rego.internal.eval.QueryPlan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A query against a policy. Immutable and thread-safe. */
public final class PreparedQuery {
    private final Policy policy;
    private final String text;
    private final QueryPlan plan;
    private final List<RegoLocation> expressions;

    PreparedQuery(Policy policy, String text, QueryPlan plan, List<RegoLocation> expressions) {
        this.policy = policy;
        this.text = text;
        this.plan = plan;
        this.expressions = List.copyOf(expressions);
    }

    /** {@return the expressions of the query in source order} */
    public List<RegoLocation> expressions() {
        return expressions;
    }

    /**
     * Evaluates the query without an input document.
     *
     * @param data the base document
     * @param options how to behave
     * @return all solutions
     * @throws RegoException if the evaluation fails
     */
    public QueryResult evaluate(ObjectValue data, EvaluationOptions options) {
        return evaluate(Optional.empty(), data, options);
    }

    /**
     * Evaluates the query.
     *
     * @param input the input document
     * @param data the base document
     * @param options how to behave
     * @return all solutions
     * @throws RegoException if the evaluation fails
     */
    public QueryResult evaluate(Value input, ObjectValue data, EvaluationOptions options) {
        return evaluate(Optional.of(input), data, options);
    }

    /**
     * Evaluates the query and records what happens.
     *
     * @param input the input document, if there is one
     * @param data the base document
     * @param options how to behave
     * @param recorder takes what happens, also where the evaluation fails; the policy must be compiled to be observed
     * @return all solutions
     * @throws RegoException if the evaluation fails
     */
    public QueryResult evaluate(Optional<Value> input, ObjectValue data, EvaluationOptions options, Recorder recorder) {
        Objects.requireNonNull(data, "data is null");
        Objects.requireNonNull(options, "options is null");
        return plan.evaluate(input.orElse(null), data, options, recorder.observe(policy, text));
    }

    private QueryResult evaluate(Optional<Value> input, ObjectValue data, EvaluationOptions options) {
        Objects.requireNonNull(data, "data is null");
        Objects.requireNonNull(options, "options is null");
        return plan.evaluate(input.orElse(null), data, options, null);
    }
}
