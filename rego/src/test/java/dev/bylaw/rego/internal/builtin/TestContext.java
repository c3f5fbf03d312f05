package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An evaluation with a budget and a clock that stands still. */
final class TestContext implements BuiltinContext {
    private static final long NOW = 1_767_225_600_123_456_789L;

    private final Map<Value, Object> kept = new HashMap<>();
    private final List<String> printed = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long left;

    TestContext(long budget) {
        this.left = budget;
    }

    static TestContext unlimited() {
        return new TestContext(Long.MAX_VALUE);
    }

    @Override
    public long nowNanos() {
        return NOW;
    }

    @Override
    public void work(long steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("negative work: " + steps);
        }
        left -= steps;
        if (left < 0) {
            throw new RegoException(
                    List.of(new RegoError("eval_budget_error", "the budget is used up", Optional.empty())));
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T kept(String family, Value key, Supplier<T> compute) {
        Value both = ArrayValue.of(StringValue.of(family), key);
        Object found = kept.get(both);
        if (found == null) {
            found = compute.get();
            kept.put(both, found);
        }
        return (T) found;
    }

    @Override
    public void print(String line) {
        printed.add(line);
    }

    @Override
    public void note(String note) {
        notes.add(note);
    }

    List<String> printed() {
        return printed;
    }

    List<String> notes() {
        return notes;
    }
}
