package dev.bylaw.rego;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A function in Java that policies can call like a builtin. Immutable; thread-safe if its body is, which it has to be
 * where a policy is used by several threads.
 *
 * <pre>{@code
 * RegoFunction owner = RegoFunction.of(
 *         "acme.owner",
 *         List.of(RegoType.Scalar.STRING),
 *         RegoType.Scalar.STRING,
 *         (call, arguments) -> Optional.ofNullable(owners.get(((StringValue) arguments.get(0)).value()))
 *                 .map(StringValue::of));
 * }</pre>
 *
 * <p>The arguments are checked against their types before the body sees them: while compiling where their types are known
 * by then, and at each call. What the body reads of places that are not known counts: the result depends on everything
 * that is unknown inside the arguments.
 */
public final class RegoFunction {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*(\\.[a-zA-Z_][a-zA-Z0-9_]*)*");

    /** Computes a result. */
    @FunctionalInterface
    public interface Body {
        /**
         * Computes the result of a call.
         *
         * @param call the evaluation around it
         * @param arguments as many as are declared, of the declared types
         * @return the result; empty where the call is undefined
         * @throws RuntimeException if the arguments have no result: an error of the builtin in Rego's sense, with this
         *     message. A {@link RegoException} ends the evaluation
         */
        Optional<? extends Value> call(Call call, List<Value> arguments);
    }

    /** What a body may ask of the evaluation. Belongs to the thread of the evaluation, for the time of the call. */
    public interface Call {
        /** {@return the time of the evaluation, the same throughout; a function that uses it is not pure} */
        Instant now();

        /**
         * Counts work against the budget of the evaluation; a body that loops calls this in its loop.
         *
         * @param steps how much, at least 1
         * @throws RegoException if the budget is used up or the evaluation was cancelled; let it through
         */
        void work(long steps);
    }

    private final String name;
    private final List<RegoType> arguments;
    private final RegoType result;
    private final boolean pure;
    private final Body body;

    private RegoFunction(String name, List<RegoType> arguments, RegoType result, boolean pure, Body body) {
        this.name = name;
        this.arguments = arguments;
        this.result = result;
        this.pure = pure;
        this.body = body;
    }

    /**
     * A pure function: equal arguments give equal results.
     *
     * @param name the name in policies, of words that are separated by dots, for example {@code acme.owner}
     * @param arguments the types of the arguments
     * @param result the type of the result
     * @param body computes the result
     * @return the function
     * @throws IllegalArgumentException if this is no name
     */
    public static RegoFunction of(String name, List<RegoType> arguments, RegoType result, Body body) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a function");
        }
        Objects.requireNonNull(result, "result is null");
        Objects.requireNonNull(body, "body is null");
        return new RegoFunction(name, List.copyOf(arguments), result, true, body);
    }

    /** {@return the same function, whose results may differ from call to call: they are never kept} */
    public RegoFunction impure() {
        return new RegoFunction(name, arguments, result, false, body);
    }

    /** {@return the name in policies} */
    public String name() {
        return name;
    }

    /** {@return the types of the arguments} */
    public List<RegoType> arguments() {
        return arguments;
    }

    /** {@return the type of the result} */
    public RegoType result() {
        return result;
    }

    /** {@return whether equal arguments give equal results} */
    public boolean isPure() {
        return pure;
    }

    /** {@return what computes the result} */
    public Body body() {
        return body;
    }

    /** {@return name, types of the arguments and of the result, as in OPA's messages} */
    @Override
    public String toString() {
        return name + "("
                + String.join(", ", arguments.stream().map(RegoType::toString).toList()) + ") " + result;
    }
}
