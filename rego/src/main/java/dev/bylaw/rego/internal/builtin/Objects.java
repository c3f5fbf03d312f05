package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Objects. What is unknown about an object is unknown in what is made of it, so most calls themselves are certain. */
final class Objects {
    private Objects() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("object.filter", 2, Objects::filter).doubting(Objects::keysDoubt),
                Function.of("object.get", 3, (context, arguments) -> get(arguments))
                        .doubting(Objects::getDoubt),
                Function.of("object.keys", 1, Objects::keys).doubting((arguments, result) -> Doubt.NONE),
                Function.of("object.remove", 2, Objects::remove).doubting(Objects::keysDoubt),
                Function.of(
                        "object.subset",
                        2,
                        (context, arguments) -> BooleanValue.of(Subset.test(context, arguments[0], arguments[1]))),
                Function.of("object.union", 2, (context, arguments) -> {
                            ObjectValue left = Operand.object(arguments, 1);
                            return union(context, left, Operand.object(arguments, 2));
                        })
                        .doubting((arguments, result) -> Doubt.NONE),
                Function.of("object.union_n", 1, Objects::unionAll)
                        .doubting((arguments, result) ->
                                arguments[0] instanceof ArrayValue array ? array.open() : Doubt.NONE));
    }

    private static Value get(Value[] arguments) {
        ObjectValue object = Operand.object(arguments, 1);
        Value found = object;
        if (arguments[1] instanceof ArrayValue path) {
            for (int i = 0; i < path.size() && found != null; i++) {
                found = Lookup.get(found, path.get(i));
            }
        } else {
            found = object.get(arguments[1]);
        }
        return found == null ? arguments[2] : found;
    }

    /** Only what lies on the path is looked at; the value at its end carries its own doubts. */
    private static Doubt getDoubt(Value[] arguments, Value result) {
        if (!(arguments[0] instanceof ObjectValue)) {
            return Doubt.NONE;
        }
        if (!(arguments[1] instanceof ArrayValue path)) {
            return Lookup.doubt(arguments[0], arguments[1]);
        }
        Doubt doubt = path.doubt();
        Value found = arguments[0];
        for (int i = 0; i < path.size() && found != null; i++) {
            doubt = doubt.and(Lookup.doubt(found, path.get(i)));
            found = Lookup.get(found, path.get(i));
        }
        return doubt;
    }

    private static Value keys(BuiltinContext context, Value[] arguments) {
        ObjectValue object = Operand.object(arguments, 1);
        context.work(1 + object.size());
        SetValue.Builder out = SetValue.builder().open(object.open());
        for (int i = 0; i < object.size(); i++) {
            out.add(object.keyAt(i), object.memberDoubt(i));
        }
        object.absent().values().forEach(out::open);
        return out.build();
    }

    /** The keys that an array, a set or an object gives. */
    private static Collection<Value> keysOf(Value value) {
        if (value instanceof ObjectValue object) {
            return object.keys();
        }
        List<Value> members = Operand.members(value);
        if (members == null) {
            throw Operand.wrongType(value, 2, "object", "set", "array");
        }
        return members;
    }

    /** Which keys are asked for must be known; of an object only the keys count. */
    private static Doubt keysDoubt(Value[] arguments, Value result) {
        return arguments[1] instanceof ObjectValue keys ? keys.extent() : arguments[1].doubt();
    }

    private static Value filter(BuiltinContext context, Value[] arguments) {
        ObjectValue object = Operand.object(arguments, 1);
        ObjectValue.Builder out = ObjectValue.builder();
        Collection<Value> keys = keysOf(arguments[1]);
        context.work(1 + keys.size());
        for (Value key : keys) {
            int position = object.indexOf(key);
            if (position < 0) {
                out.absent(key, object.absenceDoubt(key));
            } else {
                Value own = object.keyAt(position);
                out.put(
                        own,
                        object.valueAt(position),
                        object.memberDoubt(position).and(own.doubt()));
            }
        }
        return out.build();
    }

    private static Value remove(BuiltinContext context, Value[] arguments) {
        ObjectValue object = Operand.object(arguments, 1);
        SetValue keys = SetValue.of(keysOf(arguments[1]));
        context.work(1L + object.size() + keys.size());
        ObjectValue.Builder out = ObjectValue.builder().open(object.open());
        for (int i = 0; i < object.size(); i++) {
            if (!keys.contains(object.keyAt(i))) {
                out.put(
                        object.keyAt(i),
                        object.valueAt(i),
                        object.memberDoubt(i).and(object.keyAt(i).doubt()));
            }
        }
        for (Map.Entry<Value, Doubt> entry : object.absent().entrySet()) {
            if (!keys.contains(entry.getKey())) {
                out.absent(entry.getKey(), entry.getValue());
            }
        }
        return out.build();
    }

    private static Value unionAll(BuiltinContext context, Value[] arguments) {
        ArrayValue objects = Operand.array(arguments, 1);
        for (Value member : objects.items()) {
            if (!(member instanceof ObjectValue)) {
                throw Operand.wrongElement(objects, member, 1, "object");
            }
        }
        ObjectValue result = ObjectValue.EMPTY;
        for (Value member : objects.items()) {
            result = union(context, result, (ObjectValue) member);
        }
        return result;
    }

    /** Both objects in one; where both have a key, objects are united again, and else the right value stays. */
    private static ObjectValue union(BuiltinContext context, ObjectValue left, ObjectValue right) {
        if (left.size() == 0 && left.extent().isNone()) {
            return right;
        }
        if (right.size() == 0 && right.extent().isNone()) {
            return left;
        }
        context.work(1L + left.size() + right.size());
        ObjectValue.Builder out = ObjectValue.builder().open(left.open()).open(right.open());
        for (int i = 0; i < left.size(); i++) {
            Value key = left.keyAt(i);
            if (right.indexOf(key) < 0) {
                out.put(key, left.valueAt(i), left.memberDoubt(i).and(right.absenceDoubt(key)));
            }
        }
        for (int i = 0; i < right.size(); i++) {
            Value key = right.keyAt(i);
            Value value = right.valueAt(i);
            Doubt doubt = right.memberDoubt(i);
            int position = left.indexOf(key);
            if (position >= 0) {
                if (value instanceof ObjectValue y && left.valueAt(position) instanceof ObjectValue x) {
                    value = union(context, x, y);
                }
                if (value instanceof ObjectValue || !doubt.isNone()) {
                    doubt = doubt.and(left.memberDoubt(position))
                            .and(key.doubt())
                            .and(left.keyAt(position).doubt());
                }
            } else if (value instanceof ObjectValue || !doubt.isNone()) {
                // There may be an object on the left that it would be united with.
                doubt = doubt.and(left.absenceDoubt(key));
            }
            out.put(key, value, doubt);
        }
        left.absent().forEach((key, doubt) -> out.absent(key, doubt.and(right.absenceDoubt(key))));
        right.absent().forEach((key, doubt) -> out.absent(key, doubt.and(left.absenceDoubt(key))));
        return out.build();
    }
}
