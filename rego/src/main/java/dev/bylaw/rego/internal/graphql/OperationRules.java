package dev.bylaw.rego.internal.graphql;

import dev.bylaw.rego.internal.value.RegoText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules about operations and their variables. */
final class OperationRules {
    private final Schema schema;
    private final Node document;
    private final Problems problems;
    private final Set<String> names = new HashSet<>();

    OperationRules(Schema schema, Node document, Problems problems) {
        this.schema = schema;
        this.document = document;
        this.problems = problems;
    }

    void variable(Node variable) {
        if (variable.definition == null) {
            problems.add(variable, "Unknown type \"" + Types.name(variable.node("Type")) + "\".");
        }
    }

    void check(Node operation, Node root, Runnable overlaps) {
        if (root == null) {
            problems.add(operation, "Schema does not support operation type \"" + operation.text("Operation") + "\"");
        }
        if (operation.name().isEmpty() && document.nodes("Operations").size() > 1) {
            problems.add(operation, "This anonymous operation must be the only defined operation.");
        }
        List<Node> variables = operation.nodes("VariableDefinitions");
        for (Node variable : variables) {
            if (!variable.used) {
                String where = operation.name().isEmpty() ? "." : " in operation \"" + operation.name() + "\".";
                problems.add(variable, "Variable \"$" + variable.text("Variable") + "\" is never used" + where);
            }
        }
        overlaps.run();
        if (schema.subscription != null && operation.text("Operation").equals("subscription")) {
            subscription(operation);
        }
        if (!names.add(operation.name())) {
            problems.add(operation, "There can be only one operation named \"" + operation.name() + "\".");
        }
        Map<String, Integer> seen = new HashMap<>();
        for (Node variable : variables) {
            String name = variable.text("Variable");
            if (seen.merge(name, 1, Integer::sum) == 2) {
                problems.add(variable, "There can be only one variable named \"$" + name + "\".");
            }
        }
        for (Node variable : variables) {
            if (variable.definition != null && !Types.isInput(variable.definition)) {
                problems.add(
                        variable,
                        "Variable \"$" + variable.text("Variable") + "\" cannot be non-input type \""
                                + Types.text(variable.node("Type")) + "\".");
            }
        }
    }

    private void subscription(Node operation) {
        Map<String, Node> fields = new LinkedHashMap<>();
        topFields(operation.nodes("SelectionSet"), fields, new HashSet<>());
        String name = operation.name().isEmpty()
                ? "Anonymous Subscription"
                : "Subscription " + RegoText.quote(operation.name());
        if (fields.size() > 1) {
            problems.add(List.copyOf(fields.values()).get(1), name + " must select only one top level field.");
        }
        fields.forEach((field, node) -> {
            if (field.startsWith("__")) {
                problems.add(node, name + " must not select an introspection top level field.");
            }
        });
    }

    private static void topFields(List<Node> selections, Map<String, Node> fields, Set<String> inside) {
        for (Node selection : selections) {
            if (selection.has("Alias")) {
                fields.putIfAbsent(selection.name(), selection);
            } else if (selection.has("SelectionSet")) {
                topFields(selection.nodes("SelectionSet"), fields, inside);
            } else if (selection.definition == null) {
                return;
            } else if (inside.add(selection.definition.name())) {
                topFields(selection.definition.nodes("SelectionSet"), fields, inside);
            }
        }
    }
}
