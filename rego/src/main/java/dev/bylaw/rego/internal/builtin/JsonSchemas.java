package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.json.JsonReader;
import dev.bylaw.rego.internal.json.JsonSyntaxException;
import dev.bylaw.rego.internal.schema.JsonSchema;
import dev.bylaw.rego.internal.schema.SchemaException;
import java.util.ArrayList;
import java.util.List;

/** JSON Schema. */
final class JsonSchemas {
    private JsonSchemas() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("json.match_schema", 2, JsonSchemas::match),
                Function.of("json.verify_schema", 1, JsonSchemas::verify));
    }

    /** A document: the JSON that a string holds, or an object or array as JSON has it. */
    private static Value document(BuiltinContext context, Value value) {
        if (!(value instanceof StringValue) && !(value instanceof ObjectValue) && !(value instanceof ArrayValue)) {
            throw BuiltinException.of("wrong type, expected string or object");
        }
        String text = value instanceof StringValue string ? string.value() : JsonFunctions.text(context, value);
        context.work(1 + text.length() / 4);
        try {
            return JsonReader.read(text);
        } catch (JsonSyntaxException e) {
            throw BuiltinException.of("invalid JSON string");
        }
    }

    private static Value match(BuiltinContext context, Value[] arguments) {
        Value document = document(context, arguments[0]);
        try {
            JsonSchema schema = context.kept(
                    "json.match_schema",
                    arguments[1],
                    () -> JsonSchema.read(document(context, arguments[1]), context::work));
            List<Value> findings = new ArrayList<>();
            for (JsonSchema.Finding finding : schema.check(document, context::work)) {
                findings.add(ObjectValue.builder()
                        .put("error", StringValue.of(finding.field() + ": " + finding.description()))
                        .put("type", StringValue.of(finding.type()))
                        .put("field", StringValue.of(finding.field()))
                        .put("desc", StringValue.of(finding.description()))
                        .build());
            }
            return ArrayValue.of(BooleanValue.of(findings.isEmpty()), ArrayValue.of(findings));
        } catch (SchemaException e) {
            throw BuiltinException.of(e.getMessage());
        }
    }

    private static Value verify(BuiltinContext context, Value[] arguments) {
        try {
            JsonSchema.read(document(context, arguments[0]), context::work);
            return ArrayValue.of(BooleanValue.TRUE, NullValue.NULL);
        } catch (SchemaException | BuiltinException e) {
            return ArrayValue.of(BooleanValue.FALSE, StringValue.of("jsonschema: " + e.getMessage()));
        }
    }
}
