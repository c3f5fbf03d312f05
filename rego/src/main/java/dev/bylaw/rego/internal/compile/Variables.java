package dev.bylaw.rego.internal.compile;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The variables of terms and statements: those they mention themselves, and those that only their closures mention. */
public final class Variables {
    private final Set<Variable> direct = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Variable> nested = Collections.newSetFromMap(new IdentityHashMap<>());

    private Variables() {}

    /** The variables of a term. */
    public static Variables of(Ir.Term term) {
        Variables variables = new Variables();
        variables.term(term, variables.direct);
        return variables;
    }

    /** The variables of several terms. */
    public static Variables of(Collection<? extends Ir.Term> terms) {
        Variables variables = new Variables();
        terms.forEach(term -> variables.term(term, variables.direct));
        return variables;
    }

    /** The variables of a statement, its modifiers included. */
    public static Variables of(Ir.Statement statement) {
        Variables variables = new Variables();
        variables.statement(statement, variables.direct);
        return variables;
    }

    /** The variables of a block. */
    public static Variables of(Ir.Block block) {
        Variables variables = new Variables();
        block.statements().forEach(statement -> variables.statement(statement, variables.direct));
        return variables;
    }

    /** The variables of the operands of {@code and} and {@code or} that are not in braces; they have no others. */
    public static Set<Variable> ofOpenOperands(Ir.Statement statement) {
        Set<Variable> all = setOf(List.of());
        if (statement instanceof Ir.Logical logical) {
            if (logical.leftOpen()) {
                addOpen(logical.left(), all);
            }
            if (logical.rightOpen()) {
                addOpen(logical.right(), all);
            }
        }
        return all;
    }

    private static void addOpen(Ir.Block operand, Set<Variable> into) {
        for (Ir.Statement statement : operand.statements()) {
            into.addAll(of(statement).direct());
            into.addAll(ofOpenOperands(statement));
        }
        // What a negation without its import takes out of itself has its value from there.
        for (Ir.Statement statement : operand.statements()) {
            if (statement instanceof Ir.Unify unify
                    && operand.statements().size() > 1
                    && unify.left() instanceof Ir.Local local
                    && local.variable().isGenerated()) {
                into.remove(local.variable());
            }
        }
    }

    /** {@return those that are mentioned outside closures} */
    public Set<Variable> direct() {
        return direct;
    }

    /** {@return those that are mentioned inside closures, whether or not they are mentioned outside too} */
    public Set<Variable> nested() {
        return nested;
    }

    /** {@return a set of variables by identity} */
    public static Set<Variable> setOf(Collection<Variable> variables) {
        Set<Variable> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(variables);
        return set;
    }

    private void all(List<? extends Ir.Term> terms, Set<Variable> into) {
        terms.forEach(term -> term(term, into));
    }

    private void term(Ir.Term term, Set<Variable> into) {
        if (term instanceof Ir.Local local) {
            into.add(local.variable());
        } else if (term instanceof Ir.Reference reference) {
            term(reference.head(), into);
            all(reference.operands(), into);
        } else if (term instanceof Ir.ArrayOf array) {
            all(array.items(), into);
        } else if (term instanceof Ir.SetOf set) {
            all(set.members(), into);
        } else if (term instanceof Ir.ObjectOf object) {
            all(object.keys(), into);
            all(object.values(), into);
        } else if (term instanceof Ir.BuiltinCall call) {
            all(call.arguments(), into);
        } else if (term instanceof Ir.FunctionCall call) {
            all(call.arguments(), into);
        } else if (term instanceof Ir.Template template) {
            all(template.parts(), into);
        } else if (term instanceof Ir.Comprehension comprehension) {
            comprehension.key().ifPresent(key -> term(key, nested));
            term(comprehension.value(), nested);
            block(comprehension.body(), nested);
        }
    }

    private void block(Ir.Block block, Set<Variable> into) {
        block.statements().forEach(statement -> statement(statement, into));
    }

    private void statement(Ir.Statement statement, Set<Variable> into) {
        for (Ir.With with : statement.withs()) {
            if (with instanceof Ir.With.OnInput input) {
                all(input.path(), into);
                term(input.value(), into);
            } else if (with instanceof Ir.With.OnData data) {
                all(data.path(), into);
                term(data.value(), into);
            } else if (with instanceof Ir.With.FunctionByValue function) {
                term(function.value(), into);
            }
        }
        if (statement instanceof Ir.Test test) {
            term(test.term(), into);
        } else if (statement instanceof Ir.Unify unify) {
            term(unify.left(), into);
            term(unify.right(), into);
        } else if (statement instanceof Ir.Iterate iterate) {
            iterate.key().ifPresent(key -> term(key, into));
            term(iterate.value(), into);
            term(iterate.domain(), into);
        } else if (statement instanceof Ir.Not not) {
            block(not.block(), not.negated() == Ir.Negated.BODY ? nested : into);
        } else if (statement instanceof Ir.Every every) {
            term(every.domain(), into);
            every.key().ifPresent(nested::add);
            nested.add(every.value());
            block(every.body(), nested);
        } else if (statement instanceof Ir.Logical logical) {
            block(logical.left(), nested);
            block(logical.right(), nested);
        } else if (statement instanceof Ir.Print print) {
            print.arguments().forEach(argument -> block(argument, nested));
        }
    }
}
