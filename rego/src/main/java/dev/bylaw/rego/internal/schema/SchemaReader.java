package dev.bylaw.rego.internal.schema;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.regex.Regex;
import dev.bylaw.rego.internal.regex.RegexSyntaxException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Reads a schema and checks that it is one. Used once. */
final class SchemaReader {
    private static final String VALID_SCHEMA = "Valid Schema";
    private static final String SCHEMAS = "Array Of Schemas";
    private static final List<String> TYPES =
            List.of("array", "boolean", "integer", "number", "null", "object", "string");
    private static final int MAX_DEPTH = 300;

    /** Drafts by their numbers; without {@code $schema} whatever one of them says holds. */
    private static final int DRAFT_4 = 4;

    private static final int DRAFT_6 = 6;
    private static final int DRAFT_7 = 7;
    private static final int HYBRID = 99;

    private final SchemaPool pool;
    private final LongConsumer work;
    private final int draft;
    private final Map<String, Node> references = new HashMap<>();
    private int depth;

    private SchemaReader(SchemaPool pool, int draft, LongConsumer work) {
        this.pool = pool;
        this.draft = draft;
        this.work = work;
    }

    static Node read(Value document, LongConsumer work) {
        int draft = HYBRID;
        if (document instanceof ObjectValue object && object.get("$schema") != null) {
            if (!(object.get("$schema") instanceof StringValue text)) {
                throw new SchemaException("$schema must be of type string");
            }
            draft = switch (text.value().replaceAll("#$", "")) {
                case "http://json-schema.org/draft-04/schema" -> DRAFT_4;
                case "http://json-schema.org/draft-06/schema" -> DRAFT_6;
                case "http://json-schema.org/draft-07/schema" -> DRAFT_7;
                default -> HYBRID;
            };
        }
        return new SchemaReader(new SchemaPool(document, work), draft, work).node(document);
    }

    private Node node(Value value) {
        Node node = new Node();
        fill(node, value);
        return node;
    }

    private void fill(Node node, Value value) {
        work.accept(1);
        if (++depth > MAX_DEPTH) {
            throw new SchemaException("the schema is nested more than " + MAX_DEPTH + " levels deep");
        }
        if (draft >= DRAFT_6 && value instanceof BooleanValue truth) {
            node.constant = truth.value();
        } else if (value instanceof ObjectValue object) {
            keywords(node, object);
        } else {
            throw new SchemaException("Expected: " + VALID_SCHEMA + ", given: Invalid JSON");
        }
        depth--;
    }

    private void keywords(Node node, ObjectValue object) {
        text(object, draft == DRAFT_4 || draft == HYBRID && object.get("id") != null ? "id" : "$id");
        if (object.get("definitions") != null) {
            map(object, "definitions", SchemaException.invalidType(SCHEMAS, "definitions"))
                    .forEach((name, value) -> {
                        if (!isSchema(value)) {
                            throw SchemaException.invalidType(SCHEMAS, "definitions");
                        }
                        node(value);
                    });
        }
        text(object, "title");
        text(object, "description");
        String reference = text(object, "$ref");
        if (reference != null) {
            reference(node, pool.name(object, reference));
            return;
        }
        types(node, object.get("type"));
        objects(node, object);
        arrays(node, object);
        numbers(node, object);
        texts(node, object);
        node.minProperties = size(object, "minProperties");
        node.maxProperties = size(object, "maxProperties");
        if (isAbove(node.minProperties, node.maxProperties)) {
            throw new SchemaException("minProperties cannot be greater than maxProperties");
        }
        required(node, object);
        node.minItems = size(object, "minItems");
        node.maxItems = size(object, "maxItems");
        if (object.get("uniqueItems") != null) {
            if (!(object.get("uniqueItems") instanceof BooleanValue truth)) {
                throw new SchemaException("uniqueItems must be of a boolean");
            }
            node.uniqueItems = truth.value();
        }
        if (draft >= DRAFT_6 && object.get("contains") != null) {
            node.contains = node(object.get("contains"));
        }
        node.expected = draft >= DRAFT_6 ? object.get("const") : null;
        choices(node, object);
        combinations(node, object);
    }

    private void reference(Node node, String name) {
        Node known = references.get(name);
        if (known == null) {
            known = new Node();
            references.put(name, known);
            Value target = pool.find(name);
            if (!isSchema(target)) {
                throw new SchemaException(VALID_SCHEMA + " must be of type object");
            }
            fill(known, target);
        }
        node.reference = known;
    }

    private static boolean isSchema(Value value) {
        return value instanceof ObjectValue || value instanceof BooleanValue;
    }

    private static boolean isAbove(Integer least, Integer most) {
        return least != null && most != null && least > most;
    }

