package dev.bylaw.internal.jinja.syntax;

/**
 * A piece of a template.
 *
 * @param type what it is
 * @param text the characters of a name, the value of a text literal, the digits of a number; else the symbol
 * @param start its first offset in the file
 * @param end the offset behind it
 */
record Token(TokenType type, String text, int start, int end) {
    boolean is(TokenType wanted) {
        return type == wanted;
    }

    boolean isName(String name) {
        return type == TokenType.NAME && text.equals(name);
    }

    /** {@return the token in messages} */
    String describe() {
        return switch (type) {
            case NAME, INTEGER, FLOAT -> "'" + text + "'";
            case STRING -> "a string";
            case END -> "the end of the template";
            default -> "'" + type.shown() + "'";
        };
    }
}
