package dev.bylaw.rego.internal.graphql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Says whether a query is valid for a schema (specification of October 2021, section 5). Walks through the document,
 * notes at each node what it refers to, and asks the rules. Used once.
 */
final class QueryCheck {
    private final Schema schema;
    private final Node document;
    private final Problems problems;
    private final FieldRules fields;
    private final FragmentRules fragments;
    private final ValueRules values;
    private final OperationRules operations;
    private final OverlapRule overlaps;
    private Set<String> validated = new HashSet<>();

    /** The operation that is walked through; null inside a fragment by itself. */
    private Node operation;

    private QueryCheck(Schema schema, Node document) {
        this.schema = schema;
        this.document = document;
        this.problems = new Problems(schema.work);
        this.fields = new FieldRules(schema, problems);
        this.fragments = new FragmentRules(schema, document, problems);
        this.values = new ValueRules(problems);
        this.operations = new OperationRules(schema, document, problems);
        this.overlaps = new OverlapRule(schema, problems);
    }

    /**
     * Checks a query.
     *
     * @throws GraphqlException with everything that is wrong
     */
    static void check(Schema schema, Node document) {
        QueryCheck check = new QueryCheck(schema, document);
        for (Node operation : document.nodes("Operations")) {
            check.validated = new HashSet<>();
            check.operation(operation);
        }
        for (Node fragment : document.nodes("Fragments")) {
            check.validated = new HashSet<>();
            check.fragment(fragment);
        }
        check.problems.throwIfAny();
    }

    private void operation(Node node) {
        operation = node;
        List<Node> variables = node.nodes("VariableDefinitions");
        for (Node variable : variables) {
            variable.definition = schema.typeOf(variable.node("Type"));
            operations.variable(variable);
            Node value = variable.node("DefaultValue");
            if (value != null) {
                value.expected = variable.node("Type");
                value.definition = variable.definition;
            }
        }
        Node root =
                switch (node.text("Operation")) {
                    case "mutation" -> schema.mutation;
                    case "subscription" -> schema.subscription;
                    default -> schema.query;
                };
        String location =
                switch (node.text("Operation")) {
                    case "mutation" -> "MUTATION";
                    case "subscription" -> "SUBSCRIPTION";
                    default -> "QUERY";
                };
        for (Node variable : variables) {
            if (variable.node("DefaultValue") != null) {
                value(variable.node("DefaultValue"));
            }
            directives(variable.nodes("Directives"), "VARIABLE_DEFINITION");
        }
        directives(node.nodes("Directives"), location);
        selections(root, node.nodes("SelectionSet"));
        operations.check(node, root, () -> overlaps.check(node));
        operation = null;
    }

    private void fragment(Node node) {
        node.definition = schema.types.get(node.text("TypeCondition"));
        directives(node.nodes("Directives"), "FRAGMENT_DEFINITION");
        selections(node.definition, node.nodes("SelectionSet"));
        fragments.definition(node, () -> overlaps.check(node));
    }

    private void directives(List<Node> directives, String location) {
        for (Node directive : directives) {
            schema.work.accept(1);
            directive.definition = schema.directives.get(directive.name());
            arguments(directive.nodes("Arguments"), directive.definition);
            fields.directive(directive, location);
        }
        fields.directives(directives);
    }

    private void arguments(List<Node> arguments, Node definition) {
        for (Node argument : arguments) {
            Node wanted = definition == null ? null : definition.find("Arguments", "Name", argument.name());
            Node value = argument.node("Value");
            if (wanted != null) {
                expect(value, wanted);
            }
            value(value);
        }
    }

    /** Notes what is wanted of a value at the place of an argument or of a field of an input object. */
    private void expect(Node value, Node wanted) {
        Node standard = wanted.node("DefaultValue");
        value.expected = wanted.node("Type");
        value.expectedDefault = standard != null && standard.number("Kind") != QueryParser.NULL;
        value.definition = schema.typeOf(value.expected);
    }

    private void value(Node value) {
        schema.work.accept(1);
        int kind = value.number("Kind");
        Node variable = null;
        if (kind == QueryParser.VARIABLE && operation != null) {
            variable = operation.find("VariableDefinitions", "Variable", value.text("Raw"));
            if (variable != null) {
                variable.used = true;
            }
        }
        value.owner = variable;
        for (Node child : value.nodes("Children")) {
            Node inner = child.node("Value");
            if (kind == QueryParser.OBJECT && value.definition != null) {
                Node field = value.definition.find("Fields", "Name", child.name());
                if (field != null) {
                    expect(inner, field);
                }
            }
            if (kind == QueryParser.LIST && value.expected != null && Types.isList(value.expected)) {
                inner.expected = value.expected.node("Elem");
                inner.definition = value.definition;
            }
            value(inner);
        }
        values.check(value, operation);
    }

    private void selections(Node parent, List<Node> selections) {
        for (Node selection : selections) {
            schema.work.accept(1);
            if (selection.has("Alias")) {
                field(parent, selection);
            } else if (selection.has("SelectionSet")) {
                inline(parent, selection);
            } else {
                spread(parent, selection);
            }
        }
    }

    private void field(Node parent, Node node) {
        Node definition = null;
        if (node.name().equals("__typename")) {
            definition = new Node(0, 0)
                    .put("Name", "__typename")
                    .put("Type", new Node(0, 0).put("NamedType", "String").put("NonNull", false));
        } else if (parent != null) {
            definition = parent.find("Fields", "Name", node.name());
        }
        node.definition = definition;
        node.owner = parent;
        Node type = definition == null ? null : schema.typeOf(definition.node("Type"));
        arguments(node.nodes("Arguments"), definition);
        directives(node.nodes("Directives"), "FIELD");
        selections(type, node.nodes("SelectionSet"));
        fields.field(node, () -> {
            if (operation != null) {
                overlaps.check(node);
            }
        });
    }

    private void inline(Node parent, Node node) {
        node.owner = parent;
        String condition = node.text("TypeCondition");
        directives(node.nodes("Directives"), "INLINE_FRAGMENT");
        selections(condition.isEmpty() ? parent : schema.types.get(condition), node.nodes("SelectionSet"));
        fragments.inline(node, () -> overlaps.check(node));
    }

    private void spread(Node parent, Node node) {
        Node definition = document.find("Fragments", "Name", node.name());
        node.definition = definition;
        node.owner = parent;
        directives(node.nodes("Directives"), "FRAGMENT_SPREAD");
        if (definition != null && validated.add(definition.name())) {
            Node type = schema.types.get(definition.text("TypeCondition"));
            directives(definition.nodes("Directives"), "FRAGMENT_DEFINITION");
            selections(type, definition.nodes("SelectionSet"));
        }
        fragments.spread(node);
    }
}
