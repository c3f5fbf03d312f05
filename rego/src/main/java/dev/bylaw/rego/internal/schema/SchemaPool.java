package dev.bylaw.rego.internal.schema;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** The parts of one schema that references can name: the whole, and those with an identifier. */
final class SchemaPool {
    private static final Set<String> MAPS = Set.of("properties", "dependencies", "patternProperties");
    private static final URI EMPTY = URI.create("");

    private final Map<String, Value> parts = new HashMap<>();

    /** Where the references of each object lead from. */
    private final Map<ObjectValue, URI> bases = new IdentityHashMap<>();

    private final LongConsumer work;

    SchemaPool(Value root, LongConsumer work) {
        this.work = work;
        parts.put("", root);
        collect(root, EMPTY);
    }

    private void collect(Value value, URI base) {
        work.accept(1);
        if (value instanceof ArrayValue array) {
            array.items().forEach(item -> collect(item, base));
        }
        if (!(value instanceof ObjectValue object)) {
            return;
        }
        URI own = base;
        Value id = object.get("id") != null ? object.get("id") : object.get("$id");
        if (id instanceof StringValue text) {
            own = resolve(base, text.value());
            if (!own.equals(EMPTY) && parts.putIfAbsent(key(own), object) != null) {
                throw new SchemaException("Reference already exists: \"" + own + "\"");
            }
        }
        bases.put(object, own);
        for (int i = 0; i < object.size(); i++) {
            String name = object.keyAt(i) instanceof StringValue key ? key.value() : "";
            Value member = object.valueAt(i);
            if (name.equals("const") || name.equals("enum")) {
                continue;
            }
            if (MAPS.contains(name) && member instanceof ObjectValue map) {
                for (int j = 0; j < map.size(); j++) {
                    collect(map.valueAt(j), own);
                }
            } else if (!MAPS.contains(name)) {
                collect(member, own);
            }
        }
    }

    private static URI resolve(URI base, String reference) {
        try {
            URI uri = new URI(reference);
            if (reference.startsWith("#")) {
                // Java loses the base of a fragment by itself.
                String text = base.toString();
                int hash = text.indexOf('#');
                return new URI((hash < 0 ? text : text.substring(0, hash)) + reference);
            }
            return base.equals(EMPTY) ? uri : base.resolve(uri);
        } catch (java.net.URISyntaxException | IllegalArgumentException e) {
            throw new SchemaException("parse \"" + reference + "\": " + e.getMessage());
        }
    }

    private static String key(URI uri) {
        String text = uri.toString();
        return text.endsWith("#") ? text.substring(0, text.length() - 1) : text;
    }

    /** The full name of what a reference of an object means. */
    String name(ObjectValue from, String reference) {
        return key(resolve(bases.getOrDefault(from, EMPTY), reference));
    }

    /** The part of this full name. */
    Value find(String name) {
        Value whole = parts.get(name);
        if (whole != null) {
            return whole;
        }
        int hash = name.indexOf('#');
        Value document = parts.get(hash < 0 ? name : name.substring(0, hash));
        if (document == null || hash < 0) {
            throw new SchemaException("Reference " + name + " is not in the schema, and nothing is fetched");
        }
        return pointed(
                document, URLDecoder.decode(name.substring(hash + 1).replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private static Value pointed(Value document, String pointer) {
        if (!pointer.startsWith("/")) {
            throw new SchemaException("invalid JSON pointer: #" + pointer);
        }
        Value value = document;
        for (String step : pointer.substring(1).split("/", -1)) {
            String token = step.replace("~1", "/").replace("~0", "~");
            Value next = null;
            if (value instanceof ObjectValue object) {
                next = object.get(token);
            } else if (value instanceof ArrayValue array && token.matches("[0-9]{1,9}")) {
                int index = Integer.parseInt(token);
                next = index < array.size() ? array.get(index) : null;
            }
            if (next == null) {
                throw new SchemaException("Object has no key '" + token + "'");
            }
            value = next;
        }
        return value;
    }
}
