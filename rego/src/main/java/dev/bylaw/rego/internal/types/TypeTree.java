package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The shapes of documents, by path. Not thread-safe while it is built. */
final class TypeTree {
    private final SortedMap<Value, TypeTree> children = new TreeMap<>();
    private Shape shape = Shape.Simple.UNKNOWN;

    /** {@return whether a rule or function is here} */
    boolean isLeaf() {
        return shape != Shape.Simple.UNKNOWN;
    }

    Shape shape() {
        return shape;
    }

    SortedMap<Value, TypeTree> children() {
        return Collections.unmodifiableSortedMap(children);
    }

    Optional<TypeTree> child(Value key) {
        return Optional.ofNullable(children.get(key));
    }

    /** Sets the shape at a path. */
    void put(List<Value> path, Shape put) {
        TypeTree node = this;
        for (Value step : path) {
            node = node.children.computeIfAbsent(step, key -> new TypeTree());
        }
        node.shape = put;
    }

    /** Adds what one more rule defines at a path; objects on the way to it, and at it, get what lies below them. */
    void insert(List<Value> path, Shape added) {
        TypeTree node = this;
        for (int i = 0; i < path.size(); i++) {
            node = node.children.computeIfAbsent(path.get(i), key -> new TypeTree());
            if (i + 1 < path.size() && node.shape instanceof Shape.ObjectOf object) {
                node.shape = inserted(object, path.subList(i + 1, path.size()), added);
            }
        }
        node.shape = merged(node.shape, added);
        if (added instanceof Shape.ObjectOf) {
            for (Map.Entry<Value, TypeTree> child : node.children.entrySet()) {
                child.getValue().mergeLeaves(node, new ArrayList<>(List.of(child.getKey())));
            }
        }
    }

    private void mergeLeaves(TypeTree into, List<Value> path) {
        if (isLeaf()) {
            if (into.shape instanceof Shape.ObjectOf object) {
                into.shape = inserted(object, path, shape);
            }
            return;
        }
        for (Map.Entry<Value, TypeTree> child : children.entrySet()) {
            path.add(child.getKey());
            child.getValue().mergeLeaves(into, path);
            path.remove(path.size() - 1);
        }
    }

    private static Shape inserted(Shape.ObjectOf object, List<Value> path, Shape added) {
        Shape key = Shapes.of(path.get(0));
        Shape value = path.size() == 1
                ? added
                : inserted(
                        new Shape.ObjectOf(new TreeMap<>(), Optional.empty(), 1), path.subList(1, path.size()), added);
        Shape.Rest rest = object.rest()
                .map(before -> new Shape.Rest(Shapes.or(before.key(), key), Shapes.or(before.value(), value)))
                .orElse(new Shape.Rest(key, value));
        return Shape.object(object.entries(), Optional.of(rest));
    }

    /** What two rules for one path define together: sets and objects of any keys grow, other shapes are alternatives. */
    private static Shape merged(Shape before, Shape added) {
        if (before == Shape.Simple.UNKNOWN || added == Shape.Simple.UNKNOWN) {
            return before == Shape.Simple.UNKNOWN ? added : before;
        }
        if (before instanceof Shape.SetOf left && added instanceof Shape.SetOf right) {
            return Shape.set(Shapes.or(left.member(), right.member()));
        }
        if (before instanceof Shape.ObjectOf left && added instanceof Shape.ObjectOf right && isOpen(left, right)) {
            if (left.rest().isEmpty() || right.rest().isEmpty()) {
                return left.rest().isEmpty() ? right : left;
            }
            Shape.Rest a = left.rest().get();
            Shape.Rest b = right.rest().get();
            return Shape.object(
                    Map.of(), Optional.of(new Shape.Rest(Shapes.or(a.key(), b.key()), merged(a.value(), b.value()))));
        }
        if (before instanceof Shape.ObjectOf object && added instanceof Shape.AnyOf any) {
            return merged(any, object);
        }
        if (before instanceof Shape.AnyOf any && added instanceof Shape.ObjectOf object) {
            return merged(any, object);
        }
        return Shapes.or(before, added);
    }

    private static boolean isOpen(Shape.ObjectOf left, Shape.ObjectOf right) {
        return left.entries().isEmpty() && right.entries().isEmpty();
    }

    private static Shape merged(Shape.AnyOf any, Shape.ObjectOf object) {
        List<Shape> choices = new ArrayList<>(any.choices());
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i) instanceof Shape.ObjectOf choice
                    && isOpen(choice, object)
                    && choice.rest().isPresent()
                    && object.rest().isPresent()) {
                choices.set(i, merged(choice, object));
                return Shapes.or(choices);
            }
        }
        return Shapes.or(any, object);
    }

    /** The shape of the names below a place that is no leaf. */
    Shape keys() {
        boolean onlyText =
                children.keySet().stream().noneMatch(key -> key instanceof NumberValue || key instanceof BooleanValue);
        return onlyText ? Shape.Simple.STRING : Shapes.keys(extent());
    }

    /** The shape of everything here and below; a base document may add to it. */
    Shape extent() {
        if (isLeaf()) {
            return shape;
        }
        Map<Value, Shape> entries = new TreeMap<>();
        children.forEach((key, child) -> {
            if (key instanceof StringValue || key instanceof NumberValue || key instanceof BooleanValue) {
                entries.put(key, child.extent());
            }
        });
        return Shape.object(entries, Optional.of(new Shape.Rest(Shape.Simple.STRING, Shape.ANY)));
    }
}
