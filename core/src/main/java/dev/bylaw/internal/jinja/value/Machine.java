package dev.bylaw.internal.jinja.value;

import dev.bylaw.workspace.Location;
import java.util.List;
import java.util.Map;

/** What operations on values need from the evaluation that they are part of. One per evaluation, for one thread. */
public interface Machine {
    /** {@return what may still be spent} */
    Budget budget();

    /** {@return where changes of values are written down} */
    Journal journal();

    /** {@return the marker that stands for an unknown value in texts} */
    String hole(UnknownValue value);

    /** Notes that a text was made which might be another one. */
    void undecided(String reason);

    /**
     * Calls a value.
     *
     * @param callee what is called
     * @param arguments with what
     * @return the result
     */
    Value call(Value callee, Arguments arguments);

    /**
     * Applies a filter.
     *
     * @param name its name
     * @param value to what
     * @param arguments its further arguments
     * @return the result
     */
    Value filter(String name, Value value, Arguments arguments);

    /**
     * Applies a test.
     *
     * @param name its name
     * @param value to what
     * @param arguments its further arguments
     * @return the answer
     */
    Truth test(String name, Value value, Arguments arguments);

    /** Notes that something was read which depends on where and how dbt runs, such as the target. */
    void environment();

    /** {@return the place in the template that is rendered, on whose behalf something happens} */
    Location place();

    /** Calls a value with positional arguments only. */
    default Value call(Value callee, List<Value> positional) {
        return call(callee, new Arguments(positional, Map.of()));
    }
}
