package dev.bylaw.cli;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.List;

/** The lineage of all columns of a document. */
final class Lineage {
    private static final List<String> COLLECTIONS = List.of("models", "snapshots");

    private Lineage() {}

    /** {@return by id of each column its status, the columns it comes from, and why these may not be all} */
    static ObjectValue of(ObjectValue document) {
        ObjectValue.Builder all = ObjectValue.builder();
        for (String collection : COLLECTIONS) {
            ObjectValue nodes = object(document.get(collection));
            for (Value id : nodes.keys()) {
                ObjectValue columns = object(object(nodes.get(id)).get("columns"));
                for (Value name : columns.keys()) {
                    ObjectValue lineage = object(object(columns.get(name)).get("lineage"));
                    all.put(text(id) + "#" + text(name), entry(lineage));
                }
            }
        }
        return all.build();
    }

    private static ObjectValue entry(ObjectValue lineage) {
        ArrayValue.Builder from = ArrayValue.builder();
        if (lineage.get("inputs") instanceof ArrayValue inputs) {
            for (Value item : inputs.items()) {
                ObjectValue input = object(item);
                from.add(ObjectValue.builder()
                        .put("column", input.get("id"))
                        .put("edge", input.get("edge"))
                        .build());
            }
        }
        ObjectValue.Builder entry = ObjectValue.builder();
        for (String key : List.of("status", "reasons")) {
            if (lineage.get(key) != null) {
                entry.put(key, lineage.get(key));
            }
        }
        return entry.put("from", from.build()).build();
    }

    private static ObjectValue object(Value value) {
        return value instanceof ObjectValue object ? object : ObjectValue.EMPTY;
    }

    private static String text(Value value) {
        return value instanceof StringValue text ? text.value() : value.toString();
    }
}
