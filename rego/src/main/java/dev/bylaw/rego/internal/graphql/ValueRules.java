package dev.bylaw.rego.internal.graphql;

import dev.bylaw.rego.internal.value.RegoText;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules about values and the variables in them. */
final class ValueRules {
    private final Problems problems;

    ValueRules(Problems problems) {
        this.problems = problems;
    }

    void check(Node value, Node operation) {
        int kind = value.number("Kind");
        if (operation != null && kind == QueryParser.VARIABLE && value.owner == null) {
            String where = operation.name().isEmpty() ? "." : " by operation \"" + operation.name() + "\".";
            problems.add(value, "Variable \"" + text(value) + "\" is not defined" + where);
        }
        if (kind == QueryParser.OBJECT) {
            Set<String> seen = new HashSet<>();
            for (Node child : value.nodes("Children")) {
                if (!seen.add(child.name())) {
                    problems.add(child, "There can be only one input field named \"" + child.name() + "\".");
                }
            }
        }
        if (value.definition != null && value.expected != null) {
            type(value, kind);
        }
        position(value, kind, operation);
    }

    /** A value as it is written. */
    private static String text(Node value) {
        List<Node> children = value.nodes("Children");
        return switch (value.number("Kind")) {
            case QueryParser.VARIABLE -> "$" + value.text("Raw");
            case QueryParser.STRING, QueryParser.BLOCK -> RegoText.quote(value.text("Raw"));
            case QueryParser.LIST ->
                children.stream().map(child -> text(child.node("Value"))).collect(Collectors.joining(",", "[", "]"));
            case QueryParser.OBJECT ->
                children.stream()
                        .map(child -> child.name() + ":" + text(child.node("Value")))
                        .collect(Collectors.joining(",", "{", "}"));
            default -> value.text("Raw");
        };
    }

    private static boolean isNamed(Node type, String... names) {
        return List.of(names).contains(type.name());
    }

    private void type(Node value, int kind) {
        Node type = value.definition;
        String expected = Types.text(value.expected);
        if (kind == QueryParser.NULL) {
            if (value.expected.is("NonNull")) {
                problems.add(value, "Expected value of type \"" + expected + "\", found " + text(value) + ".");
            }
            return;
        }
        boolean isEnum = Types.is(type, "ENUM");
        if (Types.is(type, "SCALAR") && !isNamed(type, "Int", "Float", "String", "Boolean", "ID")) {
            return;
        }
        List<String> names = type.nodes("EnumValues").stream().map(Node::name).toList();
        String meant = problems.suggested("Did you mean the enum value", value.text("Raw"), names, isEnum);
        switch (kind) {
            case QueryParser.LIST -> {
                if (!Types.isList(value.expected)) {
                    unexpected(value, expected, "");
                }
            }
            case QueryParser.INT -> {
                if (!isNamed(type, "Int", "Float", "ID") || !isLong(value.text("Raw"))) {
                    unexpected(value, expected, "");
                }
            }
            case QueryParser.FLOAT -> {
                if (!isNamed(type, "Float")) {
                    unexpected(value, expected, "");
                }
            }
            case QueryParser.STRING, QueryParser.BLOCK -> {
                if (isEnum) {
                    problems.add(
                            value,
                            "Enum \"" + expected + "\" cannot represent non-enum value: " + text(value) + "." + meant);
                } else if (!isNamed(type, "String", "ID")) {
                    unexpected(value, expected, "");
                }
            }
            case QueryParser.ENUM -> {
                if (!isEnum) {
                    unexpected(value, expected, meant);
                } else if (!names.contains(value.text("Raw"))) {
                    problems.add(
                            value,
                            "Value \"" + text(value) + "\" does not exist in \"" + expected + "\" enum." + meant);
                }
            }
            case QueryParser.BOOLEAN -> {
                if (!isNamed(type, "Boolean")) {
                    unexpected(value, expected, "");
                }
            }
            case QueryParser.OBJECT -> object(value, type);
            default -> {}
        }
    }

