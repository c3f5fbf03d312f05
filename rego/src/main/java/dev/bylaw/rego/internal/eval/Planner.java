package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.builtin.Builtin;
import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.compile.Solver;
import dev.bylaw.rego.internal.compile.Variable;
import dev.bylaw.rego.internal.compile.Variables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the blocks of one rule or query: statements become steps, in the order that the safety stage has found. */
final class Planner {
    private final Plan plan;
    private final TermPlanner terms;
    private final Set<Variable> assigned = Variables.setOf(List.of());
    private final Map<Variable, Integer> slots = new IdentityHashMap<>();
    private final Set<Variable> keptTruthy = Variables.setOf(List.of());
    private Watch watch;
    private int slotCount;

    /** Whether it does not matter in which order the solutions of the current block come. */
    private boolean anyOrder;

    /** The reference that a statement compares with something; null where there is none. */
    private Ir.Reference compared;

    private Ir.Term comparedWith;

    /** Collector 0 is the rule's own. */
    private int collectorCount = 1;

    Planner(Plan plan) {
        this.plan = plan;
        this.watch = plan.watch();
        this.terms = new TermPlanner(this, plan);
    }

    int slotCount() {
        return slotCount;
    }

    int collectorCount() {
        return collectorCount;
    }

    int newSlot() {
        return slotCount++;
    }

    int newCollector() {
        return collectorCount++;
    }

    int slot(Variable variable) {
        return slots.computeIfAbsent(variable, key -> newSlot());
    }

    boolean isAssigned(Variable variable) {
        return assigned.contains(variable);
    }

    void assign(Variable variable) {
        assigned.add(variable);
    }

    Watch watch() {
        return watch;
    }

    /**
     * Says whether the solutions of a block may come in any order.
     *
     * @return what was said before
     */
    boolean order(boolean any, Ir.Block block) {
        boolean before = anyOrder;
        anyOrder = any && !plan.isObserved() && !Join.prints(block);
        return before;
    }

    /** Says again what was said before. */
    void order(boolean before) {
        anyOrder = before;
    }

    TermPlanner terms() {
        return terms;
    }

    /**
     * A test that keeps its value in a slot: as an equation with a variable that stands there. Other statements stay as
     * they are.
     *
     * @param mayBeFalse whether it holds for false too
     */
    Ir.Statement kept(Ir.Statement statement, int slot, boolean mayBeFalse) {
        if (!(statement instanceof Ir.Test test)) {
            return statement;
        }
        Variable variable = Variable.generated(test.at());
        slots.put(variable, slot);
        Ir.Local local = new Ir.Local(variable, test.at());
        keptTruthy.addAll(mayBeFalse ? List.of() : List.of(variable));
        return new Ir.Unify(local, test.term(), test.withs(), test.at());
    }

