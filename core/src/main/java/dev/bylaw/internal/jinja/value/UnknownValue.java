package dev.bylaw.internal.jinja.value;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A value that cannot be told from the sources. Whatever is done with it is unknown as well; printed, it leaves a
 * marker.
 *
 * @param reason why, for a reader of the report
 * @param inputs texts that go into it and are worth keeping in the output, such as column names; printed as the
 *     arguments of the marker
 * @param shown one of the values that it may be, which is printed in its place; empty for a marker
 */
public record UnknownValue(String reason, List<String> inputs, Optional<Value> shown) implements Value {
    /** Copies the inputs. */
    public UnknownValue {
        Objects.requireNonNull(reason, "reason is null");
        Objects.requireNonNull(shown, "shown is null");
        inputs = List.copyOf(inputs);
    }

    /** An unknown value without inputs. */
    public UnknownValue(String reason) {
        this(reason, List.of(), Optional.empty());
    }

    @Override
    public String typeName() {
        return "unknown";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        if (shown.isPresent()) {
            printer.machine().undecided(reason);
            printer.unknown(reason);
            shown.get().print(printer, quoted);
            return;
        }
        printer.hole(this);
    }

    @Override
    public Truth truth() {
        return Truth.UNKNOWN;
    }

    @Override
    public Optional<String> unknown() {
        return Optional.of(reason);
    }

    @Override
    public Optional<Value> attribute(String name, Machine machine) {
        return Optional.of(new UnknownValue(reason));
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        return Optional.of(new UnknownValue(reason));
    }
}
