package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.builtin.BuiltinContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
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

    final EvaluationOptions options;
    Context context;

    /** What the solution that is being built depends on. */
    Doubt path = Doubt.NONE;

    /** What the current query has looked at. */
    Doubt reads = Doubt.NONE;

    /** Whether the current search has found a solution that is in doubt. */
    boolean maybe;

    /** The statements that were reached, by number; null where nobody asks. */
    final BitSet reached;

    /** What scans with an equation behind them know. */
    final Map<JoinScan, JoinScan.State> joins = new IdentityHashMap<>();

    private final Map<String, Map<Value, Object>> kept = new HashMap<>();
    private final Set<RegoError> errors = new LinkedHashSet<>();
    private final long deadline;
    private long work;
    private long nextCheck = CHECK_EVERY;
    private int depth;

    Evaluation(EvaluationOptions options, Context context, BitSet reached) {
        this.options = options;
        this.context = context;
        this.reached = reached;
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
