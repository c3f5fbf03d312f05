package dev.bylaw.rego.internal.graphql;

/** A document that is malformed or not valid; the message says where, as OPA's do. */
public final class GraphqlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A fault with a complete message. */
    GraphqlException(String message) {
        super(message, null, false, false);
    }

    /** A fault at a place of a text; line and column begin at 1. */
    static GraphqlException at(int line, int column, String message) {
        return new GraphqlException(stripped(message) + " in GraphQL string at location " + line + ":" + column);
    }

    private static String stripped(String message) {
        return message.endsWith(".\n") ? message.substring(0, message.length() - 2) : message;
    }
}
