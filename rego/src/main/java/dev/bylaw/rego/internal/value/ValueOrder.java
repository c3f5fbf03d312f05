package dev.bylaw.rego.internal.value;

import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.Arrays;

/** Sorts values. */
public final class ValueOrder {
    private ValueOrder() {}

    /** Compares two values, which most often are one and the same or two strings. */
    public static int compare(Value left, Value right) {
        if (left == right) {
            return 0;
        }
        return left instanceof StringValue a && right instanceof StringValue b ? a.compareTo(b) : left.compareTo(right);
    }

    /** Sorts values in ascending order. */
    public static void sort(Value[] values) {
        if (values.length < 2) {
            return;
        }
        for (Value value : values) {
            if (!(value instanceof StringValue)) {
                Arrays.sort(values, ValueOrder::compare);
                return;
            }
        }
        Arrays.sort(values, (left, right) -> ((StringValue) left).compareTo((StringValue) right));
    }
}
