package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.json.JsonReader;
import dev.bylaw.rego.internal.json.JsonSyntaxException;
import dev.bylaw.rego.internal.json.JsonWriter;
import dev.bylaw.rego.internal.value.RegoText;
import dev.bylaw.rego.internal.value.TextSink;
import java.util.List;

/** JSON text. */
final class JsonFunctions {
    private JsonFunctions() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("json.is_valid", 1, (context, arguments) -> {
                    if (!(arguments[0] instanceof StringValue string)) {
                        return BooleanValue.FALSE;
                    }
                    context.work(1 + string.value().length() / 4);
                    return BooleanValue.of(JsonReader.isValid(string.value()));
                }),
                Function.of("json.marshal", 1, (context, arguments) -> StringValue.of(text(context, arguments[0]))),
                Function.of("json.marshal_with_options", 2, JsonFunctions::marshal),
                Function.of("json.unmarshal", 1, (context, arguments) -> {
                    String text = Operand.string(arguments, 1);
                    context.work(1 + text.length() / 4);
                    try {
                        return JsonReader.read(text);
                    } catch (JsonSyntaxException e) {
                        throw BuiltinException.of(e.getMessage());
                    }
                }));
    }

    /** {@return the JSON text of a value, in one line} */
    static String text(BuiltinContext context, Value value) {
        TextSink out = new TextSink(context::text);
        JsonWriter.write(value, out);
        return out.finish();
    }

    private static Value marshal(BuiltinContext context, Value[] arguments) {
        ObjectValue options = Operand.object(arguments, 2);
        String indent = "\t";
        String prefix = "";
        Boolean pretty = null;
        boolean implied = false;
        for (int i = 0; i < options.size(); i++) {
            Value value = options.valueAt(i);
            if (!(options.keyAt(i) instanceof StringValue key)) {
                throw BuiltinException.operand(
                        2,
                        "failed to stringify key " + Messages.shown(options.keyAt(i)) + " at index " + i + ": "
                                + Operand.wrongType(options.keyAt(i), i, "string")
                                        .getMessage());
            }
            switch (key.value()) {
                case "indent" -> {
                    indent = option(key, value, i);
                    implied = true;
                }
                case "prefix" -> {
                    prefix = option(key, value, i);
                    implied = true;
                }
                case "pretty" -> {
                    if (!(value instanceof BooleanValue truth)) {
                        throw BuiltinException.operand(2, "key \"pretty\" failed cast to bool");
                    }
                    pretty = truth.value();
                }
                default ->
                    throw BuiltinException.operand(2, "object contained unknown key " + RegoText.quote(key.value()));
            }
        }
        if (pretty == null ? !implied : !pretty) {
            return StringValue.of(text(context, arguments[0]));
        }
        TextSink out = new TextSink(context::text);
        out.append(prefix);
        JsonWriter.writePretty(arguments[0], prefix, indent, out);
        return StringValue.of(out.finish());
    }

    private static String option(StringValue key, Value value, int index) {
        if (value instanceof StringValue string) {
            return string.value();
        }
        throw BuiltinException.operand(
                2,
                "key " + key + " failed cast to string: "
                        + Operand.wrongType(value, index, "string").getMessage());
    }
}
