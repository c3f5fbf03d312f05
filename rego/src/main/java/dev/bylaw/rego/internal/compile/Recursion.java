package dev.bylaw.rego.internal.compile;

import dev.bylaw.rego.StringValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which rules depend on which, and that none depends on itself. */
public final class Recursion {
    /** Longer circles are not told in full. */
    private static final int MAX_NAMES = 20;

    /** Of more rules that depend on each other only one is reported. */
    private static final int MANY = 1000;

    /** A dependency is kept, which is more than to look at a term. */
    private static final long WORK_OF_DEPENDENCY = 8;

    private final RuleTree tree;
    private final List<Set<Integer>> dependencies = new ArrayList<>();
    private final List<Integer> order = new ArrayList<>();

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
            diagnostics.work(1L + WORK_OF_DEPENDENCY * direct.size());
        }
        recursion.sort(diagnostics);
        return recursion;
    }

    /** {@return the ids of the groups that a group's rules mention} */
    public Set<Integer> dependencies(int group) {
        return Collections.unmodifiableSet(dependencies.get(group));
    }

    /** {@return the ids of all groups, each behind those that it depends on} */
    public List<Integer> order() {
        return Collections.unmodifiableList(order);
    }

    /** Finds groups that depend on each other (Tarjan's algorithm, without recursion), and by the way an order. */
    private void sort(Diagnostics diagnostics) {
        int count = dependencies.size();
        int[] number = new int[count];
        int[] lowest = new int[count];
        int[] open = new int[count];
        int openCount = 0;
        int numbers = 0;
        BitSet isOpen = new BitSet();
        Deque<Visit> visits = new ArrayDeque<>();
        for (int start = 0; start < count; start++) {
            if (number[start] != 0) {
                continue;
            }
            visits.push(new Visit(start, dependencies.get(start).iterator()));
            while (!visits.isEmpty()) {
                Visit visit = visits.peek();
                int group = visit.group();
                if (number[group] == 0) {
                    number[group] = ++numbers;
                    lowest[group] = number[group];
                    open[openCount++] = group;
                    isOpen.set(group);
                }
                if (visit.next().hasNext()) {
                    int next = visit.next().next();
                    if (number[next] == 0) {
                        visits.push(new Visit(next, dependencies.get(next).iterator()));
                    } else if (isOpen.get(next)) {
                        lowest[group] = Math.min(lowest[group], number[next]);
                    }
                    continue;
                }
                visits.pop();
                if (!visits.isEmpty()) {
                    int from = visits.peek().group();
                    lowest[from] = Math.min(lowest[from], lowest[group]);
                }
                if (lowest[group] == number[group]) {
                    int first = openCount;
                    do {
                        isOpen.clear(open[--first]);
                        order.add(open[first]);
                    } while (open[first] != group);
                    report(Arrays.copyOfRange(open, first, openCount), diagnostics);
                    openCount = first;
                }
            }
        }
    }

    /** A group that is being visited, and those it depends on that are still to be. */
    private record Visit(int group, Iterator<Integer> next) {}

    /** Reports groups that depend on each other; a single one may depend on itself or on nothing. */
    private void report(int[] together, Diagnostics diagnostics) {
        if (together.length == 1 && !dependencies.get(together[0]).contains(together[0])) {
            return;
        }
        // To find a way back through very many takes a while.
        int reported = together.length > MANY ? 1 : Math.min(together.length, Diagnostics.MAX_ERRORS);
        for (int i = 0; i < reported; i++) {
            RuleGroup group = tree.groups().get(together[i]);
            List<Integer> circle = circle(group.id());
            List<String> names = new ArrayList<>();
            for (int step = 0; step < circle.size(); step++) {
                int more = circle.size() - MAX_NAMES;
                if (more > 0 && step == MAX_NAMES / 2) {
                    names.add("(" + more + " more)");
                    step += more;
                }
                names.add(tree.groups().get(circle.get(step)).name());
            }
            diagnostics.error(
                    group.at(),
                    Diagnostics.RECURSION_ERROR,
                    "rule " + group.name() + " is recursive: " + String.join(" -> ", names),
                    "no rule may depend on itself; walk, graph.reachable or a comprehension can replace recursion");
        }
    }

    /** The shortest way from a group back to itself, which there is. */
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
