package dev.bylaw.rego.internal.graphql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rule that fields of one name in an answer have to be the same field (specification of October 2021, section
 * 5.3.2). Fields are compared within each selection, with those of the fragments that are spread there, and fragments
 * with each other.
 */
final class OverlapRule {
    private static final int MAX_DEPTH = 300;

    private final Schema schema;
    private final Problems problems;

    /** Pairs of fragments that were compared, with the word whether as parts of different objects. */
    private final Map<String, Boolean> comparedPairs = new HashMap<>();

    private Set<String> compared = new HashSet<>();
    private int depth;

    /** Two fields that conflict; the message is empty where their selections do. */
    private record Conflict(String name, String message, List<Conflict> inside, Node at) {
        String reason() {
            if (inside.isEmpty()) {
                return message;
            }
            List<String> reasons = new ArrayList<>();
            inside.forEach(conflict ->
                    reasons.add("subfields \"" + conflict.name + "\" conflict because " + conflict.reason()));
            return String.join(" and ", reasons);
        }
    }

    /** The fields of a selection by their names in the answer, and the fragments that are spread in it. */
    private record Collected(Map<String, List<Node>> fields, List<Node> spreads) {}

    OverlapRule(Schema schema, Problems problems) {
        this.schema = schema;
        this.problems = problems;
    }

    static void checkDepth(int depth) {
        if (depth > MAX_DEPTH) {
            throw new GraphqlException("fields and fragments are nested more than " + MAX_DEPTH + " levels deep");
        }
    }

    /** Checks the selection of a node. */
    void check(Node node) {
        if (node.nodes("SelectionSet").isEmpty()) {
            return;
        }
        List<Conflict> conflicts = new ArrayList<>();
        Collected collected = collect(node);
        for (List<Node> same : collected.fields.values()) {
            for (int i = 0; i < same.size(); i++) {
                for (int j = i + 1; j < same.size(); j++) {
                    compare(conflicts, false, same.get(i), same.get(j));
                }
            }
        }
        compared = new HashSet<>();
        List<Node> spreads = collected.spreads;
        for (int i = 0; i < spreads.size(); i++) {
            withFragment(conflicts, false, collected, spreads.get(i));
            for (int j = i + 1; j < spreads.size(); j++) {
                fragments(conflicts, false, spreads.get(i), spreads.get(j));
            }
        }
        for (Conflict conflict : conflicts) {
            problems.add(
                    conflict.at,
                    "Fields \"" + conflict.name + "\" conflict because " + conflict.reason()
                            + ". Use different aliases on the fields to fetch both if this was intentional.");
        }
    }

    private Collected collect(Node node) {
        Collected collected = new Collected(new LinkedHashMap<>(), new ArrayList<>());
        collect(node.nodes("SelectionSet"), collected);
        return collected;
    }

    private void collect(List<Node> selections, Collected collected) {
        for (Node selection : selections) {
            schema.work.accept(1);
            if (selection.has("Alias")) {
                collected
                        .fields
                        .computeIfAbsent(responseName(selection), name -> new ArrayList<>())
                        .add(selection);
            } else if (selection.has("SelectionSet")) {
                collect(selection.nodes("SelectionSet"), collected);
            } else {
                collected.spreads.add(selection);
            }
        }
    }

    private static String responseName(Node field) {
        return field.text("Alias").isEmpty() ? field.name() : field.text("Alias");
    }

    private void withFragment(List<Conflict> conflicts, boolean exclusive, Collected collected, Node spread) {
        if (!compared.add(spread.name()) || spread.definition == null) {
            return;
        }
        checkDepth(++depth);
        Collected other = collect(spread.definition);
        if (!collected.fields.equals(other.fields)) {
            between(conflicts, exclusive, collected, other);
            for (Node further : other.spreads) {
                if (!further.name().equals(spread.name())) {
                    withFragment(conflicts, exclusive, collected, further);
                }
            }
        }
        depth--;
    }

    private void fragments(List<Conflict> conflicts, boolean exclusive, Node left, Node right) {
        if (left.name().equals(right.name())) {
            return;
        }
        String pair = left.name().compareTo(right.name()) < 0
                ? left.name() + " " + right.name()
                : right.name() + " " + left.name();
        Boolean before = comparedPairs.get(pair);
        if (before != null && (exclusive || !before)) {
            return;
        }
        comparedPairs.put(pair, exclusive);
        if (left.definition == null || right.definition == null) {
            return;
        }
        checkDepth(++depth);
        Collected first = collect(left.definition);
        Collected second = collect(right.definition);
        between(conflicts, exclusive, first, second);
        second.spreads.forEach(spread -> fragments(conflicts, exclusive, left, spread));
        first.spreads.forEach(spread -> fragments(conflicts, exclusive, spread, right));
        depth--;
    }

