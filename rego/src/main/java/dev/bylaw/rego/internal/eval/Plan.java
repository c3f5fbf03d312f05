package dev.bylaw.rego.internal.eval;

import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.compile.Ir;
import dev.bylaw.rego.internal.compile.Program;
import dev.bylaw.rego.internal.compile.RuleGroup;
import dev.bylaw.rego.internal.compile.RuleTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A whole policy as nodes. Immutable once it is made, and shared between threads. */
public final class Plan {
    private final Program program;
    private final Watch watch;
    private final GroupPlan[] groups;
    private final Functions functions;
    private InputUse inputUse;

    private Plan(Program program, boolean observed) {
        this.program = program;
        this.watch = observed ? Watch.ON : Watch.OFF;
        this.functions = new Functions(program.tree().builtins());
        this.groups = new GroupPlan[program.tree().groups().size()];
    }

    /**
     * Plans a program.
     *
     * @param program the program
     * @param observed whether evaluations can tell an observer what happens
     * @return the plan
     */
    public static Plan of(Program program, boolean observed) {
        Plan plan = new Plan(program, observed);
        plan.makeGroups(program.tree().root());
        for (RuleGroup group : program.tree().groups()) {
            plan.planGroup(group);
        }
        plan.inputUse = InputUse.of(program);
        return plan;
    }

    /** {@return the program this was made of} */
    public Program program() {
        return program;
    }

    InputUse inputUse() {
        return inputUse;
    }

    private List<GroupPlan> makeGroups(RuleTree.Node node) {
        List<GroupPlan> below = new ArrayList<>();
        node.children().values().forEach(child -> below.addAll(makeGroups(child)));
        if (node.group().isPresent()) {
            RuleGroup group = node.group().get();
            GroupPlan made = new GroupPlan(group, List.copyOf(below));
            groups[group.id()] = made;
            if (group.kind() == RuleGroup.Kind.FUNCTION) {
                functions.add(made);
            }
            return List.of(made);
        }
        return below;
    }

    private void planGroup(RuleGroup group) {
        RulePlan[] rules = group.rules().stream()
                .map(rule -> rule(group, rule, group.isSetLeaf(rule)))
                .toArray(RulePlan[]::new);
        groups[group.id()].planned(
                rules, group.defaultRule().map(rule -> rule(group, rule, false)).orElse(null));
    }

    private RulePlan rule(RuleGroup group, Ir.Rule rule, boolean set) {
        RulePlan.Branch[] branches = new RulePlan.Branch[rule.branches().size()];
        int slots = 0;
        int collectors = 1;
        RuleIndex.Condition[] conditions = {};
        for (int i = 0; i < branches.length; i++) {
            Planner planner = new Planner(this);
            planner.parameters(rule.parameters());
            Ir.Branch branch = rule.branches().get(i);
            List<Ir.Term> heads = new ArrayList<>(branch.keys());
            heads.add(branch.value());
            planner.order(set || !branch.keys().isEmpty(), branch.body());
            List<Step> steps = new ArrayList<>();
            watch.gate(program.tree(), rule, branch).ifPresent(steps::add);
            watch.enter(group.name(), branch.at(), steps);
            steps.addAll(planner.matchParameters(rule.parameters()));
            steps.addAll(planner.block(watch.body(branch), heads, Set.of()));
            Compute[] keys = planner.terms().all(branch.keys(), Set.of());
            Compute value = planner.terms().of(branch.value(), Set.of());
            watch.exit(group.name(), branch.at(), branch, planner, steps);
            steps.add(new RulePlan.Emit(keys, value));
            Value constant = branch.value() instanceof Ir.Constant fixed ? fixed.value() : null;
            branches[i] = new RulePlan.Branch(Planner.chain(steps), constant);
            slots = Math.max(slots, planner.slotCount());
            collectors = Math.max(collectors, planner.collectorCount());
            conditions = watch == Watch.ON ? conditions : planner.conditions(rule);
        }
        return new RulePlan(branches, rule.parameters().size(), slots, collectors, set, conditions, rule.at());
    }

    /** Puts steps for an observer in, where there may be one. */
    Watch watch() {
        return watch;
    }

    /** Whether somebody may ask what happens, so that nothing is left out and everything is in its order. */
    boolean isObserved() {
        return watch == Watch.ON;
    }

    Functions functions() {
        return functions;
    }

    GroupPlan[] groups() {
        return groups;
    }

    Compute call(List<String> path, Compute[] arguments, RegoLocation at) {
        GroupPlan group = groups[program.tree().find(path).orElseThrow().id()];
        return new Calls.FunctionCall(group, arguments, functions, at);
    }

    /** A read below data by operands that all have values. */
    Compute data(List<Ir.Term> operands, Compute[] computes) {
        RuleTree.Node node = program.tree().root();
        List<String> path = new ArrayList<>();
        int position = 0;
        while (position < computes.length && node.group().isEmpty()) {
            if (!(operands.get(position) instanceof Ir.Constant constant)) {
                return new DataTree(groups, node, path, rest(computes, position));
            }
            RuleTree.Node child = constant.value() instanceof StringValue text
                    ? node.children().get(text.value())
                    : null;
            if (child == null) {
                return base(path, operands, computes, position);
            }
            path.add(((StringValue) constant.value()).value());
            node = child;
            position++;
        }
        if (node.group().isEmpty()) {
            return new DataTree(groups, node, path, new Compute[0]);
        }
        Compute value = new Calls.RuleValue(groups[node.group().get().id()]);
        for (; position < computes.length; position++) {
            value = new Computes.Member(value, computes[position]);
        }
        return value;
    }

    /** A read of the base document, where no rule is. */
    private static Compute base(List<String> path, List<Ir.Term> operands, Compute[] computes, int from) {
        List<Value> fixed = new ArrayList<>();
        path.forEach(step -> fixed.add(StringValue.of(step)));
        int position = from;
        while (position < computes.length && operands.get(position) instanceof Ir.Constant constant) {
            fixed.add(constant.value());
            position++;
        }
        Compute value = new Computes.BaseData(fixed.toArray(new Value[0]));
        for (; position < computes.length; position++) {
            value = new Computes.Member(value, computes[position]);
        }
        return value;
    }

    private static Compute[] rest(Compute[] computes, int from) {
        return Arrays.copyOfRange(computes, from, computes.length);
    }
}
