package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.compile.TermWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks a block step by step, in the order in which it is evaluated. */
final class BodyCheck {
    private final Replacements replacements;
    private final Environment environment;
    private final TypeErrors errors = new TypeErrors();

    private BodyCheck(Replacements replacements, Environment environment) {
        this.replacements = replacements;
        this.environment = environment;
    }

    /** Checks a block; its variables get their shapes in the environment. */
    static TypeErrors check(Ir.Block block, Environment environment, Replacements replacements) {
        BodyCheck check = new BodyCheck(replacements, environment);
        Lowering.of(block, replacements::builtin).forEach(check::step);
        return check.errors;
    }

    /**
     * Checks the body of a branch of a rule.
     *
     * @param branch the branch
     * @param parameters says what is true of the parameters that the body says nothing of; run before the parts of the
     *     head that are literals get their shapes
     */
    static TypeErrors check(Ir.Branch branch, Runnable parameters, Environment environment, Replacements replacements) {
        BodyCheck check = new BodyCheck(replacements, environment);
        List<Ir.Term> heads = new ArrayList<>(branch.keys());
        heads.add(branch.value());
        List<Step> last = new ArrayList<>();
        for (Ir.Statement statement : branch.body().statements()) {
            List<Step> steps = Lowering.of(new Ir.Block(List.of(statement)), replacements::builtin);
            int now = steps.size() - (isLiteralOfHead(statement, heads) ? 1 : 0);
            steps.subList(0, now).forEach(check::step);
            last.addAll(steps.subList(now, steps.size()));
        }
        parameters.run();
        last.forEach(check::step);
        return check.errors;
    }

    private static boolean isLiteralOfHead(Ir.Statement statement, List<Ir.Term> heads) {
        return statement instanceof Ir.Unify unify
                && unify.left() instanceof Ir.Local local
                && local.variable().isGenerated()
                && heads.stream()
                        .anyMatch(head -> head instanceof Ir.Local other && other.variable() == local.variable())
                && Terms.isLiteral(unify.right());
    }

    private void step(Step step) {
        Environment here = replacements.around(environment, step.withs());
        TypeErrors closures = closures(step, here);
        errors.addAll(closures.found());
        TypeErrors references = new TypeErrors();
        ReferenceCheck check = new ReferenceCheck(here, references);
        references(step, check);
        errors.addAll(references.found());
        Optional<TypeErrors.Found> wrong = functions(step.withs(), here).or(() -> expression(step, here));
        boolean explained = !closures.isEmpty() || !references.isEmpty();
        wrong.filter(error -> !explained || !error.open()).ifPresent(error -> errors.addAll(List.of(error)));
    }

    private void references(Step step, ReferenceCheck check) {
        if (step instanceof Step.References blocks) {
            blocks.blocks()
                    .forEach(block ->
                            Lowering.of(block, replacements::builtin).forEach(inner -> references(inner, check)));
        } else {
            terms(step).forEach(check::term);
        }
    }

    private static List<Ir.Term> terms(Step step) {
        if (step instanceof Step.Equation equation) {
            return List.of(equation.left(), equation.right());
        }
        if (step instanceof Step.Call call) {
            return call.arguments();
        }
        return step instanceof Step.Evaluate evaluate ? List.of(evaluate.term()) : List.of();
    }

    /** Checks the comprehensions of a step, each with variables of its own, and notes what they give. */
    private TypeErrors closures(Step step, Environment here) {
        TypeErrors inside = new TypeErrors();
        if (step instanceof Step.Closures blocks) {
            blocks.blocks()
                    .forEach(block -> inside.addAll(
                            check(block, here.nested(), replacements).found()));
            return inside;
        }
        List<Ir.Comprehension> comprehensions = new ArrayList<>();
        if (step instanceof Step.References blocks) {
            TermWalk walk = new TermWalk(term -> collect(term, comprehensions), with -> {});
            blocks.blocks().forEach(walk::block);
        } else {
            terms(step).forEach(term -> collect(term, comprehensions));
            step.withs().forEach(with -> {
                if (with instanceof Ir.With.OnInput input) {
                    collect(input.value(), comprehensions);
                } else if (with instanceof Ir.With.OnData data) {
                    collect(data.value(), comprehensions);
                }
            });
        }
        for (Ir.Comprehension comprehension : comprehensions) {
            Environment nested = here.nested();
            TypeErrors found = check(comprehension.body(), nested, replacements);
            here.put(comprehension, found.isEmpty() ? shape(comprehension, nested) : Shape.Simple.UNKNOWN);
            inside.addAll(found.found());
        }
        return inside;
    }

    private static void collect(Ir.Term term, List<Ir.Comprehension> into) {
        if (term instanceof Ir.Comprehension comprehension) {
            into.add(comprehension);
        } else if (term instanceof Ir.ArrayOf array) {
            array.items().forEach(item -> collect(item, into));
        } else if (term instanceof Ir.SetOf set) {
            set.members().forEach(member -> collect(member, into));
        } else if (term instanceof Ir.ObjectOf object) {
            object.keys().forEach(key -> collect(key, into));
            object.values().forEach(value -> collect(value, into));
        }
    }

