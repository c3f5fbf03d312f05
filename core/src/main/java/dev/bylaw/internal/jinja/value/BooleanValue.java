package dev.bylaw.internal.jinja.value;

/** Python's {@code True} and {@code False}. */
public enum BooleanValue implements Value {
    /** {@code False}. */
    FALSE,
    /** {@code True}. */
    TRUE;

    /** {@return the value of a Java boolean} */
    public static BooleanValue of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /**
     * The value of an answer.
     *
     * @param truth the answer
     * @param reason why it cannot be told, if it cannot
     * @return {@code True}, {@code False} or an unknown value
     */
    public static Value of(Truth truth, String reason) {
        return switch (truth) {
            case TRUE -> TRUE;
            case FALSE -> FALSE;
            case UNKNOWN -> new UnknownValue(reason);
        };
    }

    /** {@return the Java boolean} */
    public boolean value() {
        return this == TRUE;
    }

    @Override
    public String typeName() {
        return "bool";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.append(this == TRUE ? "True" : "False");
    }

    @Override
    public Truth truth() {
        return Truth.of(this == TRUE);
    }
}
