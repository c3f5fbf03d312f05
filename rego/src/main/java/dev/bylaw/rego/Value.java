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
