package dev.bylaw.internal.jinja.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Java keys for values, such that values that are equal in Python have equal keys. */
final class Keys {
    /** Tuples with more members in all, and longer texts, are no keys. */
    private static final int MAX_MEMBERS = 1_000;

    private static final int MAX_TEXT_LENGTH = 1 << 16;

    private Keys() {}

    /**
     * The key of a value.
     *
     * @param value the value
     * @return the key; empty if the value cannot be known
     * @throws TemplateException if Python cannot hash the value
     */
    static Optional<Object> of(Value value) {
        return of(value, new int[] {MAX_MEMBERS});
    }

    private static Optional<Object> of(Value value, int[] left) {
        if (value.unknown().isPresent()) {
            return Optional.empty();
        }
        if (value instanceof StringValue string) {
            if (string.text().length() > MAX_TEXT_LENGTH) {
                throw TemplateException.limit("a key of more than " + MAX_TEXT_LENGTH + " characters");
            }
            return Optional.of(string.text());
        }
        if (value instanceof IntegerValue integer) {
            return Optional.of(integer.value());
        }
        if (value instanceof BooleanValue bool) {
            return Optional.of(bool.value() ? BigInteger.ONE : BigInteger.ZERO);
        }
        if (value instanceof FloatValue number) {
            Optional<BigInteger> whole = Numbers.whole(number.value());
            return Optional.of(whole.isPresent() ? whole.get() : (Object) number.value());
        }
        if (value instanceof TupleValue tuple) {
            List<Object> keys = new ArrayList<>();
            for (Value item : tuple.items()) {
                if (--left[0] < 0) {
                    throw TemplateException.limit("a tuple as a key with more than " + MAX_MEMBERS + " members in all");
                }
                Optional<Object> key = of(item, left);
                if (key.isEmpty()) {
                    return Optional.empty();
                }
                keys.add(key.get());
            }
            return Optional.of(keys);
        }
        if (value instanceof ListValue || value instanceof DictionaryValue || value instanceof SetValue) {
            throw TemplateException.error("unhashable type: '" + value.typeName() + "'");
        }
        return Optional.of(value);
    }
}