    /** Plans the parameters of a function, whose arguments stand in the first slots. */
    void parameters(List<Ir.Term> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            newSlot();
        }
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i) instanceof Ir.Local local && !slots.containsKey(local.variable())) {
                slots.put(local.variable(), i);
                assign(local.variable());
            }
        }
    }

    /** Matches the arguments with the parameters that are more than a variable of their own. */
    List<Step> matchParameters(List<Ir.Term> parameters) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            boolean own = parameters.get(i) instanceof Ir.Local local
                    && Integer.valueOf(i).equals(slots.get(local.variable()));
            if (!own) {
                match(parameters.get(i), new Computes.Slot(i), steps);
            }
        }
        return steps;
    }

    /** Links steps; {@return the first} */
    static Step chain(List<Step> steps) {
        for (int i = 0; i + 1 < steps.size(); i++) {
            steps.get(i).link(steps.get(i + 1));
        }
        return steps.get(0);
    }

    /** Plans a block; the steps are not linked yet. */
    List<Step> block(Ir.Block block, Collection<Ir.Term> heads, Set<Variable> around) {
        Set<Variable> enclosing = Variables.setOf(around);
        enclosing.addAll(Variables.of(block).direct());
        enclosing.addAll(Variables.of(heads).direct());
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < block.statements().size(); i++) {
            Ir.Statement statement = block.statements().get(i);
            watch.before(statement, this, steps);
            if (statement instanceof Ir.Iterate iterate && iterate.withs().isEmpty()) {
                iterate(
                        iterate,
                        block.statements().subList(i + 1, block.statements().size()),
                        steps,
                        enclosing);
            } else {
                statement(statement, steps, enclosing);
            }
            watch.after(statement, this, steps);
        }
        return steps;
    }

    private void statement(Ir.Statement statement, List<Step> steps, Set<Variable> enclosing) {
        if (statement.withs().isEmpty()) {
            plain(statement, steps, enclosing);
            return;
        }
        require(solver(steps, enclosing).modifiers(statement.withs()).solve(), statement.at());
        WithStep.Replacement[] replacements = statement.withs().stream()
                .map(with -> replacement(with, enclosing))
                .toArray(WithStep.Replacement[]::new);
        List<Step> inner = new ArrayList<>();
        plain(statement, inner, enclosing);
        int collector = newCollector();
        WithStep.Restore end = new WithStep.Restore(collector);
        inner.add(end);
        steps.add(new WithStep(replacements, chain(inner), end, collector));
    }

    private WithStep.Replacement replacement(Ir.With with, Set<Variable> enclosing) {
        if (with instanceof Ir.With.OnInput input) {
            return new WithStep.Replacement(
                    true, terms.all(input.path(), enclosing), null, terms.of(input.value(), enclosing), null);
        }
        if (with instanceof Ir.With.OnData data) {
            return new WithStep.Replacement(
                    false, terms.all(data.path(), enclosing), null, terms.of(data.value(), enclosing), null);
        }
        if (with instanceof Ir.With.FunctionByValue function) {
            return new WithStep.Replacement(
                    false, new Compute[0], function.function(), terms.of(function.value(), enclosing), null);
        }
        Ir.With.FunctionByFunction function = (Ir.With.FunctionByFunction) with;
        return new WithStep.Replacement(false, new Compute[0], function.function(), null, function.replacement());
    }

    private void plain(Ir.Statement statement, List<Step> steps, Set<Variable> enclosing) {
        comparing(statement);
        if (statement instanceof Ir.Test test) {
            require(solver(steps, enclosing).solve(test), test.at());
            steps.add(new Steps.Test(terms.of(test.term(), enclosing)));
        } else if (statement instanceof Ir.Unify unify) {
            require(solver(steps, enclosing).solve(unify), unify.at());
            if (unify.left() instanceof Ir.Local local && keptTruthy.contains(local.variable())) {
                steps.add(new Steps.Test(new Computes.Slot(slot(local.variable()))));
            }
        } else if (statement instanceof Ir.Iterate iterate) {
            iterate(iterate, List.of(), steps, enclosing);
        } else if (statement instanceof Ir.Not not) {
            steps.add(new Closures.Not(search(not.block(), enclosing)));
        } else if (statement instanceof Ir.Logical logical) {
            steps.add(new Closures.Logical(
                    logical.both(), search(logical.left(), enclosing), search(logical.right(), enclosing)));
        } else if (statement instanceof Ir.Every every) {
            require(solver(steps, enclosing).require(every.domain()).solve(), every.at());
            Compute domain = terms.of(every.domain(), enclosing);
            int key = every.key().map(this::closureSlot).orElse(-1);
            int value = closureSlot(every.value());
            steps.add(new Closures.Every(domain, key, value, search(every.body(), enclosing)));
        } else {
            Ir.Print print = (Ir.Print) statement;
            // How an argument is computed is not worth telling.
            Watch outer = watch;
            watch = Watch.OFF;
            Compute[] arguments = new Compute[print.arguments().size()];
            for (int i = 0; i < arguments.length; i++) {
                Ir.Term result = new Ir.Local(print.results().get(i), print.at());
                arguments[i] = terms.of(
                        new Ir.Comprehension(
                                Ir.Collection.ARRAY,
                                Optional.empty(),
                                result,
                                print.arguments().get(i),
                                print.at()),
                        enclosing);
            }
            watch = outer;
            steps.add(new Texts.Print(arguments, print.at()));
        }
    }

    private int closureSlot(Variable variable) {
        assign(variable);
        return variable.isGenerated() ? -1 : slot(variable);
    }

    /** A query that is searched for one solution. */
    private Step search(Ir.Block block, Set<Variable> enclosing) {
        boolean outer = order(false, block);
        List<Step> steps = new ArrayList<>();
        watch.enter(block, steps);
        steps.addAll(block(block, List.of(), enclosing));
        watch.exit(block, this, steps);
        order(outer);
        steps.add(new Closures.Found());
        return chain(steps);
    }

    private void iterate(Ir.Iterate iterate, List<Ir.Statement> following, List<Step> steps, Set<Variable> enclosing) {
        require(solver(steps, enclosing).require(iterate.domain()).solve(), iterate.at());
        Compute domain = terms.of(iterate.domain(), enclosing);
        Optional<Join> join =
                plan.isObserved() ? Optional.empty() : Join.find(iterate.key(), iterate.value(), following, assigned);
        int key = iterate.key().map(this::scanSlot).orElse(-1);
        int value = scanSlot(iterate.value());
        steps.add(scan(domain, key, value, join, enclosing));
        iterate.key().ifPresent(pattern -> scanned(pattern, key, steps));
        scanned(iterate.value(), value, steps);
    }

    /** A scan, of only some members where an equation behind it allows that. */
    private Step scan(Compute domain, int key, int value, Optional<Join> join, Set<Variable> enclosing) {
        Steps.Scan scan = new Steps.Scan(domain, key, value, anyOrder);
        return join.isEmpty()
                ? scan
                : new JoinScan(domain, scan, join.get(), terms.of(join.get().wanted(), enclosing));
    }

    /** The scan for an operand of a reference. */
    Step scan(Ir.Reference reference, int operand, Compute domain, int key, int value, Set<Variable> enclosing) {
        Optional<Join> join = Optional.empty();
        if (reference == compared
                && !plan.isObserved()
                && Join.isReadOnly(comparedWith)
                && assigned.containsAll(Variables.of(comparedWith).direct())) {
            List<Ir.Term> behind = reference
                    .operands()
                    .subList(operand + 1, reference.operands().size());
            join = Join.path(behind).map(path -> new Join(false, path, comparedWith));
        }
        return scan(domain, key, value, join, enclosing);
    }

    /** Remembers which reference a statement compares, for the time that it is planned. */
    private void comparing(Ir.Statement statement) {
        compared = null;
        List<Ir.Term> sides = Join.sides(statement);
        for (int i = 0; i < sides.size(); i++) {
            if (sides.get(i) instanceof Ir.Reference reference) {
                compared = reference;
                comparedWith = sides.get(1 - i);
                if (!assigned.containsAll(Variables.of(reference).direct())) {
                    return;
                }
            }
        }
    }

    /** The slot that a scan fills for a pattern: that of a variable it binds, else a new one; -1 for a wildcard. */
    int scanSlot(Ir.Term pattern) {
        if (pattern instanceof Ir.Local local && !isAssigned(local.variable())) {
            return local.variable().isGenerated() ? -1 : slot(local.variable());
        }
        return newSlot();
    }

    /** Goes on from a slot that a scan has filled. */
    void scanned(Ir.Term pattern, int slot, List<Step> steps) {
        if (pattern instanceof Ir.Local local && !isAssigned(local.variable())) {
            assign(local.variable());
        } else {
            match(pattern, new Computes.Slot(slot), steps);
        }
    }

    /** A solver whose parts become steps. */
    private Solver solver(List<Step> steps, Set<Variable> enclosing) {
        return new Solver(assigned, enclosing, new Solver.Steps() {
            @Override
            public void iterate(Ir.Term enumerable) {
                if (enumerable instanceof Ir.BuiltinCall call) {
                    int slot = newSlot();
                    steps.add(new Steps.Each(
                            (Builtin.Relation) call.builtin(), terms.all(call.arguments(), enclosing), slot));
                    terms.remember(call, slot);
                } else {
                    new ReferencePlanner(Planner.this, plan, steps, enclosing).iterate((Ir.Reference) enumerable);
                }
            }

            @Override
            public void match(Ir.Term pattern, Ir.Term ground) {
                Planner.this.match(pattern, terms.of(ground, enclosing), steps);
            }

            @Override
            public void equal(Ir.Term left, Ir.Term right) {
                steps.add(new Steps.Equal(terms.of(left, enclosing), terms.of(right, enclosing)));
            }
        });
    }

    /** Matches a pattern against a value; unbound variables of the pattern are bound. */
    void match(Ir.Term pattern, Compute value, List<Step> steps) {
        Set<Variable> none = Set.of();
        if (pattern instanceof Ir.Local local && !isAssigned(local.variable())) {
            assign(local.variable());
            steps.add(new Steps.Bind(slot(local.variable()), value));
        } else if (pattern instanceof Ir.ArrayOf array && !isAssignedWholly(array)) {
            int slot = newSlot();
            steps.add(new Steps.Bind(slot, value));
            steps.add(new Steps.ArrayShape(slot, array.items().size()));
            for (int i = 0; i < array.items().size(); i++) {
                match(array.items().get(i), new Computes.Item(slot, i), steps);
            }
        } else if (pattern instanceof Ir.ObjectOf object && !isAssignedWholly(object)) {
            int slot = newSlot();
            steps.add(new Steps.Bind(slot, value));
            steps.add(new Steps.ObjectShape(slot, object.keys().size()));
            for (int i = 0; i < object.keys().size(); i++) {
                Compute key = terms.of(object.keys().get(i), none);
                match(object.values().get(i), new Computes.Member(new Computes.Slot(slot), key), steps);
            }
        } else {
            steps.add(new Steps.Equal(terms.of(pattern, none), value));
        }
    }

    private boolean isAssignedWholly(Ir.Term pattern) {
        return assigned.containsAll(Variables.of(pattern).direct());
    }

    private static void require(boolean solved, RegoLocation at) {
        if (!solved) {
            throw new IllegalStateException("statement at " + at + " was not ordered");
        }
    }

    /** The conditions of a body that an index can use: comparisons of a place of the input or an argument. */
    RuleIndex.Condition[] conditions(Ir.Rule rule) {
        List<RuleIndex.Condition> conditions = new ArrayList<>();
        if (rule.branches().size() == 1) {
            for (Ir.Statement statement : rule.branches().get(0).body().statements()) {
                if (statement instanceof Ir.Print) {
                    break;
                }
                if (statement.withs().isEmpty()) {
                    condition(statement, rule).ifPresent(conditions::add);
                }
            }
            for (int i = 0; i < rule.parameters().size(); i++) {
                if (rule.parameters().get(i) instanceof Ir.Constant constant) {
                    conditions.add(
                            new RuleIndex.Condition(new RuleIndex.Place(i, List.of()), List.of(constant.value())));
                }
            }
        }
        return conditions.toArray(new RuleIndex.Condition[0]);
    }

    private Optional<RuleIndex.Condition> condition(Ir.Statement statement, Ir.Rule rule) {
        Ir.Term left;
        Ir.Term right;
        if (statement instanceof Ir.Test test
                && test.term() instanceof Ir.BuiltinCall call
                && call.builtin().name().equals("internal.member_2")
                && call.arguments().get(1) instanceof Ir.Constant members) {
            return constants(members.value())
                    .flatMap(all ->
                            place(call.arguments().get(0), rule).map(found -> new RuleIndex.Condition(found, all)));
        }
        if (statement instanceof Ir.Unify unify) {
            left = unify.left();
            right = unify.right();
        } else if (statement instanceof Ir.Test test
                && test.term() instanceof Ir.BuiltinCall call
                && call.builtin().name().equals("equal")) {
            left = call.arguments().get(0);
            right = call.arguments().get(1);
        } else {
            return Optional.empty();
        }
        Ir.Term place = right instanceof Ir.Constant ? left : right;
        Ir.Term constant = right instanceof Ir.Constant ? right : left;
        if (!(constant instanceof Ir.Constant wanted)) {
            return Optional.empty();
        }
        return place(place, rule).map(found -> new RuleIndex.Condition(found, List.of(wanted.value())));
    }

    /** The members of a constant collection. */
    private static Optional<Collection<Value>> constants(Value collection) {
        if (collection instanceof ArrayValue array) {
            return Optional.of(array.items());
        }
        return collection instanceof SetValue set ? Optional.of(set.members()) : Optional.empty();
    }

    private Optional<RuleIndex.Place> place(Ir.Term term, Ir.Rule rule) {
        Ir.Term head = term instanceof Ir.Reference reference ? reference.head() : term;
        List<Value> path = new ArrayList<>();
        if (term instanceof Ir.Reference reference) {
            for (Ir.Term operand : reference.operands()) {
                if (!(operand instanceof Ir.Constant constant)) {
                    return Optional.empty();
                }
                path.add(constant.value());
            }
        }
        if (head instanceof Ir.Input) {
            return Optional.of(new RuleIndex.Place(-1, path));
        }
        if (head instanceof Ir.Local local) {
            for (int i = 0; i < rule.parameters().size(); i++) {
                if (rule.parameters().get(i) instanceof Ir.Local parameter
                        && parameter.variable() == local.variable()) {
                    return Optional.of(new RuleIndex.Place(i, path));
                }
            }
        }
        return Optional.empty();
    }
}
