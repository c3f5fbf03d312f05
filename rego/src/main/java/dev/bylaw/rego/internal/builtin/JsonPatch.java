package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code json.patch}: RFC 6902, extended to sets, whose members are their own keys. */
final class JsonPatch {
    private final BuiltinContext context;

    private JsonPatch(BuiltinContext context) {
        this.context = context;
    }

    static List<Builtin> all() {
        return List.of(Function.of("json.patch", 2, (context, arguments) -> {
            JsonPatch patch = new JsonPatch(context);
            Value value = arguments[0];
            for (Value operation : Operand.array(arguments, 2).items()) {
                value = patch.apply(value, operation);
            }
            return value;
        }));
    }

    /** The document after an operation; null where the operation removed all of it. */
    private Value apply(Value document, Value operation) {
        if (!(operation instanceof ObjectValue object)) {
            throw BuiltinException.of(
                    "must be an array of JSON-Patch objects, but at least one element is not an object");
        }
        Value pathValue = required(object, "path");
        Value name = required(object, "op");
        if (!(name instanceof StringValue op)) {
            throw BuiltinException.of(
                    "attribute 'op' must be a string but found: " + name.type().text());
        }
        List<Value> path = JsonPaths.parse(pathValue);
        switch (op.value()) {
            case "add" -> {
                return insert(document, path, required(object, "value"));
            }
            case "remove" -> {
                return delete(document, path);
            }
            case "replace" -> {
                Value rest = delete(document, path);
                return insert(rest, path, required(object, "value"));
            }
            case "move" -> {
                List<Value> from = JsonPaths.parse(required(object, "from"));
                Value moved = find(document, from);
                return insert(delete(document, from), path, moved);
            }
            case "copy" -> {
                List<Value> from = JsonPaths.parse(required(object, "from"));
                return insert(document, path, find(document, from));
            }
            case "test" -> {
                Value found = find(document, path);
                Value wanted = required(object, "value");
                if (!found.equals(wanted)) {
                    throw BuiltinException.of("value from EditTree != patch value.\n\nExpected: " + shown(wanted)
                            + "\n\nFound: " + shown(found));
                }
                return document;
            }
            default -> throw BuiltinException.of("unrecognized op: '" + op.value() + "'");
        }
    }

    private static Value required(ObjectValue operation, String attribute) {
        Value value = operation.get(attribute);
        if (value == null) {
            throw BuiltinException.of("missing required attribute '" + attribute + "'");
        }
        return value;
    }

    private static String shown(Value value) {
        return Messages.shown(value);
    }

    private Value find(Value document, List<Value> path) {
        Value value = document;
        for (Value step : path) {
            value = child(value, step);
        }
        if (value == null) {
            throw removed();
        }
        return value;
    }

    private static BuiltinException removed() {
        return BuiltinException.of("nil value encountered where composite value was expected");
    }

    /** What a collection holds at a step. */
    private Value child(Value value, Value step) {
        context.work(1);
        if (value == null) {
            throw removed();
        }
        if (value instanceof ObjectValue object) {
            Value found = object.get(step);
            if (found == null) {
                throw BuiltinException.of("path " + shown(step) + " does not exist in object term " + shown(value));
            }
            return found;
        }
        if (value instanceof SetValue set) {
            if (!set.contains(step)) {
                throw BuiltinException.of("path " + shown(step) + " does not exist in set term " + shown(value));
            }
            return set.get(set.indexOf(step));
        }
        if (value instanceof ArrayValue array) {
            long index = index(array, step);
            if (index < 0 || index >= array.size()) {
                throw BuiltinException.of("path " + index + " does not exist in array term " + shown(value));
            }
            return array.get((int) index);
        }
        throw BuiltinException.of("expected composite type for path " + shown(step) + ", found value: " + shown(value));
    }

    private static BuiltinException notComposite(Value value) {
        String kind = value.type().text();
        return BuiltinException.of("expected composite type, found value: " + shown(value) + " (type: ast."
                + Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + ")");
    }

