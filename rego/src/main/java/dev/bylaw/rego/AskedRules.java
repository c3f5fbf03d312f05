package dev.bylaw.rego;

import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.compile.RuleTree;
import dev.bylaw.rego.internal.eval.Plan;
import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.SourceModule;
import dev.bylaw.rego.internal.syntax.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the rules and functions that an expression names. */
final class AskedRules {
    private final RuleTree tree;

    AskedRules(Plan plan) {
        this.tree = plan.program().tree();
    }

    /**
     * The terms of an expression that ask rules.
     *
     * @param module where it stands
     * @param locals names that are variables
     * @param expression the expression
     * @return the rules by the terms, in source order
     */
    Map<Term, RuleGroup> of(SourceModule module, Set<String> locals, Expr expression) {
        Map<Term, RuleGroup> found = new LinkedHashMap<>();
        if (expression instanceof Expr.TermExpr test) {
            collect(module, locals, test.term(), found);
        } else if (expression instanceof Expr.SomeIn some) {
            collect(module, locals, some.domain(), found);
        }
        return found;
    }

    private void collect(SourceModule module, Set<String> locals, Term term, Map<Term, RuleGroup> found) {
        if (term instanceof Term.Call call) {
            call.arguments().forEach(argument -> collect(module, locals, argument, found));
            if (!call.infix()) {
                group(module, locals, call.operator()).ifPresent(group -> found.put(call, group));
            }
        } else {
            group(module, locals, term).ifPresent(group -> found.put(term, group));
        }
    }

    /** The term without what looks into the value of the rule. */
    Term asked(Term term, RuleGroup group) {
        if (!(term instanceof Term.Ref ref) || group.kind() == RuleGroup.Kind.FUNCTION) {
            return term;
        }
        String last = group.path().get(group.path().size() - 1);
        if (ref.head() instanceof Term.Var name && name.name().equals(last)) {
            return name;
        }
        for (int i = 0; i < ref.operands().size(); i++) {
            if (step(ref.operands().get(i)).equals(Optional.of(last))) {
                return new Term.Ref(ref.head(), ref.operands().subList(0, i + 1), ref.at());
            }
        }
        return term;
    }

    private Optional<RuleGroup> group(SourceModule module, Set<String> locals, Term term) {
        List<String> path = new ArrayList<>();
        Term head = term instanceof Term.Ref ref ? ref.head() : term;
        if (!(head instanceof Term.Var name) || locals.contains(name.name()) || name.isWildcard()) {
            return Optional.empty();
        }
        if (!name.name().equals("data")) {
            Optional<SourceModule.Import> imported = module.imports().stream()
                    .filter(one ->
                            one.path().get(0).equals("data") && one.name().equals(name.name()))
                    .findFirst();
            if (imported.isPresent()) {
                path.addAll(
                        imported.get().path().subList(1, imported.get().path().size()));
            } else {
                path.addAll(module.packagePath());
                path.add(name.name());
            }
        }
        Optional<RuleGroup> group = tree.find(path);
        if (term instanceof Term.Ref ref) {
            for (Term operand : ref.operands()) {
                Optional<String> step = step(operand);
                if (group.isPresent() || step.isEmpty()) {
                    return group;
                }
                path.add(step.get());
                group = tree.find(path);
            }
        }
        return group;
    }

    private static Optional<String> step(Term operand) {
        return operand instanceof Term.Scalar scalar && scalar.value() instanceof StringValue text
                ? Optional.of(text.value())
                : Optional.empty();
    }
}
