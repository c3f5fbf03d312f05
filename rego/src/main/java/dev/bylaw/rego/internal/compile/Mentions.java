package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.internal.syntax.Body;
import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.Term;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The names that a body mentions itself and does not declare; not those that only its closures mention. */
final class Mentions {
    private final Set<String> names = new HashSet<>();
    private final Set<String> declared = new HashSet<>();

    private Mentions() {}

    /** The names of a body and of terms that are evaluated in it. */
    static Set<String> of(Optional<Body> body, List<Term> terms) {
        Mentions mentions = new Mentions();
        body.ifPresent(present -> present.expressions().forEach(mentions::expression));
        terms.forEach(mentions::term);
        mentions.names.removeAll(mentions.declared);
        return mentions.names;
    }

    private void expression(Expr expression) {
        for (Expr.With with : expression.withs()) {
            term(with.target());
            term(with.value());
        }
        if (expression instanceof Expr.TermExpr test) {
            term(test.term());
            if (test.term() instanceof Term.Call call
                    && TermResolver.nameOf(call).equals("assign")) {
                pattern(call.arguments().get(0));
            }
        } else if (expression instanceof Expr.SomeDeclaration some) {
            some.variables().forEach(this::pattern);
        } else if (expression instanceof Expr.Not not) {
            expression(not.negated());
        } else if (expression instanceof Expr.NotBody not && !not.braces()) {
            not.body().expressions().forEach(this::expression);
        } else if (expression instanceof Expr.Logical logical) {
            if (!logical.leftBraces()) {
                logical.left().expressions().forEach(this::expression);
            }
            if (!logical.rightBraces()) {
                logical.right().expressions().forEach(this::expression);
            }
        } else if (expression instanceof Expr.SomeIn some) {
            some.key().ifPresent(this::term);
            term(some.value());
            term(some.domain());
            some.key().ifPresent(this::pattern);
            pattern(some.value());
        } else if (expression instanceof Expr.Every every) {
            term(every.domain());
        }
    }

    private void pattern(Term term) {
        if (term instanceof Term.Var variable) {
            declared.add(variable.name());
        } else if (term instanceof Term.ArrayLiteral array) {
            array.items().forEach(this::pattern);
        } else if (term instanceof Term.ObjectLiteral object) {
            object.entries().forEach(entry -> pattern(entry.value()));
        }
    }

    private void term(Term term) {
        if (term instanceof Term.Var variable) {
            names.add(variable.name());
        } else if (term instanceof Term.Ref ref) {
            term(ref.head());
            ref.operands().forEach(this::term);
        } else if (term instanceof Term.ArrayLiteral array) {
            array.items().forEach(this::term);
        } else if (term instanceof Term.SetLiteral set) {
            set.members().forEach(this::term);
        } else if (term instanceof Term.ObjectLiteral object) {
            for (Term.Entry entry : object.entries()) {
                term(entry.key());
                term(entry.value());
            }
        } else if (term instanceof Term.Call call) {
            term(call.operator());
            call.arguments().forEach(this::term);
        } else if (term instanceof Term.Template template) {
            template.parts().forEach(part -> part.term().ifPresent(this::term));
        }
    }
}
