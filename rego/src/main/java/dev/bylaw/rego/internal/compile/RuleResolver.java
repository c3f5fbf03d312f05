package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.BooleanValue;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.RegoVersion;
import dev.bylaw.rego.internal.syntax.Body;
import dev.bylaw.rego.internal.syntax.Rule;
import dev.bylaw.rego.internal.syntax.SourceModule;
import dev.bylaw.rego.internal.syntax.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resolves the rules of one module and gives them to their groups. */
final class RuleResolver {
    private final SourceModule module;
    private final RuleTree tree;
    private final Diagnostics diagnostics;
    private final Checks checks;
    private final BodyResolver bodies;

    RuleResolver(SourceModule module, RuleTree tree, Diagnostics diagnostics, Checks checks) {
        this.module = module;
        this.tree = tree;
        this.diagnostics = diagnostics;
        this.bodies = new BodyResolver(module, tree, diagnostics, checks);
        this.checks = checks;
    }

    void resolveAll() {
        for (Rule rule : module.rules()) {
            String name = rule.head().name().name();
            if (module.version() != RegoVersion.V0 && (name.equals("input") || name.equals("data"))) {
                diagnostics.error(
                        rule.at(),
                        Diagnostics.COMPILE_ERROR,
                        "rules must not shadow " + name + " (use a different rule name)",
                        name + " is the document itself; a rule has a name of its own");
                continue;
            }
            Optional<RuleGroup> group = tree.find(RuleTree.groupPath(module, rule.head()));
            if (group.isPresent() && group.get().has(rule)) {
                group.get().resolved(resolve(rule));
            }
        }
        if (checks.unused()) {
            bodies.terms().names().reportUnusedImports(diagnostics);
        }
    }

    /** A parameter that is a template string: the body compares it with the argument. */
    private record Comparison(Ir.Term argument, Term.Template template) {}

    private Ir.Rule resolve(Rule rule) {
        Rule.Head head = rule.head();
        Scope outer = new Scope(null, Set.of());
        List<Term> patterns = head.arguments().orElse(List.of());
        List<Ir.Term> parameters = bodies.parameters(patterns, outer);
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i) instanceof Term.Template template) {
                comparisons.add(new Comparison(parameters.get(i), template));
            }
        }
        List<Ir.Branch> branches = new ArrayList<>();
        List<Term> keys =
                head.path().subList(RuleTree.fixedSteps(head), head.path().size());
        Optional<Term> value = head.contains().or(head::value);
        bodies.terms().calls().enter(new CallResolver.Place(module, rule, false));
        branches.add(branch(keys, value, rule.body(), comparisons, head.at(), outer));
        bodies.terms().calls().enter(new CallResolver.Place(module, rule, true));
        for (Rule.Else alternative : rule.elses()) {
            branches.add(branch(
                    List.of(), alternative.value(), alternative.body(), comparisons, alternative.headAt(), outer));
        }
        if (checks.unused()) {
            outer.unused(Scope.Origin.PARAMETER)
                    .forEach(unused -> diagnostics.error(
                            head.at(),
                            Diagnostics.COMPILE_ERROR,
                            "unused argument " + unused.name() + ". (hint: use _ (wildcard variable) instead)",
                            "write _ in its place, or use it"));
        }
        return new Ir.Rule(parameters, branches, rule.isDefault(), rule.at());
    }

    private Ir.Branch branch(
            List<Term> keys,
            Optional<Term> value,
            Optional<Body> body,
            List<Comparison> comparisons,
            RegoLocation at,
            Scope outer) {
        List<Term> evaluated = new ArrayList<>(keys);
        value.ifPresent(evaluated::add);
        comparisons.forEach(comparison -> evaluated.add(comparison.template()));
        Scope scope = new Scope(outer, Mentions.of(body, evaluated));
        List<Ir.Statement> statements = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            Ir.Term template = bodies.terms().resolve(comparison.template(), scope);
            statements.add(new Ir.Unify(comparison.argument(), template, List.of(), template.at()));
        }
        body.ifPresent(present -> statements.addAll(bodies.block(present, scope).statements()));
        List<Ir.Term> keyTerms = new ArrayList<>();
        for (Term key : keys) {
            keyTerms.add(named(bodies.terms().resolve(key, scope), statements));
        }
        Ir.Term valueTerm = value.isEmpty()
                ? new Ir.Constant(BooleanValue.TRUE, at)
                : named(bodies.terms().resolve(value.get(), scope), statements);
        bodies.requireUses(scope);
        return new Ir.Branch(keyTerms, valueTerm, new Ir.Block(statements), at);
    }

    /** A term of a head as a constant or variable: anything else becomes the last statement of the body. */
    static Ir.Term named(Ir.Term term, List<Ir.Statement> statements) {
        if (term instanceof Ir.Constant || term instanceof Ir.Local) {
            return term;
        }
        Ir.Local local = new Ir.Local(Variable.generated(term.at()), term.at());
        statements.add(new Ir.Unify(local, term, List.of(), term.at()));
        return local;
    }
}
