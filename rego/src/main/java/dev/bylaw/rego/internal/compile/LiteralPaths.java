package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.LiteralReference;
import dev.bylaw.rego.LiteralReference.Origin;
import dev.bylaw.rego.LiteralReference.Step;
import dev.bylaw.rego.internal.compile.Origins.Where;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collects how the rules of a program look into {@code input} and {@code data}. A first walk learns what the variables stand
 * for, a second one collects the looks.
 */
public final class LiteralPaths {
    private final Set<LiteralReference> found = new LinkedHashSet<>();
    private final Origins origins;
    private boolean learning;

    private LiteralPaths(RuleTree tree) {
        this.origins = new Origins(tree);
    }

    /** The references of all rules, those excepted that a modifier gives another document. */
    public static List<LiteralReference> of(RuleTree tree) {
        LiteralPaths paths = new LiteralPaths(tree);
        for (boolean learning : List.of(true, false)) {
            paths.learning = learning;
            for (RuleGroup group : tree.groups()) {
                group.rules().forEach(rule -> paths.rule(group, rule));
                group.defaultRule().ifPresent(rule -> paths.rule(group, rule));
            }
        }
        return List.copyOf(paths.found);
    }

    private void rule(RuleGroup group, Ir.Rule rule) {
        Where where = new Where(Origins.packageOf(group, rule), false, false);
        for (int i = 0; learning && i < rule.parameters().size(); i++) {
            if (rule.parameters().get(i) instanceof Ir.Local local) {
                origins.parameter(local.variable(), group, i);
            }
        }
        terms(rule.parameters(), where);
        for (Ir.Branch branch : rule.branches()) {
            block(branch.body(), where);
            terms(branch.keys(), where);
            term(branch.value(), where);
        }
    }

    private void block(Ir.Block block, Where where) {
        block.statements().forEach(statement -> statement(statement, where.by(statement.withs()), where));
    }

    private void statement(Ir.Statement statement, Where inside, Where outside) {
        for (Ir.With with : statement.withs()) {
            if (with instanceof Ir.With.OnInput input) {
                term(input.value(), outside);
            } else if (with instanceof Ir.With.OnData data) {
                term(data.value(), outside);
            } else if (with instanceof Ir.With.FunctionByValue function) {
                term(function.value(), outside);
            }
        }
        if (statement instanceof Ir.Test test) {
            term(test.term(), inside);
        } else if (statement instanceof Ir.Unify unify) {
            terms(List.of(unify.left(), unify.right()), inside);
            if (learning) {
                origins.equal(unify.left(), unify.right(), inside);
            }
        } else if (statement instanceof Ir.Iterate iterate) {
            iterate.key().ifPresent(key -> term(key, inside));
            terms(List.of(iterate.value(), iterate.domain()), inside);
            if (learning) {
                origins.member(iterate.value(), iterate.domain(), inside);
            }
        } else if (statement instanceof Ir.Not not) {
            block(not.block(), inside);
        } else if (statement instanceof Ir.Every every) {
            term(every.domain(), inside);
            if (learning) {
                origins.member(new Ir.Local(every.value(), every.at()), every.domain(), inside);
            }
            block(every.body(), inside);
        } else if (statement instanceof Ir.Logical logical) {
            block(logical.left(), inside);
            block(logical.right(), inside);
        } else if (statement instanceof Ir.Print print) {
            print.arguments().forEach(argument -> block(argument, inside));
        }
    }

    private void terms(Collection<? extends Ir.Term> terms, Where where) {
        terms.forEach(term -> term(term, where));
    }

    private void term(Ir.Term term, Where where) {
        if (term instanceof Ir.Reference reference) {
            reference(reference, where);
            term(reference.head(), where);
            terms(reference.operands(), where);
        } else if (term instanceof Ir.ArrayOf array) {
            terms(array.items(), where);
        } else if (term instanceof Ir.SetOf set) {
            terms(set.members(), where);
        } else if (term instanceof Ir.ObjectOf object) {
            terms(object.keys(), where);
            terms(object.values(), where);
        } else if (term instanceof Ir.BuiltinCall call) {
            terms(call.arguments(), where);
            lookup(call, where);
        } else if (term instanceof Ir.FunctionCall call) {
            terms(call.arguments(), where);
            if (learning) {
                origins.call(call, where);
            }
        } else if (term instanceof Ir.Template template) {
            terms(template.parts(), where);
        } else if (term instanceof Ir.Comprehension comprehension) {
            comprehension.key().ifPresent(key -> term(key, where));
            term(comprehension.value(), where);
            block(comprehension.body(), where);
        }
    }

    private void reference(Ir.Reference reference, Where where) {
        if (learning) {
            return;
        }
        Optional<RuleGroup> rule = origins.rule(reference);
        int own = rule.map(group -> group.path().size()
                        + (group.kind() == RuleGroup.Kind.SET || group.kind() == RuleGroup.Kind.OBJECT ? 1 : 0))
                .orElse(0);
        List<Ir.Term> operands = reference.operands();
        if (own >= operands.size()) {
            return;
        }
        Ir.Term head = own == 0
                ? reference.head()
                : new Ir.Reference(reference.head(), operands.subList(0, own), reference.at());
        look(origins.of(head, where), operands.subList(own, operands.size()), where, false);
    }

    /** {@code object.get} with a constant key looks like a reference does. */
    private void lookup(Ir.BuiltinCall call, Where where) {
        if (!learning
                && call.builtin().name().equals("object.get")
                && Origins.step(call.arguments().get(1)).isPresent()) {
            look(
                    origins.of(call.arguments().get(0), where),
                    List.of(call.arguments().get(1)),
                    where,
                    true);
        }
    }

    private void look(Set<Origin> into, List<Ir.Term> operands, Where where, boolean tolerant) {
        List<Step> steps = new ArrayList<>();
        operands.forEach(operand -> steps.add(new Step(Origins.step(operand), operand.at())));
        if (!into.isEmpty()) {
            found.add(new LiteralReference(where.packagePath(), List.copyOf(into), steps, tolerant));
        }
    }
}
