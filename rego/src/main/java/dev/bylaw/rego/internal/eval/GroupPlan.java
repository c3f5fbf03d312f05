package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.RuleGroup;
import java.util.Arrays;
import java.util.List;

/** The planned rules of one path, and how they come to an outcome together. Immutable once planned. */
final class GroupPlan {
    private static final Value[] NO_ARGUMENTS = {};

    final RuleGroup group;
    final int id;
    final List<String> path;

    /** Groups whose path begins with the path of this one, which is then an object of them and its own keys. */
    private final List<GroupPlan> below;

    private RulePlan[] rules;
    private RulePlan defaultRule;
    private RuleIndex index;
    private Value sameConstant;

    GroupPlan(RuleGroup group, List<GroupPlan> below) {
        this.group = group;
        this.id = group.id();
        this.path = group.path();
        this.below = below;
    }

    void planned(RulePlan[] plans, RulePlan defaultPlan) {
        rules = plans;
        defaultRule = defaultPlan;
        index = RuleIndex.of(plans);
        sameConstant = sameConstant(plans);
    }

    /** The value that every solution of every rule has, or null. */
    private static Value sameConstant(RulePlan[] plans) {
        Value same = null;
        for (RulePlan plan : plans) {
            for (RulePlan.Branch branch : plan.branches) {
                if (branch.constant() == null || (same != null && !same.equals(branch.constant()))) {
                    return null;
                }
                same = branch.constant();
            }
        }
        return same;
    }

    /** The outcome in the current context, computed once. */
    Outcome outcome(Evaluation run) {
        Context context = run.context;
        Outcome known = context.groups[id];
        if (known == null) {
            run.enter(group.at());
            known = compute(run);
            run.leave();
            context.groups[id] = known;
        }
        return known;
    }

    private Outcome compute(Evaluation run) {
        return switch (group.kind()) {
            case COMPLETE -> complete(run, NO_ARGUMENTS);
            case SET -> set(run);
            case OBJECT -> object(run);
            case FUNCTION -> throw new IllegalStateException(group.name() + " is a function");
        };
    }

    /** The outcome of a call. */
    Outcome call(Evaluation run, Value[] arguments) {
        if (!Computes.doubt(arguments).isNone()) {
            run.enter(group.at());
            Outcome outcome = complete(run, arguments);
            run.leave();
            return outcome;
        }
        for (Value argument : arguments) {
            run.through(argument);
        }
        CallMemo calls = run.context.calls(id);
        for (Value argument : arguments) {
            run.through(argument);
        }
        int hash = CallMemo.hash(arguments);
        Outcome known = calls.find(arguments, hash);
        if (known == null) {
            run.enter(group.at());
            known = complete(run, arguments);
            run.leave();
            run.made(1 + arguments.length);
            calls.add(arguments, hash, known);
        }
        return known;
    }

    private Outcome complete(Evaluation run, Value[] arguments) {
        Doubt path = run.path;
        Doubt reads = run.reads;
        boolean maybe = run.maybe;
        run.path = Doubt.NONE;
        run.reads = Doubt.NONE;
        CompleteRun result = new CompleteRun(this);
        Doubt total = Doubt.NONE;
        int[] candidates = index.candidates(run, arguments);
        total = total.and(run.reads);
        int count = candidates == null ? rules.length : candidates.length;
        for (int i = 0; i < count; i++) {
            RulePlan rule = rules[candidates == null ? i : candidates[i]];
            total = total.and(result.run(run, rule, arguments));
            if (sameConstant != null && result.value != null && result.doubt.isNone()) {
                break;
            }
        }
        Outcome outcome;
        if (result.conflict) {
            outcome = new Outcome(null, total.and(result.doubt));
        } else if (result.value != null) {
            outcome = new Outcome(result.value, result.doubt);
        } else if (defaultRule != null) {
            result.run(run, defaultRule, arguments);
            outcome = new Outcome(result.value, total.and(result.doubt));
        } else {
            outcome = total.isNone() ? Outcome.UNDEFINED : new Outcome(null, total);
        }
        run.path = path;
        run.reads = reads;
        run.maybe = maybe;
        return outcome;
    }

    /** Collects the value of a complete rule or a call. */
    private static final class CompleteRun implements RulePlan.Collector {
        private final GroupPlan plan;
        private RulePlan rule;
        private RulePlan.Branch branch;
        private Doubt earlier = Doubt.NONE;
        private boolean emitted;
        private Value value;
        private Doubt doubt = Doubt.NONE;
        private boolean conflict;

        CompleteRun(GroupPlan plan) {
            this.plan = plan;
        }

        /** Runs a rule; {@return everything it looked at} */
        Doubt run(Evaluation run, RulePlan newRule, Value[] arguments) {
            rule = newRule;
            earlier = Doubt.NONE;
            Frame frame = newRule.frame(run, arguments, this);
            for (RulePlan.Branch next : newRule.branches) {
                branch = next;
                emitted = false;
                run.path = Doubt.NONE;
                run.reads = Doubt.NONE;
                next.query().run(frame);
                earlier = earlier.and(run.reads);
                if (emitted) {
                    break;
                }
            }
            return earlier;
        }

