package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code builtins}: the names of dbt's context, whatever macros a project has put over them.
 *
 * @param members the names
 * @param session the session
 */
record BuiltinsValue(Map<String, Function<RenderSession, Value>> members, RenderSession session) implements Value {
    @Override
    public String typeName() {
        return "dict";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.hole(new UnknownValue("builtins is printed"));
    }

    @Override
    public Optional<Value> attribute(String name, Machine machine) {
        if (name.equals("get")) {
            return Optional.of(new FunctionValue(name, (arguments, caller) -> {
                List<Optional<Value>> bound = arguments.bind("get", 1, "key", "default");
                return bound.get(0)
                        .flatMap(key -> item(key, caller))
                        .or(() -> bound.get(1))
                        .orElse(NoneValue.NONE);
            }));
        }
        return Optional.ofNullable(members.get(name)).map(member -> member.apply(session));
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        return key instanceof StringValue name
                ? Optional.ofNullable(members.get(name.text())).map(member -> member.apply(session))
                : Optional.empty();
    }
}
