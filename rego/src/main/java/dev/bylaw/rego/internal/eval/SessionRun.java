package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.Evaluated;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.Ir;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Evaluates paths over one base document and keeps what does not depend on the input. Not thread-safe. */
public final class SessionRun {
    private static final RegoLocation NOWHERE = new RegoLocation("query", 1, 1, 1, 1);

    private final Plan plan;
    private final ObjectValue data;
    private final EvaluationOptions options;
    private final Map<String, Compute> paths = new HashMap<>();

    /** Outcomes that depend on nothing, or on the stable parts of the input that are current. */
    private final Outcome[] kept;

    private Map<String, Value> stableValues = new TreeMap<>();

    /** Hears what happens; null where nobody asks. */
    private final Observer observer;

    /** A session over a base document; the observer may be null. */
    public SessionRun(Plan plan, ObjectValue data, EvaluationOptions options, Observer observer) {
        this.observer = observer;
        this.plan = plan;
        this.data = data;
        this.options = options;
        this.kept = new Outcome[plan.groups().length];
    }

    /** Evaluates paths; see {@link dev.bylaw.rego.Session#evaluate}. */
    public List<Evaluated> evaluate(List<String> all, ObjectValue input, Set<String> stable) {
        settle(input, stable);
        Context context = new Context(input, data, null, null, kept.length);
        System.arraycopy(kept, 0, context.groups, 0, kept.length);
        List<Evaluated> results = new ArrayList<>();
        Evaluation run = new Evaluation(options, context, observer);
        long weight = 0;
        try {
            for (String path : all) {
                run.path = Doubt.NONE;
                Value value = paths.computeIfAbsent(path, this::compute).eval(new Frame(run, 0, 1));
                if (value != null) {
                    weight += value.weight();
                    run.checkOutput(weight);
                }
                results.add(new Evaluated(Optional.ofNullable(value), run.path, List.copyOf(run.errors())));
                run.errors().clear();
            }
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw Evaluation.exhausted(e);
        }
        for (int i = 0; i < kept.length; i++) {
            if (kept[i] == null && context.groups[i] != null && plan.inputUse().onlyReads(i, stableValues.keySet())) {
                kept[i] = context.groups[i];
            }
        }
        return results;
    }

    /** Forgets what depended on stable parts of the input that are others now. */
    private void settle(ObjectValue input, Set<String> stable) {
        Map<String, Value> now = new TreeMap<>();
        for (String key : stable) {
            Value value = input.get(key);
            if (value != null) {
                now.put(key, value);
            }
        }
        boolean same = now.keySet().equals(stableValues.keySet())
                && now.entrySet().stream().allMatch(entry -> stableValues.get(entry.getKey()) == entry.getValue());
        if (!same) {
            for (int i = 0; i < kept.length; i++) {
                if (!plan.inputUse().onlyReads(i, Set.of())) {
                    kept[i] = null;
                }
            }
            stableValues = now;
        }
    }

    private Compute compute(String path) {
        String[] steps = path.split("\\.", -1);
        if (steps.length == 0 || !steps[0].equals("data")) {
            throw new IllegalArgumentException("a path begins with data: " + path);
        }
        List<Ir.Term> operands = new ArrayList<>();
        List<Compute> computes = new ArrayList<>();
        for (int i = 1; i < steps.length; i++) {
            StringValue step = StringValue.of(steps[i]);
            operands.add(new Ir.Constant(step, NOWHERE));
            computes.add(new Computes.Constant(step));
        }
        return plan.data(operands, computes.toArray(new Compute[0]));
    }
}
