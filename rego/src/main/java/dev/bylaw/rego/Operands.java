package dev.bylaw.rego;

import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.Term;
import java.util.ArrayList;
import java.util.List;

/** The parts of an expression that are worth showing. */
final class Operands {
    private final List<Term> terms = new ArrayList<>();

    private Operands() {}

    static List<Term> of(Expr expression) {
        Operands operands = new Operands();
        operands.expression(expression);
        return operands.terms;
    }

    private void expression(Expr expression) {
        if (expression instanceof Expr.TermExpr test) {
            condition(test.term());
        } else if (expression instanceof Expr.Not not) {
            expression(not.negated());
        } else if (expression instanceof Expr.SomeIn some) {
            side(some.domain());
        }
    }

    private void condition(Term term) {
        if (!(term instanceof Term.Call call && call.infix())) {
            side(term);
        } else if (call.name().equals("assign")) {
            side(call.arguments().get(1));
        } else {
            call.arguments().forEach(this::side);
        }
    }

    /** A side of a comparison, and where it is a call what it is called with. */
    private void side(Term term) {
        if (term instanceof Term.Scalar || term instanceof Term.Var name && name.isWildcard()) {
            return;
        }
        terms.add(term);
        if (term instanceof Term.Call call && !call.infix()) {
            for (Term argument : call.arguments()) {
                if (argument instanceof Term.Var name && !name.isWildcard()
                        || argument instanceof Term.Ref
                        || argument instanceof Term.Call) {
                    terms.add(argument);
                }
            }
        }
    }
}
