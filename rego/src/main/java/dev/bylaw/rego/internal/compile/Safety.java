package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.RegoLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Puts the statements of every block into an order in which each variable has a value before it is needed, closures
 * included: the first statement in source order that is ready comes next. What is never ready is unsafe.
 */
public final class Safety {
    /** Names shorter than this, in letters, are not suggested. */
    private static final int SHORTEST_MEANT = 3;

    /** To see whether a statement is ready takes as much work as so many simple steps. */
    private static final int WORK_OF_STATEMENT = 8;

    /** In a module of more rules nobody looks for names that may have been meant. */
    private static final int MANY_RULES = 2000;

    private final Diagnostics diagnostics;

    /** The rules as written that are looked at. */
    private List<RuleGroup.Source> sources = List.of();

    /** A stage that reports here. */
    public Safety(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Orders every rule of a group. */
    void order(RuleGroup group) {
        sources = group.sources();
        List<Ir.Rule> ordered = new ArrayList<>();
        for (Ir.Rule rule : group.rules()) {
            ordered.add(order(rule));
        }
        group.replaceRules(ordered, group.defaultRule().map(this::order).orElse(null));
    }

    private Ir.Rule order(Ir.Rule rule) {
        Variables parameters = Variables.of(rule.parameters());
        for (Ir.Term parameter : rule.parameters()) {
            requirePattern(parameter);
        }
        List<Ir.Branch> branches = new ArrayList<>();
        for (Ir.Branch branch : rule.branches()) {
            List<Ir.Term> heads = new ArrayList<>(branch.keys());
            heads.add(branch.value());
            Ir.Block body = order(branch.body(), heads, parameters.direct(), parameters.direct());
            branches.add(new Ir.Branch(branch.keys(), branch.value(), body, branch.at()));
        }
        return new Ir.Rule(rule.parameters(), branches, rule.isDefault(), rule.at());
    }

    /** A parameter may hold variables and constants, nothing that has to be computed. */
    private void requirePattern(Ir.Term parameter) {
        if (parameter instanceof Ir.ArrayOf array) {
            array.items().forEach(this::requirePattern);
        } else if (parameter instanceof Ir.ObjectOf object) {
            object.keys().forEach(this::requirePattern);
            object.values().forEach(this::requirePattern);
        } else if (parameter instanceof Ir.BuiltinCall || parameter instanceof Ir.FunctionCall) {
            diagnostics.error(
                    parameter.at(),
                    Diagnostics.COMPILE_ERROR,
                    "rule arguments cannot contain calls",
                    "name the argument, and compare it in the body");
        } else if (!(parameter instanceof Ir.Local) && !(parameter instanceof Ir.Constant)) {
            diagnostics.error(
                    parameter.at(),
                    Diagnostics.UNSAFE_ERROR,
                    "a parameter must be a variable, a constant, or an array or object of these");
        }
    }

    /**
     * Orders a block and the closures in it.
     *
     * @param block the block
     * @param heads terms that are evaluated behind it
     * @param before the variables that have a value
     * @param around the variables of the blocks around it
     * @return the ordered block
     */
    public Ir.Block order(Ir.Block block, Collection<Ir.Term> heads, Set<Variable> before, Set<Variable> around) {
        Set<Variable> bound = Variables.setOf(before);
        Set<Variable> enclosing = Variables.setOf(around);
        enclosing.addAll(Variables.of(block).direct());
        enclosing.addAll(Variables.of(heads).direct());
        diagnostics.work(1L + bound.size() + enclosing.size());
        Queue queue = new Queue(block.statements());
        List<Ir.Statement> ordered = new ArrayList<>();
        while (true) {
            Ir.Statement next = queue.next(bound, enclosing);
            if (next == null) {
                break;
            }
            Ir.Statement closed = new Closures(bound, enclosing).of(next);
            if (closed instanceof Ir.Not not && not.negated() == Ir.Negated.STATEMENT) {
                hoist(not, ordered);
            } else {
                ordered.add(closed);
            }
        }
        List<Ir.Statement> waiting = queue.rest();
        Set<Variable> computed = computed(waiting);
        for (Ir.Statement statement : waiting) {
            Set<Variable> missing = Variables.setOf(Variables.of(statement).direct());
            for (Variable variable : Variables.of(statement).nested()) {
                if (enclosing.contains(variable)) {
                    missing.add(variable);
                }
            }
            missing.addAll(Variables.ofOpenOperands(statement));
            missing.removeAll(computed);
            report(missing, bound, statement.at(), Optional.of(statement));
        }
        for (Ir.Term head : heads) {
            if (waiting.isEmpty()) {
                report(Variables.of(head).direct(), bound, head.at(), Optional.empty());
            }
        }
        return new Ir.Block(ordered);
    }

    /** The statements of a block that have no place yet, in source order. */
    private final class Queue {
        private final Ir.Statement[] statements;
        private int first;

        Queue(List<Ir.Statement> statements) {
            this.statements = statements.toArray(new Ir.Statement[0]);
        }

        /** Takes the first statement that is ready, whose variables then have values; null where none is. */
        Ir.Statement next(Set<Variable> bound, Set<Variable> enclosing) {
            while (first < statements.length && statements[first] == null) {
                first++;
            }
            for (int i = first; i < statements.length; i++) {
                Ir.Statement statement = statements[i];
                if (statement != null) {
                    diagnostics.work(WORK_OF_STATEMENT);
                    if (Solver.isReady(statement, bound, enclosing, diagnostics::work)) {
                        statements[i] = null;
                        return statement;
                    }
                }
            }
            return null;
        }

        List<Ir.Statement> rest() {
            return Arrays.stream(statements).filter(Objects::nonNull).toList();
        }
    }

    /** Adds a negation behind the references that are operands in it. */
    private static void hoist(Ir.Not not, List<Ir.Statement> ordered) {
        Hoisting hoisting = new Hoisting(not.withs());
        List<Ir.Statement> negated =
                not.block().statements().stream().map(hoisting::references).toList();
        ordered.addAll(hoisting.before());
        ordered.add(new Ir.Not(new Ir.Block(negated), not.negated(), not.withs(), not.at()));
    }

    /** The variables without a name that a statement computes: what that one lacks is reported, not they. */
    private static Set<Variable> computed(List<Ir.Statement> statements) {
        Set<Variable> computed = Variables.setOf(List.of());
        for (Ir.Statement statement : statements) {
            if (statement instanceof Ir.Unify unify
                    && unify.left() instanceof Ir.Local local
                    && local.variable().isGenerated()) {
                computed.add(local.variable());
            }
        }
        return computed;
    }

    private void report(Set<Variable> needed, Set<Variable> bound, RegoLocation at, Optional<Ir.Statement> statement) {
        TreeMap<String, Variable> unsafe = new TreeMap<>();
        needed.stream()
                .filter(variable -> !bound.contains(variable))
                .sorted(Comparator.comparing(Variable::at))
                .forEach(variable -> unsafe.putIfAbsent(variable.name(), variable));
        boolean named = unsafe.keySet().stream().anyMatch(name -> !name.equals("_"));
        for (Variable variable : unsafe.values()) {
            if (!variable.name().equals("_") || !named) {
                diagnostics.error(
                        variable.at().file().equals(at.file()) ? variable.at() : at,
                        Diagnostics.UNSAFE_ERROR,
                        "var " + variable.name() + " is unsafe",
                        "nothing gives it a value"
                                + (variable.name().equals("_")
                                        ? "; inside not, nothing can be iterated"
                                        : new UnsafeHint(variable, statement).text(names(bound, at.file()))));
            }
        }
    }

    /** What may have been meant: a variable that has a value, or a rule or import of the module. */
    private Set<String> names(Set<Variable> bound, String file) {
        // Nearly every name of one or two letters is close to another.
        Set<String> names = new TreeSet<>();
        bound.stream().filter(variable -> !variable.isGenerated()).forEach(variable -> names.add(variable.name()));
        sources.stream()
                .map(RuleGroup.Source::module)
                .filter(module -> module.file().equals(file) && module.rules().size() <= MANY_RULES)
                .findFirst()
                .ifPresent(module -> {
                    module.rules().forEach(rule -> names.add(rule.head().name().name()));
                    module.imports().forEach(statement -> names.add(statement.name()));
                });
        names.removeIf(name -> name.length() < SHORTEST_MEANT);
        return names;
    }

    /** Replaces the closures of a statement by ordered ones. */
    private final class Closures {
        private final Set<Variable> bound;
        private final Set<Variable> enclosing;

        Closures(Set<Variable> bound, Set<Variable> enclosing) {
            this.bound = bound;
            this.enclosing = enclosing;
        }

        Ir.Statement of(Ir.Statement statement) {
            List<Ir.With> withs = new ArrayList<>();
            for (Ir.With with : statement.withs()) {
                withs.add(of(with));
            }
            if (statement instanceof Ir.Test test) {
                return new Ir.Test(of(test.term()), withs, test.at());
            }
            if (statement instanceof Ir.Unify unify) {
                return new Ir.Unify(of(unify.left()), of(unify.right()), withs, unify.at());
            }
            if (statement instanceof Ir.Iterate iterate) {
                return new Ir.Iterate(
                        iterate.key().map(this::of), of(iterate.value()), of(iterate.domain()), withs, iterate.at());
            }
            if (statement instanceof Ir.Not not) {
                return new Ir.Not(order(not.block(), List.of(), bound, enclosing), not.negated(), withs, not.at());
            }
            if (statement instanceof Ir.Every every) {
                Set<Variable> inside = Variables.setOf(bound);
                every.key().ifPresent(inside::add);
                inside.add(every.value());
                return new Ir.Every(
                        every.key(),
                        every.value(),
                        of(every.domain()),
                        order(every.body(), List.of(), inside, enclosing),
                        withs,
                        every.at());
            }
            if (statement instanceof Ir.Logical logical) {
                return new Ir.Logical(
                        logical.both(),
                        order(logical.left(), List.of(), bound, enclosing),
                        order(logical.right(), List.of(), bound, enclosing),
                        logical.leftOpen(),
                        logical.rightOpen(),
                        withs,
                        logical.at());
            }
            Ir.Print print = (Ir.Print) statement;
            List<Ir.Block> arguments = new ArrayList<>();
            for (int i = 0; i < print.arguments().size(); i++) {
                Ir.Term result = new Ir.Local(print.results().get(i), print.at());
                arguments.add(order(print.arguments().get(i), List.of(result), bound, enclosing));
            }
            return new Ir.Print(arguments, print.results(), withs, print.at());
        }

        private Ir.With of(Ir.With with) {
            if (with instanceof Ir.With.OnInput input) {
                return new Ir.With.OnInput(all(input.path()), of(input.value()), input.at());
            }
            if (with instanceof Ir.With.OnData data) {
                return new Ir.With.OnData(all(data.path()), of(data.value()), data.at());
            }
            if (with instanceof Ir.With.FunctionByValue function) {
                return new Ir.With.FunctionByValue(function.function(), of(function.value()), function.at());
            }
            return with;
        }

        private List<Ir.Term> all(List<Ir.Term> terms) {
            return terms.stream().map(this::of).toList();
        }

        private Ir.Term of(Ir.Term term) {
            if (term instanceof Ir.Comprehension comprehension) {
                List<Ir.Term> heads = new ArrayList<>();
                comprehension.key().ifPresent(heads::add);
                heads.add(comprehension.value());
                return new Ir.Comprehension(
                        comprehension.kind(),
                        comprehension.key(),
                        comprehension.value(),
                        order(comprehension.body(), heads, bound, enclosing),
                        comprehension.at());
            }
            if (term instanceof Ir.Reference reference) {
                return new Ir.Reference(of(reference.head()), all(reference.operands()), reference.at());
            }
            if (term instanceof Ir.ArrayOf array) {
                return new Ir.ArrayOf(all(array.items()), array.at());
            }
            if (term instanceof Ir.SetOf set) {
                return new Ir.SetOf(all(set.members()), set.at());
            }
            if (term instanceof Ir.ObjectOf object) {
                return new Ir.ObjectOf(all(object.keys()), all(object.values()), object.at());
            }
            if (term instanceof Ir.BuiltinCall call) {
                return new Ir.BuiltinCall(call.builtin(), all(call.arguments()), call.at());
            }
            if (term instanceof Ir.FunctionCall call) {
                return new Ir.FunctionCall(call.path(), all(call.arguments()), call.at());
            }
            if (term instanceof Ir.Template template) {
                return new Ir.Template(all(template.parts()), template.at());
            }
            return term;
        }
    }
}
