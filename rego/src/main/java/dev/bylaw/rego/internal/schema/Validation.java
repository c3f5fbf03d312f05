package dev.bylaw.rego.internal.schema;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.format.FloatText;
import dev.bylaw.rego.internal.json.JsonWriter;
import dev.bylaw.rego.internal.regex.Regex;
import dev.bylaw.rego.internal.value.TextSink;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Compares a document with a schema. Used once. */
final class Validation {
    private static final int MAX_DEPTH = 400;
    private static final int SHOWN_DIGITS = 10;

    private final LongConsumer work;
    private int depth;

    Validation(LongConsumer work) {
        this.work = work;
    }

    Outcome run(Node schema, Value document) {
        return check(schema, document, "(Root)");
    }

    private Outcome check(Node schema, Value value, String place) {
        Outcome outcome = new Outcome(work);
        check(schema, value, place, outcome);
        return outcome;
    }

    private static String field(String place) {
        return place.startsWith("(Root).") ? place.substring("(Root).".length()) : place;
    }

    private static String type(Value value) {
        if (value instanceof NumberValue number) {
            return number.isInteger() ? "integer" : "number";
        }
        return value.type().text();
    }

    private void check(Node schema, Value value, String place, Outcome out) {
        work.accept(1 + place.length() / 16);
        if (schema.constant != null) {
            if (!schema.constant) {
                out.add("false", field(place), "False always fails validation");
            }
            return;
        }
        if (++depth > MAX_DEPTH) {
            throw new SchemaException("schemas refer to each other more than " + MAX_DEPTH + " levels deep");
        }
        if (schema.reference != null) {
            check(schema.reference, value, place, out);
        } else {
            checkOwn(schema, value, place, out);
        }
        depth--;
    }

    private void checkOwn(Node schema, Value value, String place, Outcome out) {
        String type = type(value);
        boolean typed = schema.types.isEmpty()
                || schema.types.contains(type)
                || type.equals("integer") && schema.types.contains("number");
        if (!typed) {
            String expected =
                    schema.types.size() == 1 ? schema.types.get(0) : "[" + String.join(",", schema.types) + "]";
            out.add("invalid_type", field(place), "Invalid type. Expected: " + expected + ", given: " + type);
            return;
        }
        combinations(schema, value, place, out);
        if (value instanceof ArrayValue array) {
            array(schema, array, place, out);
            common(schema, value, place, out);
        } else if (value instanceof ObjectValue object) {
            object(schema, object, place, out);
            common(schema, value, place, out);
            schema.properties.forEach((name, inner) -> {
                if (object.get(name) != null) {
                    check(inner, object.get(name), place + "." + name, out);
                }
            });
        } else {
            if (value instanceof NumberValue number) {
                number(schema, number.decimalValue(), field(place), out);
            }
            common(schema, value, place, out);
            if (value instanceof StringValue text) {
                text(schema, text.value(), field(place), out);
            }
        }
        out.score++;
    }

    private void combinations(Node schema, Value value, String place, Outcome out) {
        String field = field(place);
        if (!schema.anyOf.isEmpty()) {
            any(schema, value, place, out);
        }
        if (!schema.oneOf.isEmpty()) {
            one(schema, value, place, out);
        }
        if (!schema.allOf.isEmpty()) {
            int valid = 0;
            for (Node inner : schema.allOf) {
                Outcome found = check(inner, value, place);
                valid += found.isValid() ? 1 : 0;
                out.merge(found);
            }
            if (valid != schema.allOf.size()) {
                out.add("number_all_of", field, "Must validate all the schemas (allOf)");
            }
        }
        if (schema.not != null && check(schema.not, value, place).isValid()) {
            out.add("number_not", field, "Must not validate the schema (not)");
        }
        if (value instanceof ObjectValue object) {
            dependencies(schema, object, place, out);
        }
        if (schema.condition != null) {
            boolean holds = check(schema.condition, value, place).isValid();
            Node next = holds ? schema.then : schema.otherwise;
            Outcome found = next == null ? new Outcome(work) : check(next, value, place);
            if (!found.isValid()) {
                out.add(
                        holds ? "condition_then" : "condition_else",
                        field,
                        holds
                                ? "Must validate \"then\" as \"if\" was valid"
                                : "Must validate \"else\" as \"if\" was not valid");
                out.merge(found);
            }
        }
        out.score++;
    }

    private void any(Node schema, Value value, String place, Outcome out) {
        Outcome best = null;
        for (Node inner : schema.anyOf) {
            Outcome found = check(inner, value, place);
            if (found.isValid()) {
                return;
            }
            best = best == null || found.score > best.score ? found : best;
        }
        out.add("number_any_of", field(place), "Must validate at least one schema (anyOf)");
        out.merge(best);
    }

