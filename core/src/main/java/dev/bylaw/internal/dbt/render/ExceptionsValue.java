package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.Optional;
import java.util.Set;

/** {@code exceptions}: errors that a template reports itself. */
record ExceptionsValue() implements Value {
    private static final Set<String> SILENT = Set.of("warn", "warn_snapshot_timestamp_data_types");
    private static final Set<String> RAISING = Set.of(
            "missing_config",
            "missing_materialization",
            "missing_relation",
            "relation_wrong_type",
            "column_type_missing");

    @Override
    public String typeName() {
        return "dict";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.hole(new UnknownValue("exceptions is printed"));
    }

    @Override
    public Optional<Value> attribute(String name, Machine machine) {
        if (SILENT.contains(name)) {
            return Optional.of(new FunctionValue(name, (arguments, caller) -> StringValue.EMPTY));
        }
        if (!name.startsWith("raise_") && !RAISING.contains(name)) {
            return Optional.empty();
        }
        return Optional.of(new FunctionValue(name, (arguments, caller) -> {
            String message = arguments.positional().stream()
                    .findFirst()
                    .or(() -> Optional.ofNullable(arguments.named().get("msg")))
                    .map(value -> Printer.string(value, caller).text().strip())
                    .orElse(name);
            throw TemplateException.raised("the template raises an error: " + message);
        }));
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        return key instanceof StringValue name ? attribute(name.text(), machine) : Optional.empty();
    }
}
