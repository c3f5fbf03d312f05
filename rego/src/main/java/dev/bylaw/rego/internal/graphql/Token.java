package dev.bylaw.rego.internal.graphql;

import dev.bylaw.rego.internal.value.RegoText;

/** A token of a GraphQL text, where it begins. The message of an invalid one says what is wrong. */
record Token(Kind kind, String value, int line, int column) {
    /** The kinds of tokens, by the way they are called in messages. */
    enum Kind {
        INVALID("<Invalid>"),
        END("<EOF>"),
        BANG("!"),
        DOLLAR("$"),
        AMPERSAND("&"),
        PAREN_LEFT("("),
        PAREN_RIGHT(")"),
        SPREAD("..."),
        COLON(":"),
        EQUALS("="),
        AT("@"),
        BRACKET_LEFT("["),
        BRACKET_RIGHT("]"),
        BRACE_LEFT("{"),
        BRACE_RIGHT("}"),
        PIPE("|"),
        NAME("Name"),
        INT("Int"),
        FLOAT("Float"),
        STRING("String"),
        BLOCK_STRING("BlockString"),
        COMMENT("Comment");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Whether this is this name. */
    boolean isName(String name) {
        return kind == Kind.NAME && value.equals(name);
    }

    @Override
    public String toString() {
        return value.isEmpty() || kind == Kind.INVALID ? kind.toString() : kind + " " + RegoText.quote(value);
    }
}
