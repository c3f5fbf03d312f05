package dev.bylaw.rego;

import dev.bylaw.rego.internal.eval.Plan;
import dev.bylaw.rego.internal.eval.SessionRun;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Evaluations of one policy over one base document. What a rule comes to without reading the input, or by reading only
 * parts of it that are the same as before, is computed once. Not thread-safe: open one for each thread.
 */
public final class Session {
    private final SessionRun run;

    Session(Plan plan, ObjectValue data, EvaluationOptions options) {
        this.run = new SessionRun(
                plan,
                Objects.requireNonNull(data, "data is null"),
                Objects.requireNonNull(options, "options is null"),
                null);
    }

    /**
     * Evaluates paths with one input.
     *
     * @param paths what to evaluate, for example {@code data.example.violation}
     * @param input the input document
     * @param stable keys of the input whose values, as long as they are the same objects, stay the same from call to
     *     call, so that what depends on nothing else is kept
     * @return what each path came to, in their order
     * @throws RegoException if the evaluation fails
     */
    public List<Evaluated> evaluate(List<String> paths, ObjectValue input, Set<String> stable) {
        return run.evaluate(paths, input, stable);
    }
}
