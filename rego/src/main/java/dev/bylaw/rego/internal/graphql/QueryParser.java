package dev.bylaw.rego.internal.graphql;

import dev.bylaw.rego.internal.graphql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Reads queries (specification of October 2021, sections 2.2 to 2.12). Not thread-safe. */
class QueryParser extends TokenSource {
    /** Go's numbers of the kinds of values. */
    static final int VARIABLE = 0;

    static final int INT = 1;
    static final int FLOAT = 2;
    static final int STRING = 3;
    static final int BLOCK = 4;
    static final int BOOLEAN = 5;
    static final int NULL = 6;
    static final int ENUM = 7;
    static final int LIST = 8;
    static final int OBJECT = 9;

    QueryParser(String text, LongConsumer work) {
        super(text, work);
    }

    /** A whole document. */
    Node document() {
        List<Object> operations = new ArrayList<>();
        List<Object> fragments = new ArrayList<>();
        Node document = new Node(peek());
        while (peek().kind() != Kind.END) {
            Token token = peek();
            if (token.kind() == Kind.BRACE_LEFT
                    || token.isName("query")
                    || token.isName("mutation")
                    || token.isName("subscription")) {
                operations.add(operation());
            } else if (token.isName("fragment")) {
                fragments.add(fragmentDefinition());
            } else {
                throw unexpected(token);
            }
        }
        return document.put("Operations", operations).put("Fragments", fragments);
    }

    private Node operation() {
        Node node = new Node(peek());
        if (peek().kind() == Kind.BRACE_LEFT) {
            return node.put("Operation", "query").put("Name", "").put("SelectionSet", requiredSelections());
        }
        node.put("Comment", comment);
        node.put("Operation", operationType());
        node.put("Name", peek().kind() == Kind.NAME ? next().value() : "");
        node.put("VariableDefinitions", variableDefinitions());
        node.put("Directives", directives(false));
        return node.put("SelectionSet", requiredSelections());
    }

    String operationType() {
        Token token = next();
        if (token.isName("query") || token.isName("mutation") || token.isName("subscription")) {
            return token.value();
        }
        throw unexpected(token);
    }

    private List<Object> variableDefinitions() {
        return some(Kind.PAREN_LEFT, Kind.PAREN_RIGHT, () -> {
            Node node = new Node(peek()).put("Comment", comment).put("Used", false);
            node.put("Variable", variable());
            expect(Kind.COLON);
            node.put("Type", type());
            if (skip(Kind.EQUALS)) {
                node.put("DefaultValue", value(true));
            }
            return node.put("Directives", directives(false));
        });
    }

    private String variable() {
        expect(Kind.DOLLAR);
        return name();
    }

    private List<Object> requiredSelections() {
        if (peek().kind() != Kind.BRACE_LEFT) {
            throw error(peek(), "Expected {, found " + peek().kind());
        }
        return selections();
    }

    private List<Object> selections() {
        return some(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, () -> peek().kind() == Kind.SPREAD ? fragment() : field());
    }

    private Node field() {
        Node node = new Node(peek()).put("Comment", comment);
        String alias = name();
        node.put("Alias", alias);
        node.put("Name", skip(Kind.COLON) ? name() : alias);
        node.put("Arguments", arguments(false));
        node.put("Directives", directives(false));
        return node.put("SelectionSet", selections());
    }

    private List<Object> arguments(boolean constant) {
        return some(Kind.PAREN_LEFT, Kind.PAREN_RIGHT, () -> {
            Node node = new Node(peek()).put("Comment", comment);
            node.put("Name", name());
            expect(Kind.COLON);
            return node.put("Value", value(constant));
        });
    }

    private Node fragment() {
        peek();
        Node before = comment;
        expect(Kind.SPREAD);
        Node node = new Node(peek()).put("Comment", before);
        if (peek().kind() == Kind.NAME && !peek().isName("on")) {
            return node.put("Name", fragmentName()).put("Directives", directives(false));
        }
        node.put("TypeCondition", "");
        if (peek().isName("on")) {
            next();
            node.put("TypeCondition", name());
        }
        node.put("Directives", directives(false));
        return node.put("SelectionSet", requiredSelections());
    }

    private Node fragmentDefinition() {
        Node node = new Node(peek()).put("Comment", comment);
        keyword("fragment");
        node.put("Name", fragmentName());
        node.put("VariableDefinition", variableDefinitions());
        keyword("on");
        node.put("TypeCondition", name());
        node.put("Directives", directives(false));
        return node.put("SelectionSet", requiredSelections());
    }

    private String fragmentName() {
        if (peek().isName("on")) {
            throw unexpected(peek());
        }
        return name();
    }

    /** A value; a constant one has no variables. */
    Node value(boolean constant) {
        Token token = peek();
        Node node = new Node(token).put("Raw", "").put("ExpectedTypeHasDefault", false);
        boolean many = token.kind() == Kind.BRACKET_LEFT || token.kind() == Kind.BRACE_LEFT;
        // OPA's library keeps the comments of lists and objects only.
        node.put("Comment", many ? comment : null);
        switch (token.kind()) {
            case BRACKET_LEFT -> {
                return node.put("Kind", LIST)
                        .put(
                                "Children",
                                many(
                                        Kind.BRACKET_LEFT,
                                        Kind.BRACKET_RIGHT,
                                        () -> new Node(0, 0).put("Name", "").put("Value", value(constant))));
            }
            case BRACE_LEFT -> {
                return node.put("Kind", OBJECT).put("Children", many(Kind.BRACE_LEFT, Kind.BRACE_RIGHT, () -> {
                    Node child = new Node(peek()).put("Comment", comment).put("Name", name());
                    expect(Kind.COLON);
                    return child.put("Value", value(constant));
                }));
            }
            case DOLLAR -> {
                if (constant) {
                    throw unexpected(token);
                }
                return node.put("Kind", VARIABLE).put("Raw", variable());
            }
            case INT -> node.put("Kind", INT);
            case FLOAT -> node.put("Kind", FLOAT);
            case STRING -> node.put("Kind", STRING);
            case BLOCK_STRING -> node.put("Kind", BLOCK);
            case NAME ->
                node.put(
                        "Kind",
                        switch (token.value()) {
                            case "true", "false" -> BOOLEAN;
                            case "null" -> NULL;
                            default -> ENUM;
                        });
            default -> throw unexpected(token);
        }
        next();
        return node.put("Raw", token.value());
    }

    /** The directives at a place. */
    List<Object> directives(boolean constant) {
        List<Object> directives = new ArrayList<>();
        while (peek().kind() == Kind.AT) {
            next();
            Node node = new Node(peek()).put("Name", name()).put("Location", "");
            directives.add(node.put("Arguments", arguments(constant)));
        }
        return directives;
    }

    /** A reference to a type. */
    Node type() {
        Node node;
        if (skip(Kind.BRACKET_LEFT)) {
            enter();
            node = new Node(peek()).put("NamedType", "").put("Elem", type());
            leave();
            expect(Kind.BRACKET_RIGHT);
        } else {
            node = new Node(peek()).put("NamedType", name());
        }
        return node.put("NonNull", skip(Kind.BANG));
    }
}
