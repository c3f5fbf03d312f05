package dev.bylaw.rego.internal.graphql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules about fields, directives and their arguments. */
final class FieldRules {
    private static final int MAX_LISTS = 3;

    private final Schema schema;
    private final Problems problems;
    private final Set<String> misplaced = new HashSet<>();

    FieldRules(Schema schema, Problems problems) {
        this.schema = schema;
        this.problems = problems;
    }

    void field(Node field, Runnable overlaps) {
        if (field.owner != null && field.definition == null) {
            problems.add(
                    field,
                    "Cannot query field \"" + field.name() + "\" on type \"" + field.owner.name() + "\"."
                            + meant(field));
        }
        if (field.definition != null && field.owner != null) {
            known(field, field, "field \"" + field.owner.name() + "." + field.name() + "\".");
        }
        if ((field.name().equals("__schema") || field.name().equals("__type"))
                && isTooDeep(field, new HashSet<>(), 0)) {
            problems.add(field, "Maximum introspection depth exceeded");
        }
        overlaps.run();
        required(field, "Field \"" + field.name() + "\"");
        leaf(field);
        uniqueArguments(field);
    }

    void directive(Node directive, String location) {
        if (directive.definition != null) {
            known(directive, directive, "directive \"@" + directive.name() + "\".");
        }
        if (directive.definition == null) {
            problems.add(directive, "Unknown directive \"@" + directive.name() + "\".");
        } else if (!directive.definition.texts("Locations").contains(location)
                && misplaced.add(directive.name() + ":" + directive.line + ":" + directive.column)) {
            problems.add(directive, "Directive \"@" + directive.name() + "\" may not be used on " + location + ".");
        }
        required(directive, "Directive \"@" + directive.name() + "\"");
        uniqueArguments(directive);
    }

    void directives(List<Node> directives) {
        Set<String> seen = new HashSet<>();
        for (Node directive : directives) {
            boolean repeatable = directive.definition != null && directive.definition.is("IsRepeatable");
            if (!seen.add(directive.name()) && !repeatable) {
                problems.add(
                        directive,
                        "The directive \"@" + directive.name() + "\" can only be used once at this location.");
            }
        }
    }

    private String meant(Node field) {
        Node type = field.owner;
        if (Types.is(type, "INTERFACE", "UNION")) {
            List<String> types = typesWith(type, field.name());
            // OPA's library says so even where it has found none.
            return " Did you mean to use an inline fragment on " + Problems.alternatives(types, true) + "?";
        }
        List<String> names = type.nodes("Fields").stream().map(Node::name).toList();
        return Types.is(type, "OBJECT") ? problems.suggested("Did you mean", field.name(), names, true) : "";
    }

    /** The interfaces and types among the possible ones that have a field, the most used interfaces first. */
    private List<String> typesWith(Node type, String field) {
        List<String> interfaces = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        Map<String, Integer> uses = new HashMap<>();
        for (Node possible : schema.possibleTypes(type.name())) {
            if (possible.find("Fields", "Name", field) == null) {
                continue;
            }
            objects.add(possible.name());
            for (String name : possible.texts("Interfaces")) {
                Node found = schema.types.get(name);
                if (found != null && found.find("Fields", "Name", field) != null) {
                    if (uses.merge(name, 1, Integer::sum) == 1) {
                        interfaces.add(name);
                    }
                }
            }
        }
        interfaces.addAll(objects);
        interfaces.sort(Comparator.comparing((String name) -> -uses.getOrDefault(name, 0))
                .thenComparing(Comparator.naturalOrder()));
        return interfaces;
    }

    private void known(Node node, Node at, String where) {
        List<Node> known = node.definition.nodes("Arguments");
        for (Node argument : node.nodes("Arguments")) {
            if (node.definition.find("Arguments", "Name", argument.name()) == null) {
                List<String> names = known.stream().map(Node::name).toList();
                problems.add(
                        at,
                        "Unknown argument \"" + argument.name() + "\" on " + where
                                + problems.suggested("Did you mean", argument.name(), names, true));
            }
        }
    }

    private void required(Node node, String what) {
        if (node.definition == null) {
            return;
        }
        for (Node argument : node.definition.nodes("Arguments")) {
            if (argument.node("Type").is("NonNull")
                    && !argument.has("DefaultValue")
                    && node.find("Arguments", "Name", argument.name()) == null) {
                problems.add(
                        node,
                        what + " argument \"" + argument.name() + "\" of type \"" + Types.text(argument.node("Type"))
                                + "\" is required, but it was not provided.");
            }
        }
    }

    private void leaf(Node field) {
        Node type = field.definition == null ? null : schema.typeOf(field.definition.node("Type"));
        if (type == null) {
            return;
        }
        boolean selects = !field.nodes("SelectionSet").isEmpty();
        if (Types.isLeaf(type) && selects) {
            problems.add(
                    field,
                    "Field \"" + field.name() + "\" must not have a selection since type \"" + type.name()
                            + "\" has no subfields.");
        }
        if (!Types.isLeaf(type) && !selects) {
            problems.add(
                    field,
                    "Field \"" + field.name() + "\" of type \"" + Types.text(field.definition.node("Type"))
                            + "\" must have a selection of subfields. Did you mean \"" + field.name() + " { ... }\"?");
        }
    }

    private void uniqueArguments(Node node) {
        Map<String, Integer> seen = new HashMap<>();
        for (Node argument : node.nodes("Arguments")) {
            if (seen.merge(argument.name(), 1, Integer::sum) == 2) {
                problems.add(argument, "There can be only one argument named \"" + argument.name() + "\".");
            }
        }
    }

    private boolean isTooDeep(Node field, Set<String> inside, int lists) {
        schema.work.accept(1);
        boolean list =
                switch (field.name()) {
                    case "fields", "interfaces", "possibleTypes", "inputFields" -> true;
                    default -> false;
                };
        int depth = list ? lists + 1 : lists;
        return depth >= MAX_LISTS || isTooDeep(field.nodes("SelectionSet"), inside, depth);
    }

    private boolean isTooDeep(List<Node> selections, Set<String> inside, int lists) {
        for (Node selection : selections) {
            if (selection.has("Alias")) {
                if (isTooDeep(selection, inside, lists)) {
                    return true;
                }
            } else if (selection.has("SelectionSet")) {
                if (isTooDeep(selection.nodes("SelectionSet"), inside, lists)) {
                    return true;
                }
            } else if (selection.definition != null && inside.add(selection.name())) {
                boolean deep = isTooDeep(selection.definition.nodes("SelectionSet"), inside, lists);
                inside.remove(selection.name());
                if (deep) {
                    return true;
                }
            }
        }
        return false;
    }
}
