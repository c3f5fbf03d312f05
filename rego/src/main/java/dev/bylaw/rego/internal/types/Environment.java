package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.compile.Variable;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The shapes of variables and documents at one place of a policy; what it does not know, the one around it may. */
final class Environment {
    static final StringValue DATA = StringValue.of("data");
    static final StringValue INPUT = StringValue.of("input");

    private final Optional<Environment> around;
    private final TypeTree documents;
    private final Map<Variable, Shape> variables;
    private final Map<Ir.Comprehension, Shape> comprehensions;

    private Environment(
            Optional<Environment> around,
            TypeTree documents,
            Map<Variable, Shape> variables,
            Map<Ir.Comprehension, Shape> comprehensions) {
        this.around = around;
        this.documents = documents;
        this.variables = variables;
        this.comprehensions = comprehensions;
    }

    /** The outermost environment. */
    static Environment of(TypeTree documents) {
        return new Environment(Optional.empty(), documents, new IdentityHashMap<>(), new IdentityHashMap<>());
    }

    /** An environment within this one, with variables of its own. */
    Environment nested() {
        return new Environment(Optional.of(this), new TypeTree(), new IdentityHashMap<>(), new IdentityHashMap<>());
    }

    /** An environment for one statement, with other documents; the variables are those of this one. */
    Environment with(TypeTree replaced) {
        return new Environment(Optional.of(this), replaced, variables, comprehensions);
    }

    TypeTree documents() {
        return documents;
    }

    Optional<Environment> around() {
        return around;
    }

    /** The shape of a variable; unknown where it has none yet. */
    Shape shape(Variable variable) {
        return find(variable).orElse(Shape.Simple.UNKNOWN);
    }

    /** The shape of a variable, if it has one. */
    Optional<Shape> find(Variable variable) {
        for (Optional<Environment> here = Optional.of(this); here.isPresent(); here = here.get().around) {
            Shape shape = here.get().variables.get(variable);
            if (shape != null) {
                return Optional.of(shape);
            }
        }
        return Optional.empty();
    }

    void put(Variable variable, Shape shape) {
        variables.put(variable, shape);
    }

    /** Keeps what a comprehension gives; it is unknown where its body has errors. */
    void put(Ir.Comprehension comprehension, Shape shape) {
        comprehensions.put(comprehension, shape);
    }

    /** The shape of a term without calls. */
    Shape shape(Ir.Term term) {
        if (term instanceof Ir.Constant constant) {
            return Shapes.of(constant.value());
        }
        if (term instanceof Ir.Local local) {
            return shape(local.variable());
        }
        if (term instanceof Ir.Input) {
            return reference(INPUT, List.of());
        }
        if (term instanceof Ir.Data) {
            return reference(DATA, List.of());
        }
        if (term instanceof Ir.Reference reference) {
            return shape(reference);
        }
        if (term instanceof Ir.ArrayOf array) {
            return Shape.array(array.items().stream().map(this::shape).toList(), Optional.empty());
        }
        if (term instanceof Ir.SetOf set) {
            return Shape.set(Shapes.or(set.members().stream().map(this::shape).toList()));
        }
        if (term instanceof Ir.ObjectOf object) {
            return shape(object);
        }
        if (term instanceof Ir.Comprehension comprehension) {
            for (Optional<Environment> here = Optional.of(this); here.isPresent(); here = here.get().around) {
                Shape shape = here.get().comprehensions.get(comprehension);
                if (shape != null) {
                    return shape;
                }
            }
            return Shape.Simple.UNKNOWN;
        }
        return term instanceof Ir.Template ? Shape.Simple.STRING : Shape.Simple.UNKNOWN;
    }

    private Shape shape(Ir.ObjectOf object) {
        Map<Value, Shape> entries = new TreeMap<>();
        Optional<Shape.Rest> rest = Optional.empty();
        for (int i = 0; i < object.keys().size(); i++) {
            Shape value = shape(object.values().get(i));
            Optional<Value> key = Terms.constant(object.keys().get(i));
            if (key.isPresent()) {
                entries.put(key.get(), value);
            } else {
                rest = Optional.of(new Shape.Rest(shape(object.keys().get(i)), value));
            }
        }
        return Shape.object(entries, rest);
    }

    private Shape shape(Ir.Reference reference) {
        if (reference.head() instanceof Ir.Data) {
            return reference(DATA, reference.operands());
        }
        if (reference.head() instanceof Ir.Input) {
            return reference(INPUT, reference.operands());
        }
        // As in OPA, nothing is known of what is in a scalar.
        return reference.head() instanceof Ir.Constant
                ? Shape.Simple.UNKNOWN
                : select(shape(reference.head()), reference.operands());
    }

    /** The shape of what is at a path below {@code data} or {@code input}. */
    Shape reference(Value root, List<Ir.Term> path) {
        Optional<TypeTree> node = documents.child(root);
        return node.isEmpty() ? outer(root, path) : reference(node.get(), root, path, 0);
    }

    /** The shape of a function at a path below {@code data}. */
    Shape function(List<String> path) {
        List<Ir.Term> steps = new ArrayList<>();
        for (String step : path) {
            steps.add(Terms.text(step));
        }
        return reference(DATA, steps);
    }

    private Shape outer(Value root, List<Ir.Term> path) {
        // Without a rule there, a base document may be.
        return around.map(environment -> environment.reference(root, path)).orElse(Shape.ANY);
    }

    private Shape reference(TypeTree node, Value root, List<Ir.Term> path, int index) {
        if (index == path.size()) {
            return node.extent();
        }
        Optional<Value> key = Terms.constant(path.get(index));
        Optional<TypeTree> child = key.flatMap(node::child);
        if (node.isLeaf()) {
            return child.isPresent()
                    ? reference(child.get(), root, path, index + 1)
                    : select(node.shape(), path.subList(index, path.size()));
        }
        if (key.isEmpty()) {
            // A base document may have more below the node, of any type.
            return Shape.ANY;
        }
        return child.isPresent() ? reference(child.get(), root, path, index + 1) : outer(root, path);
    }

    /** The shape of what operands lead to. */
    static Shape select(Shape shape, List<Ir.Term> operands) {
        Shape here = shape;
        for (Ir.Term operand : operands) {
            if (here == Shape.Simple.UNKNOWN) {
                return here;
            }
            if (operand instanceof Ir.Constant constant) {
                here = Shapes.select(here, constant.value());
            } else {
                here = Shapes.isEmpty(here) ? Shape.ANY : Shapes.values(here);
            }
        }
        return here;
    }
}
