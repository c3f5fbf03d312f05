package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.value.Value;

/** Ends the evaluation of a macro with a value, as dbt's {@code return()} does; caught where the macro was called. */
public final class ReturnSignal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Value value;

    /** A return with a value. */
    public ReturnSignal(Value value) {
        super("return outside of a macro", null, false, false);
        this.value = value;
    }

    /** {@return the value} */
    public Value value() {
        return value;
    }
}
