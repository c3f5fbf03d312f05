package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoFunction;
import dev.bylaw.rego.RegoType;
import dev.bylaw.rego.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A function of the embedder as a builtin. */
final class EmbeddedFunction implements Builtin {
    private final RegoFunction function;

    EmbeddedFunction(RegoFunction function) {
        this.function = function;
    }

    /** What is declared of a function. */
    static Signature signature(RegoFunction function) {
        return new Signature(
                function.name(),
                "embedder",
                function.arguments(),
                Optional.empty(),
                Optional.of(function.result()),
                Optional.empty(),
                false,
                !function.isPure(),
                false);
    }

    @Override
    public String name() {
        return function.name();
    }

    @Override
    public int arity() {
        return function.arguments().size();
    }

    @Override
    public boolean isDeterministic() {
        return function.isPure();
    }

    @Override
    public Value call(BuiltinContext context, Value[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            RegoType type = function.arguments().get(i);
            if (!type.accepts(arguments[i])) {
                throw BuiltinException.operand(
                        i + 1,
                        "must be " + type + " but got " + arguments[i].type().text());
            }
        }
        Optional<? extends Value> result;
        try {
            result = function.body().call(new EvaluationCall(context), List.of(arguments));
        } catch (RegoException | BuiltinException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever an embedder's code throws is an error of this call, and never one of the engine.
            throw BuiltinException.of(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
        }
        if (result == null) {
            throw BuiltinException.of("the function gave null");
        }
        if (result.isPresent() && !function.result().accepts(result.get())) {
            throw BuiltinException.of("the function is to give " + function.result() + " but gave "
                    + result.get().type().text());
        }
        return result.orElse(null);
    }

    @Override
    public String toString() {
        return name() + "/" + arity();
    }

    private record EvaluationCall(BuiltinContext context) implements RegoFunction.Call {
        @Override
        public Instant now() {
            long nanos = context.nowNanos();
            return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
        }

        @Override
        public void work(long steps) {
            context.work(steps);
        }
    }
}
