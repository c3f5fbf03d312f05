package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.Optional;

/**
 * A column of a relation.
 *
 * @param name its name
 * @param type its data type
 * @param quote the character around quoted names
 */
record ColumnValue(String name, Value type, String quote) implements Value {
    @Override
    public String typeName() {
        return "Column";
    }

    @Override
    public void print(Printer printer, boolean quoted) {
        printer.append("<Column " + name + " (");
        type.print(printer, false);
        printer.append(")>");
    }

    @Override
    public Optional<Value> attribute(String attribute, Machine machine) {
        return Optional.of(
                switch (attribute) {
                    case "name", "column" -> new StringValue(name);
                    case "quoted" -> new StringValue(quote + name + quote);
                    case "data_type", "dtype" -> type;
                    case "is_string", "is_number", "is_numeric", "is_float", "is_integer", "string_size" ->
                        new FunctionValue(
                                attribute,
                                (arguments, caller) ->
                                        new UnknownValue("the type of column '" + name + "' is not known"));
                    default -> new UnknownValue("'" + attribute + "' of column '" + name + "' is not known");
                });
    }
}
