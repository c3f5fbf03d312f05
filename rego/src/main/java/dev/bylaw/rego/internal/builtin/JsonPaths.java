package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Paths into documents, as {@code json.filter}, {@code json.remove} and {@code json.patch} take them. */
final class JsonPaths {
    /** A tree of paths; the end of a path is a node without children of its own. */
    private static final class Node {
        private final Map<Value, Node> children = new HashMap<>();
        private boolean end;
    }

    private JsonPaths() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("json.filter", 2, (context, arguments) -> {
                    Operand.object(arguments, 1);
                    return filter(context, arguments[0], tree(context, arguments[1]));
                }),
                Function.of("json.remove", 2, (context, arguments) -> {
                    Operand.object(arguments, 1);
                    return remove(context, arguments[0], tree(context, arguments[1]));
                }));
    }

    /** The steps of a path: of an array its elements, of a string what stands between slashes. */
    static List<Value> parse(Value path) {
        if (path instanceof ArrayValue array) {
            return array.items();
        }
        if (!(path instanceof StringValue string)) {
            throw BuiltinException.operand(
                    2,
                    "must be one of {set, array} containing string paths or array of path segments but got "
                            + path.type().text());
        }
        List<Value> steps = new ArrayList<>();
        if (string.value().isEmpty()) {
            return steps;
        }
        int start = 0;
        while (string.value().startsWith("/", start)) {
            start++;
        }
        for (String step : string.value().substring(start).split("/", -1)) {
            steps.add(StringValue.of(step.replace("~1", "/").replace("~0", "~")));
        }
        return steps;
    }

    private static Node tree(BuiltinContext context, Value paths) {
        List<Value> members = Operand.members(paths);
        if (members == null) {
            throw Operand.wrongType(paths, 2, "set", "array");
        }
        Node root = new Node();
        for (Value path : members) {
            List<Value> steps = parse(path);
            context.work(1 + steps.size());
            Node node = root;
            for (int i = 0; i < steps.size() && !node.end; i++) {
                node = node.children.computeIfAbsent(steps.get(i), step -> new Node());
            }
            if (node != root && !node.end) {
                // A path to a value takes in all paths into it.
                node.end = true;
                node.children.clear();
            }
        }
        return root;
    }

    private static Value filter(BuiltinContext context, Value value, Node filter) {
        context.work(1);
        if (filter.end) {
            return value;
        }
        if (value instanceof ObjectValue object) {
            context.work(1 + object.size());
            ObjectValue.Builder out = ObjectValue.builder();
            for (int i = 0; i < object.size(); i++) {
                Node child = filter.children.get(object.keyAt(i));
                if (child != null) {
                    out.put(object.keyAt(i), filter(context, object.valueAt(i), child));
                }
            }
            return out.build();
        }
        if (value instanceof ArrayValue array) {
            context.work(1 + array.size());
            ArrayValue.Builder out = ArrayValue.builder();
            for (int i = 0; i < array.size(); i++) {
                Node child = filter.children.get(index(i));
                if (child != null) {
                    out.add(filter(context, array.get(i), child));
                }
            }
            return out.build();
        }
        if (value instanceof SetValue set) {
            context.work(1 + set.size());
            SetValue.Builder out = SetValue.builder();
            for (Value member : set.members()) {
                Node child = filter.children.get(member);
                if (child != null) {
                    out.add(filter(context, member, child));
                }
            }
            return out.build();
        }
        return value;
    }

    /** Positions are written as strings, also in paths that are arrays. */
    private static Value index(int index) {
        return StringValue.of(Integer.toString(index));
    }

    private static Value remove(BuiltinContext context, Value value, Node paths) {
        if (value instanceof ObjectValue object) {
            context.work(1 + object.size());
            ObjectValue.Builder out = ObjectValue.builder();
            for (int i = 0; i < object.size(); i++) {
                Value left = left(context, object.valueAt(i), paths.children.get(object.keyAt(i)));
                if (left != null) {
                    out.put(object.keyAt(i), left);
                }
            }
            return out.build();
        }
        if (value instanceof ArrayValue array) {
            context.work(1 + array.size());
            ArrayValue.Builder out = ArrayValue.builder();
            for (int i = 0; i < array.size(); i++) {
                Value left = left(context, array.get(i), paths.children.get(index(i)));
                if (left != null) {
                    out.add(left);
                }
            }
            return out.build();
        }
        if (value instanceof SetValue set) {
            context.work(1 + set.size());
            SetValue.Builder out = SetValue.builder();
            for (Value member : set.members()) {
                Value left = left(context, member, paths.children.get(member));
                if (left != null) {
                    out.add(left);
                }
            }
            return out.build();
        }
        return value;
    }

    /** What is left of a value; null if it is to be removed. */
    private static Value left(BuiltinContext context, Value value, Node paths) {
        if (paths == null) {
            return value;
        }
        return paths.end ? null : remove(context, value, paths);
    }
}
