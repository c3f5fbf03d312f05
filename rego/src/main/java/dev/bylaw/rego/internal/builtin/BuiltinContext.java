package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.Value;
import java.util.function.Supplier;

/** What a builtin may ask of the evaluation it runs in. One context belongs to one evaluation and one thread. */
public interface BuiltinContext {
    /** {@return the time of the evaluation in nanoseconds since 1970, the same throughout} */
    long nowNanos();

    /** {@return what chance follows from} */
    default long seed() {
        return 0;
    }

    /**
     * Counts work against the budget.
     *
     * @param steps how much, at least 1; a builtin that loops calls this in its loop
     * @throws dev.bylaw.rego.RegoException if the budget is used up or the evaluation was cancelled
     */
    void work(long steps);

    /**
     * Counts values that are being made against the budget; a builtin whose result may be much larger than its arguments
     * calls this while it makes it.
     *
     * @param count how many
     * @throws dev.bylaw.rego.RegoException if there are too many
     */
    default void made(long count) {}

    /**
     * Counts text that is being made.
     *
     * @param steps how many steps it took, one for 16 characters
     * @throws dev.bylaw.rego.RegoException if the budget is used up
     */
    default void text(long steps) {
        work(steps);
        made(steps);
    }

    /**
     * The result of a computation that has to be the same throughout the evaluation, or that is worth keeping: compiled
     * regular expressions, random numbers.
     *
     * @param family the name of the builtin
     * @param key its arguments
     * @param compute makes it the first time
     * @return the kept result
     */
    <T> T kept(String family, Value key, Supplier<T> compute);

    /**
     * Takes a line that a policy prints. Nobody sees it unless the evaluation wants it.
     *
     * @param line the text, without a line end
     */
    default void print(String line) {}

    /**
     * Takes a note that a policy makes for a trace. Nobody sees it unless the evaluation wants it.
     *
     * @param note the text
     */
    default void note(String note) {}

    /**
     * Takes the name of a case that a test comes to. Nobody sees it unless the evaluation wants it.
     *
     * @param name an array of the keys that name the case
     */
    default void testCase(Value name) {}
}