    private static Shape shape(Ir.Comprehension comprehension, Environment nested) {
        Shape value = nested.shape(comprehension.value());
        return switch (comprehension.kind()) {
            case ARRAY -> Shape.array(List.of(), Optional.of(value));
            case SET -> Shape.set(value);
            case OBJECT ->
                Shape.object(
                        Map.of(),
                        Optional.of(
                                new Shape.Rest(nested.shape(comprehension.key().orElseThrow()), value)));
        };
    }

    private Optional<TypeErrors.Found> expression(Step step, Environment here) {
        if (step instanceof Step.Equation equation) {
            Shape left = here.shape(equation.left());
            Shape right = here.shape(equation.right());
            return new Unifier(here).unify(equation.left(), equation.right())
                    ? Optional.empty()
                    : Optional.of(TypeErrors.mismatch(step.at(), left, right));
        }
        if (step instanceof Step.Call call) {
            Optional<TypeErrors.Found> wrong =
                    switch (call.name()) {
                        case "internal.member_2" -> membership(call, 2, here);
                        case "internal.member_3" -> membership(call, 3, here);
                        default -> Optional.empty();
                    };
            return wrong.isPresent() ? wrong : call(call, here);
        }
        return Optional.empty();
    }

    private static Optional<TypeErrors.Found> membership(Step.Call call, int arity, Environment here) {
        Shape collection = here.shape(call.arguments().get(arity - 1));
        Shape values = Shapes.values(collection);
        if (values == Shape.Simple.UNKNOWN) {
            return Optional.empty();
        }
        if (arity == 3) {
            Optional<TypeErrors.Found> wrong = member(call, call.arguments().get(0), Shapes.keys(collection), here);
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return member(call, call.arguments().get(arity - 2), values, here);
    }

    private static Optional<TypeErrors.Found> member(Step.Call call, Ir.Term term, Shape shape, Environment here) {
        if (Shapes.isUnknown(shape)) {
            return Optional.empty();
        }
        Shape have = here.shape(term);
        boolean fits =
                (Shapes.isUnknown(have) || Unifier.fits(have, shape)) && new Unifier(here).unify(term, shape, false);
        return fits ? Optional.empty() : Optional.of(TypeErrors.mismatch(call.at(), have, shape));
    }

    private static Optional<TypeErrors.Found> call(Step.Call call, Environment here) {
        if (!(call.function().in(here) instanceof Shape.Function function)) {
            return Optional.empty();
        }
        List<Shape> want = new ArrayList<>(function.parameters());
        if (function.result() != Shape.Simple.UNKNOWN) {
            want.add(function.result());
        }
        List<Shape> before = call.arguments().stream().map(here::shape).toList();
        Unifier unifier = new Unifier(here);
        for (int i = 0; i < call.arguments().size(); i++) {
            Shape wanted = i < want.size() ? want.get(i) : function.variadic().orElse(Shape.ANY);
            Ir.Term argument = call.arguments().get(i);
            if (!Shapes.isUnknown(before.get(i)) && !Unifier.fits(before.get(i), wanted)) {
                return Optional.of(TypeErrors.arguments(call.at(), call.name(), "invalid argument(s)", before, want));
            }
            if (!unifier.unify(argument, wanted, false)) {
                List<Shape> after = call.arguments().stream().map(here::shape).toList();
                return Optional.of(TypeErrors.arguments(call.at(), call.name(), "invalid argument(s)", after, want));
            }
        }
        return Optional.empty();
    }

    /** A function that is replaced by another must take the same arguments. */
    private Optional<TypeErrors.Found> functions(List<Ir.With> withs, Environment here) {
        for (Ir.With with : withs) {
            if (with instanceof Ir.With.FunctionByFunction replaced
                    && replacements.function(replaced.function(), here) instanceof Shape.Function target
                    && replacements.function(replaced.replacement(), here) instanceof Shape.Function value
                    && !Unifier.fits(target, value)) {
                return Optional.of(TypeErrors.arguments(
                        with.at(), replaced.function(), "arity mismatch", value.parameters(), target.parameters()));
            }
        }
        return Optional.empty();
    }

    /** The steps of a path that are constants. */
    static List<Value> fixed(Value root, List<Ir.Term> path) {
        List<Value> fixed = new ArrayList<>(List.of(root));
        for (Ir.Term step : path) {
            Optional<Value> constant = Terms.constant(step);
            if (constant.isEmpty()) {
                break;
            }
            fixed.add(constant.get());
        }
        return fixed;
    }

    /** A path of names below a root. */
    static List<Value> named(Value root, List<String> names) {
        List<Value> path = new ArrayList<>(List.of(root));
        names.forEach(name -> path.add(StringValue.of(name)));
        return path;
    }
}
