package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.Ir;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares terms with shapes, and gives variables without a shape theirs. */
final class Unifier {
    private final Environment environment;

    Unifier(Environment environment) {
        this.environment = environment;
    }

    /** Whether values of both shapes can be equal. */
    static boolean fits(Shape left, Shape right) {
        if (left == Shape.Simple.UNKNOWN || right == Shape.Simple.UNKNOWN) {
            return false;
        }
        if (left instanceof Shape.AnyOf any) {
            return fitsAny(any, right) || right instanceof Shape.AnyOf other && fitsAny(other, left);
        }
        if (right instanceof Shape.AnyOf any) {
            return fitsAny(any, left);
        }
        if (left instanceof Shape.ArrayOf a) {
            return right instanceof Shape.ArrayOf b
                    && fitsItems(a, b)
                    && fitsItems(b, a)
                    && fitsRest(a.rest(), b.rest());
        }
        if (left instanceof Shape.ObjectOf a) {
            return right instanceof Shape.ObjectOf b
                    && fitsEntries(a, b)
                    && fitsEntries(b, a)
                    && fitsRest(a.rest().map(Shape.Rest::value), b.rest().map(Shape.Rest::value));
        }
        if (left instanceof Shape.SetOf a) {
            // The empty set is of every type.
            return right instanceof Shape.SetOf b
                    && (a.member() == Shape.Simple.UNKNOWN
                            || b.member() == Shape.Simple.UNKNOWN
                            || fits(a.member(), b.member()));
        }
        if (left instanceof Shape.Function a) {
            return right instanceof Shape.Function b && fitsParameters(a.parameters(), b.parameters());
        }
        return left == right;
    }

    private static boolean fitsAny(Shape.AnyOf any, Shape other) {
        if (other instanceof Shape.Function) {
            return false;
        }
        return any.isAny() || any.choices().stream().anyMatch(choice -> fits(choice, other));
    }

    private static boolean fitsRest(Optional<Shape> left, Optional<Shape> right) {
        // Of what a variable gives that has no shape yet, nothing is known, not even that there is something.
        return left.isEmpty()
                || right.isEmpty()
                || left.get() == Shape.Simple.UNKNOWN
                || right.get() == Shape.Simple.UNKNOWN
                || fits(left.get(), right.get());
    }

