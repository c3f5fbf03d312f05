package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoLocation;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the errors of the stages. Not thread-safe. */
public final class Diagnostics {
    /** Code of names, scopes and modifiers that cannot be. */
    public static final String COMPILE_ERROR = "rego_compile_error";
    /** Code of functions, arity, and rules that contradict each other. */
    public static final String TYPE_ERROR = "rego_type_error";
    /** Code of variables that nothing binds. */
    public static final String UNSAFE_ERROR = "rego_unsafe_var_error";
    /** Code of rules that depend on themselves. */
    public static final String RECURSION_ERROR = "rego_recursion_error";

    /** How many errors are reported at most. */
    public static final int MAX_ERRORS = 50;

    /** So many errors end the compilation at once. */
    private static final int MANY_ERRORS = 10 * MAX_ERRORS;

    /**
     * How much work a compilation may be, counted in terms looked at and dependencies followed; a thousand times more than
     * a large policy takes.
     */
    public static final long MAX_STEPS = 10_000_000;

    /** How many parts a reference, the name of a rule or of a package may have. */
    public static final int MAX_PARTS = 500;

    private static final int CHECK_EVERY = 4096;

    private final Set<RegoError> errors = new LinkedHashSet<>();
    private long steps;
    private long nextCheck = CHECK_EVERY;

    /** Adds an error. */
    public void error(RegoLocation at, String code, String message) {
        error(at, code, message, Optional.empty());
    }

    /** Adds an error with what to do about it. */
    public void error(RegoLocation at, String code, String message, String suggestion) {
        error(at, code, message, Optional.of(suggestion));
    }

    /** Adds an error with what to do about it, where that is known. */
    public void error(RegoLocation at, String code, String message, Optional<String> suggestion) {
        errors.add(new RegoError(code, message, Optional.of(at), suggestion));
        if (errors.size() == MANY_ERRORS) {
            throwIfAny();
        }
    }

    /** Whether a path has more parts than it may; then that is an error. */
    boolean isTooLong(List<?> path, RegoLocation at) {
        if (path.size() > MAX_PARTS) {
            error(
                    at,
                    COMPILE_ERROR,
                    "a reference or name has at most " + MAX_PARTS + " parts, this one has " + path.size());
            return true;
        }
        return false;
    }

    /**
     * Counts work.
     *
     * @param amount how many terms or dependencies were looked at
     * @throws RegoException if there is too much of it, or the thread was interrupted
     */
    void work(long amount) {
        steps += amount;
        if (steps >= nextCheck) {
            nextCheck = steps + CHECK_EVERY;
            if (steps > MAX_STEPS) {
                throw stop(
                        "the policy takes more than " + MAX_STEPS + " steps to compile; split long bodies into rules");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw stop("the compilation was interrupted");
            }
        }
    }

    private static RegoException stop(String message) {
        return new RegoException(List.of(new RegoError(COMPILE_ERROR, message, Optional.empty())));
    }

    /** {@return whether nothing was reported} */
    public boolean isEmpty() {
        return errors.isEmpty();
    }

    /** Fails with all errors in the order of the sources, if there are any. */
    public void throwIfAny() {
        if (errors.isEmpty()) {
            return;
        }
        throw new RegoException(errors.stream()
                .sorted(Comparator.comparing(
                        (RegoError error) -> error.location(), Comparator.comparing(Optional::orElseThrow)))
                .limit(MAX_ERRORS)
                .toList());
    }
}
