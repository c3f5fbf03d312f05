package dev.bylaw.rego.internal.syntax;

/** Reads strings, raw strings and the pieces of template strings, with their escapes. */
final class StringScanner {
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final CharacterCursor cursor;
    private StringBuilder value = new StringBuilder();

    /** What is wrong with the string, and where. */
    /** What is in the message about a string without an end, and in no other. */
    static final String UNCLOSED = " that begins here is ";

    /** How messages about escapes begin. */
    static final String ESCAPE = "invalid escape";

    private String wrong = "";

    private int wrongRow;
    private int wrongColumn;

    /**
     * What was read.
     *
     * @param kind a string, a piece of a template, or invalid
     * @param text its value, or the message
     * @param row where it begins, or where the mistake is
     * @param column where it begins, or where the mistake is
     */
    record Piece(TokenKind kind, String text, int row, int column) {}

    StringScanner(CharacterCursor cursor) {
        this.cursor = cursor;
    }

    /**
     * Reads a string behind its opening quote.
     *
     * @param raw whether it stands in backticks
     * @param row where the string begins
     * @param column where the string begins
     */
    Piece string(boolean raw, int row, int column) {
        int quote = raw ? '`' : '"';
        begin();
        while (true) {
            int c = cursor.current();
            if (c == quote) {
                cursor.advance();
                return new Piece(TokenKind.STRING, value.toString(), row, column);
            }
            if (isUnclosed(c, raw)) {
                return new Piece(TokenKind.INVALID, unclosed(raw, "string"), row, column);
            }
            if (!character(raw, false)) {
                return invalid(quote, raw);
            }
        }
    }

    /**
     * Reads a piece of a template string, behind its opening quote or behind the brace that closes an expression.
     *
     * @param raw whether the string stands in backticks
     * @param row where the piece begins
     * @param column where the piece begins
     */
    Piece templatePiece(boolean raw, int row, int column) {
        int quote = raw ? '`' : '"';
        begin();
        while (true) {
            int c = cursor.current();
            if (c == quote || c == '{') {
                cursor.advance();
                TokenKind kind = c == '{' ? TokenKind.TEMPLATE_PART : TokenKind.TEMPLATE_END;
                return new Piece(kind, value.toString(), row, column);
            }
            if (isUnclosed(c, raw)) {
                return new Piece(TokenKind.INVALID, unclosed(raw, "template string"), row, column);
            }
            if (!character(raw, true)) {
                return invalid(quote, raw);
            }
        }
    }

    private void begin() {
        value = new StringBuilder();
        wrong = "";
    }

    private static boolean isUnclosed(int c, boolean raw) {
        return c == CharacterCursor.END || c == '\n' && !raw;
    }

    private static String unclosed(boolean raw, String what) {
        return raw
                ? "the raw " + what + UNCLOSED + "never closed: a backtick is missing"
                : "the " + what + UNCLOSED + "not closed in its line: `\"` is missing";
    }

    private Piece invalid(int quote, boolean raw) {
        skipTo(quote, raw);
        return new Piece(TokenKind.INVALID, wrong, wrongRow, wrongColumn);
    }

    /** Reads a character; false where it cannot stand in the string. */
    private boolean character(boolean raw, boolean template) {
        int c = cursor.current();
        wrongRow = cursor.row();
        wrongColumn = cursor.column();
        wrong = CharacterCursor.wrongAnywhere(c);
        cursor.advance();
        if (!wrong.isEmpty()) {
            return false;
        }
        if (c != '\\') {
            value.appendCodePoint(c);
            return true;
        }
        if (template && cursor.current() == '{') {
            value.append('{');
            cursor.advance();
            return true;
        }
        if (raw) {
            value.append('\\');
            return true;
        }
        return escape();
    }

    /** Reads what follows a backslash. */
    private boolean escape() {
        int c = cursor.current();
        if (c == 'u') {
            return unicode();
        }
        int index = c == CharacterCursor.END ? -1 : ESCAPES.indexOf(c);
        if (index < 0) {
            wrong = ESCAPE + " in a string: a backslash is followed by one of \" \\ / b f n r t u; "
                    + "write `\\\\` for a backslash, or a raw string in backticks, as for regular expressions";
            return false;
        }
        value.append(ESCAPED.charAt(index));
        cursor.advance();
        return true;
    }

    /** Reads {@code u} and four digits, twice for a surrogate pair; half of one becomes U+FFFD, as OPA reads it. */
    private boolean unicode() {
        int unit = cursor.hexUnit(1);
        if (unit < 0) {
            wrong = ESCAPE + ": `\\u` is followed by four hexadecimal digits";
            return false;
        }
        skip(5);
        if (!Character.isSurrogate((char) unit)) {
            value.append((char) unit);
            return true;
        }
        int low = cursor.isAt("\\u") ? cursor.hexUnit(2) : -1;
        if (Character.isHighSurrogate((char) unit) && low >= 0 && Character.isLowSurrogate((char) low)) {
            value.append((char) unit).append((char) low);
            skip(6);
        } else {
            value.append('\uFFFD');
        }
        return true;
    }

    private void skip(int count) {
        for (int i = 0; i < count; i++) {
            cursor.advance();
        }
    }

    /** Skips the rest of an invalid string. */
    private void skipTo(int quote, boolean raw) {
        while (!isUnclosed(cursor.current(), raw)) {
            int c = cursor.current();
            cursor.advance();
            if (c == quote) {
                return;
            }
            if (c == '\\' && !raw && cursor.current() != '\n') {
                cursor.advance();
            }
        }
    }
}
