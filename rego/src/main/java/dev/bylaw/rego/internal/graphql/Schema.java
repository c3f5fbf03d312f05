package dev.bylaw.rego.internal.graphql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** The types and directives of a schema with those that every schema has. Not thread-safe. */
final class Schema {
    /** What every schema has: the scalars, the directives, and the types of introspection. */
    private static final String PRELUDE = """
            scalar Int scalar Float scalar String scalar Boolean scalar ID
            directive @defer(if: Boolean = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
            directive @include(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
            directive @skip(if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT
            directive @deprecated(reason: String = "No longer supported")
              on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
            directive @specifiedBy(url: String!) on SCALAR
            directive @oneOf on INPUT_OBJECT
            type __Schema {
              description: String types: [__Type!]! queryType: __Type! mutationType: __Type subscriptionType: __Type
              directives: [__Directive!]!
            }
            type __Type {
              kind: __TypeKind! name: String description: String specifiedByURL: String
              fields(includeDeprecated: Boolean = false): [__Field!] interfaces: [__Type!] possibleTypes: [__Type!]
              enumValues(includeDeprecated: Boolean = false): [__EnumValue!]
              inputFields(includeDeprecated: Boolean = false): [__InputValue!] ofType: __Type isOneOf: Boolean
            }
            enum __TypeKind { SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL }
            type __Field {
              name: String! description: String args(includeDeprecated: Boolean = false): [__InputValue!]!
              type: __Type! isDeprecated: Boolean! deprecationReason: String
            }
            type __InputValue {
              name: String! description: String type: __Type! defaultValue: String isDeprecated: Boolean!
              deprecationReason: String
            }
            type __EnumValue { name: String! description: String isDeprecated: Boolean! deprecationReason: String }
            type __Directive {
              name: String! description: String isRepeatable: Boolean! locations: [__DirectiveLocation!]!
              args(includeDeprecated: Boolean = false): [__InputValue!]!
            }
            enum __DirectiveLocation {
              QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION
              SCHEMA SCALAR OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT
              INPUT_FIELD_DEFINITION
            }
            """;

    final Map<String, Node> types = new TreeMap<>();
    final Map<String, Node> directives = new TreeMap<>();

    /** The types that a value of an abstract type may have. */
    private final Map<String, List<Node>> possible = new TreeMap<>();

    final LongConsumer work;
    Node query;
    Node mutation;
    Node subscription;

    private Schema(LongConsumer work) {
        this.work = work;
    }

    /**
     * The schema of a document.
     *
     * @throws GraphqlException if it is not valid
     */
    static Schema of(Node document, LongConsumer work) {
        Node all = new SchemaParser(PRELUDE, true, steps -> {}).document();
        for (String part : List.of("Schema", "SchemaExtension", "Directives", "Definitions", "Extensions")) {
            all.addAll(part, document);
        }
        Schema schema = new Schema(work);
        schema.build(all);
        return schema;
    }

    List<Node> possibleTypes(String name) {
        return possible.getOrDefault(name, List.of());
    }

    /** The type that a reference names in the end; null if it is not there. */
    Node typeOf(Node reference) {
        return reference == null ? null : types.get(Types.name(reference));
    }

    private void build(Node document) {
        List<Node> all = new ArrayList<>();
        for (Node definition : document.nodes("Definitions")) {
            work.accept(1);
            Node own = definition.copy();
            if (types.putIfAbsent(own.name(), own) != null) {
                throw SchemaCheck.error(definition, "Cannot redeclare type " + own.name() + ".");
            }
            all.add(own);
        }
        for (Node extension : document.nodes("Extensions")) {
            work.accept(1);
            extend(extension, all);
        }
        for (Node type : all) {
            addPossible(type);
        }
        for (Node directive : document.nodes("Directives")) {
            boolean replaceable =
                    switch (directive.name()) {
                        case "include", "skip", "deprecated", "specifiedBy", "defer", "oneOf" -> true;
                        default -> false;
                    };
            if (directives.put(directive.name(), directive) != null && !replaceable) {
                throw SchemaCheck.error(directive, "Cannot redeclare directive " + directive.name() + ".");
            }
        }
        SchemaCheck check = new SchemaCheck(this);
        List<Node> schemas = document.nodes("Schema");
        if (schemas.size() > 1) {
            throw SchemaCheck.error(
                    schemas.get(1), "Cannot have multiple schema entry points, consider schema extensions instead.");
        }
        schemas.forEach(schema -> roots(schema, check));
        document.nodes("SchemaExtension").forEach(schema -> roots(schema, check));
        check.all();
        if (schemas.isEmpty()) {
            query = query == null ? types.get("Query") : query;
            mutation = mutation == null ? types.get("Mutation") : mutation;
            subscription = subscription == null ? types.get("Subscription") : subscription;
        }
        if (query != null) {
            Node own = new SchemaParser(
                            "type T { __schema: __Schema! __type(name: String!): __Type }", true, steps -> {})
                    .document()
                    .nodes("Definitions")
                    .get(0);
            query.addAll("Fields", own);
        }
    }

    private void extend(Node extension, List<Node> all) {
        Node type = types.get(extension.name());
        if (type == null) {
            type = new Node(extension.line, extension.column)
                    .put("Kind", extension.text("Kind"))
                    .put("Name", extension.name());
            types.put(extension.name(), type);
            all.add(type);
        }
        if (!type.text("Kind").equals(extension.text("Kind"))) {
            throw SchemaCheck.error(
                    extension,
                    "Cannot extend type " + extension.name() + " because the base type is a " + type.text("Kind")
                            + ", not " + extension.text("Kind") + ".");
        }
        for (String part : List.of("Directives", "Interfaces", "Fields", "Types", "EnumValues")) {
            type.addAll(part, extension);
        }
    }

    private void addPossible(Node type) {
        for (String member : type.texts("Types")) {
            if (types.get(member) != null) {
                addPossible(type.name(), types.get(member));
            }
        }
        for (String implemented : type.texts("Interfaces")) {
            addPossible(implemented, type);
        }
        if (type.text("Kind").equals("OBJECT") || type.text("Kind").equals("INPUT_OBJECT")) {
            addPossible(type.name(), type);
        }
    }

    private void addPossible(String name, Node type) {
        possible.computeIfAbsent(name, key -> new ArrayList<>()).add(type);
    }

    private void roots(Node schema, SchemaCheck check) {
        for (Node root : schema.nodes("OperationTypes")) {
            Node type = types.get(root.text("Type"));
            if (type == null) {
                throw SchemaCheck.error(
                        root,
                        "Schema root " + root.text("Operation") + " refers to a type " + root.text("Type")
                                + " that does not exist.");
            }
            switch (root.text("Operation")) {
                case "query" -> query = type;
                case "mutation" -> mutation = type;
                case "subscription" -> subscription = type;
                default -> {}
            }
        }
        check.directives(schema.nodes("Directives"), "SCHEMA", null, true);
    }
}
