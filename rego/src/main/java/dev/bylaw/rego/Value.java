package dev.bylaw.rego;

/**
 * A value of Rego: null, boolean, number, string, array, object or set.
 *
 * <p>Values are immutable and safe to share between threads. They are ordered as in OPA: null, booleans, numbers,
 * strings, arrays, objects, sets; numbers by value whatever their notation, strings by code point, arrays by element
 * and then length, objects by their sorted keys and then values, sets by their sorted members. Equality follows that
 * order ({@code 1} equals {@code 1.0}) and does not look at doubts. Undefined is not a value.
 *
 * <p>{@code toString} gives Rego source. What a policy prints by {@code sprintf} follows OPA instead, which escapes control
 * characters in a way that is not Rego.
 */
public sealed interface Value extends Comparable<Value>
        permits NullValue, BooleanValue, NumberValue, StringValue, ArrayValue, ObjectValue, SetValue {

    /** The kinds of values, in their order. */
    enum Type {
        /** The null value. */
        NULL("null"),
        /** True and false. */
        BOOLEAN("boolean"),
        /** Numbers of any size. */
        NUMBER("number"),
        /** Strings of Unicode code points. */
        STRING("string"),
        /** Arrays. */
        ARRAY("array"),
        /** Objects, with values of any kind as keys. */
        OBJECT("object"),
        /** Sets. */
        SET("set");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /** {@return the name that {@code type_name} gives} */
        public String text() {
            return text;
        }
    }

    /**
     * The value of a plain Java object.
     *
     * @param java {@code null}, a {@code Boolean}, {@code CharSequence} or {@code Character}, a number of the JDK, a {@code Map}
     *     with keys of these kinds, a {@code Set}, another {@code Iterable}, an array, or a value; nested up to
     *     {@link Json#MAX_DEPTH} levels
     * @return the value; of a set a set, of anything else that can be iterated an array
     * @throws IllegalArgumentException if it is, or holds, anything else, for example {@code NaN}
     */
    static Value of(Object java) {
        return JavaValues.of(java, 0);
    }

    /**
     * The value as a plain Java object, in which nothing says what is unknown.
     *
     * @return of null {@code null}, of a number a {@code Long}, or else a {@code BigInteger} or {@code BigDecimal}, and a
     *     {@code Boolean}, {@code String}, {@code List}, {@code Set} or {@code Map}; unmodifiable, in the order of the value
     */
    default Object toJava() {
        return JavaValues.toJava(this);
    }

    /** {@return the kind of this value} */
    Type type();

    /** {@return everything that is unknown inside this value, at any depth; of a scalar nothing} */
    default Doubt doubt() {
        return Doubt.NONE;
    }

    /**
     * How large this value is when it is written out.
     *
     * @return how many values it consists of, itself and all inside of it, shared ones counted each time; every 16 characters
     *     of a text count as one more
     */
    default long weight() {
        return 1;
    }

    /** {@return whether this value counts as true in a rule body: everything but {@code false}} */
    default boolean isTruthy() {
        return true;
    }
}