    private static boolean isLong(String digits) {
        return new BigInteger(digits).bitLength() < Long.SIZE;
    }

    private void unexpected(Node value, String expected, String meant) {
        String shown = text(value);
        String message =
                switch (expected) {
                    case "Int", "Int!" ->
                        value.number("Kind") == QueryParser.INT
                                        && new BigInteger(value.text("Raw")).bitLength() >= Integer.SIZE
                                ? "Int cannot represent non 32-bit signed integer value: " + shown
                                : "Int cannot represent non-integer value: " + shown;
                    case "String", "String!", "[String]" -> "String cannot represent a non string value: " + shown;
                    case "Boolean", "Boolean!" -> "Boolean cannot represent a non boolean value: " + shown;
                    case "Float", "Float!" -> "Float cannot represent non numeric value: " + shown;
                    case "ID", "ID!" -> "ID cannot represent a non-string and non-integer value: " + shown;
                    default ->
                        Types.is(value.definition, "ENUM")
                                ? "Enum \"" + expected + "\" cannot represent non-enum value: " + shown + "."
                                : "Expected value of type \"" + expected + "\", found " + shown + ".";
                };
        problems.add(value, message + meant);
    }

    private void object(Node value, Node type) {
        List<Node> children = value.nodes("Children");
        for (Node field : type.nodes("Fields")) {
            if (field.node("Type").is("NonNull")
                    && !field.has("DefaultValue")
                    && Node.find(children, field.name()) == null) {
                problems.add(
                        value,
                        "Field \"" + type.name() + "." + field.name() + "\" of required type \""
                                + Types.text(field.node("Type")) + "\" was not provided.");
            }
        }
        if (type.find("Directives", "Name", "oneOf") != null) {
            if (children.size() != 1) {
                problems.add(value, "OneOf Input Object \"" + type.name() + "\" must specify exactly one key.");
            } else if (children.get(0).node("Value").number("Kind") == QueryParser.NULL) {
                problems.add(
                        children.get(0).node("Value"),
                        "Field \"" + type.name() + "."
                                + type.nodes("Fields").get(0).name() + "\" must be non-null.");
            }
        }
        List<String> names = type.nodes("Fields").stream().map(Node::name).toList();
        for (Node child : children) {
            if (!names.contains(child.name())) {
                problems.add(
                        child,
                        "Field \"" + child.name() + "\" is not defined by type \"" + type.name() + "\"."
                                + problems.suggested("Did you mean", child.name(), names, true));
            }
        }
    }

    /** Whether variables may stand where they do. */
    private void position(Node value, int kind, Node operation) {
        if (kind == QueryParser.VARIABLE && value.expected != null && value.owner != null && operation != null) {
            Node standard = value.owner.node("DefaultValue");
            boolean filled = standard != null && standard.number("Kind") != QueryParser.NULL;
            boolean nonNull = value.expected.is("NonNull") && !filled && !value.expectedDefault;
            if (!Types.isCompatible(value.owner.node("Type"), value.expected, nonNull)) {
                problems.add(
                        value,
                        "Variable \"" + text(value) + "\" of type \"" + Types.text(value.owner.node("Type"))
                                + "\" used in position expecting type \"" + Types.text(value.expected) + "\".");
            }
        }
        if (kind == QueryParser.OBJECT
                && value.definition != null
                && value.definition.find("Directives", "Name", "oneOf") != null) {
            for (Node child : value.nodes("Children")) {
                Node inner = child.node("Value");
                if (inner.number("Kind") == QueryParser.VARIABLE
                        && inner.owner != null
                        && !inner.owner.node("Type").is("NonNull")) {
                    problems.add(
                            inner.owner,
                            "Variable \"" + text(inner) + "\" is of type \"" + Types.text(inner.owner.node("Type"))
                                    + "\" but must be non-nullable to be used for OneOf Input Object \""
                                    + value.definition.name() + "\".");
                }
            }
        }
    }
}