    private static void types(Node node, Value value) {
        if (value == null) {
            return;
        }
        if (!(value instanceof StringValue) && !(value instanceof ArrayValue)) {
            throw SchemaException.invalidType("type", "string/Array Of Strings");
        }
        for (Value item : value instanceof ArrayValue array ? array.items() : List.of(value)) {
            if (!(item instanceof StringValue name)) {
                throw SchemaException.invalidType("type", "string/Array Of Strings");
            }
            if (!TYPES.contains(name.value())) {
                throw new SchemaException("has a primitive type that is NOT VALID -- given: /" + name.value()
                        + "/ Expected valid values are:[" + String.join(" ", TYPES) + "]");
            }
            if (node.types.contains(name.value())) {
                throw new SchemaException(name.value() + " type is duplicated");
            }
            node.types.add(name.value());
        }
    }

    private void objects(Node node, ObjectValue object) {
        if (object.get("properties") != null) {
            map(object, "properties", new SchemaException("Properties must be of type object"))
                    .forEach((name, value) -> node.properties.put(name, node(value)));
        }
        Value additional = object.get("additionalProperties");
        if (additional instanceof BooleanValue truth) {
            node.additionalProperties = truth.value();
        } else if (additional instanceof ObjectValue) {
            node.additionalPropertiesSchema = node(additional);
        } else if (additional != null) {
            throw SchemaException.invalidType("boolean/" + VALID_SCHEMA, "additionalProperties");
        }
        if (object.get("patternProperties") != null) {
            map(object, "patternProperties", SchemaException.invalidType(VALID_SCHEMA, "patternProperties"))
                    .forEach((pattern, value) -> node.patternProperties.put(
                            regex(pattern, "Invalid regex pattern '" + pattern + "'"), node(value)));
        }
        if (draft >= DRAFT_6) {
            inner(
                    object,
                    "propertyNames",
                    SchemaException.invalidType(VALID_SCHEMA, "patternProperties"),
                    inner -> node.propertyNames = inner);
        }
        if (object.get("dependencies") != null) {
            map(object, "dependencies", new SchemaException("dependencies must be of type object"))
                    .forEach((name, value) -> dependency(node, name, value));
        }
    }

    private void dependency(Node node, String name, Value value) {
        if (isSchema(value)) {
            node.neededSchemas.put(name, node(value));
            return;
        }
        List<String> names = new ArrayList<>();
        boolean texts = value instanceof ArrayValue array
                && array.items().stream().allMatch(item -> item instanceof StringValue);
        if (!texts) {
            throw new SchemaException("Dependency must be of type Schema Or Array Of Strings");
        }
        ((ArrayValue) value).items().forEach(item -> names.add(((StringValue) item).value()));
        node.neededProperties.put(name, names);
    }

    private void arrays(Node node, ObjectValue object) {
        Value items = object.get("items");
        if (items instanceof ArrayValue array) {
            for (Value item : array.items()) {
                if (!isSchema(item)) {
                    throw SchemaException.invalidType(VALID_SCHEMA + "/" + SCHEMAS, "items");
                }
                node.items.add(node(item));
            }
        } else if (isSchema(items)) {
            node.items.add(node(items));
            node.sameItems = true;
        } else if (items != null) {
            throw SchemaException.invalidType(VALID_SCHEMA + "/" + SCHEMAS, "items");
        }
        Value additional = object.get("additionalItems");
        if (additional instanceof BooleanValue truth) {
            node.additionalItems = truth.value();
        } else if (additional instanceof ObjectValue) {
            node.additionalItemsSchema = node(additional);
        } else if (additional != null) {
            throw SchemaException.invalidType("boolean/" + VALID_SCHEMA, "additionalItems");
        }
    }

    private void numbers(Node node, ObjectValue object) {
        Value multiple = object.get("multipleOf");
        if (multiple != null) {
            if (!(multiple instanceof NumberValue number)) {
                throw SchemaException.invalidType("Number", "multipleOf");
            }
            if (number.decimalValue().signum() <= 0) {
                throw new SchemaException("multipleOf must be strictly greater than 0");
            }
            node.multipleOf = number.decimalValue();
        }
        node.minimum = number(object, "minimum");
        node.exclusiveMinimum = exclusive(object, "exclusiveMinimum", "minimum", node.minimum);
        if (node.exclusiveMinimum != null && object.get("exclusiveMinimum") instanceof BooleanValue) {
            node.minimum = null;
        }
        node.maximum = number(object, "maximum");
        node.exclusiveMaximum = exclusive(object, "exclusiveMaximum", "maximum", node.maximum);
        if (node.exclusiveMaximum != null && object.get("exclusiveMaximum") instanceof BooleanValue) {
            node.maximum = null;
        }
    }

