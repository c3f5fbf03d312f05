package dev.bylaw.rego.internal.graphql;

import dev.bylaw.rego.internal.value.RegoText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says whether a schema is valid (specification of October 2021, section 3), and the first thing that is not. */
final class SchemaCheck {
    private final Schema schema;

    SchemaCheck(Schema schema) {
        this.schema = schema;
    }

    /** A fault at a node; OPA says where only if the node comes from a text. */
    static GraphqlException error(Node node, String message) {
        String place = node.line > 0 ? "input:" + node.line + ":" + node.column + ": " : "input: ";
        return new GraphqlException("Error in gqlparser SchemaDocument to Schema conversion: " + place + message);
    }

    void all() {
        schema.types.values().forEach(this::type);
        inputCycles();
        for (Node directive : schema.directives.values()) {
            name(directive, directive.name());
            arguments(directive.nodes("Arguments"), directive);
        }
    }

    private static void name(Node at, String name) {
        if (name.startsWith("__")) {
            throw error(
                    at,
                    "Name \"" + name + "\" must not begin with \"__\", which is reserved by GraphQL introspection.");
        }
    }

    private void type(Node type) {
        String kind = type.text("Kind");
        boolean input = kind.equals("INPUT_OBJECT");
        for (Node field : type.nodes("Fields")) {
            schema.work.accept(1);
            name(field, field.name());
            reference(field.node("Type"), field);
            arguments(field.nodes("Arguments"), null);
            directives(field.nodes("Directives"), input ? "INPUT_FIELD_DEFINITION" : "FIELD_DEFINITION", null, true);
        }
        for (String member : type.texts("Types")) {
            Node found = schema.types.get(member);
            if (found == null) {
                throw error(type, "Undefined type " + RegoText.quote(member) + ".");
            }
            if (!Types.is(found, "OBJECT")) {
                throw error(type, kind + " type " + RegoText.quote(member) + " must be OBJECT.");
            }
        }
        type.texts("Interfaces").forEach(name -> implemented(type, name));
        switch (kind) {
            case "OBJECT", "INTERFACE" -> {
                if (type.nodes("Fields").isEmpty()) {
                    throw error(type, kind + " " + type.name() + ": must define one or more fields.");
                }
                fieldKinds(type, kind + " " + type.name(), "SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM");
            }
            case "ENUM" -> enumValues(type);
            case "INPUT_OBJECT" -> {
                if (type.nodes("Fields").isEmpty()) {
                    throw error(type, kind + " " + type.name() + ": must define one or more input fields.");
                }
                fieldKinds(type, null, "SCALAR", "ENUM", "INPUT_OBJECT");
            }
            default -> {}
        }
        unique(type);
        if (!type.is("BuiltIn")) {
            name(type, type.name());
        }
        directives(type.nodes("Directives"), kind, null, false);
    }

    private void fieldKinds(Node type, String prefix, String... kinds) {
        for (Node field : type.nodes("Fields")) {
            Node found = schema.typeOf(field.node("Type"));
            if (found != null && !Types.is(found, kinds)) {
                String start = prefix == null ? found.text("Kind") + " " + field.name() : prefix;
                throw error(field, start + ": field must be one of " + String.join(", ", kinds) + ".");
            }
        }
    }

    private void enumValues(Node type) {
        if (type.nodes("EnumValues").isEmpty()) {
            throw error(type, "ENUM " + type.name() + ": must define one or more unique enum values.");
        }
        for (Node value : type.nodes("EnumValues")) {
            if (Set.of("true", "false", "null").contains(value.name())) {
                throw error(type, "ENUM " + type.name() + ": non-enum value " + value.name() + ".");
            }
            directives(value.nodes("Directives"), "ENUM_VALUE", null, true);
        }
    }

    private static void unique(Node type) {
        Set<String> seen = new HashSet<>();
        for (Node field : type.nodes("Fields")) {
            if (!seen.add(field.name())) {
                throw error(field, "Field " + type.name() + "." + field.name() + " can only be defined once.");
            }
        }
        seen.clear();
        for (Node value : type.nodes("EnumValues")) {
            if (!seen.add(value.name())) {
                throw error(value, "Enum value " + type.name() + "." + value.name() + " can only be defined once.");
            }
        }
        seen.clear();
        for (String member : type.texts("Types")) {
            if (!seen.add(member)) {
                throw error(type, "Union type " + type.name() + " can only include type " + member + " once.");
            }
        }
    }

    private Node reference(Node reference, Node at) {
        if (reference == null) {
            throw error(at, "Undefined type .");
        }
        Node found = schema.typeOf(reference);
        if (found == null) {
            throw error(reference, "Undefined type " + Types.name(reference) + ".");
        }
        return found;
    }

    private void arguments(List<Node> arguments, Node directive) {
        for (Node argument : arguments) {
            schema.work.accept(1);
            name(argument, argument.name());
            Node type = reference(argument.node("Type"), argument);
            if (!Types.isInput(type)) {
                throw error(
                        argument,
                        "cannot use " + Types.text(argument.node("Type")) + " as argument " + argument.name()
                                + " because " + type.text("Kind") + " is not a valid input type");
            }
            directives(argument.nodes("Directives"), "ARGUMENT_DEFINITION", directive, true);
        }
    }

