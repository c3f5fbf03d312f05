package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.StringValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which rules depend on which, and that none depends on itself. */
public final class Recursion {
    private final RuleTree tree;
    private final List<Set<Integer>> dependencies = new ArrayList<>();

    private Recursion(RuleTree tree) {
        this.tree = tree;
    }

    /** Computes the dependencies of all groups and reports those that depend on themselves. */
    static Recursion check(RuleTree tree, Diagnostics diagnostics) {
        Recursion recursion = new Recursion(tree);
        for (RuleGroup group : tree.groups()) {
            Set<Integer> direct = new TreeSet<>();
            for (Ir.Rule rule : group.rules()) {
                recursion.rule(rule, direct);
            }
            group.defaultRule().ifPresent(rule -> recursion.rule(rule, direct));
            recursion.dependencies.add(direct);
        }
        for (RuleGroup group : tree.groups()) {
            List<Integer> circle = recursion.circle(group.id());
            if (!circle.isEmpty()) {
                List<String> names = new ArrayList<>();
                circle.forEach(id -> names.add(tree.groups().get(id).name()));
                diagnostics.error(
                        group.at(),
                        Diagnostics.RECURSION_ERROR,
                        "rule " + group.name() + " is recursive: " + String.join(" -> ", names),
                        "no rule may depend on itself; walk, graph.reachable or a comprehension can replace recursion");
            }
        }
        return recursion;
    }

    /** {@return the ids of the groups that a group's rules mention} */
    public Set<Integer> dependencies(int group) {
        return Collections.unmodifiableSet(dependencies.get(group));
    }

    /** The shortest way from a group back to itself; empty where there is none. */
    private List<Integer> circle(int start) {
        int[] from = new int[dependencies.size()];
        BitSet seen = new BitSet();
        Deque<Integer> queue = new ArrayDeque<>();
        queue.add(start);
        while (!queue.isEmpty()) {
            int group = queue.remove();
            for (int next : dependencies.get(group)) {
                if (next == start) {
                    Deque<Integer> way = new ArrayDeque<>(List.of(start));
                    for (int step = group; step != start; step = from[step]) {
                        way.addFirst(step);
                    }
                    way.addFirst(start);
                    return new ArrayList<>(way);
                }
                if (!seen.get(next)) {
                    seen.set(next);
                    from[next] = group;
                    queue.add(next);
                }
            }
        }
        return List.of();
    }

    private void rule(Ir.Rule rule, Set<Integer> into) {
        TermWalk walk = new TermWalk(term -> term(term, into), with -> replacement(with, into));
        rule.branches().forEach(branch -> walk.block(branch.body()));
    }

    /** A function that takes the place of another is called wherever that one is. */
    private void replacement(Ir.With with, Set<Integer> into) {
        if (with instanceof Ir.With.OnData data) {
            // As in OPA a rule that is replaced counts as one that is referred to.
            path(data.path(), into);
        }
        if (with instanceof Ir.With.FunctionByFunction function
                && function.replacement().startsWith("data.")) {
            List<String> path =
                    List.of(function.replacement().substring("data.".length()).split("\\."));
            tree.find(path).ifPresent(group -> into.add(group.id()));
        }
    }

    private void term(Ir.Term term, Set<Integer> into) {
        if (term instanceof Ir.FunctionCall call) {
            tree.find(call.path()).ifPresent(group -> into.add(group.id()));
        } else if (term instanceof Ir.Data) {
            below(tree.root(), into);
        } else if (term instanceof Ir.Reference reference && reference.head() instanceof Ir.Data) {
            path(reference.operands(), into);
        }
    }

    private void path(List<Ir.Term> operands, Set<Integer> into) {
        path(tree.root(), operands, into);
    }

    /** What a path can lead to; an operand that is no constant can be any name. */
    private static void path(RuleTree.Node node, List<Ir.Term> operands, Set<Integer> into) {
        if (node.group().isPresent() || operands.isEmpty()) {
            below(node, into);
            return;
        }
        List<Ir.Term> rest = operands.subList(1, operands.size());
        if (!(operands.get(0) instanceof Ir.Constant constant)) {
            node.children().values().forEach(child -> path(child, rest, into));
        } else if (constant.value() instanceof StringValue text) {
            RuleTree.Node child = node.children().get(text.value());
            if (child != null) {
                path(child, rest, into);
            }
        }
    }

    private static void below(RuleTree.Node node, Set<Integer> into) {
        node.group().filter(group -> group.kind() != RuleGroup.Kind.FUNCTION).ifPresent(group -> into.add(group.id()));
        node.children().values().forEach(child -> below(child, into));
    }
}