    private static BigDecimal number(ObjectValue object, String name) {
        Value value = object.get(name);
        if (value != null && !(value instanceof NumberValue)) {
            throw new SchemaException(name + " must be of a Number");
        }
        return value == null ? null : ((NumberValue) value).decimalValue();
    }

    /** A limit that is not allowed itself: a number by itself, or in draft 4 a word about the other limit. */
    private BigDecimal exclusive(ObjectValue object, String name, String other, BigDecimal limit) {
        Value value = object.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof BooleanValue truth && (draft == DRAFT_4 || draft == HYBRID)) {
            if (limit == null) {
                throw new SchemaException(name + " cannot be used without " + other);
            }
            return truth.value() ? limit : null;
        }
        if (value instanceof NumberValue number && draft != DRAFT_4) {
            return number.decimalValue();
        }
        String expected = draft == DRAFT_4 ? "boolean" : draft == HYBRID ? "boolean/number" : "number";
        throw SchemaException.invalidType(expected, name);
    }

    private void texts(Node node, ObjectValue object) {
        node.minLength = size(object, "minLength");
        node.maxLength = size(object, "maxLength");
        if (isAbove(node.minLength, node.maxLength)) {
            throw new SchemaException("minLength cannot be greater than maxLength");
        }
        node.patternText = text(object, "pattern");
        if (node.patternText != null) {
            node.pattern = regex(node.patternText, "pattern must be a valid regex");
        }
        String format = text(object, "format");
        node.format = format == null ? "" : format;
    }

    private Regex regex(String pattern, String message) {
        work.accept(1 + pattern.length());
        try {
            return Regex.compile(pattern);
        } catch (RegexSyntaxException e) {
            throw new SchemaException(message);
        }
    }

    private static Integer size(ObjectValue object, String name) {
        Value value = object.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof NumberValue number) || !number.isLong()) {
            throw new SchemaException(name + " must be of an integer");
        }
        if (number.longValue() < 0) {
            throw new SchemaException(name + " must be greater than or equal to 0");
        }
        return (int) Math.min(Integer.MAX_VALUE, number.longValue());
    }

    private static void required(Node node, ObjectValue object) {
        for (Value item : list(object, "required")) {
            if (!(item instanceof StringValue name)) {
                throw SchemaException.invalidType("string", "required");
            }
            if (node.required.contains(name.value())) {
                throw new SchemaException("required items must be unique");
            }
            node.required.add(name.value());
        }
    }

    private static void choices(Node node, ObjectValue object) {
        if (object.get("enum") == null) {
            return;
        }
        node.choices = new ArrayList<>();
        for (Value item : list(object, "enum")) {
            if (node.choices.contains(item)) {
                throw new SchemaException("enum items must be unique");
            }
            node.choices.add(item);
        }
    }

    private void combinations(Node node, ObjectValue object) {
        list(object, "oneOf").forEach(value -> node.oneOf.add(node(value)));
        list(object, "anyOf").forEach(value -> node.anyOf.add(node(value)));
        list(object, "allOf").forEach(value -> node.allOf.add(node(value)));
        inner(object, "not", new SchemaException("not must be of an object"), inner -> node.not = inner);
        if (draft >= DRAFT_7) {
            inner(object, "if", new SchemaException("if must be of an object"), inner -> node.condition = inner);
            inner(object, "then", new SchemaException("then must be of an object"), inner -> node.then = inner);
            inner(object, "else", new SchemaException("else must be of an object"), inner -> node.otherwise = inner);
        }
    }

    private void inner(ObjectValue object, String name, SchemaException fault, Consumer<Node> set) {
        Value value = object.get(name);
        if (value == null) {
            return;
        }
        if (!isSchema(value)) {
            throw fault;
        }
        set.accept(node(value));
    }

    private static String text(ObjectValue object, String name) {
        Value value = object.get(name);
        if (value != null && !(value instanceof StringValue)) {
            throw SchemaException.invalidType("string", name);
        }
        return value == null ? null : ((StringValue) value).value();
    }

    private static List<Value> list(ObjectValue object, String name) {
        Value value = object.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof ArrayValue array) {
            return array.items();
        }
        throw new SchemaException(name + " must be of an array");
    }

    private static Map<String, Value> map(ObjectValue object, String name, SchemaException fault) {
        if (!(object.get(name) instanceof ObjectValue map)) {
            throw fault;
        }
        Map<String, Value> entries = new java.util.LinkedHashMap<>();
        for (int i = 0; i < map.size(); i++) {
            entries.put(((StringValue) map.keyAt(i)).value(), map.valueAt(i));
        }
        return entries;
    }
}
