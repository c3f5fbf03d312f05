package dev.bylaw.rego.internal.graphql;

import dev.bylaw.rego.internal.graphql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/** Reads schemas (specification of October 2021, section 3). Not thread-safe. */
final class SchemaParser extends QueryParser {
    private static final Set<String> LOCATIONS = Set.of(
            "QUERY",
            "MUTATION",
            "SUBSCRIPTION",
            "FIELD",
            "FRAGMENT_DEFINITION",
            "FRAGMENT_SPREAD",
            "INLINE_FRAGMENT",
            "VARIABLE_DEFINITION",
            "SCHEMA",
            "SCALAR",
            "OBJECT",
            "FIELD_DEFINITION",
            "ARGUMENT_DEFINITION",
            "INTERFACE",
            "UNION",
            "ENUM",
            "ENUM_VALUE",
            "INPUT_OBJECT",
            "INPUT_FIELD_DEFINITION");

    private final boolean builtIn;

    /** The description before a definition and the comment before that. */
    private record Description(String text, Node comment) {}

    SchemaParser(String text, boolean builtIn, LongConsumer work) {
        super(text, work);
        this.builtIn = builtIn;
    }

    @Override
    Node document() {
        Node document = new Node(peek());
        List<Object> schemas = new ArrayList<>();
        List<Object> schemaExtensions = new ArrayList<>();
        List<Object> directives = new ArrayList<>();
        List<Object> definitions = new ArrayList<>();
        List<Object> extensions = new ArrayList<>();
        while (peek().kind() != Kind.END) {
            Description description = new Description("", null);
            if (isDescription()) {
                description = description();
            }
            if (peek().kind() != Kind.NAME) {
                throw unexpected(peek());
            }
            switch (peek().value()) {
                case "scalar", "type", "interface", "union", "enum", "input" ->
                    definitions.add(definition(description, false));
                case "schema" -> schemas.add(schema(description, false));
                case "directive" -> directives.add(directive(description));
                case "extend" -> {
                    if (!description.text().isEmpty()) {
                        throw unexpected(previous());
                    }
                    Description before = new Description("", null);
                    Node comment = keyword("extend");
                    if (peek().isName("schema")) {
                        schemaExtensions.add(extended(schema(before, true), comment, "Directives", "OperationTypes"));
                    } else {
                        extensions.add(extended(
                                definition(before, true),
                                comment,
                                "Directives",
                                "Interfaces",
                                "Fields",
                                "Types",
                                "EnumValues"));
                    }
                }
                default -> throw unexpected(peek());
            }
        }
        return document.put("Schema", schemas)
                .put("SchemaExtension", schemaExtensions)
                .put("Directives", directives)
                .put("Definitions", definitions)
                .put("Extensions", extensions)
                .put("Comment", comment);
    }

    /** An extension has to add something. */
    private Node extended(Node node, Node comment, String... parts) {
        for (String part : parts) {
            if (!node.nodes(part).isEmpty() || !node.texts(part).isEmpty()) {
                return node.put("AfterDescriptionComment", comment);
            }
        }
        throw unexpected(peek());
    }

    private boolean isDescription() {
        return peek().kind() == Kind.STRING || peek().kind() == Kind.BLOCK_STRING;
    }

    private Description description() {
        peek();
        Node before = comment;
        return new Description(next().value(), before);
    }

    private Node described(Description description) {
        return new Node(peek())
                .put("BeforeDescriptionComment", description.comment())
                .put("Description", description.text());
    }

    private Node schema(Description description, boolean extension) {
        Node before = keyword("schema");
        Node node = described(description).put("AfterDescriptionComment", extension ? null : before);
        node.put("Directives", directives(true));
        node.put("OperationTypes", some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, () -> {
            Node operation = new Node(peek()).put("Comment", comment).put("Operation", operationType());
            expect(Kind.COLON);
            return operation.put("Type", name());
        }));
        return node.put("EndOfDefinitionComment", lastComment);
    }

    private Node definition(Description description, boolean extension) {
        String word = peek().value();
        String kind =
                switch (word) {
                    case "scalar" -> "SCALAR";
                    case "type" -> "OBJECT";
                    case "interface" -> "INTERFACE";
                    case "union" -> "UNION";
                    case "enum" -> "ENUM";
                    case "input" -> "INPUT_OBJECT";
                    default -> throw unexpected(peek());
                };
        Node before = keyword(word);
        Node node = described(description)
                .put("AfterDescriptionComment", extension ? null : before)
                .put("Kind", kind)
                .put("BuiltIn", builtIn)
                .put("Name", name());
        boolean implementing = kind.equals("OBJECT") || kind.equals("INTERFACE") && !extension;
        if (implementing && peek().isName("implements")) {
            node.put("Interfaces", interfaces());
        }
        node.put("Directives", directives(true));
        switch (kind) {
            case "OBJECT", "INTERFACE" ->
                node.put("Fields", some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, this::field))
                        .put("EndOfDefinitionComment", lastComment);
            case "INPUT_OBJECT" ->
                node.put("Fields", some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, this::input))
                        .put("EndOfDefinitionComment", lastComment);
            case "ENUM" ->
                node.put("EnumValues", some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, this::enumValue))
                        .put("EndOfDefinitionComment", lastComment);
            case "UNION" -> {
                if (skip(Kind.EQUALS)) {
                    node.put("Types", names(Kind.PIPE));
                }
            }
            default -> {}
        }
        return node;
    }

    private List<Object> interfaces() {
        next();
        return names(Kind.AMPERSAND);
    }

    /** Names with a token between them, and perhaps before the first one. */
    private List<Object> names(Kind separator) {
        skip(separator);
        List<Object> names = new ArrayList<>();
        do {
            names.add(name());
        } while (skip(separator));
        return names;
    }

    private Node member() {
        Description description = isDescription() ? description() : new Description("", null);
        peek();
        Node before = comment;
        return described(description.text().isEmpty() ? new Description("", null) : description)
                .put("AfterDescriptionComment", before)
                .put("Name", name());
    }

    private Node field() {
        Node node = member().put("Arguments", arguments());
        expect(Kind.COLON);
        return node.put("Type", type()).put("Directives", directives(true));
    }

    private List<Object> arguments() {
        return some(Kind.PAREN_LEFT, Kind.PAREN_RIGHT, this::input);
    }

    private Node input() {
        Node node = member();
        expect(Kind.COLON);
        node.put("Type", type());
        if (skip(Kind.EQUALS)) {
            node.put("DefaultValue", value(true));
        }
        return node.put("Directives", directives(true));
    }

    private Node enumValue() {
        return member().put("Directives", directives(true));
    }

    private Node directive(Description description) {
        Node before = keyword("directive");
        expect(Kind.AT);
        Node node = described(description)
                .put("AfterDescriptionComment", before)
                .put("Name", name())
                .put("Arguments", arguments());
        boolean repeatable = peek().isName("repeatable");
        if (repeatable) {
            next();
        }
        node.put("IsRepeatable", repeatable);
        keyword("on");
        skip(Kind.PIPE);
        List<Object> locations = new ArrayList<>();
        do {
            Token location = expect(Kind.NAME);
            if (!LOCATIONS.contains(location.value())) {
                throw unexpected(location);
            }
            locations.add(location.value());
        } while (skip(Kind.PIPE));
        return node.put("Locations", locations);
    }
}