    /** Checks the directives at a place. */
    void directives(List<Node> directives, String location, Node current, boolean once) {
        Set<String> seen = new HashSet<>();
        for (Node directive : directives) {
            String name = directive.name();
            name(directive, name);
            if (current != null && name.equals(current.name())) {
                throw error(directive, "Directive " + name + " cannot refer to itself.");
            }
            Node definition = schema.directives.get(name);
            if (definition == null) {
                throw error(directive, "Undefined directive " + name + ".");
            }
            if (once && !seen.add(name) && !definition.is("IsRepeatable")) {
                throw error(directive, "The directive " + name + " can only be used once at this location.");
            }
            if (!definition.texts("Locations").contains(location)) {
                throw error(directive, "Directive " + name + " is not applicable on " + location + ".");
            }
            for (Node argument : directive.nodes("Arguments")) {
                if (definition.find("Arguments", "Name", argument.name()) == null) {
                    throw error(argument, "Undefined argument " + argument.name() + " for directive " + name + ".");
                }
            }
            for (Node wanted : definition.nodes("Arguments")) {
                if (wanted.node("Type") != null && wanted.node("Type").is("NonNull") && !wanted.has("DefaultValue")) {
                    Node given = directive.find("Arguments", "Name", wanted.name());
                    if (given == null
                            || given.node("Value") != null
                                    && given.node("Value").number("Kind") == QueryParser.NULL) {
                        throw error(
                                directive, "Argument " + wanted.name() + " for directive " + name + " cannot be null.");
                    }
                }
            }
        }
    }

    private void implemented(Node type, String name) {
        Node found = schema.types.get(name);
        if (found == null) {
            throw error(type, "Undefined type " + RegoText.quote(name) + ".");
        }
        if (!Types.is(found, "INTERFACE")) {
            throw error(type, RegoText.quote(name) + " is a non interface type " + found.text("Kind") + ".");
        }
        String start = "For " + type.name() + " to implement " + name + " ";
        for (Node wanted : found.nodes("Fields")) {
            schema.work.accept(1);
            Node field = type.find("Fields", "Name", wanted.name());
            if (field == null) {
                throw error(type, start + "it must have a field called " + wanted.name() + ".");
            }
            if (!isCovariant(wanted.node("Type"), field.node("Type"))) {
                throw error(
                        field,
                        start + "the field " + wanted.name() + " must have type " + Types.text(wanted.node("Type"))
                                + ".");
            }
            for (Node argument : wanted.nodes("Arguments")) {
                String same = start + "the field " + wanted.name() + " must have the same arguments but ";
                Node given = field.find("Arguments", "Name", argument.name());
                if (given == null) {
                    throw error(field, same + "it is missing " + argument.name() + ".");
                }
                Node type2 = given.node("Type");
                if (!Types.isCompatible(argument.node("Type"), type2, type2.is("NonNull"))) {
                    throw error(given, same + argument.name() + " has the wrong type.");
                }
            }
            for (Node argument : field.nodes("Arguments")) {
                if (wanted.find("Arguments", "Name", argument.name()) == null
                        && argument.node("Type").is("NonNull")
                        && !argument.has("DefaultValue")) {
                    throw error(
                            argument,
                            start + "any additional arguments on " + field.name()
                                    + " must be optional or have a default value but " + argument.name()
                                    + " is required.");
                }
            }
        }
        Set<String> implemented = new HashSet<>(type.texts("Interfaces"));
        for (String further : found.texts("Interfaces")) {
            schema.work.accept(1);
            if (implemented.contains(further)) {
                continue;
            }
            throw error(
                    type,
                    further.equals(type.name())
                            ? "Type " + type.name() + " cannot implement " + name
                                    + " because it would create a circular reference."
                            : "Type " + type.name() + " must implement " + further + " because it is implemented by "
                                    + name + ".");
        }
    }

    private boolean isCovariant(Node wanted, Node actual) {
        if (wanted == null || actual == null || wanted.is("NonNull") && !actual.is("NonNull")) {
            return false;
        }
        if (!Types.isList(wanted)) {
            String name = actual.text("NamedType");
            List<Node> possible = schema.possibleTypes(wanted.text("NamedType"));
            schema.work.accept(1 + possible.size());
            return wanted.text("NamedType").equals(name) || Node.find(possible, name) != null;
        }
        return Types.isList(actual) && isCovariant(wanted.node("Elem"), actual.node("Elem"));
    }

    private void inputCycles() {
        Set<String> visited = new HashSet<>();
        for (Node type : schema.types.values()) {
            if (Types.is(type, "INPUT_OBJECT")) {
                cycle(type, visited, new ArrayList<>(), new HashMap<>());
            }
        }
    }

    private void cycle(Node type, Set<String> visited, List<Node> path, Map<String, Integer> places) {
        if (!visited.add(type.name())) {
            return;
        }
        if (path.size() > 1000) {
            throw error(type, "input objects are nested too deep");
        }
        places.put(type.name(), path.size());
        for (Node field : type.nodes("Fields")) {
            schema.work.accept(1);
            Node reference = field.node("Type");
            Node found = reference.is("NonNull") ? schema.types.get(reference.text("NamedType")) : null;
            if (found == null || !Types.is(found, "INPUT_OBJECT")) {
                continue;
            }
            path.add(field);
            Integer place = places.get(found.name());
            if (place != null) {
                List<String> names = new ArrayList<>();
                path.subList(place, path.size()).forEach(step -> names.add(step.name()));
                throw error(
                        path.get(place),
                        "Cannot reference Input Object " + RegoText.quote(found.name())
                                + " within itself through a series of non-null fields: "
                                + RegoText.quote(String.join(".", names)) + ".");
            }
            cycle(found, visited, path, places);
            path.remove(path.size() - 1);
        }
        places.remove(type.name());
    }
}
