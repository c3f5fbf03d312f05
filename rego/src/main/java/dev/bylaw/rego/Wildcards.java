package dev.bylaw.rego;

import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.Term;
import java.util.ArrayList;
import java.util.List;

/** Gives the wildcards of expressions names, so that solutions say what they stand for. */
final class Wildcards {
    /** A character that no name in a source begins with. */
    private static final String MARK = "\uE000";

    private int count;

    /** {@return the expressions with names; wildcards in what has variables of its own stay} */
    List<Expr> name(List<Expr> expressions) {
        List<Expr> named = new ArrayList<>();
        for (Expr expression : expressions) {
            if (expression instanceof Expr.TermExpr test) {
                named.add(new Expr.TermExpr(name(test.term()), test.withs(), test.at()));
            } else if (expression instanceof Expr.SomeIn some) {
                named.add(new Expr.SomeIn(
                        some.key().map(this::name), name(some.value()), name(some.domain()), some.withs(), some.at()));
            } else {
                named.add(expression);
            }
        }
        return named;
    }

    Term name(Term term) {
        if (term instanceof Term.Var name && name.isWildcard()) {
            count++;
            return new Term.Var(MARK + count, name.at());
        }
        if (term instanceof Term.Ref ref) {
            return new Term.Ref(name(ref.head()), all(ref.operands()), ref.at());
        }
        if (term instanceof Term.ArrayLiteral array) {
            return new Term.ArrayLiteral(all(array.items()), array.at());
        }
        if (term instanceof Term.ObjectLiteral object) {
            return new Term.ObjectLiteral(
                    object.entries().stream()
                            .map(entry -> new Term.Entry(name(entry.key()), name(entry.value())))
                            .toList(),
                    object.at());
        }
        if (term instanceof Term.SetLiteral set) {
            return new Term.SetLiteral(all(set.members()), set.at());
        }
        return term instanceof Term.Call call
                ? new Term.Call(call.operator(), all(call.arguments()), call.infix(), call.at())
                : term;
    }

    private List<Term> all(List<Term> terms) {
        return terms.stream().map(this::name).toList();
    }

    /** {@return whether a term is a wildcard with a name} */
    static boolean isNamed(Term term) {
        return term instanceof Term.Var name && name.name().startsWith(MARK);
    }

    /** {@return a text in which wildcards are written as in the source} */
    static String written(String text) {
        return text.replaceAll(MARK + "\\d+", "_");
    }
}
