package dev.bylaw.internal.jinja.value;

/**
 * A function written in Java.
 *
 * @param name its name, for messages
 * @param body what it does
 */
public record FunctionValue(String name, Body body) implements CallableValue {
    /** What a function does. */
    @FunctionalInterface
    public interface Body {
        /** {@return the result of a call} */
        Value call(Arguments arguments, Machine machine);
    }

    @Override
    public Value call(Arguments arguments, Machine machine) {
        return body.call(arguments, machine);
    }
}