        @Override
        public boolean emit(Frame frame, Value[] keys, Value found) {
            Evaluation run = frame.run;
            Doubt why = run.path.and(earlier);
            emitted = true;
            if (value == null) {
                value = found;
                doubt = why;
            } else if (Lookup.equal(run, value, found)) {
                // Certain if one of the derivations is.
                doubt = doubt.isNone() || why.isNone() ? Doubt.NONE : doubt.and(why);
            } else {
                conflict = true;
                doubt = doubt.and(why).and(run.reads);
                run.conflict(
                        RegoError.at(
                                        rule.at,
                                        "eval_conflict_error",
                                        plan.group.kind() == RuleGroup.Kind.FUNCTION
                                                ? "functions must not produce multiple outputs for same inputs: function "
                                                        + plan.group.name()
                                                        + " produced conflicting values for the same inputs"
                                                : "complete rules must not produce multiple outputs: rule "
                                                        + plan.group.name() + " produced conflicting values")
                                .withSuggestion("let the conditions exclude each other, or join the bodies by else"
                                        + (plan.group.kind() == RuleGroup.Kind.FUNCTION
                                                ? ""
                                                : "; contains collects several values in a set")),
                        doubt);
                doubt = doubt.and(run.reads);
            }
            return branch.constant() != null && why.isNone();
        }
    }

    private Outcome set(Evaluation run) {
        SetValue.Builder members = SetValue.builder();
        Doubt reads = partial(run, (frame, keys, value) -> {
            frame.run.made(1);
            frame.run.through(value);
            members.add(value, frame.run.path);
            return false;
        });
        return new Outcome(members.open(reads).build(), Doubt.NONE);
    }

    private Outcome object(Evaluation run) {
        ObjectTree tree = new ObjectTree(group.name());
        Doubt reads = collect(run, this, tree);
        return new Outcome(tree.build(reads), Doubt.NONE);
    }

    /** Puts what the rules of a group give, and those of the groups below it, into the tree of an outer group. */
    private Doubt collect(Evaluation run, GroupPlan inner, ObjectTree tree) {
        Value[] prefix = inner.path.subList(path.size(), inner.path.size()).stream()
                .map(StringValue::of)
                .toArray(Value[]::new);
        Doubt reads = Doubt.NONE;
        switch (inner.group.kind()) {
            case FUNCTION -> {}
            case COMPLETE -> {
                Outcome outcome = inner.outcome(run);
                if (outcome.value() != null) {
                    tree.put(run, prefix, outcome.value(), outcome.doubt(), false, inner.group.at());
                } else {
                    reads = outcome.doubt();
                }
            }
            case SET -> {
                for (RulePlan rule : inner.rules) {
                    reads = reads.and(partial(run, rule, (frame, keys, value) -> {
                        tree.put(frame.run, prefix, value, frame.run.path, true, rule.at);
                        return false;
                    }));
                }
            }
            case OBJECT -> {
                for (GroupPlan deeper : inner.below) {
                    reads = reads.and(collect(run, deeper, tree));
                }
                for (RulePlan rule : inner.rules) {
                    reads = reads.and(partial(run, rule, (frame, keys, value) -> {
                        tree.put(frame.run, join(prefix, keys), value, frame.run.path, rule.set, rule.at);
                        return false;
                    }));
                }
            }
        }
        return reads;
    }

    private static Value[] join(Value[] prefix, Value[] keys) {
        Value[] all = Arrays.copyOf(prefix, prefix.length + keys.length);
        System.arraycopy(keys, 0, all, prefix.length, keys.length);
        return all;
    }

    private Doubt partial(Evaluation run, RulePlan.Collector collector) {
        Doubt path = run.path;
        Doubt reads = run.reads;
        boolean maybe = run.maybe;
        run.path = Doubt.NONE;
        run.reads = Doubt.NONE;
        int[] candidates = index.candidates(run, NO_ARGUMENTS);
        Doubt total = run.reads;
        int count = candidates == null ? rules.length : candidates.length;
        for (int i = 0; i < count; i++) {
            total = total.and(partial(run, rules[candidates == null ? i : candidates[i]], collector));
        }
        run.path = path;
        run.reads = reads;
        run.maybe = maybe;
        return total;
    }

    /** Runs the branches of one rule; {@return everything it looked at} */
    private static Doubt partial(Evaluation run, RulePlan rule, RulePlan.Collector collector) {
        Doubt path = run.path;
        Doubt reads = run.reads;
        boolean maybe = run.maybe;
        run.path = Doubt.NONE;
        run.reads = Doubt.NONE;
        rule.branches[0].query().run(rule.frame(run, NO_ARGUMENTS, collector));
        Doubt looked = run.reads;
        run.path = path;
        run.reads = reads;
        run.maybe = maybe;
        return looked;
    }
}
