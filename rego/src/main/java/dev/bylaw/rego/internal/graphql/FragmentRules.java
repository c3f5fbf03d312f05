package dev.bylaw.rego.internal.graphql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules about fragments. */
final class FragmentRules {
    private final Schema schema;
    private final Node document;
    private final Problems problems;
    private final Set<String> used = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> visited = new HashSet<>();
    private boolean inDefinition;

    FragmentRules(Schema schema, Node document, Problems problems) {
        this.schema = schema;
        this.document = document;
        this.problems = problems;
    }

    void inline(Node node, Runnable overlaps) {
        String condition = node.text("TypeCondition");
        Node type = schema.types.get(condition);
        if (type != null && !Types.isComposite(type)) {
            problems.add(node, "Fragment cannot condition on non composite type \"" + condition + "\".");
        }
        if (!condition.isEmpty() && type == null) {
            problems.add(node, "Unknown type \"" + condition + "\".");
        }
        overlaps.run();
        if (cannotBe(node.owner, condition)) {
            problems.add(
                    node,
                    "Fragment cannot be spread here as objects of type \"" + node.owner.name()
                            + "\" can never be of type \"" + condition + "\".");
        }
    }

    void spread(Node node) {
        if (node.definition == null) {
            problems.add(node, "Unknown fragment \"" + node.name() + "\".");
        }
        if (!inDefinition) {
            used.add(node.name());
        }
        if (node.definition != null && cannotBe(node.owner, node.definition.text("TypeCondition"))) {
            problems.add(
                    node,
                    "Fragment \"" + node.name() + "\" cannot be spread here as objects of type \""
                            + node.owner.name() + "\" can never be of type \""
                            + node.definition.text("TypeCondition") + "\".");
        }
    }

    void definition(Node node, Runnable overlaps) {
        String condition = node.text("TypeCondition");
        if (node.definition != null && !condition.isEmpty() && !Types.isComposite(node.definition)) {
            problems.add(
                    node,
                    "Fragment \"" + node.name() + "\" cannot condition on non composite type \"" + condition + "\".");
        }
        if (schema.types.get(condition) == null) {
            problems.add(
                    node,
                    "Unknown type \"" + condition + "\"."
                            + problems.suggested("Did you mean", condition, schema.types.keySet(), true));
        }
        cycles(node, new ArrayList<>(), new HashMap<>());
        inDefinition = true;
        if (!used.contains(node.name())) {
            problems.add(node, "Fragment \"" + node.name() + "\" is never used.");
        }
        overlaps.run();
        if (!names.add(node.name())) {
            problems.add(node, "There can be only one fragment named \"" + node.name() + "\".");
        }
    }

    /** Whether no object can be of both types. */
    private boolean cannotBe(Node parent, String condition) {
        Node type = schema.types.get(condition);
        if (parent == null || type == null || !Types.isComposite(type) || !Types.isComposite(parent)) {
            return false;
        }
        List<Node> parents = Types.is(parent, "OBJECT") ? List.of(parent) : schema.possibleTypes(parent.name());
        Set<String> possible = new HashSet<>();
        parents.forEach(found -> possible.add(found.name()));
        List<Node> wanted = schema.possibleTypes(condition);
        schema.work.accept(1 + parents.size() + wanted.size());
        return wanted.stream().noneMatch(found -> possible.contains(found.name()));
    }

    private void cycles(Node fragment, List<Node> path, Map<String, Integer> places) {
        if (!visited.add(fragment.name())) {
            return;
        }
        OverlapRule.checkDepth(path.size());
        List<Node> spreads = spreads(fragment);
        places.put(fragment.name(), path.size());
        for (Node spread : spreads) {
            schema.work.accept(1);
            Integer place = places.get(spread.name());
            path.add(spread);
            if (place == null) {
                Node next = document.find("Fragments", "Name", spread.name());
                if (next != null) {
                    cycles(next, path, places);
                }
            } else {
                List<String> via = new ArrayList<>();
                path.subList(place, path.size() - 1).forEach(step -> via.add("\"" + step.name() + "\""));
                problems.add(
                        spread,
                        "Cannot spread fragment \"" + spread.name() + "\" within itself"
                                + (via.isEmpty() ? "" : " via " + String.join(", ", via)) + ".");
            }
            path.remove(path.size() - 1);
        }
        places.remove(fragment.name());
    }

    private static List<Node> spreads(Node fragment) {
        List<Node> spreads = new ArrayList<>();
        Deque<List<Node>> sets = new ArrayDeque<>();
        sets.push(fragment.nodes("SelectionSet"));
        while (!sets.isEmpty()) {
            for (Node selection : sets.pop()) {
                if (selection.has("Alias") || selection.has("SelectionSet")) {
                    sets.push(selection.nodes("SelectionSet"));
                } else {
                    spreads.add(selection);
                }
            }
        }
        return spreads;
    }
}
