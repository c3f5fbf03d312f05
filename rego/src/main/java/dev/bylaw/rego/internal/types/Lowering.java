package dev.bylaw.rego.internal.types;

import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.compile.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Cuts the statements of a block into steps. Not thread-safe. */
final class Lowering {
    private final Function<String, Shape> builtins;
    private final List<Step> steps = new ArrayList<>();

    private Lowering(Function<String, Shape> builtins) {
        this.builtins = builtins;
    }

    /**
     * The steps of a block, in the order in which they are checked.
     *
     * @param block the block
     * @param builtins gives the type of a builtin by its name
     */
    static List<Step> of(Ir.Block block, Function<String, Shape> builtins) {
        Lowering lowering = new Lowering(builtins);
        block.statements().forEach(lowering::statement);
        return lowering.steps;
    }

    private void statement(Ir.Statement statement) {
        List<Ir.With> withs = statement.withs().stream().map(this::replacement).toList();
        RegoLocation at = statement.at();
        if (statement instanceof Ir.Test test) {
            test(test.term(), withs, at);
        } else if (statement instanceof Ir.Unify unify) {
            unify(unify, withs);
        } else if (statement instanceof Ir.Iterate iterate) {
            iterate(iterate, withs);
        } else if (statement instanceof Ir.Not not) {
            if (not.negated() == Ir.Negated.STATEMENT) {
                not.block().statements().forEach(negated -> negated(negated, not));
            } else {
                steps.add(new Step.References(List.of(not.block()), withs, at));
            }
        } else if (statement instanceof Ir.Every every) {
            Ir.Local domain = generated(every.domain().at());
            equation(domain, every.domain(), withs, every.domain().at());
            steps.add(new Step.References(List.of(every.body()), withs, at));
        } else if (statement instanceof Ir.Logical logical) {
            steps.add(new Step.References(List.of(logical.left(), logical.right()), withs, at));
        } else if (statement instanceof Ir.Print print) {
            steps.add(new Step.Closures(print.arguments(), withs, at));
        }
    }

    /** A negated statement has the modifiers and the place of the negation. */
    private void negated(Ir.Statement statement, Ir.Not not) {
        List<Ir.With> withs = not.withs().stream().map(this::replacement).toList();
        if (statement instanceof Ir.Test test) {
            test(test.term(), withs, not.at());
        } else if (statement instanceof Ir.Unify unify) {
            unify(new Ir.Unify(unify.left(), unify.right(), not.withs(), not.at()), withs);
        } else {
            statement(statement);
        }
    }

    private void test(Ir.Term term, List<Ir.With> withs, RegoLocation at) {
        if (term instanceof Ir.BuiltinCall call && call.builtin().name().equals("equal")) {
            equation(call.arguments().get(0), call.arguments().get(1), withs, at);
        } else if (isCall(term)) {
            call(term, List.of(), withs, at);
        } else {
            steps.add(new Step.Evaluate(side(simple(term, withs), withs), withs, at));
        }
    }

    private void unify(Ir.Unify unify, List<Ir.With> withs) {
        // In f(x, y) with one argument more than f has, that is what the result equals; so is a call in a head.
        boolean named =
                unify.left() instanceof Ir.Local local && local.variable().isGenerated();
        if (isCall(unify.right())
                && (named || contains(unify.right().at(), unify.left().at()))) {
            call(unify.right(), List.of(unify.left()), withs, unify.at());
        } else {
            equation(unify.left(), unify.right(), withs, unify.at());
        }
    }

    private static boolean contains(RegoLocation outer, RegoLocation inner) {
        boolean begins = outer.row() < inner.row() || outer.row() == inner.row() && outer.column() < inner.column();
        boolean ends = outer.endRow() > inner.endRow()
                || outer.endRow() == inner.endRow() && outer.endColumn() > inner.endColumn();
        return begins && ends;
    }

    private void iterate(Ir.Iterate iterate, List<Ir.With> withs) {
        Ir.Term key = iterate.key().orElseGet(() -> generated(iterate.at()));
        Ir.Term domain = iterate.domain();
        Ir.Reference reference;
        if (domain instanceof Ir.Reference path) {
            List<Ir.Term> operands = new ArrayList<>(path.operands());
            operands.add(key);
            reference = new Ir.Reference(path.head(), operands, domain.at());
        } else {
            reference = new Ir.Reference(domain, List.of(key), domain.at());
        }
        equation(iterate.value(), reference, withs, iterate.at());
    }

    private void equation(Ir.Term left, Ir.Term right, List<Ir.With> withs, RegoLocation at) {
        Ir.Term simpleLeft = simple(left, withs);
        Ir.Term simpleRight = simple(right, withs);
        steps.add(new Step.Equation(side(simpleLeft, withs), side(simpleRight, withs), withs, at));
    }