    private static boolean fitsItems(Shape.ArrayOf a, Shape.ArrayOf b) {
        for (int i = 0; i < a.items().size(); i++) {
            Shape other = i < b.items().size() ? b.items().get(i) : b.rest().orElse(Shape.Simple.UNKNOWN);
            if (!fits(a.items().get(i), other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fitsEntries(Shape.ObjectOf a, Shape.ObjectOf b) {
        for (Map.Entry<Value, Shape> entry : a.entries().entrySet()) {
            Shape other = Shapes.select(b, entry.getKey());
            if (other == Shape.Simple.UNKNOWN) {
                if (a.rest().isEmpty() && b.rest().isEmpty()) {
                    return false;
                }
            } else if (!fits(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fitsParameters(List<Shape> left, List<Shape> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!fits(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether two terms can be equal. */
    boolean unify(Ir.Term left, Ir.Term right) {
        Shape leftShape = environment.shape(left);
        Shape rightShape = environment.shape(right);
        boolean leftOpen = Shapes.isUnknown(leftShape);
        boolean rightOpen = Shapes.isUnknown(rightShape);
        if (!leftOpen && !rightOpen) {
            return fits(leftShape, rightShape);
        }
        if (!rightOpen) {
            return unify(left, rightShape, false);
        }
        if (!leftOpen) {
            return unify(right, leftShape, false);
        }
        Optional<Boolean> structural = structural(left, right);
        if (structural.isPresent()) {
            return structural.get();
        }
        // What is known of a collection is known of the variable too.
        if (left instanceof Ir.Local && leftShape == Shape.Simple.UNKNOWN && rightShape != Shape.Simple.UNKNOWN) {
            return unify(left, rightShape, false);
        }
        return right instanceof Ir.Local
                && rightShape == Shape.Simple.UNKNOWN
                && leftShape != Shape.Simple.UNKNOWN
                && unify(right, leftShape, false);
    }

    /** Compares two terms of which both are not fully known by their form; empty where that says nothing. */
    private Optional<Boolean> structural(Ir.Term left, Ir.Term right) {
        if (left instanceof Ir.ArrayOf a) {
            return Optional.of(arrays(a, right));
        }
        if (left instanceof Ir.ObjectOf a) {
            return Optional.of(objects(a, right));
        }
        if (left instanceof Ir.Local) {
            if (right instanceof Ir.Local) {
                return Optional.of(unify(left, Shape.ANY, false) && unify(right, environment.shape(left), false));
            }
            if (right instanceof Ir.ArrayOf b) {
                return Optional.of(arrays(b, left));
            }
            if (right instanceof Ir.ObjectOf b) {
                return Optional.of(objects(b, left));
            }
            if (right instanceof Ir.Reference) {
                return Optional.of(unify(left, Shape.ANY, false));
            }
        }
        if (left instanceof Ir.Reference && right instanceof Ir.Local) {
            return Optional.of(unify(right, Shape.ANY, false));
        }
        return Optional.empty();
    }

    private boolean arrays(Ir.ArrayOf array, Ir.Term other) {
        if (other instanceof Ir.ArrayOf second) {
            if (array.items().size() != second.items().size()) {
                return false;
            }
            for (int i = 0; i < array.items().size(); i++) {
                if (!unify(array.items().get(i), second.items().get(i))) {
                    return false;
                }
            }
            return true;
        }
        return other instanceof Ir.Local
                && unify(array, Shape.ANY, false)
                && unify(other, environment.shape(array), false);
    }

    private boolean objects(Ir.ObjectOf object, Ir.Term other) {
        if (other instanceof Ir.ObjectOf second) {
            if (object.keys().size() != second.keys().size()) {
                return false;
            }
            for (int i = 0; i < object.keys().size(); i++) {
                int same = position(second, object.keys().get(i));
                if (same < 0 || !unify(object.values().get(i), second.values().get(same))) {
                    return false;
                }
            }
            return true;
        }
        return other instanceof Ir.Local
                && unify(object, Shape.ANY, false)
                && unify(other, environment.shape(object), false);
    }

    private static int position(Ir.ObjectOf object, Ir.Term key) {
        Optional<Value> constant = Terms.constant(key);
        for (int i = 0; i < object.keys().size(); i++) {
            Ir.Term other = object.keys().get(i);
            boolean sameVariable =
                    key instanceof Ir.Local a && other instanceof Ir.Local b && a.variable() == b.variable();
            if (sameVariable || constant.isPresent() && constant.equals(Terms.constant(other))) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Whether a term can have a value of a shape; variables without a shape get it.
     *
     * @param union whether the shape is one of several that are tried, so that what variables get is added up
     */
    boolean unify(Ir.Term term, Shape shape, boolean union) {
        if (term instanceof Ir.Local local) {
            if (union) {
                environment.put(local.variable(), Shapes.or(environment.shape(local.variable()), shape));
                return true;
            }
            Optional<Shape> known = environment.find(local.variable());
            if (known.isPresent() && known.get() != Shape.Simple.UNKNOWN) {
                return fits(known.get(), shape);
            }
            environment.put(local.variable(), shape);
            return true;
        }
        boolean composite = term instanceof Ir.ArrayOf || term instanceof Ir.ObjectOf || term instanceof Ir.SetOf;
        if (!composite) {
            return fits(environment.shape(term), shape);
        }
        if (shape instanceof Shape.AnyOf any) {
            if (any.isAny()) {
                parts(term).forEach(part -> unify(part, Shape.ANY, true));
                return true;
            }
            boolean fits = false;
            for (Shape choice : any.choices()) {
                fits |= unify(term, choice, true);
            }
            return fits;
        }
        if (term instanceof Ir.ArrayOf array && shape instanceof Shape.ArrayOf wanted) {
            return items(array, wanted, union);
        }
        if (term instanceof Ir.ObjectOf object && shape instanceof Shape.ObjectOf wanted) {
            return entries(object, wanted, union);
        }
        if (term instanceof Ir.SetOf set && shape instanceof Shape.SetOf wanted) {
            return set.members().stream().allMatch(member -> unify(member, wanted.member(), union));
        }
        return false;
    }

    private static List<Ir.Term> parts(Ir.Term term) {
        if (term instanceof Ir.ArrayOf array) {
            return array.items();
        }
        if (term instanceof Ir.SetOf set) {
            return set.members();
        }
        Ir.ObjectOf object = (Ir.ObjectOf) term;
        List<Ir.Term> parts = new ArrayList<>(object.keys());
        parts.addAll(object.values());
        return parts;
    }

    private boolean items(Ir.ArrayOf array, Shape.ArrayOf wanted, boolean union) {
        if (array.items().size() != wanted.items().size() && wanted.rest().isEmpty()) {
            return false;
        }
        for (int i = 0; i < array.items().size(); i++) {
            Shape item = i < wanted.items().size()
                    ? wanted.items().get(i)
                    : wanted.rest().orElse(Shape.Simple.UNKNOWN);
            if (!unify(array.items().get(i), item, union)) {
                return false;
            }
        }
        return true;
    }

    private boolean entries(Ir.ObjectOf object, Shape.ObjectOf wanted, boolean union) {
        if (object.keys().size() != wanted.entries().size() && wanted.rest().isEmpty()) {
            return false;
        }
        for (int i = 0; i < object.keys().size(); i++) {
            Optional<Value> key = Terms.constant(object.keys().get(i));
            Ir.Term value = object.values().get(i);
            if (key.isEmpty()) {
                unify(value, Shape.ANY, union);
                continue;
            }
            Shape entry = Shapes.select(wanted, key.get());
            if (entry == Shape.Simple.UNKNOWN || !unify(value, entry, union)) {
                return false;
            }
        }
        return true;
    }
}
