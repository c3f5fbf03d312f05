package dev.bylaw.internal.dbt.render;

import dev.bylaw.internal.jinja.value.Arguments;
import dev.bylaw.internal.jinja.value.BooleanValue;
import dev.bylaw.internal.jinja.value.FunctionValue;
import dev.bylaw.internal.jinja.value.Machine;
import dev.bylaw.internal.jinja.value.NoneValue;
import dev.bylaw.internal.jinja.value.Printer;
import dev.bylaw.internal.jinja.value.StringValue;
import dev.bylaw.internal.jinja.value.Truth;
import dev.bylaw.internal.jinja.value.UnknownValue;
import dev.bylaw.internal.jinja.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A relation that a template names itself, by {@code api.Relation.create}.
 *
 * @param parts database, schema and identifier, as far as they are given
 * @param type its type
 * @param quote the character around its parts
 */
record NamedRelationValue(Map<String, Value> parts, Value type, String quote) implements Value {
    private static final String[] PARTS = {"database", "schema", "identifier"};

    /** {@return the relation that the arguments of {@code create} name} */
    static NamedRelationValue of(Arguments arguments, String quote) {
        Map<String, Value> parts = new LinkedHashMap<>();
        for (int i = 0; i < PARTS.length; i++) {
            Optional<Value> part = arguments.get(i, PARTS[i]);
            if (part.isPresent() && part.get() != NoneValue.NONE) {
                parts.put(PARTS[i], part.get());
            }
        }
        return new NamedRelationValue(parts, arguments.get(3, "type").orElse(NoneValue.NONE), quote);
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
        boolean first = true;
        for (Value part : parts.values()) {
            printer.append(first ? "" : ".");
            first = false;
            if (part instanceof UnknownValue) {
                part.print(printer, false);
            } else {
                printer.append(quote);
                part.print(printer, false);
                printer.append(quote);
            }
        }
    }

    @Override
    public Optional<Value> attribute(String name, Machine machine) {
        return Optional.of(
                switch (name) {
                    case "database", "schema", "identifier" -> parts.getOrDefault(name, NoneValue.NONE);
                    case "name", "table" -> parts.getOrDefault("identifier", NoneValue.NONE);
                    case "type" -> type;
                    case "metadata" -> RelationValue.METADATA;
                    case "is_cte" -> BooleanValue.FALSE;
                    case "get" ->
                        new FunctionValue(
                                name,
                                (arguments, caller) -> arguments
                                        .bind(name, 1, "key", "default")
                                        .get(0)
                                        .filter(StringValue.class::isInstance)
                                        .flatMap(key -> attribute(((StringValue) key).text(), caller))
                                        .orElse(NoneValue.NONE));
                    case "quote", "incorporate" -> new FunctionValue(name, (arguments, caller) -> this);
                    case "include" -> new FunctionValue(name, (arguments, caller) -> include(arguments));
                    case "render" -> new FunctionValue(name, (arguments, caller) -> Printer.string(this, caller));
                    case "without_identifier" -> new FunctionValue(name, (arguments, caller) -> without("identifier"));
                    default -> new UnknownValue("'" + name + "' of a relation is known only when dbt runs");
                });
    }

    private Value include(Arguments arguments) {
        NamedRelationValue result = this;
        for (String part : PARTS) {
            Value wanted = arguments.named().get(part);
            if (wanted != null && wanted.truth() == Truth.FALSE) {
                result = result.without(part);
            }
        }
        return result;
    }

    private NamedRelationValue without(String part) {
        Map<String, Value> rest = new LinkedHashMap<>(parts);
        rest.remove(part);
        return new NamedRelationValue(rest, type, quote);
    }

    /** {@return the text of the identifier, if it is known} */
    Optional<String> identifier() {
        return Optional.ofNullable(parts.get("identifier"))
                .filter(StringValue.class::isInstance)
                .map(value -> ((StringValue) value).text());
    }
}
