package dev.bylaw.cli;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON reports. */
final class Reports {
    private Reports() {}

    static ObjectValue read(String text) {
        return (ObjectValue) Json.parse("report", text);
    }

    static String text(ObjectValue object, String... path) {
        Value value = object;
        for (String step : path) {
            if (!(value instanceof ObjectValue inner)) {
                return "";
            }
            value = inner.get(step);
        }
        if (value == null) {
            return "";
        }
        return value instanceof StringValue string ? string.value() : value.toString();
    }

    static List<ObjectValue> list(ObjectValue object, String key) {
        List<ObjectValue> items = new ArrayList<>();
        ((ArrayValue) object.get(key)).items().forEach(item -> items.add((ObjectValue) item));
        return items;
    }
}
