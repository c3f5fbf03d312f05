package dev.bylaw.internal.tree;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Trees in which everything is known, as values. */
public final class TreeValues {
    private TreeValues() {}

    /**
     * A tree as a value.
     *
     * @param tree a tree without unknown values
     * @return the value
     */
    public static Value of(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            ObjectValue.Builder object = ObjectValue.builder();
            mapping.entries().forEach((key, entry) -> object.put(key, of(entry.value())));
            return object.build();
        }
        if (tree instanceof Tree.Sequence sequence) {
            return ArrayValue.of(sequence.items().stream().map(TreeValues::of).toList());
        }
        if (tree instanceof Tree.Scalar scalar) {
            return scalar(scalar.value());
        }
        throw new IllegalArgumentException("an unknown value is no value");
    }

    /** {@return what a scalar holds, as a value} */
    public static Value scalar(Object value) {
        if (value == null) {
            return NullValue.NULL;
        }
        if (value instanceof Boolean flag) {
            return BooleanValue.of(flag);
        }
        if (value instanceof Long number) {
            return NumberValue.of(number);
        }
        if (value instanceof BigInteger number) {
            return NumberValue.of(number);
        }
        if (value instanceof BigDecimal number) {
            return NumberValue.of(number);
        }
        return StringValue.of((String) value);
    }
}
