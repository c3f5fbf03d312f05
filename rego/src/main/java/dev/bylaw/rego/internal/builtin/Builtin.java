package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.Value;
import java.util.function.BiConsumer;

/** A builtin function. Stateless and thread-safe. */
public interface Builtin {
    /** {@return the dotted name, for example {@code time.parse_ns}} */
    String name();

    /** {@return how many arguments it takes; -1 for any number} */
    int arity();

    /** {@return whether equal arguments give equal results in every evaluation; only such calls are folded} */
    default boolean isDeterministic() {
        return true;
    }

    /**
     * Computes the result.
     *
     * @param context the evaluation
     * @param arguments as many as {@link #arity()} says; not to be changed
     * @return the result, or null where it is undefined
     * @throws BuiltinException where the arguments have no result
     */
    Value call(BuiltinContext context, Value[] arguments);

    /**
     * What the result depends on that is unknown. The default is everything unknown inside the arguments; a builtin that
     * does not look into parts of them says less, and never too little: in every filling of the places that are left out,
     * {@link #call} must give an equal result.
     *
     * @param arguments the arguments of a call
     * @param result its result; null where it was undefined or failed
     * @return the doubt
     */
    default Doubt doubt(Value[] arguments, Value result) {
        Doubt all = Doubt.NONE;
        for (Value argument : arguments) {
            all = all.and(argument.doubt());
        }
        return all;
    }

    /**
     * The same builtin for calls of which some arguments are known before, so that what depends on these alone is done
     * once.
     *
     * @param known the arguments; null where one is not known
     * @return a builtin of the same name that gives the same for calls with these arguments
     */
    default Builtin prepared(Value[] known) {
        return this;
    }

    /**
     * A builtin with many results: each is tried. Its {@link #doubt} says why there may be other results than those it
     * gives.
     */
    interface Relation extends Builtin {
        /**
         * Gives each result in turn, with the doubt whether there is this result; what is unknown inside of it is in the
         * result.
         *
         * @param context the evaluation
         * @param arguments the arguments
         * @param results takes each result
         */
        void each(BuiltinContext context, Value[] arguments, BiConsumer<Value, Doubt> results);

        @Override
        default Value call(BuiltinContext context, Value[] arguments) {
            throw new IllegalStateException(name() + " is a relation");
        }
    }
}
