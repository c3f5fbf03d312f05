package dev.bylaw.rego.internal.syntax;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.bylaw.rego.StringValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code opa parse --format json} prints, in the form of {@link TreeText}. */
final class OpaTree {
    private OpaTree() {}

    static String of(String json) throws IOException {
        Map<String, Object> module = object(read(json));
        List<String> lines = new ArrayList<>();
        List<String> path = list(object(module.get("package")).get("path")).stream()
                .map(part -> (String) object(part).get("value"))
                .toList();
        lines.add("package " + path.subList(1, path.size()));
        for (Object each : list(module.get("imports"))) {
            Map<String, Object> statement = object(each);
            Map<String, Object> imported = object(statement.get("path"));
            List<String> names = imported.get("type").equals("var")
                    ? List.of((String) imported.get("value"))
                    : list(imported.get("value")).stream()
                            .map(part -> (String) object(part).get("value"))
                            .toList();
            lines.add("import " + names + " " + statement.getOrDefault("alias", "-"));
        }
        list(module.get("rules")).forEach(rule -> lines.add(rule(object(rule))));
        return String.join("\n", lines);
    }

    private static String rule(Map<String, Object> rule) {
        Map<String, Object> head = object(rule.get("head"));
        String name = list(head.get("ref")).stream().map(OpaTree::term).collect(Collectors.joining("."));
        String arguments = head.containsKey("args") ? terms(head.get("args")) : "-";
        StringBuilder text = new StringBuilder(Boolean.TRUE.equals(rule.get("default")) ? "default " : "rule ")
                .append(name)
                .append(" args ")
                .append(arguments)
                .append(" value ")
                .append(head.containsKey("value") ? term(head.get("value")) : "contains " + term(head.get("key")))
                .append(" body ")
                .append(body(rule.get("body")));
        Map<String, Object> current = rule;
        while (current.containsKey("else")) {
            current = object(current.get("else"));
            Object value = object(current.get("head")).get("value");
            text.append("\n  else value ").append(term(value)).append(" body ").append(body(current.get("body")));
        }
        return text.toString();
    }

    private static String body(Object body) {
        return list(body).stream().map(OpaTree::expression).collect(Collectors.joining("; "));
    }

    private static String expression(Object node) {
        Map<String, Object> expression = object(node);
        String text = Boolean.TRUE.equals(expression.get("negated")) ? "not " : "";
        text += plain(expression.get("terms"));
        for (Object each : list(expression.get("with"))) {
            Map<String, Object> with = object(each);
            text += " with " + term(with.get("target")) + " as " + term(with.get("value"));
        }
        return text;
    }

    private static String plain(Object terms) {
        if (terms instanceof List<?>) {
            return "call" + terms(terms);
        }
        Map<String, Object> node = object(terms);
        if (node.containsKey("symbols")) {
            List<?> symbols = list(node.get("symbols"));
            Map<String, Object> first = object(symbols.get(0));
            if (first.get("type").equals("call")) {
                List<?> call = list(first.get("value"));
                return "some in " + terms(call.subList(1, call.size()));
            }
            return "some " + terms(symbols);
        }
        if (node.containsKey("domain")) {
            Object key = node.get("key");
            return "every " + (key == null ? "-" : term(key)) + "," + term(node.get("value")) + " in "
                    + term(node.get("domain")) + " {" + body(node.get("body")) + "}";
        }
        if (node.containsKey("lhs")) {
            return node.get("type") + "({" + body(node.get("lhs")) + "},{" + body(node.get("rhs")) + "})";
        }
        return node.get("type").equals("not") ? "not {" + body(node.get("body")) + "}" : term(node);
    }

    private static String terms(Object terms) {
        return list(terms).stream().map(OpaTree::term).collect(Collectors.joining(",", "(", ")"));
    }

    private static String term(Object node) {
        Map<String, Object> term = object(node);
        Object value = term.get("value");
        return switch ((String) term.get("type")) {
            case "null" -> "null";
            case "boolean", "number" -> value.toString();
            case "string" -> StringValue.of((String) value).toString();
            case "var" -> ((String) value).startsWith("$") ? "_" : (String) value;
            case "ref" -> list(value).size() == 1 ? term(list(value).get(0)) : "ref" + terms(value);
            case "call" -> "call" + terms(value);
            case "array" -> "array" + terms(value);
            case "set" ->
                "set(" + TreeText.sorted(list(value).stream().map(OpaTree::term).toList()) + ")";
            case "object" -> {
                TreeMap<String, String> entries = new TreeMap<>();
                for (Object entry : list(value)) {
                    entries.put(term(list(entry).get(0)), term(list(entry).get(1)));
                }
                yield entries.entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(",", "object(", ")"));
            }
            case "arraycomprehension" -> "arrays(" + comprehension(value);
            case "setcomprehension" -> "sets(" + comprehension(value);
            case "objectcomprehension" -> {
                Map<String, Object> parts = object(value);
                yield "objects(" + term(parts.get("key")) + ":" + term(parts.get("value")) + "|"
                        + body(parts.get("body")) + ")";
            }
            case "templatestring" ->
                list(object(value).get("parts")).stream()
                        .map(part -> object(part).containsKey("terms") ? expression(part) : term(part))
                        .collect(Collectors.joining(",", "template(", ")"));
            default -> throw new AssertionError("unknown term " + term.get("type"));
        };
    }

    private static String comprehension(Object value) {
        return term(object(value).get("term")) + "|" + body(object(value).get("body")) + ")";
    }

    @SuppressWarnings("unchecked") // What the reader below makes of a JSON object.
    private static Map<String, Object> object(Object node) {
        return (Map<String, Object>) node;
    }

    private static List<?> list(Object node) {
        return node == null ? List.of() : (List<?>) node;
    }

    /** Numbers stay text, so that their notation is compared. */
    private record Notation(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private static Object read(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return read(parser);
        }
    }

    private static Object read(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, read(parser));
                }
                return object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(read(parser));
                }
                return array;
            }
            case VALUE_STRING -> {
                return parser.getText();
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return parser.currentToken() == JsonToken.VALUE_TRUE;
            }
            case VALUE_NULL -> {
                return null;
            }
            default -> {
                return new Notation(parser.getText());
            }
        }
    }
}
