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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A whole policy as nodes. Immutable once it is made, and shared between threads. */
public final class Plan {
    private final Program program;
    private final boolean marking;
    private final GroupPlan[] groups;
    private final Functions functions;
    private final List<RegoLocation> marks = new ArrayList<>();
    private InputUse inputUse;

    private Plan(Program program, boolean marking) {
        this.program = program;
        this.marking = marking;
        this.functions = new Functions(program.tree().builtins());
        this.groups = new GroupPlan[program.tree().groups().size()];
    }

    /**
     * Plans a program.
     *
     * @param program the program
     * @param marking whether evaluations can say which statements they reached
     * @return the plan
     */
    public static Plan of(Program program, boolean marking) {
        Plan plan = new Plan(program, marking);
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

    /** {@return the places that can be marked as reached, in the order of their numbers} */
    public List<RegoLocation> marks() {
        return Collections.unmodifiableList(marks);
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
                .map(rule -> rule(rule, group.isSetLeaf(rule)))
                .toArray(RulePlan[]::new);
        groups[group.id()].planned(
                rules, group.defaultRule().map(rule -> rule(rule, false)).orElse(null));
    }

    private RulePlan rule(Ir.Rule rule, boolean set) {
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
            List<Step> steps = planner.matchParameters(rule.parameters());
            mark(branch.at()).ifPresent(steps::add);
            steps.addAll(planner.block(branch.body(), heads, Set.of()));
            Compute[] keys = planner.terms().all(branch.keys(), Set.of());
            Compute value = planner.terms().of(branch.value(), Set.of());
            steps.add(new RulePlan.Emit(keys, value));
            Value constant = branch.value() instanceof Ir.Constant fixed ? fixed.value() : null;
            branches[i] = new RulePlan.Branch(Planner.chain(steps), constant);
            slots = Math.max(slots, planner.slotCount());
            collectors = Math.max(collectors, planner.collectorCount());
            conditions = planner.conditions(rule);
        }
        return new RulePlan(branches, rule.parameters().size(), slots, collectors, set, conditions, rule.at());
    }

    /** Whether somebody may ask what happens, so that nothing is left out and everything is in its order. */
    boolean isObserved() {
        return marking;
    }

    /** A step that notes that a place was reached; empty where nobody asks. */
    Optional<Step> mark(RegoLocation at) {
        if (!marking) {
            return Optional.empty();
        }
        int number = marks.indexOf(at);
        if (number < 0) {
            number = marks.size();
            marks.add(at);
        }
        return Optional.of(new Mark(number));
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

    /** Notes that a place was reached. */
    private static final class Mark extends Step {
        private final int number;

        Mark(int number) {
            this.number = number;
        }

        @Override
        boolean run(Frame frame) {
            if (frame.run.reached != null) {
                frame.run.reached.set(number);
            }
            return next.run(frame);
        }
    }
}
