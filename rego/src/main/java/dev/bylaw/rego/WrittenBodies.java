package dev.bylaw.rego;

import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.eval.Plan;
import dev.bylaw.rego.internal.eval.QueryPlan;
import dev.bylaw.rego.internal.syntax.Body;
import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.SourceModule;
import dev.bylaw.rego.internal.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evaluates expressions as if they stood in a module: parts of its rules' bodies, to say why these hold or do not. */
final class WrittenBodies {
    /** Where in {@code data} the values of names lie; no source can say that. */
    private static final StringValue NAMES = StringValue.of("values of names");

    private final Plan plan;
    private final ObjectValue data;
    private final EvaluationOptions options;

    WrittenBodies(Plan plan, ObjectValue data, EvaluationOptions options) {
        this.plan = plan;
        this.data = data;
        this.options = options;
    }

    /**
     * Solves expressions.
     *
     * @param module the module whose rules and imports they see
     * @param expressions what must hold
     * @param input the input document
     * @param most how many solutions are wanted
     * @return the first solutions
     * @throws RegoException if the expressions do not compile on their own, or fail
     */
    List<Solution> solve(SourceModule module, List<Expr> expressions, Value input, int most) {
        return QueryPlan.of(plan, plan.program().query(new Body(expressions), module), List.of())
                .evaluate(input, data, options, null, most)
                .solutions();
    }

    /** As {@link #solve}, with names that stand for values, and with what is not known. */
    QueryResult result(SourceModule module, Map<String, Value> names, List<Expr> expressions, Value input, int most) {
        List<Expr> all = new ArrayList<>();
        ObjectValue.Builder values = ObjectValue.builder();
        names.forEach((name, value) -> {
            values.put(name, value);
            RegoLocation at = module.packageAt();
            Term place = new Term.Ref(
                    new Term.Var("data", at),
                    List.of(new Term.Scalar(NAMES, at), new Term.Scalar(StringValue.of(name), at)),
                    at);
            all.add(named(name, place, List.of()));
        });
        all.addAll(expressions);
        ObjectValue.Builder more = ObjectValue.builder().open(data.open());
        for (int i = 0; i < data.size(); i++) {
            more.put(data.keyAt(i), data.valueAt(i), data.memberDoubt(i));
        }
        return QueryPlan.of(plan, plan.program().query(new Body(all), module), List.of())
                .evaluate(input, more.put(NAMES, values.build()).build(), options, null, most);
    }

    /** {@return the expressions of a rule's body; none where it has no body} */
    static List<Expr> expressions(RuleGroup.Source source) {
        return source.rule().body().map(Body::expressions).orElse(List.of());
    }

    /** An expression that gives a term a name. */
    static Expr named(String name, Term term, List<Expr.With> withs) {
        return infix("assign", new Term.Var(name, term.at()), term, withs);
    }

    /** An expression that two terms are equal. */
    static Expr equal(Term left, Term right) {
        return infix("equal", left, right, List.of());
    }

    private static Expr infix(String operator, Term left, Term right, List<Expr.With> withs) {
        RegoLocation at = right.at();
        return new Expr.TermExpr(new Term.Call(new Term.Var(operator, at), List.of(left, right), true, at), withs, at);
    }

    /** {@return a list with one expression more} */
    static List<Expr> with(List<Expr> expressions, Expr... more) {
        List<Expr> all = new ArrayList<>(expressions);
        all.addAll(List.of(more));
        return all;
    }

    /** {@return two lists of expressions as one} */
    static List<Expr> joined(List<Expr> first, List<Expr> second) {
        List<Expr> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** {@return the first of some solutions} */
    static Optional<Solution> first(List<Solution> solutions) {
        return solutions.stream().findFirst();
    }
}
