package dev.bylaw.rego;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * How an evaluation behaves. Immutable; the default is as {@code opa eval} does, with a budget.
 *
 * @param errors what an error in a builtin does
 * @param steps how much work is allowed, counted in members looked at, calls and builtins' own loops
 * @param timeout how long it may take
 * @param values how many values it may make, what is thrown away again included; 16 characters of a text count as one
 * @param output how many values the solutions may consist of together, shared ones counted each time; see
 *     {@link Value#weight}
 * @param cancelled asked from time to time; once it says true the evaluation ends
 * @param now the time that {@code time.now_ns} gives throughout
 * @param seed what random numbers are made from; the same seed gives the same numbers
 * @param print takes what {@code print} prints, with the place of the call
 */
public record EvaluationOptions(
        ErrorMode errors,
        long steps,
        Duration timeout,
        long values,
        long output,
        BooleanSupplier cancelled,
        Instant now,
        long seed,
        BiConsumer<RegoLocation, String> print) {
    /** What an error in a builtin does. */
    public enum ErrorMode {
        /** The call is undefined, as in OPA by default. */
        UNDEFINED,
        /** The evaluation fails, as in OPA with strict builtin errors. */
        FAIL,
        /** The call is undefined and in doubt, and the error is reported: nothing that depends on it is certain. */
        DOUBT
    }

    /** How much work is allowed unless said otherwise. */
    public static final long DEFAULT_STEPS = 200_000_000L;

    /** How long an evaluation may take unless said otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);

    /** How many values an evaluation may make unless said otherwise; they take about 50 bytes each. */
    public static final long DEFAULT_VALUES = 50_000_000L;

    /** How many values the solutions may consist of unless said otherwise. */
    public static final long DEFAULT_OUTPUT = 10_000_000L;

    /** Options as {@code opa eval} has them, at the beginning of 1970. */
    public static final EvaluationOptions DEFAULT = new EvaluationOptions(
            ErrorMode.UNDEFINED,
            DEFAULT_STEPS,
            DEFAULT_TIMEOUT,
            DEFAULT_VALUES,
            DEFAULT_OUTPUT,
            () -> false,
            Instant.EPOCH,
            0,
            (place, text) -> {});

    /** Checks that nothing is missing. */
    public EvaluationOptions {
        Objects.requireNonNull(errors, "errors is null");
        Objects.requireNonNull(timeout, "timeout is null");
        Objects.requireNonNull(cancelled, "cancelled is null");
        Objects.requireNonNull(now, "now is null");
        Objects.requireNonNull(print, "print is null");
    }

    /**
     * {@return the same options with another way of handling errors}
     *
     * @param mode what an error in a builtin does
     */
    public EvaluationOptions withErrors(ErrorMode mode) {
        return new EvaluationOptions(mode, steps, timeout, values, output, cancelled, now, seed, print);
    }

    /**
     * {@return the same options with another amount of work}
     *
     * @param amount how much work is allowed
     */
    public EvaluationOptions withSteps(long amount) {
        return new EvaluationOptions(errors, amount, timeout, values, output, cancelled, now, seed, print);
    }

    /**
     * {@return the same options with another time limit}
     *
     * @param limit how long an evaluation may take
     */
    public EvaluationOptions withTimeout(Duration limit) {
        return new EvaluationOptions(errors, steps, limit, values, output, cancelled, now, seed, print);
    }

    /** {@return the same options with another number of values that may be made} */
    public EvaluationOptions withValues(long amount) {
        return new EvaluationOptions(errors, steps, timeout, amount, output, cancelled, now, seed, print);
    }

    /** {@return the same options with another size of the solutions} */
    public EvaluationOptions withOutput(long amount) {
        return new EvaluationOptions(errors, steps, timeout, values, amount, cancelled, now, seed, print);
    }

    /**
     * {@return the same options with another way to cancel}
     *
     * @param question asked from time to time, by the thread that evaluates
     */
    public EvaluationOptions withCancelled(BooleanSupplier question) {
        return new EvaluationOptions(errors, steps, timeout, values, output, question, now, seed, print);
    }

    /**
     * {@return the same options with another time}
     *
     * @param time the time that policies see
     */
    public EvaluationOptions withNow(Instant time) {
        return new EvaluationOptions(errors, steps, timeout, values, output, cancelled, time, seed, print);
    }

    /**
     * {@return the same options with another seed}
     *
     * @param newSeed what random numbers are made from
     */
    public EvaluationOptions withSeed(long newSeed) {
        return new EvaluationOptions(errors, steps, timeout, values, output, cancelled, now, newSeed, print);
    }

    /**
     * {@return the same options with another receiver of what is printed}
     *
     * @param receiver takes what is printed, in the thread that evaluates
     */
    public EvaluationOptions withPrint(BiConsumer<RegoLocation, String> receiver) {
        return new EvaluationOptions(errors, steps, timeout, values, output, cancelled, now, seed, receiver);
    }
}
