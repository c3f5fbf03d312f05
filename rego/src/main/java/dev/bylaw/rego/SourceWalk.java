package dev.bylaw.rego;

import dev.bylaw.rego.internal.syntax.Body;
import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.Term;
import java.util.function.Consumer;

/** Visits the expressions and terms of a source, outer ones first, those of closures included. */
final class SourceWalk {
    private final Consumer<Expr> expressions;
    private final Consumer<Term> terms;

    SourceWalk(Consumer<Expr> expressions, Consumer<Term> terms) {
        this.expressions = expressions;
        this.terms = terms;
    }

    /** Visits the expressions of a body. */
    void body(Body body) {
        body.expressions().forEach(this::expression);
    }

    /** Visits an expression. */
    void expression(Expr expression) {
        expressions.accept(expression);
        expression.withs().forEach(with -> {
            term(with.target());
            term(with.value());
        });
        if (expression instanceof Expr.TermExpr test) {
            term(test.term());
        } else if (expression instanceof Expr.Not not) {
            expression(not.negated());
        } else if (expression instanceof Expr.SomeDeclaration some) {
            some.variables().forEach(this::term);
        } else if (expression instanceof Expr.SomeIn some) {
            some.key().ifPresent(this::term);
            term(some.value());
            term(some.domain());
        } else if (expression instanceof Expr.Every every) {
            term(every.domain());
            body(every.body());
        } else if (expression instanceof Expr.Logical logical) {
            body(logical.left());
            body(logical.right());
        } else if (expression instanceof Expr.NotBody not) {
            body(not.body());
        }
    }

    /** Visits a term. */
    void term(Term term) {
        terms.accept(term);
        if (term instanceof Term.Ref reference) {
            term(reference.head());
            reference.operands().forEach(this::term);
        } else if (term instanceof Term.ArrayLiteral array) {
            array.items().forEach(this::term);
        } else if (term instanceof Term.SetLiteral set) {
            set.members().forEach(this::term);
        } else if (term instanceof Term.ObjectLiteral object) {
            object.entries().forEach(entry -> {
                term(entry.key());
                term(entry.value());
            });
        } else if (term instanceof Term.Call call) {
            call.arguments().forEach(this::term);
        } else if (term instanceof Term.ArrayComprehension array) {
            term(array.head());
            body(array.body());
        } else if (term instanceof Term.SetComprehension set) {
            term(set.head());
            body(set.body());
        } else if (term instanceof Term.ObjectComprehension object) {
            term(object.key());
            term(object.value());
            body(object.body());
        } else if (term instanceof Term.Template template) {
            template.parts().forEach(part -> part.term().ifPresent(this::term));
        }
    }
}