    private void between(List<Conflict> conflicts, boolean exclusive, Collected left, Collected right) {
        left.fields.forEach((name, fields) -> {
            for (Node field : fields) {
                for (Node other : right.fields.getOrDefault(name, List.of())) {
                    compare(conflicts, exclusive, field, other);
                }
            }
        });
    }

    private void compare(List<Conflict> conflicts, boolean parentsExclusive, Node left, Node right) {
        schema.work.accept(1);
        if (left.owner == null || right.owner == null) {
            return;
        }
        boolean exclusive = parentsExclusive
                || !left.owner.name().equals(right.owner.name())
                        && Types.is(left.owner, "OBJECT")
                        && Types.is(right.owner, "OBJECT")
                        && left.definition != null
                        && right.definition != null;
        String name = responseName(left);
        if (!exclusive && !left.name().equals(right.name())) {
            conflicts.add(new Conflict(
                    name,
                    "\"" + left.name() + "\" and \"" + right.name() + "\" are different fields",
                    List.of(),
                    right));
        } else if (!exclusive && !sameArguments(left.nodes("Arguments"), right.nodes("Arguments"))) {
            conflicts.add(new Conflict(name, "they have differing arguments", List.of(), right));
        } else if (left.definition != null
                && right.definition != null
                && differ(left.definition.node("Type"), right.definition.node("Type"))) {
            conflicts.add(new Conflict(
                    name,
                    "they return conflicting types \"" + Types.text(left.definition.node("Type")) + "\" and \""
                            + Types.text(right.definition.node("Type")) + "\"",
                    List.of(),
                    right));
        } else {
            List<Conflict> inside = inside(exclusive, left, right);
            if (!inside.isEmpty()) {
                conflicts.add(new Conflict(name, "", inside, right));
            }
        }
    }

    private List<Conflict> inside(boolean exclusive, Node left, Node right) {
        if (left.nodes("SelectionSet").isEmpty() && right.nodes("SelectionSet").isEmpty()) {
            return List.of();
        }
        checkDepth(++depth);
        List<Conflict> conflicts = new ArrayList<>();
        Collected first = collect(left);
        Collected second = collect(right);
        between(conflicts, exclusive, first, second);
        for (Node spread : second.spreads) {
            compared = new HashSet<>();
            withFragment(conflicts, exclusive, first, spread);
        }
        for (Node spread : first.spreads) {
            compared = new HashSet<>();
            withFragment(conflicts, exclusive, second, spread);
        }
        for (Node one : first.spreads) {
            for (Node other : second.spreads) {
                fragments(conflicts, exclusive, one, other);
            }
        }
        depth--;
        return conflicts;
    }

    private boolean sameArguments(List<Node> left, List<Node> right) {
        schema.work.accept((long) left.size() * right.size());
        return left.size() == right.size()
                && left.stream()
                        .allMatch(argument -> right.stream()
                                .anyMatch(other -> other.name().equals(argument.name())
                                        && sameValue(argument.node("Value"), other.node("Value"))));
    }

    private static boolean sameValue(Node left, Node right) {
        List<Node> children = left.nodes("Children");
        List<Node> others = right.nodes("Children");
        if (left.number("Kind") != right.number("Kind")
                || !left.text("Raw").equals(right.text("Raw"))
                || children.size() != others.size()) {
            return false;
        }
        if (left.number("Kind") == QueryParser.OBJECT) {
            children.sort(Comparator.comparing(Node::name));
            others.sort(Comparator.comparing(Node::name));
        }
        for (int i = 0; i < children.size(); i++) {
            if (!children.get(i).name().equals(others.get(i).name())
                    || !sameValue(children.get(i).node("Value"), others.get(i).node("Value"))) {
                return false;
            }
        }
        return true;
    }

    private boolean differ(Node left, Node right) {
        if (Types.isList(left) || Types.isList(right)) {
            return !Types.isList(left) || !Types.isList(right) || differ(left.node("Elem"), right.node("Elem"));
        }
        if (left.is("NonNull") != right.is("NonNull")) {
            return true;
        }
        Node first = schema.typeOf(left);
        Node second = schema.typeOf(right);
        return first != null
                && second != null
                && Types.isLeaf(first)
                && Types.isLeaf(second)
                && !first.name().equals(second.name());
    }
}
