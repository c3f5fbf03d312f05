package dev.bylaw.rego.internal.value;

import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.Arrays;

/** Sorts values. */
public final class ValueOrder {
    private ValueOrder() {}

    /** Sorts values in ascending order. */
    public static void sort(Value[] values) {
        if (values.length < 2) {
            return;
        }
        for (Value value : values) {
            if (!(value instanceof StringValue)) {
                Arrays.sort(values);
                return;
            }
        }
        Arrays.sort(values, (left, right) -> ((StringValue) left).compareTo((StringValue) right));
    }
}
