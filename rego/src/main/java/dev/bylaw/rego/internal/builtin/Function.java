package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.Value;
import java.util.Objects;

/** A builtin that is made of a lambda. */
final class Function implements Builtin {
    /** Computes a result. */
    interface Body {
        /** The result, or null where it is undefined. */
        Value call(BuiltinContext context, Value[] arguments);
    }

    /** Says what a result depends on. */
    interface Doubts {
        /** See {@link Builtin#doubt}. */
        Doubt of(Value[] arguments, Value result);
    }

    private final String name;
    private final int arity;
    private final boolean deterministic;
    private final Body body;
    private final Doubts doubts;

    private Function(String name, int arity, boolean deterministic, Body body, Doubts doubts) {
        this.name = Objects.requireNonNull(name, "name is null");
        this.arity = arity;
        this.deterministic = deterministic;
        this.body = body;
        this.doubts = doubts;
    }

    /** A builtin whose result depends on everything inside its arguments. */
    static Function of(String name, int arity, Body body) {
        return new Function(name, arity, true, body, null);
    }

    /** The same builtin with a narrower doubt. */
    Function doubting(Doubts narrower) {
        return new Function(name, arity, deterministic, body, narrower);
    }

    /** The same builtin, not to be folded. */
    Function unpredictable() {
        return new Function(name, arity, false, body, doubts);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int arity() {
        return arity;
    }

    @Override
    public boolean isDeterministic() {
        return deterministic;
    }

    @Override
    public Value call(BuiltinContext context, Value[] arguments) {
        try {
            return body.call(context, arguments);
        } catch (ArithmeticException | NumberFormatException e) {
            // Numbers and texts beyond their limits.
            throw BuiltinException.of(e.getMessage());
        }
    }

    @Override
    public Doubt doubt(Value[] arguments, Value result) {
        return doubts == null ? Builtin.super.doubt(arguments, result) : doubts.of(arguments, result);
    }

    @Override
    public String toString() {
        return name + "/" + arity;
    }
}