    private void one(Node schema, Value value, String place, Outcome out) {
        Outcome best = null;
        int valid = 0;
        for (Node inner : schema.oneOf) {
            Outcome found = check(inner, value, place);
            if (found.isValid()) {
                valid++;
            } else if (valid == 0 && (best == null || found.score > best.score)) {
                best = found;
            }
        }
        if (valid != 1) {
            out.add("number_one_of", field(place), "Must validate one and only one schema (oneOf)");
            if (valid == 0) {
                out.merge(best);
            }
        }
    }

    private void dependencies(Node schema, ObjectValue object, String place, Outcome out) {
        schema.neededProperties.forEach((name, needed) -> {
            work.accept(needed.size());
            if (object.get(name) != null) {
                needed.stream()
                        .filter(other -> object.get(other) == null)
                        .forEach(other -> out.add("missing_dependency", field(place), "Has a dependency on " + other));
            }
        });
        schema.neededSchemas.forEach((name, inner) -> {
            if (object.get(name) != null) {
                check(inner, object, place, out);
            }
        });
    }

    private void common(Node schema, Value value, String place, Outcome out) {
        String field = field(place);
        work.accept(schema.choices == null ? 0 : schema.choices.size());
        if (schema.expected != null && !schema.expected.equals(value)) {
            out.add("const", field, field + " does not match: " + json(schema.expected));
        }
        if (schema.choices != null && !schema.choices.contains(value)) {
            String allowed = schema.choices.stream().map(this::json).collect(Collectors.joining(", "));
            out.add("enum", field, field + " must be one of the following: " + allowed);
        }
        if (!schema.format.isEmpty()
                && value instanceof StringValue text
                && !Formats.fits(schema.format, text.value(), work)) {
            out.add("format", field, "Does not match format '" + schema.format + "'");
        }
        out.score++;
    }

    private String json(Value value) {
        TextSink text = new TextSink(work);
        JsonWriter.write(plain(value), text);
        return text.finish();
    }

