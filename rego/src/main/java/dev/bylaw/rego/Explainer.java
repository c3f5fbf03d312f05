package dev.bylaw.rego;

import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.eval.Plan;
import dev.bylaw.rego.internal.syntax.Body;
import dev.bylaw.rego.internal.syntax.Expr;
import dev.bylaw.rego.internal.syntax.Rule;
import dev.bylaw.rego.internal.syntax.SourceModule;
import dev.bylaw.rego.internal.syntax.SourcePrinter;
import dev.bylaw.rego.internal.syntax.Term;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says how rules come to what they give: it evaluates their bodies again, expression by expression. Not thread-safe.
 *
 * <p>What a rule asks is explained as well, down to {@value #DEPTH} rules. An explanation never fails: what cannot be told
 * is left out.
 */
public final class Explainer {
    /** How deep the rules that a rule asks are explained. */
    static final int DEPTH = 4;

    /** How many bodies are evaluated for one explanation. */
    private static final int MOST_BODIES = 400;

    /** How many solutions of a body are looked through. */
    private static final int MOST_SOLUTIONS = 10_000;

    /** A name that no source can have. */
    private static final String RESULT = "operand value";

    private final Plan plan;
    private final WrittenBodies bodies;
    private final AskedRules rules;
    private int left;

    Explainer(Plan plan, ObjectValue data, EvaluationOptions options) {
        this.plan = plan;
        this.bodies = new WrittenBodies(plan, data, options);
        this.rules = new AskedRules(plan);
    }

    /**
     * How a member comes into a set.
     *
     * @param path the path of a rule with {@code contains}, for example {@code data.example.violation}
     * @param member the member
     * @param input the input document
     * @return the body that gives it, the first in source order; empty where none does or it cannot be told
     */
    public Optional<Derivation> member(String path, Value member, Value input) {
        left = MOST_BODIES;
        return group(path).flatMap(group -> member(group, member, input, DEPTH));
    }

    /**
     * Why it is not known whether a set has members.
     *
     * @param path the path of a rule with {@code contains}
     * @param input the input document
     * @return the bodies that may give one, each up to the expression of which it is not known whether it holds
     */
    public List<Derivation> undecided(String path, Value input) {
        left = MOST_BODIES;
        List<Derivation> found = new ArrayList<>();
        group(path).ifPresent(group -> {
            for (RuleGroup.Source source : group.sources()) {
                Branch branch = new Branch(source, 0);
                stop(branch, Map.of(), List.of(), input, DEPTH)
                        .ifPresent(steps -> found.add(derivation(group, branch, steps)));
            }
        });
        return found;
    }

    private Optional<RuleGroup> group(String path) {
        return plan.program().tree().groups().stream()
                .filter(group -> group.name().equals(path))
                .findFirst();
    }

    /** A body of a rule: its own, or that of an {@code else}. */
    private record Branch(RuleGroup.Source source, int number) {
        SourceModule module() {
            return source.module();
        }

        Rule rule() {
            return source.rule();
        }

        List<Expr> body() {
            Optional<Body> body =
                    number == 0 ? rule().body() : rule().elses().get(number - 1).body();
            return body.map(Body::expressions).orElse(List.of());
        }

        Optional<Term> value() {
            return number == 0
                    ? rule().head().value()
                    : rule().elses().get(number - 1).value();
        }

        String text() {
            return number == 0
                    ? SourcePrinter.print(rule().head())
                    : "else"
                            + value().map(term -> " := " + SourcePrinter.print(term))
                                    .orElse("");
        }

        RegoLocation at() {
            return number == 0 ? rule().at() : rule().elses().get(number - 1).at();
        }
    }

    private static List<Branch> branches(RuleGroup group) {
        List<Branch> branches = new ArrayList<>();
        for (RuleGroup.Source source : group.sources()) {
            for (int i = 0; i <= source.rule().elses().size(); i++) {
                branches.add(new Branch(source, i));
            }
        }
        return branches;
    }

    private static Derivation derivation(RuleGroup group, Branch branch, List<Derivation.Step> steps) {
        return new Derivation(group.name(), branch.text(), branch.at(), steps);
    }

    private Optional<Derivation> member(RuleGroup group, Value member, Value input, int depth) {
        for (Branch branch : branches(group)) {
            Optional<Term> element = branch.rule().head().contains();
            if (element.isPresent()) {
                Optional<Derivation> found =
                        giving(group, branch, element.get(), member, Map.of(), List.of(), input, depth);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** A body with a solution for which a term has a value. */
    private Optional<Derivation> giving(
            RuleGroup group,
            Branch branch,
            Term term,
            Value value,
            Map<String, Value> names,
            List<Expr> before,
            Value input,
            int depth) {
        List<Expr> body = new Wildcards().name(branch.body());
        List<Expr> query = new ArrayList<>(before);
        query.addAll(body);
        query.add(WrittenBodies.named(RESULT, term, List.of()));
        List<Solution> all = result(branch.module(), names, query, input, MOST_SOLUTIONS)
                .map(QueryResult::solutions)
                .orElse(List.of());
        Optional<Solution> giving = Optional.empty();
        for (Solution solution : all) {
            if (value.equals(solution.bindings().get(RESULT))
                    && (giving.isEmpty() || solution.doubt().isNone())) {
                giving = Optional.of(solution);
                if (solution.doubt().isNone()) {
                    break;
                }
            }
        }
        return giving.map(solution -> {
            List<Derivation.Step> steps = new ArrayList<>();
            Map<String, Value> bindings = new LinkedHashMap<>(solution.bindings());
            bindings.remove(RESULT);
            for (Expr expression : body) {
                steps.add(step(branch.module(), bindings, expression, Doubt.NONE, input, depth));
            }
            return derivation(group, branch, steps);
        });
    }

    /** The steps up to the expression of which it is not known whether it holds; empty where the body does not hold anyway. */
    private Optional<List<Derivation.Step>> stop(
            Branch branch, Map<String, Value> names, List<Expr> before, Value input, int depth) {
        List<Expr> body = new Wildcards().name(branch.body());
        Optional<QueryResult> whole =
                result(branch.module(), names, WrittenBodies.joined(before, body), input, MOST_SOLUTIONS);
        if (whole.isEmpty() || doubt(whole.get()).isNone()) {
            return Optional.empty();
        }
        List<Solution> holding = List.of(new Solution(names, List.of(), Doubt.NONE));
        for (int i = before.isEmpty() ? 0 : -1; i < body.size(); i++) {
            Optional<QueryResult> prefix = result(
                    branch.module(),
                    names,
                    WrittenBodies.joined(before, body.subList(0, i + 1)),
                    input,
                    MOST_SOLUTIONS);
            List<Solution> certain = prefix.map(QueryResult::solutions).orElse(List.of()).stream()
                    .filter(solution -> solution.doubt().isNone())
                    .toList();
            if (prefix.isPresent() && certain.isEmpty()) {
                Doubt doubt = doubt(prefix.get());
                return doubt.isNone() || i < 0
                        ? Optional.empty()
                        : Optional.of(steps(branch.module(), body.subList(0, i + 1), holding, doubt, input, depth));
            }
            if (prefix.isPresent()) {
                holding = certain;
            }
        }
        return Optional.empty();
    }

    private static Doubt doubt(QueryResult result) {
        Doubt doubt = result.doubt();
        for (Solution solution : result.solutions()) {
            doubt = doubt.and(solution.doubt());
        }
        return doubt;
    }

    private List<Derivation.Step> steps(
            SourceModule module, List<Expr> body, List<Solution> holding, Doubt doubt, Value input, int depth) {
        Expr last = body.get(body.size() - 1);
        Map<String, Value> bindings = holding.get(0).bindings();
        for (Solution solution : holding) {
            Optional<QueryResult> result = result(module, solution.bindings(), List.of(last), input, 1);
            if (result.isPresent() && !doubt(result.get()).isNone()) {
                bindings = solution.bindings();
                break;
            }
        }
        List<Derivation.Step> steps = new ArrayList<>();
        for (Expr expression : body) {
            boolean stopped = expression == last;
            steps.add(step(module, bindings, expression, stopped ? doubt : Doubt.NONE, input, stopped ? depth : 1));
        }
        return steps;
    }

    private Derivation.Step step(
            SourceModule module, Map<String, Value> names, Expr expression, Doubt doubt, Value input, int depth) {
        Map<String, Derivation.Part> parts = new LinkedHashMap<>();
        for (Term term : Operands.of(expression)) {
            if (!Wildcards.isNamed(term)) {
                Derivation.Part part = part(module, names, term, expression.withs(), input);
                parts.putIfAbsent(part.text(), part);
            }
        }
        if (expression instanceof Expr.SomeIn some) {
            some.key().ifPresent(key -> bound(key, names, parts));
            bound(some.value(), names, parts);
        }
        List<Derivation> because = new ArrayList<>();
        if (depth > 1 && !(expression instanceof Expr.Not)) {
            rules.of(module, names.keySet(), expression).forEach((term, group) -> {
                Optional<Value> member = iterated(expression, term, names);
                if (doubt.isNone() && group.kind() == RuleGroup.Kind.SET && member.isPresent()) {
                    member(group, member.get(), input, depth - 1).ifPresent(because::add);
                } else if (doubt.isNone()) {
                    because(module, names, term, group, input, depth - 1).ifPresent(because::add);
                } else {
                    because.addAll(stops(module, names, term, group, input, depth - 1));
                }
            });
        }
        return new Derivation.Step(
                Wildcards.written(SourcePrinter.print(expression)),
                expression.at(),
                doubt,
                List.copyOf(parts.values()),
                because);
    }

    /** The member that an iteration over a term, or a question whether something is in it, is about. */
    private static Optional<Value> iterated(Expr expression, Term domain, Map<String, Value> names) {
        Term member = null;
        if (expression instanceof Expr.SomeIn some && some.domain() == domain) {
            member = some.value();
        } else if (expression instanceof Expr.TermExpr test
                && test.term() instanceof Term.Call call
                && call.infix()
                && call.name().equals("internal.member_2")
                && call.arguments().get(1) == domain) {
            member = call.arguments().get(0);
        }
        if (member instanceof Term.Scalar scalar) {
            return Optional.of(scalar.value());
        }
        return member instanceof Term.Var name ? Optional.ofNullable(names.get(name.name())) : Optional.empty();
    }

    /** What a pattern of an iteration was given. */
    private static void bound(Term pattern, Map<String, Value> names, Map<String, Derivation.Part> parts) {
        if (pattern instanceof Term.Var name && !Wildcards.isNamed(name) && names.containsKey(name.name())) {
            parts.putIfAbsent(
                    name.name(),
                    new Derivation.Part(
                            name.name(), Optional.of(names.get(name.name())), Optional.empty(), Optional.empty()));
        }
    }

    private Derivation.Part part(
            SourceModule module, Map<String, Value> names, Term term, List<Expr.With> withs, Value input) {
        Optional<Value> container = Optional.empty();
        Optional<Value> key = Optional.empty();
        if (term instanceof Term.Ref ref) {
            int last = ref.operands().size() - 1;
            Term outer = last == 0
                    ? ref.head()
                    : new Term.Ref(ref.head(), ref.operands().subList(0, last), ref.at());
            container = value(module, names, outer, withs, input);
            key = value(module, names, ref.operands().get(last), withs, input);
        }
        return new Derivation.Part(
                Wildcards.written(SourcePrinter.print(term)), value(module, names, term, withs, input), container, key);
    }

    private Optional<Value> value(
            SourceModule module, Map<String, Value> names, Term term, List<Expr.With> withs, Value input) {
        return result(module, names, List.of(WrittenBodies.named(RESULT, term, withs)), input, 1)
                .flatMap(result -> WrittenBodies.first(result.solutions()))
                .map(solution -> solution.bindings().get(RESULT));
    }

    /** How a rule that a term asks came to what it gave. */
    private Optional<Derivation> because(
            SourceModule module, Map<String, Value> names, Term term, RuleGroup group, Value input, int depth) {
        if (group.kind() == RuleGroup.Kind.SET) {
            return term instanceof Term.Ref ref && !ref.operands().isEmpty()
                    ? value(module, names, ref.operands().get(ref.operands().size() - 1), List.of(), input)
                            .flatMap(member -> member(group, member, input, depth))
                    : Optional.empty();
        }
        if (group.kind() == RuleGroup.Kind.OBJECT) {
            return Optional.empty();
        }
        Optional<Value> value = value(module, names, rules.asked(term, group), List.of(), input);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Map<String, Value>> arguments = arguments(module, names, term, group, input);
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        for (Branch branch : branches(group)) {
            if (!branch.rule().isDefault()) {
                Optional<Derivation> found = answering(group, branch, value.get(), arguments.get(), input, depth);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Where the bodies of a rule that a term asks stop. */
    private List<Derivation> stops(
            SourceModule module, Map<String, Value> names, Term term, RuleGroup group, Value input, int depth) {
        Optional<Map<String, Value>> arguments = arguments(module, names, term, group, input);
        List<Derivation> found = new ArrayList<>();
        if (arguments.isPresent()) {
            for (Branch branch : branches(group)) {
                stop(branch, arguments.get(), parameters(branch, arguments.get()), input, depth)
                        .ifPresent(steps -> found.add(derivation(group, branch, steps)));
            }
        }
        return found;
    }

    /** What a function is called with, by names of ours; empty where an argument has no value. */
    private Optional<Map<String, Value>> arguments(
            SourceModule module, Map<String, Value> names, Term term, RuleGroup group, Value input) {
        Map<String, Value> arguments = new LinkedHashMap<>();
        if (term instanceof Term.Call call) {
            for (int i = 0; i < Math.min(group.arity(), call.arguments().size()); i++) {
                Optional<Value> argument = value(module, names, call.arguments().get(i), List.of(), input);
                if (argument.isEmpty()) {
                    return Optional.empty();
                }
                arguments.put(argument(i), argument.get());
            }
        }
        return Optional.of(arguments);
    }

    private static String argument(int index) {
        return "argument " + index;
    }

    /** Expressions that give the parameters of a function their values. */
    private static List<Expr> parameters(Branch branch, Map<String, Value> arguments) {
        Wildcards wildcards = new Wildcards();
        List<Expr> before = new ArrayList<>();
        List<Term> patterns = branch.rule().head().arguments().orElse(List.of());
        for (int i = 0; i < Math.min(arguments.size(), patterns.size()); i++) {
            Term pattern = wildcards.name(patterns.get(i));
            Term given = new Term.Var(argument(i), branch.at());
            before.add(
                    pattern instanceof Term.Var name
                            ? WrittenBodies.named(name.name(), given, List.of())
                            : WrittenBodies.equal(pattern, given));
        }
        return before;
    }

    private Optional<Derivation> answering(
            RuleGroup group, Branch branch, Value value, Map<String, Value> arguments, Value input, int depth) {
        if (branch.body().isEmpty()) {
            return Optional.empty();
        }
        Term result = branch.value().orElse(new Term.Scalar(BooleanValue.TRUE, branch.at()));
        return giving(group, branch, result, value, arguments, parameters(branch, arguments), input, depth);
    }

    private Optional<QueryResult> result(
            SourceModule module, Map<String, Value> names, List<Expr> expressions, Value input, int most) {
        if (left-- <= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(bodies.result(module, names, expressions, input, most));
        } catch (RegoException e) {
            // What does not stand on its own, or fails, cannot be explained.
            return Optional.empty();
        }
    }
}
