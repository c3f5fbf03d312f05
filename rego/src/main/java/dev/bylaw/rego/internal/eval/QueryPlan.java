package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.QueryResult;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.Solution;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.compile.Program;
import dev.bylaw.rego.internal.compile.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A query as nodes, against a plan. Immutable, shared between threads. */
public final class QueryPlan {
    private final Plan plan;
    private final Step first;
    private final int slots;
    private final int collectors;
    private final SortedMap<String, Integer> bindings = new TreeMap<>();
    private final int[] expressionSlots;

    private QueryPlan(Plan plan, Step first, Planner planner, Map<String, Variable> variables, int[] expressionSlots) {
        this.plan = plan;
        this.first = first;
        this.slots = planner.slotCount();
        this.collectors = planner.collectorCount();
        this.expressionSlots = expressionSlots;
        variables.forEach((name, variable) -> {
            if (!variable.isGenerated()) {
                bindings.put(name, planner.slot(variable));
            }
        });
    }

    /**
     * Plans a query.
     *
     * @param plan the policy
     * @param query the query
     * @param expressions its expressions in source order
     * @return the plan of the query
     */
    public static QueryPlan of(Plan plan, Program.Query query, List<RegoLocation> expressions) {
        Planner planner = new Planner(plan);
        query.variables().values().forEach(planner::slot);
        int[] slots = new int[expressions.size()];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = planner.newSlot();
        }
        List<Ir.Statement> statements = new ArrayList<>();
        for (Ir.Statement statement : query.block().statements()) {
            int position = expressions.indexOf(statement.at());
            statements.add(position < 0 ? statement : planner.kept(statement, slots[position], slots.length == 1));
        }
        List<Step> steps = new ArrayList<>();
        plan.watch().enter(query.block(), steps);
        steps.addAll(planner.block(new Ir.Block(statements), List.of(), Set.of()));
        plan.watch().exit(query.block(), planner, steps);
        steps.add(new Collect());
        return new QueryPlan(plan, Planner.chain(steps), planner, query.variables(), slots);
    }

    /** Collects solutions. */
    private static final class Collect extends Step {
        @Override
        boolean run(Frame frame) {
            return ((Solutions) frame.collectors[0]).add(frame);
        }
    }

    private final class Solutions {
        private final List<Solution> all = new ArrayList<>();
        private final int most;
        private long weight;

        Solutions(int most) {
            this.most = most;
        }

        /** Adds a solution; {@return whether these are enough} */
        boolean add(Frame frame) {
            SortedMap<String, Value> values = new TreeMap<>();
            bindings.forEach((name, slot) -> {
                if (frame.slots[slot] != null) {
                    values.put(name, frame.slots[slot]);
                }
            });
            List<Value> expressions = new ArrayList<>();
            for (int slot : expressionSlots) {
                expressions.add(frame.slots[slot] == null ? BooleanValue.TRUE : frame.slots[slot]);
            }
            frame.run.made(1 + values.size() + expressions.size());
            values.values().forEach(value -> weight += value.weight());
            expressions.forEach(value -> weight += value.weight());
            frame.run.checkOutput(weight);
            all.add(new Solution(values, expressions, frame.run.path));
            return all.size() >= most;
        }
    }

    /**
     * Evaluates the query.
     *
     * @param input the input document, or null
     * @param data the base document
     * @param options how to behave
     * @param observer hears what happens, where the plan was made for it; or null
     * @return all solutions
     * @throws RegoException if the evaluation fails
     */
    public QueryResult evaluate(Value input, ObjectValue data, EvaluationOptions options, Observer observer) {
        return evaluate(input, data, options, observer, Integer.MAX_VALUE);
    }

    /**
     * Evaluates the query until there are enough solutions.
     *
     * @param input the input document, or null
     * @param data the base document
     * @param options how to behave
     * @param observer hears what happens, where the plan was made for it; or null
     * @param most how many solutions are wanted
     * @return at most this many solutions
     * @throws RegoException if the evaluation fails
     */
    public QueryResult evaluate(Value input, ObjectValue data, EvaluationOptions options, Observer observer, int most) {
        Evaluation run = new Evaluation(options, new Context(input, data, null, null, plan.groups().length), observer);
        Frame frame = new Frame(run, slots, collectors);
        Solutions solutions = new Solutions(most);
        frame.collectors[0] = solutions;
        try {
            first.run(frame);
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw Evaluation.exhausted(e);
        }
        return new QueryResult(solutions.all, run.reads, List.copyOf(run.errors()));
    }
}
