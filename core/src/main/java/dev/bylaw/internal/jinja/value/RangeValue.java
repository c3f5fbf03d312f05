package dev.bylaw.internal.jinja.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Python's {@code range}.
 *
 * @param start the first number
 * @param stop the bound, not included
 * @param step the step, not 0
 */
public record RangeValue(long start, long stop, long step) implements Value {
    /** {@return how many numbers it has} */
    public int length() {
        long distance = step > 0 ? stop - start : start - stop;
        long stride = Math.abs(step);
        return distance <= 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, (distance - 1) / stride + 1);
    }

    /** {@return the numbers} */
    public List<Value> items(Machine machine) {
        machine.budget().items(length());
        List<Value> numbers = new ArrayList<>();
        for (int i = 0; i < length(); i++) {
            numbers.add(IntegerValue.of(start + i * step));
        }
        return numbers;
    }

    @Override
    public String typeName() {
        return "range";
    }

    @Override
    public Truth truth() {
        return Truth.of(length() > 0);
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.append("range(" + start + ", " + stop + (step == 1 ? ")" : ", " + step + ")"));
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        return Numbers.index(key)
                .map(index -> Sequences.position(index, length()))
                .filter(position -> position >= 0)
                .map(position -> IntegerValue.of(start + position * step));
    }
}
