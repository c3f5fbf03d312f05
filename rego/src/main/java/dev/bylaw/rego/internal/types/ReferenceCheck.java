package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.Ir;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Follows references step by step: a step must be possible, and a variable in it gets the type of the keys there. */
final class ReferenceCheck {
    private final Environment environment;
    private final TypeErrors errors;

    ReferenceCheck(Environment environment, TypeErrors errors) {
        this.environment = environment;
        this.errors = errors;
    }

    /** Checks the references of a term, those in comprehensions excepted. */
    void term(Ir.Term term) {
        if (term instanceof Ir.Reference reference) {
            check(reference);
            reference.operands().forEach(this::term);
        } else if (term instanceof Ir.ArrayOf array) {
            array.items().forEach(this::term);
        } else if (term instanceof Ir.SetOf set) {
            set.members().forEach(this::term);
        } else if (term instanceof Ir.ObjectOf object) {
            object.keys().forEach(this::term);
            object.values().forEach(this::term);
        }
    }

    private static boolean isNamed(Ir.Reference reference) {
        return reference.head() instanceof Ir.Local
                || reference.head() instanceof Ir.Input
                || reference.head() instanceof Ir.Data;
    }

    private void check(Ir.Reference reference) {
        if (reference.head() instanceof Ir.Local local) {
            Optional<Shape> known = environment.find(local.variable());
            if (known.isEmpty() || known.get() == Shape.Simple.UNKNOWN) {
                environment.put(local.variable(), Shape.ANY);
                leaf(Shape.ANY, reference, 0);
            } else {
                leaf(known.get(), reference, 0);
            }
        } else if (isNamed(reference)) {
            documents(environment, reference);
        } else if (reference.head() instanceof Ir.Constant) {
            // As in OPA, nothing is known of what is in a scalar.
            leaf(Shape.ANY, reference, 0);
        }
    }

    private void documents(Environment from, Ir.Reference reference) {
        Value root = reference.head() instanceof Ir.Data ? Environment.DATA : Environment.INPUT;
        for (Optional<Environment> here = Optional.of(from);
                here.isPresent();
                here = here.get().around()) {
            Optional<TypeTree> node = here.get().documents().child(root);
            if (node.isPresent() && node(node.get(), reference, 0)) {
                return;
            }
        }
        leaf(Shape.ANY, reference, 0);
    }

    /** Goes on at a place of the documents; false where what is around has to say, and in the end a base document. */
    private boolean node(TypeTree node, Ir.Reference reference, int index) {
        if (node.isLeaf()) {
            leaf(node.shape(), reference, index);
            return true;
        }
        if (index == reference.operands().size()) {
            return true;
        }
        Ir.Term operand = reference.operands().get(index);
        if (index < 2 && !(operand instanceof Ir.Local) && !isString(operand)) {
            errors.undefined(
                    reference,
                    index,
                    environment.shape(operand),
                    Shape.Simple.STRING,
                    new TreeSet<>(node.children().keySet()));
            return true;
        }
        if (operand instanceof Ir.Local local) {
            Shape keys = node.keys();
            Optional<Shape> known = known(local);
            if (known.isPresent()) {
                if (!Unifier.fits(keys, known.get())) {
                    errors.undefined(
                            reference,
                            index,
                            known.get(),
                            keys,
                            new TreeSet<>(node.children().keySet()));
                    return true;
                }
            } else {
                environment.put(local.variable(), keys);
            }
        }
        Optional<TypeTree> child = Terms.constant(operand).flatMap(node::child);
        return child.isPresent() && node(child.get(), reference, index + 1);
    }

    private Optional<Shape> known(Ir.Local local) {
        return environment.find(local.variable()).filter(shape -> shape != Shape.Simple.UNKNOWN);
    }

    private static boolean isString(Ir.Term operand) {
        return operand instanceof Ir.Constant constant && constant.value() instanceof StringValue;
    }

    private void leaf(Shape start, Ir.Reference reference, int from) {
        Shape shape = start;
        for (int index = from; index < reference.operands().size(); index++) {
            Ir.Term operand = reference.operands().get(index);
            if (Shapes.isEmpty(shape)) {
                empty(shape, reference, index, operand);
                return;
            }
            Shape keys = Shapes.keys(shape);
            if (keys == Shape.Simple.UNKNOWN) {
                errors.notCollection(reference, index, shape);
                return;
            }
            Optional<Value> constant =
                    operand instanceof Ir.Constant value ? Optional.of(value.value()) : Optional.empty();
            if (constant.isPresent()) {
                Shape child = Shapes.select(shape, constant.get());
                if (child == Shape.Simple.UNKNOWN) {
                    errors.undefined(reference, index, Shape.Simple.UNKNOWN, keys, keysOf(shape));
                    return;
                }
                shape = child;
                continue;
            }
            if (!fitsKey(operand, keys)) {
                errors.undefined(reference, index, environment.shape(operand), keys, keysOf(shape));
                return;
            }
            shape = Shapes.values(shape);
        }
    }

    private boolean fitsKey(Ir.Term operand, Shape keys) {
        if (operand instanceof Ir.Local local) {
            Optional<Shape> known = known(local);
            if (known.isPresent()) {
                return Unifier.fits(known.get(), keys);
            }
            environment.put(local.variable(), keys);
            return true;
        }
        if (operand instanceof Ir.ArrayOf || operand instanceof Ir.ObjectOf || operand instanceof Ir.SetOf) {
            return new Unifier(environment).unify(operand, keys, false);
        }
        Shape shape = environment.shape(operand);
        return shape == Shape.Simple.UNKNOWN || Unifier.fits(shape, keys);
    }

    /** Iterating what has no members is possible; a constant can never be a key of it. */
    private void empty(Shape shape, Ir.Reference reference, int index, Ir.Term operand) {
        if (operand instanceof Ir.Constant) {
            errors.undefined(reference, index, Shape.Simple.UNKNOWN, Shape.Simple.UNKNOWN, new TreeSet<>());
        } else if (operand instanceof Ir.Local local) {
            Optional<Shape> known = known(local);
            if (known.isEmpty()) {
                environment.put(local.variable(), Shape.ANY);
            } else if (shape instanceof Shape.ArrayOf && !Unifier.fits(known.get(), Shape.Simple.NUMBER)) {
                errors.undefined(reference, index, known.get(), Shape.Simple.NUMBER, new TreeSet<>());
            }
        }
    }

    private static SortedSet<Value> keysOf(Shape shape) {
        SortedSet<Value> keys = new TreeSet<>();
        if (shape instanceof Shape.ObjectOf object) {
            keys.addAll(object.entries().keySet());
        } else if (shape instanceof Shape.AnyOf any) {
            new ArrayList<>(any.choices()).forEach(choice -> keys.addAll(keysOf(choice)));
        }
        return keys;
    }
}
