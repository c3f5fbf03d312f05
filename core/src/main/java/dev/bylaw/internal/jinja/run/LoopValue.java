package dev.bylaw.internal.jinja.run;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.BooleanValue;
import dev.bylaw.internal.jinja.value.CallableValue;
import dev.bylaw.internal.jinja.value.Comparison;
import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.IntegerValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.Tracked;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.TupleValue;
import dev.bylaw.internal.jinja.value.UndefinedValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Jinja's {@code loop}. */
final class LoopValue implements CallableValue, Tracked {
    private final List<Value> items;
    private final int depth;
    private final boolean certain;
    private final Optional<BiFunction<Value, Integer, Value>> recursion;
    private int index;
    private Optional<Value> lastChanged = Optional.empty();

    /**
     * A loop.
     *
     * @param items what it goes through
     * @param depth how many recursive loops are around it
     * @param certain whether these are exactly the items
     * @param recursion what renders the body for inner items, if the loop is recursive
     */
    LoopValue(List<Value> items, int depth, boolean certain, Optional<BiFunction<Value, Integer, Value>> recursion) {
        this.items = items;
        this.depth = depth;
        this.certain = certain;
        this.recursion = recursion;
    }

    /** Goes to a pass. */
    void pass(int newIndex) {
        index = newIndex;
    }

    @Override
    public Optional<Value> attribute(String name, Machine machine) {
        if (!certain) {
            // It is shown as if these were all items; other passes may differ.
            machine.environment();
        }
        return Optional.ofNullable(
                switch (name) {
                    case "index" -> IntegerValue.of(index + 1L);
                    case "index0" -> IntegerValue.of(index);
                    case "revindex" -> IntegerValue.of((long) items.size() - index);
                    case "revindex0" -> IntegerValue.of((long) items.size() - index - 1);
                    case "first" -> BooleanValue.of(index == 0);
                    case "last" -> BooleanValue.of(index == items.size() - 1);
                    case "length" -> IntegerValue.of(items.size());
                    case "depth" -> IntegerValue.of(depth + 1L);
                    case "depth0" -> IntegerValue.of(depth);
                    case "previtem" ->
                        index == 0 ? new UndefinedValue("there is no previous item") : items.get(index - 1);
                    case "nextitem" ->
                        index == items.size() - 1 ? new UndefinedValue("there is no next item") : items.get(index + 1);
                    case "cycle" -> new FunctionValue(name, (arguments, caller) -> cycle(arguments));
                    case "changed" -> new FunctionValue(name, this::changed);
                    default -> null;
                });
    }

    private Value cycle(Arguments arguments) {
        List<Value> values = arguments.positional();
        if (values.isEmpty()) {
            throw TemplateException.error("no items for cycling given");
        }
        return values.get(index % values.size());
    }

    private Value changed(Arguments arguments, Machine machine) {
        Value now = new TupleValue(arguments.positional());
        Truth same =
                lastChanged.map(last -> Comparison.equal(last, now, machine)).orElse(Truth.FALSE);
        machine.journal().touch(this);
        lastChanged = Optional.of(now);
        return BooleanValue.of(same.not(), arguments.unknown().orElse("a value that is not known"));
    }

    @Override
    public Value call(Arguments arguments, Machine machine) {
        if (recursion.isEmpty()) {
            throw TemplateException.error("The loop must have the 'recursive' marker to be called recursively");
        }
        return recursion
                .get()
                .apply(arguments.bind("loop", 1, "iterable").get(0).orElseThrow(), depth + 1);
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }

    @Override
    public Object state() {
        return lastChanged;
    }

    @Override
    @SuppressWarnings("unchecked") // The state is always what state() gave.
    public void restore(Object state) {
        lastChanged = (Optional<Value>) state;
    }

    @Override
    public void unite(List<Object> states, String reason) {
        lastChanged = Optional.empty();
    }

    @Override
    public int size() {
        return 1;
    }
}
