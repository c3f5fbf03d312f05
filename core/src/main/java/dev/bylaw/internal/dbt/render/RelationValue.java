package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.Optional;

/**
 * A relation. It prints as a marker; database, schema and name in the warehouse are known only to dbt.
 *
 * @param marker the identifier that stands for it
 * @param name the name of the model or table in the project; the one in the warehouse may differ
 * @param reference what it refers to
 */
record RelationValue(String marker, String name, Reference reference) implements Value {
    /** {@return why the name in the warehouse is not known} */
    String nameReason() {
        return "the name of '" + name + "' in the warehouse is known only when dbt runs";
    }

    @Override
    public String typeName() {
        return "Relation";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.unknown(StringValue.RELATION_NAME);
        printer.append(marker);
    }

    @Override
    public Optional<Value> attribute(String attribute, Machine machine) {
        return Optional.of(
                switch (attribute) {
                    case "identifier", "name", "table", "alias" -> new StringValue(name, Optional.of(nameReason()));
                    case "include", "quote", "incorporate", "replace_path", "replace" ->
                        new FunctionValue(attribute, (arguments, caller) -> this);
                    case "render", "render_limited" ->
                        new FunctionValue(attribute, (arguments, caller) -> Printer.string(this, caller));
                    case "is_table",
                            "is_view",
                            "is_cte",
                            "is_materialized_view",
                            "is_dynamic_table",
                            "is_iceberg_format",
                            "type",
                            "schema",
                            "database",
                            "path" -> unknown(attribute);
                    default ->
                        new UnknownValue(
                                "'" + attribute + "' of the relation of '" + name + "' is known only when dbt runs");
                });
    }

    private Value unknown(String attribute) {
        return new UnknownValue(
                "the " + attribute.replace('_', ' ') + " of '" + name + "' is known only when dbt runs");
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        return key instanceof StringValue text ? attribute(text.text(), machine) : Optional.empty();
    }
}
