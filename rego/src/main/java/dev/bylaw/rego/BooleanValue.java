package dev.bylaw.rego;

/** True and false. */
public final class BooleanValue implements Value {
    /** The value {@code true}. */
    public static final BooleanValue TRUE = new BooleanValue(true);

    /** The value {@code false}. */
    public static final BooleanValue FALSE = new BooleanValue(false);

    private final boolean value;

    private BooleanValue(boolean value) {
        this.value = value;
    }

    /**
     * The value of a Java boolean.
     *
     * @param value true or false
     * @return the value
     */
    public static BooleanValue of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** {@return the Java boolean} */
    public boolean value() {
        return value;
    }

    @Override
    public Type type() {
        return Type.BOOLEAN;
    }

    @Override
    public boolean isTruthy() {
        return value;
    }

    @Override
    public int compareTo(Value other) {
        if (other instanceof BooleanValue that) {
            return Boolean.compare(value, that.value);
        }
        return Integer.compare(Type.BOOLEAN.ordinal(), other.type().ordinal());
    }

    @Override
    public String toString() {
        return value ? "true" : "false";
    }
}
