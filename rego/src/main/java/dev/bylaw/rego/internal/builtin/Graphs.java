package dev.bylaw.rego.internal.builtin;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Doubt;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.SetValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rego.internal.value.KeyTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/** Graphs as objects that map each node to an array or a set of its neighbours. */
final class Graphs {
    private Graphs() {}

    static List<Builtin> all() {
        return List.of(
                Function.of("graph.reachable", 2, Graphs::reachable).doubting(Graphs::doubt),
                Function.of("graph.reachable_paths", 2, Graphs::paths).doubting(Graphs::doubt));
    }

    private static List<Value> initial(Value[] arguments) {
        Operand.object(arguments, 1);
        List<Value> initial = Operand.members(arguments[1]);
        if (initial == null) {
            // OPA's words, not those of other builtins.
            throw BuiltinException.operand(
                    2, "must be {array, set} but got " + arguments[1].type().text());
        }
        return initial;
    }

    private static Value reachable(BuiltinContext context, Value[] arguments) {
        List<Value> initial = initial(arguments);
        ObjectValue graph = Operand.object(arguments, 1);
        SetValue.Builder out = SetValue.builder();
        visit(graph, initial, context::work, (node, edges) -> {
            if (edges != null) {
                out.add(node);
            }
        });
        return out.build();
    }

    /** Gives all nodes that are met, each once, with their edges; these are null for nodes that are not in the graph. */
    private static void visit(
            ObjectValue graph, List<Value> initial, LongConsumer work, BiConsumer<Value, Value> nodes) {
        // What was met, in the order in which it is gone on from.
        KeyTable met = new KeyTable();
        for (Value node : initial) {
            met.add(node);
        }
        for (int i = 0; i < met.size(); i++) {
            Value node = met.get(i);
            Value edges = graph.get(node);
            nodes.accept(node, edges);
            if (edges instanceof ArrayValue array) {
                work.accept(array.size());
                for (int j = 0; j < array.size(); j++) {
                    met.add(array.get(j));
                }
            } else if (edges instanceof SetValue set) {
                work.accept(set.size());
                // What is reachable does not depend on the order, so nothing is sorted for it.
                for (Value neighbour : set.unordered()) {
                    met.add(neighbour);
                }
            }
        }
    }

    private static List<Value> neighbours(Value edges) {
        List<Value> members = edges == null ? null : Operand.members(edges);
        return members == null ? List.of() : members;
    }

    /** Only the entries of the nodes that are met are looked at, and the absence of those that are not in the graph. */
    private static Doubt doubt(Value[] arguments, Value result) {
        List<Value> initial = Operand.members(arguments[1]);
        if (!(arguments[0] instanceof ObjectValue graph) || initial == null) {
            return Doubt.NONE;
        }
        if (graph.doubt().isNone()) {
            return arguments[1].doubt();
        }
        Doubt[] all = {arguments[1].doubt()};
        visit(graph, initial, steps -> {}, (node, edges) -> {
            all[0] = all[0].and(Lookup.doubt(graph, node));
            if (edges instanceof ArrayValue || edges instanceof SetValue) {
                all[0] = all[0].and(edges.doubt());
            }
        });
        return all[0];
    }

    private static Value paths(BuiltinContext context, Value[] arguments) {
        List<Value> initial = initial(arguments);
        PathFinder finder = new PathFinder(context, Operand.object(arguments, 1));
        for (Value node : initial) {
            finder.from(node);
        }
        return finder.found.build();
    }

    /** Finds all paths to nodes without neighbours, to nodes that are not in the graph, and to where a cycle closes. */
    private static final class PathFinder {
        private final BuiltinContext context;
        private final ObjectValue graph;
        private final SetValue.Builder found = SetValue.builder();
        private final List<Value> path = new ArrayList<>();
        private final Set<Value> onPath = new HashSet<>();
        /** For each node of the path how many of its neighbours were gone to. */
        private final List<Integer> next = new ArrayList<>();

        PathFinder(BuiltinContext context, ObjectValue graph) {
            this.context = context;
            this.graph = graph;
        }

        void from(Value start) {
            if (graph.get(start) == null) {
                return;
            }
            enter(start);
            while (!path.isEmpty()) {
                Value node = path.get(path.size() - 1);
                List<Value> neighbours = neighbours(graph.get(node));
                int index = next.get(next.size() - 1);
                if (index == neighbours.size()) {
                    if (neighbours.isEmpty()) {
                        commit();
                    }
                    leave(node);
                } else {
                    next.set(next.size() - 1, index + 1);
                    Value neighbour = neighbours.get(index);
                    // A start that is its own neighbour appears twice; only then is the cycle seen.
                    boolean closed = path.size() > 1 && onPath.contains(neighbour);
                    if (closed || graph.get(neighbour) == null) {
                        commit();
                    } else {
                        enter(neighbour);
                    }
                }
            }
        }

        private void enter(Value node) {
            context.work(1);
            path.add(node);
            onPath.add(node);
            next.add(0);
        }

        private void leave(Value node) {
            path.remove(path.size() - 1);
            next.remove(next.size() - 1);
            if (path.isEmpty() || !path.get(0).equals(node)) {
                onPath.remove(node);
            }
        }

        private void commit() {
            context.work(1 + path.size());
            context.made(1 + path.size());
            found.add(ArrayValue.of(path));
        }
    }
}
