package dev.bylaw.rego.internal.compile;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes operands out of a negated statement, as OPA does where {@code future.keywords.not} is not imported: what is taken
 * out becomes a statement of its own before the negated one, so that the whole is undefined where an operand is. Calls
 * are taken out before the statements are ordered, so that they may give variables a value; references afterwards.
 * References that are tested, or are a side of an equation, stay. Not thread-safe.
 */
final class Hoisting {
    private final List<Ir.With> withs;
    private final List<Ir.Statement> before = new ArrayList<>();

    /**
     * Takes operands out of one statement.
     *
     * @param withs the modifiers of the statement, which hold for what is taken out too
     */
    Hoisting(List<Ir.With> withs) {
        this.withs = withs;
    }

    /** {@return what was taken out, in the order in which it is needed} */
    List<Ir.Statement> before() {
        return before;
    }

    /**
     * Takes out the calls that are operands.
     *
     * @param equation whether the statement is an equation, of which a side may be a call; otherwise a call in it is what
     *     is negated
     */
    Ir.Statement calls(Ir.Statement negated, boolean equation) {
        if (negated instanceof Ir.Test test) {
            Ir.Term term = isCall(test.term()) ? callOf(test.term(), this::call) : call(test.term());
            return new Ir.Test(term, test.withs(), test.at());
        }
        if (negated instanceof Ir.Unify unify) {
            Ir.Term left = call(unify.left());
            Ir.Term right = equation ? call(unify.right()) : callOf(unify.right(), this::call);
            return new Ir.Unify(left, right, unify.withs(), unify.at());
        }
        return negated;
    }

    /** Takes out the references that are operands of a statement without calls among its operands. */
    Ir.Statement references(Ir.Statement negated) {
        if (negated instanceof Ir.Test test) {
            boolean equation = test.term() instanceof Ir.BuiltinCall call
                    && call.builtin().name().equals("equal");
            Ir.Term term;
            if (equation) {
                term = callOf(test.term(), this::side);
            } else {
                term = isCall(test.term()) ? callOf(test.term(), this::reference) : side(test.term());
            }
            return new Ir.Test(term, test.withs(), test.at());
        }
        if (negated instanceof Ir.Unify unify) {
            if (isCall(unify.right())) {
                Ir.Term right = callOf(unify.right(), this::reference);
                return new Ir.Unify(reference(unify.left()), right, unify.withs(), unify.at());
            }
            return new Ir.Unify(side(unify.left()), side(unify.right()), unify.withs(), unify.at());
        }
        return negated;
    }

    /** The modifier with its value as a constant or variable, since it stands at several statements. */
    static Ir.With named(Ir.With with, List<Ir.Statement> before) {
        if (with instanceof Ir.With.OnInput input) {
            return new Ir.With.OnInput(input.path(), RuleResolver.named(input.value(), before), input.at());
        }
        if (with instanceof Ir.With.OnData data) {
            return new Ir.With.OnData(data.path(), RuleResolver.named(data.value(), before), data.at());
        }
        if (with instanceof Ir.With.FunctionByValue function) {
            Ir.Term value = RuleResolver.named(function.value(), before);
            return new Ir.With.FunctionByValue(function.function(), value, function.at());
        }
        return with;
    }

    private interface Change {
        Ir.Term of(Ir.Term term);
    }

    private static boolean isCall(Ir.Term term) {
        return term instanceof Ir.BuiltinCall || term instanceof Ir.FunctionCall;
    }

    private Ir.Term call(Ir.Term term) {
        if (isCall(term)) {
            return takeOut(callOf(term, this::call));
        }
        if (term instanceof Ir.Reference reference) {
            Ir.Term head = call(reference.head());
            List<Ir.Term> operands = all(reference.operands(), this::call);
            boolean named = head instanceof Ir.Local || head instanceof Ir.Input || head instanceof Ir.Data;
            return new Ir.Reference(named ? head : takeOut(head), operands, reference.at());
        }
        return partsOf(term, this::call);
    }

    /** A tested term or a side of an equation: of a reference, only the operands are taken out. */
    private Ir.Term side(Ir.Term term) {
        if (term instanceof Ir.Reference reference) {
            return new Ir.Reference(reference.head(), all(reference.operands(), this::reference), reference.at());
        }
        return term instanceof Ir.Input || term instanceof Ir.Data ? term : reference(term);
    }

    private Ir.Term reference(Ir.Term term) {
        if (term instanceof Ir.Reference || term instanceof Ir.Input || term instanceof Ir.Data) {
            return takeOut(side(term));
        }
        return partsOf(term, this::reference);
    }

    private Ir.Local takeOut(Ir.Term term) {
        Ir.Local local = new Ir.Local(Variable.generated(term.at()), term.at());
        before.add(new Ir.Unify(local, term, withs, term.at()));
        return local;
    }

    private static List<Ir.Term> all(List<Ir.Term> terms, Change change) {
        return terms.stream().map(change::of).toList();
    }

    private static Ir.Term callOf(Ir.Term term, Change change) {
        if (term instanceof Ir.BuiltinCall call) {
            return new Ir.BuiltinCall(call.builtin(), all(call.arguments(), change), call.at());
        }
        if (term instanceof Ir.FunctionCall call) {
            return new Ir.FunctionCall(call.path(), all(call.arguments(), change), call.at());
        }
        return term;
    }

    /** The literal with its parts changed; closures and everything without parts stay as they are. */
    private static Ir.Term partsOf(Ir.Term term, Change change) {
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
