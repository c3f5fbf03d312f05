package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * {@code context}: all names by name.
 *
 * @param session the session
 */
record ContextValue(RenderSession session) implements Value {
    @Override
    public String typeName() {
        return "dict";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.hole(new UnknownValue("context is printed"));
    }

    @Override
    public Optional<Value> attribute(String name, Machine machine) {
        if (name.equals("get")) {
            return Optional.of(new FunctionValue(name, (arguments, caller) -> {
                List<Optional<Value>> bound = arguments.bind("get", 1, "key", "default");
                Value key = bound.get(0).orElseThrow();
                return item(key, caller).or(() -> bound.get(1)).orElse(NoneValue.NONE);
            }));
        }
        return session.global(name);
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        if (key.unknown().isPresent()) {
            return Optional.of(
                    session.calledUnknown(new UnknownValue(key.unknown().get())));
        }
        return key instanceof StringValue name ? session.global(name.text()) : Optional.empty();
    }
}