    private static long index(ArrayValue array, Value step) {
        if (step instanceof NumberValue number) {
            if (!Operand.isSmallInteger(number)) {
                throw BuiltinException.of("invalid number type for indexing");
            }
            return number.longValue();
        }
        if (!(step instanceof StringValue string)) {
            throw BuiltinException.of("invalid type for indexing");
        }
        if (string.value().equals("-")) {
            return array.size();
        }
        Long index = Operand.integer(string.value());
        if (index == null) {
            throw BuiltinException.of("invalid string for indexing");
        }
        if (string.value().startsWith("0") && !string.value().equals("0")) {
            throw BuiltinException.of("leading zeros are not allowed in JSON paths");
        }
        return index;
    }

    /** The document with what the end of the path leads to exchanged. */
    private Value edit(Value document, List<Value> path, UnaryOperator<Value> last) {
        if (path.size() == 1) {
            return last.apply(document);
        }
        Value step = path.get(0);
        Value child = child(document, step);
        Value edited = edit(child, path.subList(1, path.size()), last);
        if (document instanceof ObjectValue object) {
            return without(object, step).put(step, edited).build();
        }
        if (document instanceof SetValue set) {
            return without(set, step).add(edited).build();
        }
        Value[] items = ((ArrayValue) document).items().toArray(new Value[0]);
        context.work(items.length);
        items[(int) index((ArrayValue) document, step)] = edited;
        return ArrayValue.of(items);
    }

    private ObjectValue.Builder without(ObjectValue object, Value key) {
        context.work(1 + object.size());
        ObjectValue.Builder out = ObjectValue.builder();
        for (int i = 0; i < object.size(); i++) {
            if (!object.keyAt(i).equals(key)) {
                out.put(object.keyAt(i), object.valueAt(i));
            }
        }
        return out;
    }

    private SetValue.Builder without(SetValue set, Value member) {
        context.work(1 + set.size());
        SetValue.Builder out = SetValue.builder();
        for (Value other : set.members()) {
            if (!other.equals(member)) {
                out.add(other);
            }
        }
        return out;
    }

    private Value insert(Value document, List<Value> path, Value value) {
        if (path.isEmpty()) {
            return value;
        }
        Value key = path.get(path.size() - 1);
        return edit(document, path, target -> {
            if (target == null) {
                throw BuiltinException.of("deleted node encountered during insert operation");
            }
            if (target instanceof ObjectValue object) {
                return without(object, key).put(key, value).build();
            }
            if (target instanceof SetValue set) {
                if (!key.equals(value)) {
                    throw BuiltinException.of(
                            "set key " + shown(key) + " does not equal value to be inserted " + shown(value));
                }
                return without(set, key).add(value).build();
            }
            if (target instanceof ArrayValue array) {
                long index = index(array, key);
                if (index < 0 || index > array.size()) {
                    throw BuiltinException.of("index for array insertion out of bounds");
                }
                List<Value> items = new ArrayList<>(array.items());
                context.work(1 + items.size());
                items.add((int) index, value);
                return ArrayValue.of(items);
            }
            throw notComposite(target);
        });
    }

    private Value delete(Value document, List<Value> path) {
        if (path.isEmpty()) {
            if (document == null) {
                throw BuiltinException.of("deleted node encountered during delete operation");
            }
            return null;
        }
        Value key = path.get(path.size() - 1);
        return edit(document, path, target -> {
            if (target == null) {
                throw BuiltinException.of("deleted node encountered during delete operation");
            }
            if (target instanceof ObjectValue object && object.indexOf(key) >= 0) {
                return without(object, key).build();
            }
            if (target instanceof SetValue set && set.contains(key)) {
                return without(set, key).build();
            }
            if (target instanceof ObjectValue || target instanceof SetValue) {
                throw BuiltinException.of("cannot delete child key " + shown(key) + " that does not exist");
            }
            if (target instanceof ArrayValue array) {
                long index = index(array, key);
                if (index < 0 || index >= array.size()) {
                    throw BuiltinException.of("index for array delete out of bounds");
                }
                List<Value> items = new ArrayList<>(array.items());
                context.work(1 + items.size());
                items.remove((int) index);
                return ArrayValue.of(items);
            }
            throw notComposite(target);
        });
    }
}
