package dev.bylaw.rego.internal.compile;

import java.util.List;
import java.util.function.Consumer;

/** Visits every term of statements, closures included; a reference counts as a whole, its head is not visited alone. */
public final class TermWalk {
    private final Consumer<Ir.Term> visitor;
    private final Consumer<Ir.With> modifiers;

    /** A walk that shows terms, outer ones first, to one visitor, and modifiers to another. */
    public TermWalk(Consumer<Ir.Term> visitor, Consumer<Ir.With> modifiers) {
        this.visitor = visitor;
        this.modifiers = modifiers;
    }

    /** Visits the terms of a block. */
    public void block(Ir.Block block) {
        block.statements().forEach(this::statement);
    }

    /** Visits the terms of a statement and its modifiers. */
    public void statement(Ir.Statement statement) {
        for (Ir.With with : statement.withs()) {
            modifiers.accept(with);
            if (with instanceof Ir.With.OnInput input) {
                all(input.path());
                term(input.value());
            } else if (with instanceof Ir.With.OnData data) {
                all(data.path());
                term(data.value());
            } else if (with instanceof Ir.With.FunctionByValue function) {
                term(function.value());
            }
        }
        if (statement instanceof Ir.Test test) {
            term(test.term());
        } else if (statement instanceof Ir.Unify unify) {
            term(unify.left());
            term(unify.right());
        } else if (statement instanceof Ir.Iterate iterate) {
            iterate.key().ifPresent(this::term);
            term(iterate.value());
            term(iterate.domain());
        } else if (statement instanceof Ir.Not not) {
            block(not.block());
        } else if (statement instanceof Ir.Every every) {
            term(every.domain());
            block(every.body());
        } else if (statement instanceof Ir.Logical logical) {
            block(logical.left());
            block(logical.right());
        } else if (statement instanceof Ir.Print print) {
            print.arguments().forEach(this::block);
        }
    }

    private void all(List<Ir.Term> terms) {
        terms.forEach(this::term);
    }

    private void term(Ir.Term term) {
        visitor.accept(term);
        if (term instanceof Ir.Reference reference) {
            if (!(reference.head() instanceof Ir.Data) && !(reference.head() instanceof Ir.Input)) {
                term(reference.head());
            }
            all(reference.operands());
        } else if (term instanceof Ir.ArrayOf array) {
            all(array.items());
        } else if (term instanceof Ir.SetOf set) {
            all(set.members());
        } else if (term instanceof Ir.ObjectOf object) {
            all(object.keys());
            all(object.values());
        } else if (term instanceof Ir.BuiltinCall call) {
            all(call.arguments());
        } else if (term instanceof Ir.FunctionCall call) {
            all(call.arguments());
        } else if (term instanceof Ir.Template template) {
            all(template.parts());
        } else if (term instanceof Ir.Comprehension comprehension) {
            comprehension.key().ifPresent(this::term);
            term(comprehension.value());
            block(comprehension.body());
        }
    }
}
