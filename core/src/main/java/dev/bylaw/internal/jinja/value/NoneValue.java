package dev.bylaw.internal.jinja.value;

/** Python's {@code None}. */
public enum NoneValue implements Value {
    /** The only one. */
    NONE;

    @Override
    public String typeName() {
        return "NoneType";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.append("None");
    }

    @Override
    public Truth truth() {
        return Truth.FALSE;
    }
}
