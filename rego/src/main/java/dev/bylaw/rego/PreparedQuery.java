package dev.bylaw.rego;

import dev.bylaw.rego.internal.eval.QueryPlan;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A query against a policy. Immutable and thread-safe. */
public final class PreparedQuery {
    private final QueryPlan plan;
    private final List<RegoLocation> expressions;

    PreparedQuery(QueryPlan plan, List<RegoLocation> expressions) {
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

    private QueryResult evaluate(Optional<Value> input, ObjectValue data, EvaluationOptions options) {
        Objects.requireNonNull(data, "data is null");
        Objects.requireNonNull(options, "options is null");
        return plan.evaluate(input.orElse(null), data, options, null);
    }
}
