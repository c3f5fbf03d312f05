package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.builtin.BuiltinContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The state of one evaluation, which belongs to one thread.
 *
 * <p>Two doubts are kept. The <em>path</em> is what the solution that is being built depends on; a step that adds to it
 * takes its addition back when it returns. The <em>reads</em> are everything that the current query (rule body, closure)
 * has looked at, solved or not; they only grow. A solution whose path is empty is there in every possible world; a query
 * whose reads are empty has the same solutions in every possible world.
 */
final class Evaluation implements BuiltinContext {
    /** How deep calls of rules and functions may nest. */
    static final int MAX_DEPTH = 400;

    private static final int CHECK_EVERY = 4096;

    /** So many calls of builtins, each of which may take long, make the clock be looked at. */
    private static final int CALLS_BETWEEN_CHECKS = 64;

    /** Going through so much of a value is a step. */
    private static final int WEIGHT_SHIFT = 14;

    /** Families of which only so many results are kept: they are large, and the same when they are made again. */
    private static final Set<String> PATTERNS = Set.of("regex", "glob.match");

    private static final int MAX_PATTERNS = 500;

    final EvaluationOptions options;
    Context context;

    /** What the solution that is being built depends on. */
    Doubt path = Doubt.NONE;

    /** What the current query has looked at. */
    Doubt reads = Doubt.NONE;

    /** Whether the current search has found a solution that is in doubt. */
    boolean maybe;

    /** Hears what happens; null where nobody asks, and only there where the plan was made for it. */
    final Observer observer;

    /** What scans with an equation behind them know. */
    final Map<JoinScan, JoinScan.State> joins = new IdentityHashMap<>();

    private final Map<String, Map<Value, Object>> kept = new HashMap<>();
    private final Set<RegoError> errors = new LinkedHashSet<>();
    private final long deadline;
    private long work;
    private long nextCheck = CHECK_EVERY;
    private long made;
    private long workBefore;
    private int calls;
    private int depth;

    Evaluation(EvaluationOptions options, Context context, Observer observer) {
        this.options = options;
        this.context = context;
        this.observer = observer;
        this.deadline = System.nanoTime() + options.timeout().toNanos();
    }

    /** Notes that the solution being built depends on something unknown. */
    void doubt(Doubt doubt) {
        if (doubt != Doubt.NONE) {
            path = path.and(doubt);
            reads = reads.and(doubt);
        }
    }

    /** Notes that something unknown was looked at, on which only the absence of further solutions depends. */
    void looked(Doubt doubt) {
        if (doubt != Doubt.NONE) {
            reads = reads.and(doubt);
        }
    }

    @Override
    public long nowNanos() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, options.now());
    }

    @Override
    public long seed() {
        return options.seed();
    }

    @Override
    public void work(long steps) {
        work += steps;
        if (work >= nextCheck) {
            check();
        }
    }

    @Override
    public void note(String text) {
        if (observer != null) {
            observer.note(text);
        }
    }

    @Override
    public void testCase(Value name) {
        if (observer != null) {
            observer.testCase(name);
        }
    }

    @Override
    public void made(long count) {
        made += count;
        if (made > options.values()) {
            throw stop("eval_memory_error", "evaluation stopped after it made " + options.values() + " values");
        }
    }

    /** Counts what it takes to go through a value, which may be much larger than the memory it takes. */
    void through(Value value) {
        // Most are strings, and asking a class is faster than asking an interface.
        long weight = value instanceof StringValue text ? text.weight() : value.weight();
        long steps = weight >> WEIGHT_SHIFT;
        if (steps > 0) {
            work(steps);
        }
    }

    /** Counts a call of a builtin. */
    void calls(Value[] arguments) {
        work(1);
        for (Value argument : arguments) {
            through(argument);
        }
        workBefore = work;
        if (++calls % CALLS_BETWEEN_CHECKS == 0) {
            check();
        }
    }

    /** Counts what a builtin made: a text, or a collection that took it some work. */
    void result(Value result) {
        if (result instanceof StringValue text) {
            made(text.weight());
        } else if (result instanceof ArrayValue array) {
            made(Math.min(array.size(), work - workBefore));
        } else if (result instanceof ObjectValue object) {
            made(Math.min(object.size(), work - workBefore));
        } else if (result instanceof SetValue set) {
            made(Math.min(set.size(), work - workBefore));
        }
    }

    private void check() {
        nextCheck = work + CHECK_EVERY;
        if (work > options.steps()) {
            throw stop("eval_budget_error", "evaluation stopped after " + options.steps() + " steps");
        }
        if (System.nanoTime() - deadline > 0) {
            throw stop(
                    "eval_budget_error",
                    "evaluation stopped after " + options.timeout().toMillis() + " ms");
        }
        if (options.cancelled().getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw stop("eval_cancel_error", "evaluation was cancelled");
        }
    }

    private static RegoException stop(String code, String message) {
        return new RegoException(List.of(new RegoError(code, message, Optional.empty())));
    }

    /** What is left where the thread or the machine could not go on. */
    static RegoException exhausted(VirtualMachineError error) {
        return error instanceof StackOverflowError
                ? stop("eval_depth_error", "the evaluation needs more stack than this thread has")
                : stop("eval_memory_error", "the evaluation needs more memory than there is");
    }

    /** Checks how large what the evaluation gives is. */
    void checkOutput(long weight) {
        if (weight > options.output()) {
            throw stop("eval_output_error", "the result consists of more than " + options.output() + " values");
        }
    }

    /** Goes one call deeper. */
    void enter(RegoLocation at) {
        work(1);
        if (++depth > MAX_DEPTH) {
            depth = 0;
            throw new RegoException(
                    List.of(RegoError.at(at, "eval_depth_error", "calls are nested more than " + MAX_DEPTH + " deep")));
        }
    }

    /** Comes back from a call. */
    void leave() {
        depth--;
    }

    @Override
    @SuppressWarnings("unchecked") // A family has one type of result.
    public <T> T kept(String family, Value key, Supplier<T> compute) {
        Map<Value, Object> results = kept.computeIfAbsent(family, name -> new HashMap<>());
        Object found = results.get(key);
        if (found == null) {
            found = compute.get();
            made(1);
            if (results.size() >= MAX_PATTERNS && PATTERNS.contains(family)) {
                results.clear();
            }
            results.put(key, found);
        }
        return (T) found;
    }

    /**
     * Handles an error that does not end the evaluation by itself: it fails, or what is being computed is undefined.
     *
     * @param error what went wrong
     * @param cause what unknown the failure itself depends on
     */
    void failed(RegoError error, Doubt cause) {
        if (options.errors() == ErrorMode.FAIL) {
            throw new RegoException(List.of(error));
        }
        if (options.errors() == ErrorMode.DOUBT) {
            Doubt known = path.and(cause);
            if (known.isNone()) {
                errors.add(error);
                doubt(Doubt.about("", "the rule failed: " + error));
            }
        }
        doubt(cause);
    }

    /** Handles two values for one thing: always an error, except where errors make doubt. */
    void conflict(RegoError error, Doubt cause) {
        if (options.errors() != ErrorMode.DOUBT) {
            throw new RegoException(List.of(error));
        }
        failed(error, cause);
    }

    /** The errors that were handled as doubt. */
    Set<RegoError> errors() {
        return errors;
    }
}
