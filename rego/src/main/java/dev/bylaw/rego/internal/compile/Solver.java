package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.internal.builtin.Builtin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Finds an order in which the parts of one statement can be evaluated: which references are iterated, which patterns are
 * matched, which sides are compared. The safety stage asks whether there is one, the planner follows it. Not thread-safe.
 */
public final class Solver {
    /** Takes the parts in the order found. */
    public interface Steps {
        /** The reference (with unbound variables among its operands) or relation is iterated; then it has one value. */
        void iterate(Ir.Term enumerable);

        /** The pattern, which has unbound variables, is matched against a term without. */
        void match(Ir.Term pattern, Ir.Term ground);

        /** Both sides have no unbound variables and must be equal. */
        void equal(Ir.Term left, Ir.Term right);
    }

    private static final Steps NOTHING = new Steps() {
        @Override
        public void iterate(Ir.Term enumerable) {}

        @Override
        public void match(Ir.Term pattern, Ir.Term ground) {}

        @Override
        public void equal(Ir.Term left, Ir.Term right) {}
    };

    /** To look at a pair takes as much work as so many simple steps. */
    private static final int WORK_OF_PAIR = 4;

    private record Pair(Ir.Term left, Ir.Term right) {}

    private final Set<Variable> bound;
    private final Set<Variable> enclosing;
    private final Steps steps;
    private final List<Variable> added;
    private final LongConsumer work;
    private final Set<Ir.Term> done = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Ir.Term> enumerables = new ArrayList<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final List<Ir.Term> terms = new ArrayList<>();

    /**
     * A solver for one statement.
     *
     * @param bound the variables that have a value before it; those it binds are added
     * @param enclosing the variables that a closure shares with the blocks around it
     * @param steps takes the parts
     */
    public Solver(Set<Variable> bound, Set<Variable> enclosing, Steps steps) {
        this(bound, enclosing, steps, new ArrayList<>(), amount -> {});
    }

    private Solver(Set<Variable> bound, Set<Variable> enclosing, Steps steps, List<Variable> added, LongConsumer work) {
        this.bound = bound;
        this.enclosing = enclosing;
        this.steps = steps;
        this.added = added;
        this.work = work;
    }

    private void bind(Set<Variable> variables) {
        for (Variable variable : variables) {
            if (bound.add(variable)) {
                added.add(variable);
            }
        }
    }

    /** Whether a statement can be evaluated when these variables have a value; if so, those it binds are added. */
    static boolean isReady(Ir.Statement statement, Set<Variable> bound, Set<Variable> enclosing, LongConsumer work) {
        List<Variable> added = new ArrayList<>();
        if (new Solver(bound, enclosing, NOTHING, added, work)
                        .modifiers(statement.withs())
                        .solve()
                && new Solver(bound, enclosing, NOTHING, added, work).solve(statement)) {
            return true;
        }
        added.forEach(bound::remove);
        return false;
    }

    /** Adds the terms of modifiers. */
    public Solver modifiers(List<Ir.With> withs) {
        for (Ir.With with : withs) {
            if (with instanceof Ir.With.OnInput input) {
                input.path().forEach(this::require);
                require(input.value());
            } else if (with instanceof Ir.With.OnData data) {
                data.path().forEach(this::require);
                require(data.value());
            } else if (with instanceof Ir.With.FunctionByValue function) {
                require(function.value());
            }
        }
        return this;
    }

    /** Solves a statement without its modifiers, which come first; false where a variable stays unbound. */
    public boolean solve(Ir.Statement statement) {
        if (statement instanceof Ir.Test test) {
            return require(test.term()).solve();
        }
        if (statement instanceof Ir.Unify unify) {
            return unify(unify.left(), unify.right()).solve();
        }
        if (statement instanceof Ir.Iterate iterate) {
            return iterate(iterate);
        }
        if (statement instanceof Ir.Not) {
            Variables variables = Variables.of(statement);
            return bound.containsAll(variables.direct()) && closed(variables.nested());
        }
        if (statement instanceof Ir.Every every) {
            Set<Variable> inner = Variables.setOf(Variables.of(every.body()).direct());
            inner.addAll(Variables.of(every.body()).nested());
            inner.remove(every.value());
            every.key().ifPresent(inner::remove);
            return require(every.domain()).solve() && closed(inner);
        }
        return solve()
                && closed(Variables.of(statement).nested())
                && bound.containsAll(Variables.ofOpenOperands(statement));
    }

    private boolean iterate(Ir.Iterate iterate) {
        if (!require(iterate.domain()).solve()) {
            return false;
        }
        List<Ir.Term> patterns = new ArrayList<>();
        iterate.key().ifPresent(patterns::add);
        patterns.add(iterate.value());
        for (Ir.Term pattern : patterns) {
            collect(pattern);
        }
        if (!solve()) {
            return false;
        }
        for (Ir.Term pattern : patterns) {
            if (!isMatchable(pattern)) {
                return false;
            }
            bind(Variables.of(pattern).direct());
        }
        return true;
    }

    /** Adds a term whose value is needed. */
    public Solver require(Ir.Term term) {
        collect(term);
        terms.add(term);
        return this;
    }

    /** Adds two terms that must be equal. */
    public Solver unify(Ir.Term left, Ir.Term right) {
        collect(left);
        collect(right);
        pairs.add(new Pair(left, right));
        return this;
    }

    /** Solves what was added; false where a variable stays unbound. */
    public boolean solve() {
        while (solvePair() || iterateNext()) {
            // Each round makes progress.
        }
        return pairs.isEmpty()
                && done.containsAll(enumerables)
                && terms.stream().allMatch(this::isGround);
    }

