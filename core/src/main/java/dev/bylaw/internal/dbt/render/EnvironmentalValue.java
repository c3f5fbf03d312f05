package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.Attributes;
import dev.bylaw.internal.jinja.value.DictionaryValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.UndefinedValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.Optional;

/**
 * A dictionary that depends on where and how dbt runs, such as {@code target}: conditions on it are tried both ways.
 *
 * @param members what is known of it
 */
record EnvironmentalValue(DictionaryValue members) implements Value {
    @Override
    public boolean isMapping() {
        return true;
    }

    @Override
    public String typeName() {
        return "dict";
    }

    @Override
    public Truth truth() {
        return Truth.TRUE;
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        members.print(printer, quoted);
    }

    @Override
    public Optional<Value> attribute(String name, Machine machine) {
        machine.environment();
        Value found = Attributes.attribute(members, name, machine);
        if (found instanceof UndefinedValue && members.unknown().isPresent()) {
            return Optional.of(new UnknownValue(members.unknown().get()));
        }
        return found instanceof UndefinedValue ? Optional.empty() : Optional.of(found);
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        machine.environment();
        return key instanceof StringValue ? members.item(key, machine) : Optional.empty();
    }
}
