package dev.bylaw.rego.internal.bundle;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Base documents of several files put into one. Not thread-safe. */
public final class DataTree {
    /** By key a value, or a tree where objects of files were put into each other. */
    private final Map<String, Object> children = new TreeMap<>();

    /** An empty tree. */
    public DataTree() {}

    /**
     * Puts a value at a path.
     *
     * @param path the path
     * @param value the value; an object is put into what is there
     * @return the path of what is there already and is no object, if so
     */
    public Optional<String> put(List<String> path, Value value) {
        return put(path, 0, value);
    }

    private Optional<String> put(List<String> path, int from, Value value) {
        if (from == path.size()) {
            return value instanceof ObjectValue object && isText(object)
                    ? merge(object, String.join("/", path))
                    : Optional.of(String.join("/", path));
        }
        String key = path.get(from);
        if (from + 1 == path.size() && !children.containsKey(key)) {
            children.put(key, value);
            return Optional.empty();
        }
        Optional<DataTree> child = child(key);
        return child.isPresent()
                ? child.get().put(path, from + 1, value)
                : Optional.of(String.join("/", path.subList(0, from + 1)));
    }

    private Optional<String> merge(ObjectValue object, String at) {
        for (int i = 0; i < object.size(); i++) {
            String key = ((StringValue) object.keyAt(i)).value();
            Value value = object.valueAt(i);
            String place = at.isEmpty() ? key : at + "/" + key;
            if (!children.containsKey(key)) {
                children.put(key, value);
                continue;
            }
            Optional<DataTree> child = child(key);
            if (child.isEmpty() || !(value instanceof ObjectValue inner) || !isText(inner)) {
                return Optional.of(place);
            }
            Optional<String> conflict = child.get().merge(inner, place);
            if (conflict.isPresent()) {
                return conflict;
            }
        }
        return Optional.empty();
    }

    /** The tree under a key, made of what is there; empty where that is no object. */
    private Optional<DataTree> child(String key) {
        Object there = children.get(key);
        if (there instanceof DataTree tree) {
            return Optional.of(tree);
        }
        DataTree tree = new DataTree();
        if (there instanceof ObjectValue object && isText(object)) {
            for (int i = 0; i < object.size(); i++) {
                tree.children.put(((StringValue) object.keyAt(i)).value(), object.valueAt(i));
            }
        } else if (there != null) {
            return Optional.empty();
        }
        children.put(key, tree);
        return Optional.of(tree);
    }

    private static boolean isText(ObjectValue object) {
        return object.keys().stream().allMatch(StringValue.class::isInstance);
    }

    /** {@return everything as one object} */
    public ObjectValue value() {
        ObjectValue.Builder object = ObjectValue.builder();
        children.forEach(
                (key, child) -> object.put(key, child instanceof DataTree tree ? tree.value() : (Value) child));
        return object.build();
    }
}
