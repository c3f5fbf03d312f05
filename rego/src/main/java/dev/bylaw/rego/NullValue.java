package dev.bylaw.rego;

/** The null value. */
public final class NullValue implements Value {
    /** The only instance. */
    public static final NullValue NULL = new NullValue();

    private NullValue() {}

    @Override
    public Type type() {
        return Type.NULL;
    }

    @Override
    public int compareTo(Value other) {
        return Integer.compare(Type.NULL.ordinal(), other.type().ordinal());
    }

    @Override
    public String toString() {
        return "null";
    }
}
