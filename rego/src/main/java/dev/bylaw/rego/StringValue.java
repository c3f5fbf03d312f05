package dev.bylaw.rego;

import dev.bylaw.rego.internal.value.RegoText;
import dev.bylaw.rego.internal.value.TermText;
import java.util.Objects;

/** A string. Ordered by code point, as the bytes of its UTF-8 form are. */
public final class StringValue implements Value {
    private static final byte UNKNOWN = 0;
    private static final byte PLAIN = 1;
    private static final byte SURROGATES = 2;

    private final String value;

    /** Whether there are surrogates, without which the order of UTF-16 units is that of code points. */
    private byte content;

    private StringValue(String value) {
        this.value = value;
    }

    /**
     * The value of a Java string.
     *
     * @param value the text
     * @return the value
     */
    public static StringValue of(String value) {
        return new StringValue(Objects.requireNonNull(value, "value is null"));
    }

    /** {@return the Java string} */
    public String value() {
        return value;
    }

    @Override
    public Type type() {
        return Type.STRING;
    }

    @Override
    public long weight() {
        return 1L + value.length() / Bounds.CHARACTERS;
    }

    @Override
    public int compareTo(Value other) {
        if (other instanceof StringValue that) {
            return compareTo(that);
        }
        return Integer.compare(Type.STRING.ordinal(), other.type().ordinal());
    }

    /**
     * Compares by code point.
     *
     * @param that another string
     * @return negative, zero or positive
     */
    public int compareTo(StringValue that) {
        return isPlain() && that.isPlain()
                ? value.compareTo(that.value)
                : RegoText.compareCodePoints(value, that.value);
    }

    private boolean isPlain() {
        if (content == UNKNOWN) {
            content = RegoText.hasSurrogates(value) ? SURROGATES : PLAIN;
        }
        return content == PLAIN;
    }

    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof StringValue that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** {@return the string as Rego source: quoted, and escaped as in JSON} */
    @Override
    public String toString() {
        return TermText.literal(this);
    }
}
