package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.internal.compile.Ir;
import java.util.List;

/**
 * A part of a statement whose types are checked by itself. Its terms hold no calls: the result of a call within a term
 * is a variable that a step before gives its type.
 */
sealed interface Step {
    /** {@return the modifiers that hold for it} */
    List<Ir.With> withs();

    /** {@return where errors in it are} */
    RegoLocation at();

    /** Both sides must be equal. */
    record Equation(Ir.Term left, Ir.Term right, List<Ir.With> withs, RegoLocation at) implements Step {}

    /**
     * A call.
     *
     * @param name the name of a builtin, or the name of a function from {@code data} on
     * @param function its type
     * @param arguments the arguments, and behind them what the result equals, where that is asked
     * @param given how many of them are arguments
     */
    record Call(String name, Callee function, List<Ir.Term> arguments, int given, List<Ir.With> withs, RegoLocation at)
            implements Step {}

    /** Gives the type of a function where it is called, as rules that come later may still add to it. */
    interface Callee {
        /** The type; unknown or any where nothing can be said. */
        Shape in(Environment environment);
    }

    /** A term that must be defined. */
    record Evaluate(Ir.Term term, List<Ir.With> withs, RegoLocation at) implements Step {}

    /** Blocks of which only the references are looked at. */
    record References(List<Ir.Block> blocks, List<Ir.With> withs, RegoLocation at) implements Step {}

    /** Blocks that are checked by themselves. */
    record Closures(List<Ir.Block> blocks, List<Ir.With> withs, RegoLocation at) implements Step {}
}
