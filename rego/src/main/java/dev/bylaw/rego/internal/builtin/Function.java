package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.Value;
import java.util.Objects;
import java.util.Optional;

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

    /** Makes a body for calls of which some arguments are known. */
    interface Preparation {
        /** The body, or empty where these arguments do not help; see {@link Builtin#prepared}. */
        Optional<Body> of(Value[] known);
    }

    private final String name;
    private final int arity;
    private final boolean deterministic;
    private final Body body;
    private final Doubts doubts;

    /** Null where nothing can be prepared. */
    private final Preparation preparation;

    private Function(String name, int arity, boolean deterministic, Body body, Doubts doubts, Preparation preparation) {
        this.name = Objects.requireNonNull(name, "name is null");
        this.arity = arity;
        this.deterministic = deterministic;
        this.body = body;
        this.doubts = doubts;
        this.preparation = preparation;
    }

    /** A builtin whose result depends on everything inside its arguments. */
    static Function of(String name, int arity, Body body) {
        return new Function(name, arity, true, body, null, null);
    }

    /** The same builtin with a narrower doubt. */
    Function doubting(Doubts narrower) {
        return new Function(name, arity, deterministic, body, narrower, preparation);
    }

    /** The same builtin, not to be folded. */
    Function unpredictable() {
        return new Function(name, arity, false, body, doubts, preparation);
    }

    /** The same builtin with a faster body for calls of which some arguments are known. */
    Function preparing(Preparation faster) {
        return new Function(name, arity, deterministic, body, doubts, faster);
    }

    @Override
    public Builtin prepared(Value[] known) {
        return preparation == null
                ? this
                : preparation
                        .of(known)
                        .map(faster -> new Function(name, arity, deterministic, faster, doubts, null))
                        .orElse(this);
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
