package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NullValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoType;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Shapes of values and types, their order, unions and parts. */
final class Shapes {
    /** The order of shapes within a union. */
    static final Comparator<Shape> ORDER = Shapes::compare;

    private Shapes() {}

    /** The shape of a declared type. */
    static Shape of(RegoType type) {
        if (type instanceof RegoType.Scalar scalar) {
            return switch (scalar) {
                case NULL -> Shape.Simple.NULL;
                case BOOLEAN -> Shape.Simple.BOOLEAN;
                case NUMBER -> Shape.Simple.NUMBER;
                case STRING -> Shape.Simple.STRING;
            };
        }
        if (type instanceof RegoType.Array array) {
            return Shape.array(
                    array.items().stream().map(Shapes::of).toList(),
                    array.rest().map(Shapes::of));
        }
        if (type instanceof RegoType.Set set) {
            return Shape.set(of(set.member()));
        }
        if (type instanceof RegoType.Object object) {
            Map<Value, Shape> entries = new TreeMap<>();
            object.entries().forEach((key, value) -> entries.put(key, of(value)));
            return Shape.object(entries, object.rest().map(rest -> new Shape.Rest(of(rest.key()), of(rest.value()))));
        }
        RegoType.Union union = (RegoType.Union) type;
        return union.choices().isEmpty()
                ? Shape.ANY
                : or(union.choices().stream().map(Shapes::of).toList());
    }

    /** The shape of a value, with a type for each item and key. */
    static Shape of(Value value) {
        if (value instanceof ArrayValue array) {
            return Shape.array(array.items().stream().map(Shapes::of).toList(), Optional.empty());
        }
        if (value instanceof SetValue set) {
            return Shape.set(or(set.members().stream().map(Shapes::of).toList()));
        }
        if (value instanceof ObjectValue object) {
            Map<Value, Shape> entries = new TreeMap<>();
            for (int i = 0; i < object.size(); i++) {
                entries.put(object.keyAt(i), of(object.valueAt(i)));
            }
            return Shape.object(entries, Optional.empty());
        }
        if (value instanceof NullValue) {
            return Shape.Simple.NULL;
        }
        if (value instanceof BooleanValue) {
            return Shape.Simple.BOOLEAN;
        }
        return value instanceof NumberValue ? Shape.Simple.NUMBER : Shape.Simple.STRING;
    }

    /** The union of two shapes. */
    static Shape or(Shape left, Shape right) {
        return or(List.of(left, right));
    }

    /** The union of shapes; those of which nothing is known add nothing, and functions are joined by parameter. */
    static Shape or(Collection<Shape> shapes) {
        TreeSet<Shape> choices = new TreeSet<>(ORDER);
        Shape function = null;
        for (Shape shape : shapes) {
            if (shape.isAny()) {
                return shape;
            }
            if (shape instanceof Shape.AnyOf any) {
                choices.addAll(any.choices());
            } else if (shape instanceof Shape.Function next) {
                function = function == null ? next : or((Shape.Function) function, next);
                if (function == Shape.Simple.UNKNOWN) {
                    return function;
                }
            } else if (shape != Shape.Simple.UNKNOWN) {
                choices.add(shape);
            }
        }
        if (function != null) {
            return choices.isEmpty() ? function : Shape.Simple.UNKNOWN;
        }
        if (choices.isEmpty()) {
            return Shape.Simple.UNKNOWN;
        }
        return choices.size() == 1 ? choices.first() : Shape.anyOf(new ArrayList<>(choices));
    }

    private static Shape or(Shape.Function left, Shape.Function right) {
        if (left.parameters().size() != right.parameters().size()
                || left.variadic().isPresent() != right.variadic().isPresent()) {
            return Shape.Simple.UNKNOWN;
        }
        List<Shape> parameters = new ArrayList<>();
        for (int i = 0; i < left.parameters().size(); i++) {
            parameters.add(or(left.parameters().get(i), right.parameters().get(i)));
        }
        return Shape.function(parameters, left.variadic(), or(left.result(), right.result()));
    }

    /** The shape of the keys of a collection; unknown where it is none or has none. */
    static Shape keys(Shape shape) {
        if (shape instanceof Shape.ArrayOf) {
            return Shape.Simple.NUMBER;
        }
        if (shape instanceof Shape.ObjectOf object) {
            List<Shape> keys = new ArrayList<>();
            object.entries().keySet().forEach(key -> keys.add(of(key)));
            object.rest().ifPresent(rest -> keys.add(rest.key()));
            return or(keys);
        }
        if (shape instanceof Shape.SetOf set) {
            return set.member();
        }
        if (shape instanceof Shape.AnyOf any) {
            return any.isAny()
                    ? any
                    : or(any.choices().stream().map(Shapes::keys).toList());
        }
        return Shape.Simple.UNKNOWN;
    }

    /** The shape of the values of a collection; unknown where it is none or has none. */
    static Shape values(Shape shape) {
        if (shape instanceof Shape.ArrayOf array) {
            List<Shape> values = new ArrayList<>(array.items());
            array.rest().ifPresent(values::add);
            return or(values);
        }
        if (shape instanceof Shape.ObjectOf object) {
            List<Shape> values = new ArrayList<>(object.entries().values());
            object.rest().ifPresent(rest -> values.add(rest.value()));
            return or(values);
        }
        if (shape instanceof Shape.SetOf set) {
            return set.member();
        }
        if (shape instanceof Shape.AnyOf any) {
            return any.isAny()
                    ? any
                    : or(any.choices().stream().map(Shapes::values).toList());
        }
        return Shape.Simple.UNKNOWN;
    }

