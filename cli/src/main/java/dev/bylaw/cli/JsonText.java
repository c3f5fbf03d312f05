package dev.bylaw.cli;

import dev.bylaw.rego.Json;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/** Writes JSON whose keys stand in the order in which they were put, as {@code opa} writes its own fields. */
final class JsonText {
    private final StringBuilder out = new StringBuilder();

    private JsonText() {}

    /**
     * Writes maps, collections, values, texts, numbers and booleans, indented by two spaces.
     *
     * @param tree what to write
     * @return the text, without a line end
     */
    static String pretty(Object tree) {
        JsonText text = new JsonText();
        text.write(tree, "\n");
        return text.out.toString();
    }

    private void write(Object tree, String indent) {
        if (tree instanceof Map<?, ?> map) {
            map(map, indent);
        } else if (tree instanceof Collection<?> list) {
            list(list, indent);
        } else if (tree instanceof Value value) {
            out.append(Json.writePretty(value).replace("\n", indent));
        } else if (tree instanceof String text) {
            out.append(Json.write(StringValue.of(text)));
        } else if (tree instanceof Double number && number == Math.rint(number)) {
            out.append(number.longValue());
        } else {
            out.append(tree);
        }
    }

    private void map(Map<?, ?> map, String indent) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        String inner = indent + "  ";
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            out.append(inner);
            write(entry.getKey(), inner);
            out.append(": ");
            write(entry.getValue(), inner);
            out.append(entries.hasNext() ? "," : "");
        }
        out.append(indent).append('}');
    }

    private void list(Collection<?> list, String indent) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        String inner = indent + "  ";
        out.append('[');
        Iterator<?> items = list.iterator();
        while (items.hasNext()) {
            out.append(inner);
            write(items.next(), inner);
            out.append(items.hasNext() ? "," : "");
        }
        out.append(indent).append(']');
    }
}
