package dev.bylaw.internal.jinja.value;

/** A value that can be called. */
public interface CallableValue extends Value {
    /**
     * Calls it.
     *
     * @param arguments with what
     * @param machine the evaluation
     * @return the result
     * @throws TemplateException if the call fails
     */
    Value call(Arguments arguments, Machine machine);

    @Override
    default String typeName() {
        return "function";
    }

    @Override
    default void print(Printer printer, boolean quoted) {
        // Python prints the address of the object, which differs from run to run.
        printer.hole(new UnknownValue("a function is printed; Python prints its address"));
    }
}
