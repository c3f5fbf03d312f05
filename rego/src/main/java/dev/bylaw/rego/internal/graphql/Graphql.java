package dev.bylaw.rego.internal.graphql;

import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.util.List;
import java.util.function.LongConsumer;

/** Reads GraphQL documents, and validates them; an object that such a document was turned into may stand for it. */
public final class Graphql {
    private final LongConsumer work;

    /**
     * A reader.
     *
     * @param work takes the steps that are made
     */
    public Graphql(LongConsumer work) {
        this.work = work;
    }

    /** A document that was read. */
    public static final class Document {
        private final Node node;
        private final ObjectValue value;

        private Document(Node node) {
            this.node = node;
            // The checks note things at the nodes, which must not show.
            this.value = node.value();
        }

        /** {@return the document as an object, without what is empty in it} */
        public ObjectValue value() {
            return value;
        }
    }

    /**
     * Reads a query.
     *
     * @param value its text, or its object
     * @return the document
     * @throws GraphqlException if it is malformed
     */
    public Document query(Value value) {
        return new Document(
                value instanceof StringValue text
                        ? new QueryParser(text.value(), work).document()
                        : object((ObjectValue) value));
    }

    /**
     * Reads a schema without checking it.
     *
     * @param value its text, or its object
     * @return the document
     * @throws GraphqlException if it is malformed
     */
    public Document schema(Value value) {
        return new Document(
                value instanceof StringValue text
                        ? new SchemaParser(text.value(), false, work).document()
                        : object((ObjectValue) value));
    }

    /**
     * Checks a schema.
     *
     * @param schema the schema
     * @throws GraphqlException if it is not valid
     */
    public void check(Document schema) {
        Schema.of(schema.node, work);
    }

    /**
     * Checks a query and its schema.
     *
     * @param query the query
     * @param schema the schema
     * @throws GraphqlException if one is not valid
     */
    public void check(Document query, Document schema) {
        QueryCheck.check(Schema.of(schema.node, work), query.node);
    }

    private static Node object(ObjectValue value) {
        Node node = Node.of(value);
        complete(node);
        return node;
    }

    /** Checks that what every node of its kind has is there. */
    private static void complete(Node node) {
        for (String name : List.of(
                "Operations",
                "Fragments",
                "Schema",
                "SchemaExtension",
                "Definitions",
                "Extensions",
                "Directives",
                "SelectionSet",
                "OperationTypes",
                "EnumValues")) {
            node.nodes(name).forEach(Graphql::complete);
        }
        for (String name : List.of("Fields", "VariableDefinitions", "VariableDefinition")) {
            for (Node child : node.nodes(name)) {
                type(child.node("Type"), name);
                complete(child);
            }
        }
        for (Node argument : node.nodes("Arguments")) {
            if (argument.has("Type")) {
                type(argument.node("Type"), "Arguments");
            } else {
                value(argument.node("Value"));
            }
            complete(argument);
        }
        if (node.has("DefaultValue")) {
            value(node.node("DefaultValue"));
        }
    }

    private static void type(Node type, String where) {
        Node inner = type;
        while (inner != null && Types.isList(inner)) {
            inner = inner.node("Elem");
        }
        if (inner == null || inner.text("NamedType").isEmpty()) {
            throw new GraphqlException("GraphQL parse error: an item of " + where + " has no type");
        }
    }

    private static void value(Node value) {
        if (value == null) {
            throw new GraphqlException("GraphQL parse error: an argument has no value");
        }
        boolean integer = value.number("Kind") == QueryParser.INT;
        if (integer && !value.text("Raw").matches("-?[0-9]+")) {
            throw new GraphqlException("GraphQL parse error: \"" + value.text("Raw") + "\" is no integer");
        }
        for (Node child : value.nodes("Children")) {
            value(child.node("Value"));
        }
    }
}
