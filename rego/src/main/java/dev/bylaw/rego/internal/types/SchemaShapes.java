package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The shape of the documents that a JSON schema describes. As in OPA these parts of a schema count: {@code type},
 * {@code properties}, {@code items}, {@code anyOf}, {@code allOf} and {@code $ref} within the schema; the rest says nothing
 * about types. An object with properties has no others. Nothing is fetched.
 */
final class SchemaShapes {
    private static final int MAX_DEPTH = 100;

    private final ObjectValue root;
    private final Set<String> open = new HashSet<>();
    private int depth;

    /** A schema that is none, or one that is somewhere else. */
    static final class SchemaException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SchemaException(String message) {
            super(message, null, false, false);
        }
    }

    private SchemaShapes(ObjectValue root) {
        this.root = root;
    }

    /**
     * The shape of a schema.
     *
     * @param schema the schema
     * @return the shape
     * @throws SchemaException if it is no schema, or refers to another document
     */
    static Shape of(ObjectValue schema) {
        return new SchemaShapes(schema).shape(schema);
    }

    private Shape shape(Value value) {
        if (!(value instanceof ObjectValue schema) || ++depth > MAX_DEPTH) {
            // True and false are schemas too.
            return Shape.ANY;
        }
        try {
            if (schema.get("$ref") instanceof StringValue reference) {
                return referred(reference.value());
            }
            if (schema.get("anyOf") instanceof ArrayValue choices) {
                return anyOf(schema, choices);
            }
            if (schema.get("allOf") instanceof ArrayValue parts) {
                return allOf(schema, parts);
            }
            return typed(schema);
        } finally {
            depth--;
        }
    }

    private Shape referred(String reference) {
        if (!reference.startsWith("#")) {
            throw new SchemaException(
                    "unable to compile the schema: " + reference + " is in another document; schemas are not fetched");
        }
        if (!open.add(reference)) {
            // A schema within itself: as deep as we look, anything may be there.
            return Shape.ANY;
        }
        Value target = root;
        for (String step : reference.substring(1).split("/")) {
            if (!step.isEmpty() && target != null) {
                String name = step.replace("~1", "/").replace("~0", "~");
                target = target instanceof ObjectValue object ? object.get(name) : null;
            }
        }
        if (target == null) {
            throw new SchemaException("unable to compile the schema: " + reference + " is not there");
        }
        Shape shape = shape(target);
        open.remove(reference);
        return shape;
    }

    private Shape anyOf(ObjectValue schema, ArrayValue choices) {
        List<Shape> shapes = new ArrayList<>();
        if (!types(schema).isEmpty()
                && typed(schema) instanceof Shape.ObjectOf object
                && object.rest().isEmpty()) {
            shapes.add(object);
        }
        choices.items().forEach(choice -> shapes.add(shape(choice)));
        return Shapes.or(shapes);
    }

    private Shape allOf(ObjectValue schema, ArrayValue parts) {
        Map<Value, Shape> properties = new TreeMap<>();
        Shape other = Shape.ANY;
        List<Value> all = new ArrayList<>(parts.items());
        all.add(schema.get("allOf") == null ? schema : without(schema, "allOf"));
        for (Value part : all) {
            Shape shape = shape(part);
            if (shape instanceof Shape.ObjectOf object && object.rest().isEmpty()) {
                properties.putAll(object.entries());
            } else if (!shape.isAny()) {
                other = shape;
            }
        }
        return properties.isEmpty() ? other : Shape.object(properties, Optional.empty());
    }

    private static ObjectValue without(ObjectValue schema, String name) {
        ObjectValue.Builder copy = ObjectValue.builder();
        for (int i = 0; i < schema.size(); i++) {
            if (!schema.keyAt(i).equals(StringValue.of(name))) {
                copy.put(schema.keyAt(i), schema.valueAt(i));
            }
        }
        return copy.build();
    }

    private static Set<String> types(ObjectValue schema) {
        Set<String> types = new HashSet<>();
        Value type = schema.get("type");
        if (type instanceof StringValue text) {
            types.add(text.value());
        } else if (type instanceof ArrayValue several) {
            several.items().forEach(item -> {
                if (item instanceof StringValue text) {
                    types.add(text.value());
                }
            });
        }
        for (String name : types) {
            if (!Set.of("null", "boolean", "string", "integer", "number", "object", "array")
                    .contains(name)) {
                throw new SchemaException(
                        "unable to compile the schema: has a primitive type that is NOT VALID -- given: /" + name
                                + "/");
            }
        }
        return types;
    }

    private Shape typed(ObjectValue schema) {
        Set<String> types = types(schema);
        Value properties = schema.get("properties");
        Value items = schema.get("items");
        if (types.contains("boolean")) {
            return Shape.Simple.BOOLEAN;
        }
        if (types.contains("string")) {
            return Shape.Simple.STRING;
        }
        if (types.contains("integer") || types.contains("number")) {
            return Shape.Simple.NUMBER;
        }
        if (types.contains("object") || types.isEmpty() && properties instanceof ObjectValue) {
            return properties instanceof ObjectValue entries && entries.size() > 0
                    ? Shape.object(properties(entries), Optional.empty())
                    : Shape.object(Map.of(), Optional.of(new Shape.Rest(Shape.ANY, Shape.ANY)));
        }
        if (types.contains("array") || types.isEmpty() && items != null) {
            if (items instanceof ArrayValue several && several.size() > 0) {
                return Shape.array(several.items().stream().map(this::shape).toList(), Optional.empty());
            }
            return Shape.array(List.of(), Optional.of(items instanceof ObjectValue ? shape(items) : Shape.ANY));
        }
        return Shape.ANY;
    }

    private Map<Value, Shape> properties(ObjectValue entries) {
        Map<Value, Shape> shapes = new TreeMap<>();
        for (int i = 0; i < entries.size(); i++) {
            shapes.put(entries.keyAt(i), shape(entries.valueAt(i)));
        }
        return shapes;
    }
}