    /** A value whose numbers are written as Go writes floats: without a point where they are whole. */
    private static Value plain(Value value) {
        if (value instanceof NumberValue number) {
            BigDecimal decimal = number.decimalValue();
            double magnitude = Math.abs(decimal.doubleValue());
            boolean exponent = magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21);
            String text = FloatText.format(decimal.doubleValue(), exponent ? 'e' : 'f', -1);
            return NumberValue.parse(text.replace("e-0", "e-"));
        }
        if (value instanceof ArrayValue array) {
            return ArrayValue.of(array.items().stream().map(Validation::plain).toList());
        }
        if (value instanceof ObjectValue object) {
            ObjectValue.Builder out = ObjectValue.builder();
            for (int i = 0; i < object.size(); i++) {
                out.put(object.keyAt(i), plain(object.valueAt(i)));
            }
            return out.build();
        }
        return value;
    }

    private void array(Node schema, ArrayValue array, String place, Outcome out) {
        String field = field(place);
        int size = array.size();
        int fixed = schema.sameItems ? size : Math.min(size, schema.items.size());
        for (int i = 0; i < fixed; i++) {
            Node inner = schema.items.get(schema.sameItems ? 0 : i);
            out.merge(check(inner, array.get(i), place + "." + i));
        }
        if (!schema.sameItems && !schema.items.isEmpty() && size > schema.items.size()) {
            if (schema.additionalItemsSchema != null) {
                for (int i = fixed; i < size; i++) {
                    out.merge(check(schema.additionalItemsSchema, array.get(i), place + "." + i));
                }
            } else if (!schema.additionalItems) {
                out.add("array_no_additional_items", field, "No additional items allowed on array");
            }
        }
        if (schema.minItems != null && size < schema.minItems) {
            out.add("array_min_items", field, "Array must have at least " + schema.minItems + " items");
        }
        if (schema.maxItems != null && size > schema.maxItems) {
            out.add("array_max_items", field, "Array must have at most " + schema.maxItems + " items");
        }
        if (schema.uniqueItems) {
            Map<Value, Integer> seen = new HashMap<>();
            for (int i = 0; i < size; i++) {
                work.accept(1);
                Integer before = seen.put(array.get(i), i);
                if (before != null) {
                    out.add("unique", field, "array items[" + before + "," + i + "] must be unique");
                }
            }
        }
        if (schema.contains != null) {
            contains(schema.contains, array, place, out);
        }
        out.score++;
    }

    private void contains(Node schema, ArrayValue array, String place, Outcome out) {
        Outcome best = null;
        for (int i = 0; i < array.size(); i++) {
            Outcome found = check(schema, array.get(i), place + "." + i);
            if (found.isValid()) {
                return;
            }
            best = best == null || found.score > best.score ? found : best;
        }
        out.add("contains", field(place), "At least one of the items must match");
        if (best != null) {
            out.merge(best);
        }
    }

    private void object(Node schema, ObjectValue object, String place, Outcome out) {
        String field = field(place);
        if (schema.minProperties != null && object.size() < schema.minProperties) {
            out.add("array_min_properties", field, "Must have at least " + schema.minProperties + " properties");
        }
        if (schema.maxProperties != null && object.size() > schema.maxProperties) {
            out.add("array_max_properties", field, "Must have at most " + schema.maxProperties + " properties");
        }
        work.accept(schema.required.size());
        for (String name : schema.required) {
            if (object.get(name) == null) {
                out.add("required", field, name + " is required");
            } else {
                out.score++;
            }
        }
        for (int i = 0; i < object.size(); i++) {
            property(schema, ((StringValue) object.keyAt(i)).value(), object.valueAt(i), place, out);
        }
        if (schema.propertyNames != null) {
            for (int i = 0; i < object.size(); i++) {
                Outcome found = check(schema.propertyNames, object.keyAt(i), place);
                if (!found.isValid()) {
                    String name = ((StringValue) object.keyAt(i)).value();
                    out.add("invalid_property_name", field, "Property name of \"" + name + "\" does not match");
                    out.merge(found);
                }
            }
        }
        out.score++;
    }

    private void property(Node schema, String name, Value value, String place, Outcome out) {
        boolean matched = false;
        for (Map.Entry<Regex, Node> entry : schema.patternProperties.entrySet()) {
            if (entry.getKey().matches(name, work)) {
                matched = true;
                out.merge(check(entry.getValue(), value, place + "." + name));
            }
        }
        if (matched) {
            out.score++;
        } else if (!schema.properties.containsKey(name)) {
            if (schema.additionalPropertiesSchema != null) {
                out.merge(check(schema.additionalPropertiesSchema, value, place + "." + name));
            } else if (!schema.additionalProperties) {
                out.add(
                        "additional_property_not_allowed",
                        field(place),
                        "Additional property " + name + " is not allowed");
            }
        }
    }

    private void text(Node schema, String text, String field, Outcome out) {
        work.accept(1 + text.length() / 4);
        int length = text.codePointCount(0, text.length());
        if (schema.minLength != null && length < schema.minLength) {
            out.add("string_gte", field, "String length must be greater than or equal to " + schema.minLength);
        }
        if (schema.maxLength != null && length > schema.maxLength) {
            out.add("string_lte", field, "String length must be less than or equal to " + schema.maxLength);
        }
        if (schema.pattern != null && !schema.pattern.matches(text, work)) {
            out.add("pattern", field, "Does not match pattern '" + schema.patternText + "'");
        }
        out.score++;
    }

    private void number(Node schema, BigDecimal number, String field, Outcome out) {
        if (schema.multipleOf != null && !isMultiple(number, schema.multipleOf)) {
            out.add("multiple_of", field, "Must be a multiple of " + shown(schema.multipleOf));
        }
        if (schema.maximum != null && number.compareTo(schema.maximum) > 0) {
            out.add("number_lte", field, "Must be less than or equal to " + shown(schema.maximum));
        }
        if (schema.exclusiveMaximum != null && number.compareTo(schema.exclusiveMaximum) >= 0) {
            out.add("number_lt", field, "Must be less than " + shown(schema.exclusiveMaximum));
        }
        if (schema.minimum != null && number.compareTo(schema.minimum) < 0) {
            out.add("number_gte", field, "Must be greater than or equal to " + shown(schema.minimum));
        }
        if (schema.exclusiveMinimum != null && number.compareTo(schema.exclusiveMinimum) <= 0) {
            out.add("number_gt", field, "Must be greater than " + shown(schema.exclusiveMinimum));
        }
        out.score++;
    }

    private boolean isMultiple(BigDecimal number, BigDecimal divisor) {
        work.accept(1 + (long) Math.abs(number.scale()) + Math.abs(divisor.scale()) + number.precision());
        return number.remainder(divisor).signum() == 0;
    }

    /** A number with at most ten digits, as Go prints its big floats. */
    private static String shown(BigDecimal number) {
        BigDecimal rounded = number.round(new MathContext(SHOWN_DIGITS, RoundingMode.HALF_EVEN));
        if (rounded.signum() == 0) {
            return "0";
        }
        rounded = rounded.stripTrailingZeros();
        int digits = rounded.precision();
        int point = digits - rounded.scale();
        int limit = digits >= point ? Math.min(SHOWN_DIGITS, digits) : SHOWN_DIGITS;
        int exponent = point - 1;
        if (exponent >= -4 && exponent < limit) {
            return rounded.toPlainString();
        }
        String unscaled = rounded.unscaledValue().abs().toString();
        String mantissa = unscaled.length() == 1 ? unscaled : unscaled.charAt(0) + "." + unscaled.substring(1);
        String size = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : Integer.toString(Math.abs(exponent));
        return (rounded.signum() < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + size;
    }
}
