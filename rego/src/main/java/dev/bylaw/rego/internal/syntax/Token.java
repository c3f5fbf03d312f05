package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.StringValue;

/**
 * A token.
 *
 * @param kind what it is
 * @param text the name, number, decoded string or, where it is invalid, the message; the symbol otherwise
 * @param row the line where it begins, from 1
 * @param column the column where it begins, from 1, in code points
 * @param endRow the line where it ends
 * @param endColumn the column behind its last character
 * @param spaced whether white space or a comment stands before it
 * @param onNewLine whether a line ends between the token before and this one
 * @param plain whether it is a name even where its text is that of a keyword
 */
record Token(
        TokenKind kind,
        String text,
        int row,
        int column,
        int endRow,
        int endColumn,
        boolean spaced,
        boolean onNewLine,
        boolean plain) {
    /** A token that is a keyword if its text is one. */
    Token(
            TokenKind kind,
            String text,
            int row,
            int column,
            int endRow,
            int endColumn,
            boolean spaced,
            boolean onNewLine) {
        this(kind, text, row, column, endRow, endColumn, spaced, onNewLine, false);
    }

    /** {@return the same word as a name, though it could be a keyword} */
    Token asPlainName() {
        return new Token(kind, text, row, column, endRow, endColumn, spaced, onNewLine, true);
    }

    /** {@return whether it is this name or keyword} */
    boolean is(String name) {
        return kind == TokenKind.NAME && !plain && text.equals(name);
    }

    /** {@return whether it is a keyword without any import} */
    boolean isKeyword() {
        return kind == TokenKind.NAME && !plain && Keywords.isKeyword(text);
    }

    /** {@return in the words of OPA that it cannot stand where it does} */
    String unexpected() {
        return switch (kind) {
            case INVALID -> {
                if (text.contains(StringScanner.UNCLOSED)) {
                    yield "non-terminated string";
                }
                yield text.startsWith(StringScanner.ESCAPE) ? "illegal escape sequence" : "illegal token";
            }
            case NAME -> isKeyword() ? "unexpected " + text + " keyword" : "unexpected identifier token";
            default -> "unexpected " + kind.nameInErrors() + " token";
        };
    }

    /** {@return what it is in the words of a message} */
    String described() {
        return switch (kind) {
            case END -> "the end of the text";
            case STRING -> "the string " + StringValue.of(Slips.shown(text));
            case TEMPLATE_PART, TEMPLATE_END -> "a template string";
            case NUMBER -> "the number " + Slips.shownNumber(text);
            case NAME -> (isKeyword() ? "the keyword `" : "`") + Slips.shown(text) + "`";
            case INVALID -> text;
            default -> "`" + kind.symbol() + "`";
        };
    }
}
