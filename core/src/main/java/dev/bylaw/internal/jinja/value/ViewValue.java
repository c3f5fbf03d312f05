package dev.bylaw.internal.jinja.value;

import java.util.List;
import java.util.Optional;

/**
 * The keys, values or pairs of a dictionary, as they were when asked for.
 *
 * @param items the members
 * @param typeName Python's name of the view, such as {@code dict_keys}
 * @param unknown why there may be other members
 */
public record ViewValue(List<Value> items, String typeName, Optional<String> unknown) implements Value {
    /** Copies the members. */
    public ViewValue {
        items = List.copyOf(items);
    }

    @Override
    public Truth truth() {
        return unknown.isPresent() ? Truth.UNKNOWN : Truth.of(!items.isEmpty());
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.append(typeName + "([");
        Sequences.print(printer, items, unknown);
        printer.append("])");
    }
}