    /** The shape of what is at a key; unknown where nothing can be. */
    static Shape select(Shape shape, Value key) {
        if (shape instanceof Shape.ArrayOf array) {
            if (!(key instanceof NumberValue number) || !number.isLong()) {
                return Shape.Simple.UNKNOWN;
            }
            long index = number.longValue();
            if (index >= 0 && index < array.items().size()) {
                return array.items().get((int) index);
            }
            return index < 0 ? Shape.Simple.UNKNOWN : array.rest().orElse(Shape.Simple.UNKNOWN);
        }
        if (shape instanceof Shape.ObjectOf object) {
            Shape entry = object.entries().get(key);
            if (entry != null) {
                return entry;
            }
            return object.rest()
                    .filter(rest -> includes(rest.key(), of(key)))
                    .map(Shape.Rest::value)
                    .orElse(Shape.Simple.UNKNOWN);
        }
        if (shape instanceof Shape.SetOf set) {
            return includes(set.member(), of(key)) ? of(key) : Shape.Simple.UNKNOWN;
        }
        if (shape instanceof Shape.AnyOf any) {
            return any.isAny()
                    ? any
                    : or(any.choices().stream()
                            .map(choice -> select(choice, key))
                            .toList());
        }
        return Shape.Simple.UNKNOWN;
    }

    private static boolean includes(Shape shape, Shape part) {
        if (shape instanceof Shape.AnyOf any) {
            return any.isAny() || any.choices().stream().anyMatch(choice -> compare(choice, part) == 0);
        }
        return compare(shape, part) == 0;
    }

    /** Whether something in a shape is not known. */
    static boolean isUnknown(Shape shape) {
        if (shape instanceof Shape.ArrayOf array) {
            return array.items().stream().anyMatch(Shapes::isUnknown)
                    || array.rest().map(Shapes::isUnknown).orElse(false);
        }
        if (shape instanceof Shape.ObjectOf object) {
            return object.entries().values().stream().anyMatch(Shapes::isUnknown)
                    || object.rest()
                            .map(rest -> isUnknown(rest.key()) || isUnknown(rest.value()))
                            .orElse(false);
        }
        if (shape instanceof Shape.SetOf set) {
            return isUnknown(set.member());
        }
        if (shape instanceof Shape.Function function) {
            return function.parameters().stream().anyMatch(Shapes::isUnknown) || isUnknown(function.result());
        }
        return shape == Shape.Simple.UNKNOWN;
    }

    /** Whether it is a collection that has no members. */
    static boolean isEmpty(Shape shape) {
        if (shape instanceof Shape.ArrayOf array) {
            return array.items().isEmpty() && array.rest().isEmpty();
        }
        if (shape instanceof Shape.ObjectOf object) {
            return object.entries().isEmpty() && object.rest().isEmpty();
        }
        return shape instanceof Shape.SetOf set && set.member() == Shape.Simple.UNKNOWN;
    }

    private static int rank(Shape shape) {
        if (shape instanceof Shape.Simple simple) {
            return simple.ordinal();
        }
        if (shape instanceof Shape.ArrayOf) {
            return 5;
        }
        if (shape instanceof Shape.ObjectOf) {
            return 6;
        }
        if (shape instanceof Shape.SetOf) {
            return 7;
        }
        return shape instanceof Shape.AnyOf ? 8 : 9;
    }

    static int compare(Shape left, Shape right) {
        if (left == right) {
            return 0;
        }
        int ranks = Integer.compare(rank(left), rank(right));
        if (ranks != 0) {
            return ranks;
        }
        if (left instanceof Shape.ArrayOf a) {
            Shape.ArrayOf b = (Shape.ArrayOf) right;
            int rests = compare(a.rest().orElse(Shape.Simple.UNKNOWN), b.rest().orElse(Shape.Simple.UNKNOWN));
            return rests != 0 ? rests : compare(a.items(), b.items());
        }
        if (left instanceof Shape.SetOf a) {
            return compare(a.member(), ((Shape.SetOf) right).member());
        }
        if (left instanceof Shape.AnyOf a) {
            return compare(a.choices(), ((Shape.AnyOf) right).choices());
        }
        if (left instanceof Shape.Function a) {
            Shape.Function b = (Shape.Function) right;
            int parameters = compare(a.parameters(), b.parameters());
            return parameters != 0 ? parameters : compare(a.result(), b.result());
        }
        return left instanceof Shape.ObjectOf a ? compare(a, (Shape.ObjectOf) right) : 0;
    }

    private static int compare(Shape.ObjectOf a, Shape.ObjectOf b) {
        int there = Boolean.compare(a.rest().isPresent(), b.rest().isPresent());
        if (there != 0) {
            return there;
        }
        if (a.rest().isPresent()) {
            Shape.Rest left = a.rest().get();
            Shape.Rest right = b.rest().orElseThrow();
            int keys = compare(left.key(), right.key());
            int values = keys != 0 ? keys : compare(left.value(), right.value());
            if (values != 0) {
                return values;
            }
        }
        int names = compareKeys(
                new ArrayList<>(a.entries().keySet()),
                new ArrayList<>(b.entries().keySet()));
        return names != 0
                ? names
                : compare(
                        new ArrayList<>(a.entries().values()),
                        new ArrayList<>(b.entries().values()));
    }

    private static int compareKeys(List<Value> left, List<Value> right) {
        for (int i = 0; i < left.size() && i < right.size(); i++) {
            int keys = left.get(i).compareTo(right.get(i));
            if (keys != 0) {
                return keys;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int compare(List<Shape> left, List<Shape> right) {
        for (int i = 0; i < left.size() && i < right.size(); i++) {
            int shapes = compare(left.get(i), right.get(i));
            if (shapes != 0) {
                return shapes;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
