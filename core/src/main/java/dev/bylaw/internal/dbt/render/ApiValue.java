package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code api}: the classes of relations and columns.
 *
 * @param adapter the type of the adapter
 */
record ApiValue(String adapter) implements Value {
    @Override
    public String typeName() {
        return "dict";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.hole(new UnknownValue("api is printed"));
    }

    @Override
    public Optional<Value> attribute(String name, Machine machine) {
        return Optional.ofNullable(
                switch (name) {
                    case "Relation" -> new RelationClass(adapter);
                    case "Column" -> new ColumnClass(adapter);
                    default -> null;
                });
    }

    @Override
    public Optional<Value> item(Value key, Machine machine) {
        return key instanceof StringValue name ? attribute(name.text(), machine) : Optional.empty();
    }

    /**
     * {@code api.Relation}.
     *
     * @param adapter the type of the adapter
     */
    record RelationClass(String adapter) implements Value {
        @Override
        public String typeName() {
            return "type";
        }

        @Override
        public void print(Printer printer, boolean quoted) {
            printer.hole(new UnknownValue("a class is printed"));
        }

        @Override
        public Optional<Value> attribute(String name, Machine machine) {
            return Optional.of(
                    switch (name) {
                        case "create" ->
                            new FunctionValue(
                                    name,
                                    (arguments, caller) -> NamedRelationValue.of(arguments, Adapters.quote(adapter)));
                        case "Table", "View", "CTE", "External", "MaterializedView" ->
                            new StringValue(name.toLowerCase(Locale.ROOT));
                        default ->
                            new FunctionValue(
                                    name,
                                    (arguments, caller) ->
                                            new UnknownValue("api.Relation." + name + "() is not evaluated"));
                    });
        }
    }

    /**
     * {@code api.Column}.
     *
     * @param adapter the type of the adapter
     */
    record ColumnClass(String adapter) implements Value {
        /** The types that dbt knows by general names; other names stay as they are. */
        private static final Map<String, String> TYPES = Map.of("STRING", "TEXT");

        private static final Map<String, Map<String, String>> BY_ADAPTER = Map.of(
                "bigquery", Map.of("TEXT", "STRING", "FLOAT", "FLOAT64", "INTEGER", "INT64"),
                "spark", Map.of("STRING", "STRING", "LONG", "BIGINT"),
                "databricks", Map.of("STRING", "STRING", "LONG", "BIGINT"),
                "trino", Map.of("STRING", "VARCHAR", "FLOAT", "DOUBLE"),
                "athena", Map.of("STRING", "VARCHAR", "TEXT", "VARCHAR"),
                "clickhouse", Map.of("STRING", "String", "FLOAT", "Float32", "INTEGER", "Int32", "BOOLEAN", "Bool"));

        @Override
        public String typeName() {
            return "type";
        }

        @Override
        public void print(Printer printer, boolean quoted) {
            printer.hole(new UnknownValue("a class is printed"));
        }

        @Override
        public Optional<Value> attribute(String name, Machine machine) {
            return Optional.of(
                    switch (name) {
                        case "translate_type" ->
                            new FunctionValue(name, (arguments, caller) -> translate(arguments, caller));
                        case "numeric_type" -> new FunctionValue(name, this::numeric);
                        case "string_type" ->
                            new FunctionValue(
                                    name,
                                    (arguments, caller) -> new StringValue("character varying("
                                            + arguments
                                                    .get(0, "size")
                                                    .map(one -> Printer.string(one, caller)
                                                            .text())
                                                    .orElse("256")
                                            + ")"));
                        case "create", "create_from_field" -> new FunctionValue(name, this::create);
                        default ->
                            new FunctionValue(
                                    name,
                                    (arguments, caller) ->
                                            new UnknownValue("api.Column." + name + "() is not evaluated"));
                    });
        }

        private Value translate(Arguments arguments, Machine machine) {
            Value type = arguments.bind("translate_type", 1, "dtype").get(0).orElseThrow();
            if (!(type instanceof StringValue text) || text.unknown().isPresent()) {
                return new UnknownValue(type.unknown().orElse("translate_type() was given no text"));
            }
            String key = text.text().toUpperCase(Locale.ROOT);
            String own = BY_ADAPTER.getOrDefault(adapter, Map.of()).get(key);
            return machine.budget().text(own != null ? own : TYPES.getOrDefault(key, text.text()));
        }

        private Value numeric(Arguments arguments, Machine machine) {
            List<Optional<Value>> bound = arguments.bind("numeric_type", 1, "dtype", "precision", "scale");
            StringBuilder type = new StringBuilder(
                    Printer.string(bound.get(0).orElseThrow(), machine).text());
            Optional<Value> precision = bound.get(1).filter(value -> value != NoneValue.NONE);
            Optional<Value> scale = bound.get(2).filter(value -> value != NoneValue.NONE);
            if (precision.isPresent() && scale.isPresent()) {
                type.append('(')
                        .append(Printer.string(precision.get(), machine).text())
                        .append(',')
                        .append(Printer.string(scale.get(), machine).text())
                        .append(')');
            }
            return machine.budget().text(type.toString());
        }

        private Value create(Arguments arguments, Machine machine) {
            Optional<Value> name = arguments.get(0, "name");
            if (name.isPresent()
                    && name.get() instanceof StringValue text
                    && text.unknown().isEmpty()) {
                return new ColumnValue(
                        text.text(),
                        arguments.get(1, "label_or_dtype").orElse(NoneValue.NONE),
                        Adapters.quote(adapter));
            }
            return new UnknownValue("a column whose name is not known");
        }
    }
}