    private boolean solvePair() {
        for (int i = 0; i < pairs.size(); i++) {
            work.accept(WORK_OF_PAIR);
            Pair pair = pairs.get(i);
            Optional<List<Pair>> parts = parts(pair);
            if (parts.isPresent()) {
                pairs.remove(i);
                pairs.addAll(i, parts.get());
                return true;
            }
            boolean left = isGround(pair.left());
            boolean right = isGround(pair.right());
            if (left && right) {
                steps.equal(pair.left(), pair.right());
            } else if (right && isMatchable(pair.left())) {
                steps.match(pair.left(), pair.right());
                bind(Variables.of(pair.left()).direct());
            } else if (left && isMatchable(pair.right())) {
                steps.match(pair.right(), pair.left());
                bind(Variables.of(pair.right()).direct());
            } else {
                continue;
            }
            pairs.remove(i);
            return true;
        }
        return false;
    }

    /** The pairs that two literals of one shape consist of. */
    private static Optional<List<Pair>> parts(Pair pair) {
        List<Pair> parts = new ArrayList<>();
        if (pair.left() instanceof Ir.ArrayOf left
                && pair.right() instanceof Ir.ArrayOf right
                && left.items().size() == right.items().size()) {
            for (int i = 0; i < left.items().size(); i++) {
                parts.add(new Pair(left.items().get(i), right.items().get(i)));
            }
            return Optional.of(parts);
        }
        if (pair.left() instanceof Ir.ObjectOf left
                && pair.right() instanceof Ir.ObjectOf right
                && left.keys().size() == right.keys().size()) {
            for (int i = 0; i < left.keys().size(); i++) {
                int other = position(right.keys(), left.keys().get(i));
                if (other < 0 || position(left.keys(), left.keys().get(i)) != i) {
                    return Optional.empty();
                }
                parts.add(new Pair(left.values().get(i), right.values().get(other)));
            }
            return Optional.of(parts);
        }
        return Optional.empty();
    }

    /** The position of a constant key; -1 where it is not a constant or not there. */
    private static int position(List<Ir.Term> keys, Ir.Term key) {
        if (!(key instanceof Ir.Constant wanted)) {
            return -1;
        }
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i) instanceof Ir.Constant constant && constant.value().equals(wanted.value())) {
                return i;
            }
        }
        return -1;
    }

    private boolean iterateNext() {
        for (Ir.Term enumerable : enumerables) {
            work.accept(1);
            if (!done.contains(enumerable) && isEnumerable(enumerable)) {
                done.add(enumerable);
                Set<Variable> direct = Variables.of(enumerable).direct();
                boolean relation = enumerable instanceof Ir.BuiltinCall;
                if (relation || !bound.containsAll(direct)) {
                    steps.iterate(enumerable);
                    bind(direct);
                }
                return true;
            }
        }
        return false;
    }

    private boolean isEnumerable(Ir.Term enumerable) {
        if (enumerable instanceof Ir.BuiltinCall call) {
            return call.arguments().stream().allMatch(this::isGround);
        }
        Ir.Reference reference = (Ir.Reference) enumerable;
        return isGround(reference.head()) && reference.operands().stream().allMatch(this::isMatchable);
    }

    /** Whether a term can be matched against a value: unbound variables stand only where the value has a part. */
    private boolean isMatchable(Ir.Term pattern) {
        if (pattern instanceof Ir.Local || pattern instanceof Ir.Constant) {
            return true;
        }
        if (pattern instanceof Ir.ArrayOf array) {
            return array.items().stream().allMatch(this::isMatchable);
        }
        if (pattern instanceof Ir.ObjectOf object) {
            return object.keys().stream().allMatch(this::isGround)
                    && object.values().stream().allMatch(this::isMatchable);
        }
        return isGround(pattern);
    }

    /** Whether a term has a value: all its variables have one, and everything in it that is iterated has been. */
    private boolean isGround(Ir.Term term) {
        Variables variables = Variables.of(term);
        return bound.containsAll(variables.direct()) && closed(variables.nested()) && isIterated(term);
    }

    private boolean isIterated(Ir.Term term) {
        List<Ir.Term> inside = new ArrayList<>();
        collect(term, inside);
        return done.containsAll(inside);
    }

    private boolean closed(Set<Variable> nested) {
        for (Variable variable : nested) {
            if (enclosing.contains(variable) && !bound.contains(variable)) {
                return false;
            }
        }
        return true;
    }

    private void collect(Ir.Term term) {
        collect(term, enumerables);
    }

    /** References and relations of a term outside closures, inner ones first. */
    private static void collect(Ir.Term term, List<Ir.Term> into) {
        if (term instanceof Ir.Reference reference) {
            collect(reference.head(), into);
            reference.operands().forEach(operand -> collect(operand, into));
            into.add(reference);
        } else if (term instanceof Ir.ArrayOf array) {
            array.items().forEach(item -> collect(item, into));
        } else if (term instanceof Ir.SetOf set) {
            set.members().forEach(member -> collect(member, into));
        } else if (term instanceof Ir.ObjectOf object) {
            object.keys().forEach(key -> collect(key, into));
            object.values().forEach(value -> collect(value, into));
        } else if (term instanceof Ir.BuiltinCall call) {
            call.arguments().forEach(argument -> collect(argument, into));
            if (call.builtin() instanceof Builtin.Relation) {
                into.add(call);
            }
        } else if (term instanceof Ir.FunctionCall call) {
            call.arguments().forEach(argument -> collect(argument, into));
        }
    }
}
