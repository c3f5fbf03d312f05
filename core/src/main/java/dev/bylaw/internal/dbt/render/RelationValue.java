package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.BooleanValue;
import dev.bylaw.internal.jinja.value.DictionaryValue;
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

/**
 * A relation. It prints as a marker; database, schema and name in the warehouse are known only to dbt.
 *
 * @param marker the identifier that stands for it
 * @param name the name of the model or table in the project; the one in the warehouse may differ
 * @param reference what it refers to
 * @param type its type in the warehouse, where that is known
 */
record RelationValue(String marker, String name, Reference reference, Optional<String> type) implements Value {
    /** What dbt's relations say of themselves, by which packages tell them from texts. */
    static final Value METADATA = DictionaryValue.of(Map.of("type", new StringValue("Relation")));

    /** {@return why the name in the warehouse is not known} */
    String nameReason() {
        return "the name of '" + name + "' in the warehouse is known only when dbt runs";
    }

    @Override
    public boolean isShownInDoubt() {
        return true;
    }

    @Override
    public boolean isMapping() {
        return true;
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
                    case "get" -> new FunctionValue(attribute, this::get);
                    case "metadata" -> METADATA;
                    case "type" -> type.<Value>map(StringValue::new).orElseGet(() -> unknown(attribute));
                    // What ref, source and this give has no type, whatever is in the warehouse.
                    case "is_table", "is_view", "is_materialized_view", "is_dynamic_table" ->
                        BooleanValue.of(type.map(known -> attribute.equals("is_" + known))
                                .orElse(false));
                    // Of an ephemeral model it would be true; what asks then only refuses it.
                    case "is_cte" -> BooleanValue.FALSE;
                    case "is_iceberg_format", "schema", "database", "path" -> unknown(attribute);
                    default ->
                        new UnknownValue(
                                "'" + attribute + "' of the relation of '" + name + "' is known only when dbt runs");
                });
    }

    /** {@return the same relation, whose type in the warehouse is known} */
    RelationValue ofType(String known) {
        return new RelationValue(marker, name, reference, Optional.of(known));
    }

    private Value get(Arguments arguments, Machine machine) {
        List<Optional<Value>> bound = arguments.bind("get", 1, "key", "default");
        return bound.get(0).orElseThrow() instanceof StringValue key
                ? attribute(key.text(), machine).orElseThrow()
                : bound.get(1).orElse(NoneValue.NONE);
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
