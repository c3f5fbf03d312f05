package dev.bylaw.rego.internal.crypto;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/** Builds the objects that OPA makes of Go's structures: every member is there, empty lists are null, bytes are base64. */
final class Structure {
    private final ObjectValue.Builder out = ObjectValue.builder();

    Structure put(String name, Value value) {
        out.put(name, value);
        return this;
    }

    Structure put(String name, String text) {
        return put(name, StringValue.of(text));
    }

    Structure put(String name, long number) {
        return put(name, NumberValue.of(number));
    }

    Structure put(String name, BigInteger number) {
        return put(name, NumberValue.of(number));
    }

    Structure put(String name, boolean truth) {
        return put(name, BooleanValue.of(truth));
    }

    Structure put(String name, byte[] bytes) {
        return put(name, bytes(bytes));
    }

    /** A list; null where it is empty. */
    Structure put(String name, Collection<? extends Value> values) {
        return put(name, list(values));
    }

    Structure putTexts(String name, List<String> texts) {
        return put(name, texts.stream().map(StringValue::of).toList());
    }

    Structure putNull(String name) {
        return put(name, NullValue.NULL);
    }

    ObjectValue build() {
        return out.build();
    }

    static Value list(Collection<? extends Value> values) {
        return values.isEmpty() ? NullValue.NULL : ArrayValue.of(List.copyOf(values));
    }

    /** Bytes as base64; null where there are none. */
    static Value bytes(byte[] bytes) {
        return bytes == null
                ? NullValue.NULL
                : StringValue.of(Base64.getEncoder().encodeToString(bytes));
    }

    /** The numbers of an object identifier. */
    static Value identifier(byte[] content) {
        return ArrayValue.of(ObjectIdentifiers.numbers(content).stream()
                .<Value>map(NumberValue::of)
                .toList());
    }
}
