package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.List;

/** The annotations of a block as {@code rego.metadata.rule()} gives them: known fields in one form, empty ones left out. */
final class MetadataDocument {
    private MetadataDocument() {}

    /** {@return the document of checked fields} */
    static ObjectValue of(String scope, ObjectValue fields) {
        ObjectValue.Builder document = ObjectValue.builder();
        document.put("scope", StringValue.of(scope));
        for (String name : List.of("title", "description")) {
            if (fields.get(name) instanceof StringValue text && !text.value().isEmpty()) {
                document.put(name, text);
            }
        }
        if (isEntrypoint(fields)) {
            document.put("entrypoint", BooleanValue.TRUE);
        }
        for (String name : List.of("custom", "labels")) {
            if (fields.get(name) instanceof ObjectValue object && object.size() > 0) {
                document.put(name, object);
            }
        }
        if (fields.get("organizations") instanceof ArrayValue organizations && organizations.size() > 0) {
            document.put("organizations", organizations);
        }
        list(document, fields, "authors", MetadataDocument::author);
        list(document, fields, "related_resources", MetadataDocument::resource);
        list(document, fields, "schemas", MetadataDocument::schema);
        return document.build();
    }

    /** {@return whether the rule is an entrypoint} */
    static boolean isEntrypoint(ObjectValue fields) {
        Value value = fields.get("entrypoint");
        return value != null && YamlScalars.truth(value).orElse(false);
    }

    /** {@return a text of an object without white space around it; empty where there is none} */
    static String text(ObjectValue object, String name) {
        return object.get(name) instanceof StringValue text ? text.value().strip() : "";
    }

    private static void list(
            ObjectValue.Builder document,
            ObjectValue fields,
            String name,
            java.util.function.Function<Value, Value> convert) {
        if (fields.get(name) instanceof ArrayValue items && items.size() > 0) {
            document.put(name, ArrayValue.of(items.items().stream().map(convert).toList()));
        }
    }

    private static Value author(Value value) {
        if (value instanceof ObjectValue object) {
            return texts("name", text(object, "name"), "email", text(object, "email"));
        }
        // The last word in angle brackets is the address.
        List<String> words =
                new ArrayList<>(List.of(((StringValue) value).value().strip().split("\\s+")));
        String last = words.get(words.size() - 1);
        String email = "";
        if (last.length() >= 2 && last.startsWith("<") && last.endsWith(">")) {
            email = last.substring(1, last.length() - 1);
            words.remove(words.size() - 1);
        }
        return texts("name", String.join(" ", words), "email", email);
    }

    private static Value resource(Value value) {
        if (value instanceof ObjectValue object) {
            return texts(
                    "ref", ResourceUrl.normalized(text(object, "ref")), "description", text(object, "description"));
        }
        return texts("ref", ResourceUrl.normalized(((StringValue) value).value()), "description", "");
    }

    private static Value texts(String firstName, String first, String secondName, String second) {
        ObjectValue.Builder object = ObjectValue.builder();
        if (!first.isEmpty()) {
            object.put(firstName, StringValue.of(first));
        }
        if (!second.isEmpty()) {
            object.put(secondName, StringValue.of(second));
        }
        return object.build();
    }

    private static Value schema(Value value) {
        ObjectValue pair = (ObjectValue) value;
        ObjectValue.Builder object = ObjectValue.builder();
        object.put("path", path(((StringValue) pair.keyAt(0)).value()));
        if (pair.valueAt(0) instanceof StringValue text) {
            object.put("schema", path(text.value()));
        } else {
            object.put("definition", pair.valueAt(0));
        }
        return object.build();
    }

    private static Value path(String reference) {
        List<Value> path = new ArrayList<>();
        Term term = MetadataFields.reference(reference).orElseThrow();
        if (term instanceof Term.Ref ref) {
            path.add(StringValue.of(((Term.Var) ref.head()).name()));
            ref.operands().forEach(operand -> path.add(((Term.Scalar) operand).value()));
        } else {
            path.add(StringValue.of(((Term.Var) term).name()));
        }
        return ArrayValue.of(path);
    }
}