    /** Adds the step of a call. */
    private void call(Ir.Term term, List<Ir.Term> results, List<Ir.With> withs, RegoLocation at) {
        List<Ir.Term> arguments = new ArrayList<>(argumentsOf(term));
        int given = arguments.size();
        arguments.addAll(results);
        arguments.replaceAll(argument -> simple(argument, withs));
        arguments.replaceAll(argument -> operand(argument, withs));
        if (term instanceof Ir.BuiltinCall call) {
            Shape function = builtins.apply(call.builtin().name());
            steps.add(new Step.Call(call.builtin().name(), environment -> function, arguments, given, withs, at));
        } else {
            List<String> path = ((Ir.FunctionCall) term).path();
            String name = "data." + String.join(".", path);
            steps.add(new Step.Call(name, environment -> environment.function(path), arguments, given, withs, at));
        }
    }

    private static boolean isCall(Ir.Term term) {
        return term instanceof Ir.BuiltinCall || term instanceof Ir.FunctionCall;
    }

    private static List<Ir.Term> argumentsOf(Ir.Term call) {
        return call instanceof Ir.BuiltinCall builtin ? builtin.arguments() : ((Ir.FunctionCall) call).arguments();
    }

    private static Ir.Local generated(RegoLocation at) {
        return new Ir.Local(Variable.generated(at), at);
    }

    private Ir.With replacement(Ir.With with) {
        if (with instanceof Ir.With.OnInput input) {
            return new Ir.With.OnInput(input.path(), value(input.value()), input.at());
        }
        if (with instanceof Ir.With.OnData data) {
            return new Ir.With.OnData(data.path(), value(data.value()), data.at());
        }
        if (with instanceof Ir.With.FunctionByValue function) {
            return new Ir.With.FunctionByValue(function.function(), value(function.value()), function.at());
        }
        return with;
    }

    private Ir.Term value(Ir.Term term) {
        return operand(simple(term, List.of()), List.of());
    }

    /** The term with a variable in the place of each call, and of what a reference begins with unless it has a name. */
    private Ir.Term simple(Ir.Term term, List<Ir.With> withs) {
        if (isCall(term)) {
            Ir.Local result = generated(term.at());
            call(term, List.of(result), withs, term.at());
            return result;
        }
        if (term instanceof Ir.Template template) {
            List<Ir.Block> bodies = new ArrayList<>();
            for (Ir.Term part : template.parts()) {
                if (part instanceof Ir.Comprehension expression) {
                    bodies.add(expression.body());
                }
            }
            steps.add(new Step.Closures(bodies, withs, template.at()));
            return template;
        }
        if (term instanceof Ir.Reference reference) {
            Ir.Term head = simple(reference.head(), withs);
            List<Ir.Term> operands = all(reference.operands(), operand -> simple(operand, withs));
            boolean named = head instanceof Ir.Local || head instanceof Ir.Input || head instanceof Ir.Data;
            if (!named && !(head instanceof Ir.Constant)) {
                Ir.Local local = generated(head.at());
                steps.add(new Step.Equation(local, side(head, withs), withs, head.at()));
                head = local;
            }
            return new Ir.Reference(head, operands, reference.at());
        }
        return changed(term, part -> simple(part, withs));
    }

    /** A side of an equation: references stay, those within it become variables. */
    private Ir.Term side(Ir.Term term, List<Ir.With> withs) {
        if (term instanceof Ir.Reference reference) {
            return new Ir.Reference(
                    reference.head(), all(reference.operands(), operand -> operand(operand, withs)), reference.at());
        }
        if (term instanceof Ir.Comprehension || term instanceof Ir.Input || term instanceof Ir.Data) {
            return term;
        }
        return operand(term, withs);
    }

    /** An operand: references and comprehensions become variables. */
    private Ir.Term operand(Ir.Term term, List<Ir.With> withs) {
        if (term instanceof Ir.Reference
                || term instanceof Ir.Comprehension
                || term instanceof Ir.Input
                || term instanceof Ir.Data) {
            Ir.Local named = generated(term.at());
            steps.add(new Step.Equation(named, side(term, withs), withs, term.at()));
            return named;
        }
        return changed(term, part -> operand(part, withs));
    }

    private static List<Ir.Term> all(List<Ir.Term> terms, UnaryOperator<Ir.Term> change) {
        return terms.stream().map(change).toList();
    }

    private static Ir.Term changed(Ir.Term term, UnaryOperator<Ir.Term> change) {
        if (term instanceof Ir.ArrayOf array) {
            return new Ir.ArrayOf(all(array.items(), change), array.at());
        }
        if (term instanceof Ir.SetOf set) {
            return new Ir.SetOf(all(set.members(), change), set.at());
        }
        if (term instanceof Ir.ObjectOf object) {
            return new Ir.ObjectOf(all(object.keys(), change), all(object.values(), change), object.at());
        }
        return term;
    }
}
