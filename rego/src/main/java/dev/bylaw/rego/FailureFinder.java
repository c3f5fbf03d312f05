package dev.bylaw.rego;

import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.eval.Plan;
import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.SourceModule;
import dev.bylaw.rego.internal.syntax.SourcePrinter;
import dev.bylaw.rego.internal.syntax.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the expression that keeps a test from being true: the first, in source order, up to which the body has no
 * solution. What its parts come to is that of the first solution of what stands before it.
 */
final class FailureFinder {
    /** A name that no source can have. */
    private static final String RESULT = "operand value";

    private final WrittenBodies bodies;

    FailureFinder(Plan plan, ObjectValue data, EvaluationOptions options) {
        this.bodies = new WrittenBodies(plan, data, options);
    }

    List<FailedExpression> find(List<RuleGroup.Source> sources) {
        List<FailedExpression> failed = new ArrayList<>();
        for (RuleGroup.Source source : sources) {
            if (!source.rule().isDefault()) {
                failed.addAll(find(source, List.of()));
            }
        }
        return failed;
    }

    /**
     * Finds the expression that keeps a rule from having a solution of a certain kind.
     *
     * @param source the rule
     * @param conditions what else holds for such a solution
     * @return the expression; none where it cannot be told
     */
    List<FailedExpression> find(RuleGroup.Source source, List<Expr> conditions) {
        return first(source, conditions).map(List::of).orElse(List.of());
    }

    private Optional<FailedExpression> first(RuleGroup.Source source, List<Expr> conditions) {
        List<Expr> body = WrittenBodies.expressions(source).stream()
                .filter(expression -> !expression.at().file().equals(TestModules.NOWHERE))
                .toList();
        List<Expr> holding = List.of();
        int held = 0;
        for (int i = 0; i < body.size(); i++) {
            List<Expr> prefix = new ArrayList<>(body.subList(0, i + 1));
            prefix.addAll(conditions);
            Optional<Boolean> holds = holds(source.module(), prefix);
            if (holds.equals(Optional.of(false))) {
                return Optional.of(failed(source.module(), holding, body.get(i)));
            }
            if (holds.isPresent()) {
                holding = prefix;
                held = i + 1;
            }
        }
        Optional<Term> value = source.rule().head().value();
        if (value.isEmpty() || held < body.size()) {
            return Optional.empty();
        }
        Expr result = new Expr.TermExpr(value.get(), List.of(), value.get().at());
        return Optional.of(failed(source.module(), holding, result));
    }

    /** Whether expressions have a solution; empty where they do not stand on their own, or fail. */
    private Optional<Boolean> holds(SourceModule module, List<Expr> expressions) {
        try {
            return Optional.of(
                    !bodies.solve(module, expressions, ObjectValue.EMPTY, 1).isEmpty());
        } catch (RegoException e) {
            return Optional.empty();
        }
    }

    private FailedExpression failed(SourceModule module, List<Expr> before, Expr expression) {
        Map<String, Optional<Value>> operands = new LinkedHashMap<>();
        List<Expr> base = before;
        Expr shown = expression;
        if (expression instanceof Expr.Every every) {
            operands.putAll(counterexample(module, before, every));
        } else {
            for (Term term : Operands.of(expression)) {
                value(module, base, term, expression.withs())
                        .ifPresent(found -> operands.put(SourcePrinter.print(term), found));
            }
        }
        if (expression instanceof Expr.TermExpr test) {
            shown = new Expr.TermExpr(test.term(), List.of(), test.at());
        } else if (expression instanceof Expr.Not not) {
            shown = new Expr.Not(not.negated(), List.of(), not.at());
        }
        List<FailedExpression.Operand> all = new ArrayList<>();
        operands.forEach((text, value) -> all.add(new FailedExpression.Operand(text, value)));
        return new FailedExpression(SourcePrinter.print(shown), expression.at(), all);
    }

    /** The value of a term, empty where it is undefined; nothing at all where that cannot be told. */
    private Optional<Optional<Value>> value(SourceModule module, List<Expr> before, Term term, List<Expr.With> withs) {
        try {
            List<Expr> query = WrittenBodies.with(before, WrittenBodies.named(RESULT, term, withs));
            return Optional.of(WrittenBodies.first(bodies.solve(module, query, ObjectValue.EMPTY, 1))
                    .map(solution -> solution.bindings().get(RESULT)));
        } catch (RegoException e) {
            return Optional.empty();
        }
    }

    /** The first member of the domain for which the body of {@code every} does not hold. */
    private Map<String, Optional<Value>> counterexample(SourceModule module, List<Expr> before, Expr.Every every) {
        Map<String, Optional<Value>> found = new LinkedHashMap<>();
        Expr each = new Expr.SomeIn(
                every.key().map(Term.class::cast), every.value(), every.domain(), every.withs(), every.at());
        Expr breaks = new Expr.NotBody(every.body(), true, every.withs(), every.at());
        try {
            WrittenBodies.first(bodies.solve(module, WrittenBodies.with(before, each, breaks), ObjectValue.EMPTY, 1))
                    .ifPresent(solution -> {
                        every.key()
                                .ifPresent(key -> found.put(
                                        key.name(),
                                        Optional.ofNullable(solution.bindings().get(key.name()))));
                        String name = every.value().name();
                        found.put(name, Optional.ofNullable(solution.bindings().get(name)));
                    });
        } catch (RegoException e) {
            return Map.of();
        }
        return found;
    }
}
