package dev.bylaw.rego.internal.syntax;

import dev.bylaw.rego.RegoLocation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts a Rego text into tokens. What is no token of Rego becomes an {@link TokenKind#INVALID} token, so that the parser
 * meets it in its place; scanning itself never fails.
 *
 * <p>Inside the braces of a template string the same tokens occur as outside; a stack of open template strings says
 * which closing brace continues one. Not thread-safe, for one text.
 */
final class Scanner {
    /** The longest text that is read, in UTF-16 units. */
    static final int MAX_LENGTH = 4_000_000;

    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int NO_BREAK_SPACE = 0xA0;
    private static final int END_OF_TEXT = -1;

    private final String file;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<SourceModule.Comment> comments = new ArrayList<>();
    private final Deque<Template> templates = new ArrayDeque<>();

    private int offset;
    private int row = 1;
    private int column = 1;

    private int startRow;
    private int startColumn;
    private boolean spaced;
    private boolean onNewLine;

    /** A template string whose expression is being read. */
    private static final class Template {
        private final boolean raw;
        private int openBraces;

        private Template(boolean raw) {
            this.raw = raw;
        }
    }

    Scanner(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** {@return the comments, after {@link #scan}} */
    List<SourceModule.Comment> comments() {
        return comments;
    }

    /** {@return all tokens, the last of which is the end} */
    List<Token> scan() {
        if (current() == BYTE_ORDER_MARK) {
            offset++;
        }
        do {
            skipSpace();
            startRow = row;
            startColumn = column;
        } while (next());
        add(TokenKind.END, "");
        return tokens;
    }

    /** Reads a token; false at the end of the text. */
    private boolean next() {
        int c = current();
        if (c == END_OF_TEXT) {
            return false;
        }
        if (isLetter(c)) {
            name();
        } else if (isDigit(c)) {
            number();
        } else if (c == '"') {
            advance();
            string();
        } else if (c == '`') {
            advance();
            rawString();
        } else if (c == '$') {
            dollar();
        } else {
            symbol(c);
        }
        return true;
    }

    private void skipSpace() {
        spaced = false;
        onNewLine = false;
        while (true) {
            int c = current();
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                onNewLine |= c == '\n';
                advance();
            } else if (c == '#') {
                comment();
            } else {
                return;
            }
            spaced = true;
        }
    }

    private void comment() {
        startRow = row;
        startColumn = column;
        advance();
        int begin = offset;
        while (current() != END_OF_TEXT && current() != '\n') {
            String wrong = wrongAnywhere(current());
            if (!wrong.isEmpty()) {
                int commentColumn = startColumn;
                startColumn = column;
                advance();
                add(TokenKind.INVALID, wrong);
                startColumn = commentColumn;
            } else {
                advance();
            }
        }
        int end = offset > begin && text.charAt(offset - 1) == '\r' ? offset - 1 : offset;
        int endColumn = column - (offset - end);
        comments.add(new SourceModule.Comment(
                text.substring(begin, end), new RegoLocation(file, startRow, startColumn, row, endColumn)));
    }

    private void name() {
        int begin = offset;
        while (isNamePart(current())) {
            advance();
        }
        add(TokenKind.NAME, text.substring(begin, offset));
    }

    private void number() {
        int begin = offset;
        digits();
        String wrong = "";
        if (current() == '.') {
            advance();
            if (digits() == 0) {
                wrong = "a digit is missing behind the decimal point";
            }
        }
        if (wrong.isEmpty() && (current() == 'e' || current() == 'E')) {
            advance();
            if (current() == '+' || current() == '-') {
                advance();
            }
            if (digits() == 0) {
                wrong = "a digit is missing in the exponent";
            }
        }
        if (isNamePart(current())) {
            while (isNamePart(current())) {
                advance();
            }
            wrong = "a number has digits, `.` and an exponent only; names begin with a letter";
        }
        String notation = text.substring(begin, offset);
        if (wrong.isEmpty()) {
            add(TokenKind.NUMBER, notation);
        } else {
            String shown = notation.length() > 30 ? notation.substring(0, 30) + "..." : notation;
            add(TokenKind.INVALID, "invalid number `" + shown + "`: " + wrong);
        }
    }

    private int digits() {
        int count = 0;
        while (isDigit(current())) {
            advance();
            count++;
        }
        return count;
    }

    private void string() {
        StringBuilder value = new StringBuilder();
        while (true) {
            int c = current();
            if (c == '"') {
                advance();
                add(TokenKind.STRING, value.toString());
                return;
            }
            if (c == '\n' || c == END_OF_TEXT) {
                add(TokenKind.INVALID, "the string that begins here is not closed in its line: `\"` is missing");
                return;
            }
            if (!character(value, true, false)) {
                skipTo('"', false);
                return;
            }
        }
    }

    private void rawString() {
        StringBuilder value = new StringBuilder();
        while (true) {
            int c = current();
            if (c == '`') {
                advance();
                add(TokenKind.STRING, value.toString());
                return;
            }
            if (c == END_OF_TEXT) {
                add(TokenKind.INVALID, "the raw string that begins here is never closed: a backtick is missing");
                return;
            }
            if (!character(value, false, false)) {
                skipTo('`', true);
                return;
            }
        }
    }

    private void dollar() {
        advance();
        int c = current();
        if (c == '"' || c == '`') {
            advance();
            templatePiece(new Template(c == '`'), true);
        } else {
            add(
                    TokenKind.INVALID,
                    "unexpected `$`: it stands only directly before the quote of a template string, as in `$\"{x}\"`");
        }
    }

    /** Reads a piece of a template string up to its end or the next expression. */
    private void templatePiece(Template template, boolean isFirst) {
        StringBuilder value = new StringBuilder();
        int quote = template.raw ? '`' : '"';
        while (true) {
            int c = current();
            if (c == quote || c == '{') {
                advance();
                add(c == '{' ? TokenKind.TEMPLATE_PART : TokenKind.TEMPLATE_END, value.toString());
                if (c == '{' && isFirst) {
                    templates.push(template);
                } else if (c != '{' && !isFirst) {
                    templates.pop();
                }
                return;
            }
            if (c == END_OF_TEXT || c == '\n' && !template.raw) {
                add(
                        TokenKind.INVALID,
                        "the template string is not closed" + (template.raw ? "" : " in its line")
                                + ": "
                                + (template.raw ? "a backtick" : "`\"`")
                                + " is missing");
                endTemplate(isFirst);
                return;
            }
            if (!character(value, !template.raw, true)) {
                skipTo(quote, template.raw);
                endTemplate(isFirst);
                return;
            }
        }
    }

    private void endTemplate(boolean isFirst) {
        if (!isFirst) {
            templates.pop();
        }
    }

    /**
     * Reads a character of a string with its escapes; false, with an invalid token at its place, where it cannot be in
     * one.
     */
    private boolean character(StringBuilder value, boolean escapes, boolean template) {
        int c = current();
        String wrong = wrongAnywhere(c);
        if (!wrong.isEmpty()) {
            startRow = row;
            startColumn = column;
            advance();
            add(TokenKind.INVALID, wrong);
            return false;
        }
        if (c != '\\') {
            value.appendCodePoint(c);
            advance();
            return true;
        }
        int row0 = row;
        int column0 = column;
        advance();
        int escaped = current();
        if (template && escaped == '{') {
            value.append('{');
            advance();
            return true;
        }
        if (!escapes) {
            value.append('\\');
            return true;
        }
        if (escaped == 'u') {
            advance();
            int unit = hexUnit();
            if (unit >= 0) {
                unicode(value, (char) unit);
                return true;
            }
            startRow = row0;
            startColumn = column0;
            add(TokenKind.INVALID, "invalid escape: `\\u` is followed by four hexadecimal digits");
            return false;
        }
        int index = "\"\\/bfnrt".indexOf(escaped);
        if (escaped != END_OF_TEXT && index >= 0) {
            value.append("\"\\/\b\f\n\r\t".charAt(index));
            advance();
            return true;
        }
        startRow = row0;
        startColumn = column0;
        add(
                TokenKind.INVALID,
                "invalid escape in a string: a backslash is followed by one of \" \\ / b f n r t u; "
                        + "write `\\\\` for a backslash, or a raw string in backticks, as for regular expressions");
        return false;
    }

    /** Appends an escaped UTF-16 unit; half of a surrogate pair becomes U+FFFD, as OPA reads it. */
    private void unicode(StringBuilder value, char unit) {
        if (Character.isHighSurrogate(unit) && text.startsWith("\\u", offset)) {
            int rowBefore = row;
            int columnBefore = column;
            int offsetBefore = offset;
            advance();
            advance();
            int low = hexUnit();
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
                value.append(unit).append((char) low);
                return;
            }
            row = rowBefore;
            column = columnBefore;
            offset = offsetBefore;
        }
        value.append(Character.isSurrogate(unit) ? '\uFFFD' : unit);
    }

    /** The value of four hexadecimal digits, or -1. */
    private int hexUnit() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int c = current();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            unit = unit * 16 + digit;
            advance();
        }
        return unit;
    }

    /** Skips the rest of a string that is invalid. */
    private void skipTo(int quote, boolean overLines) {
        while (true) {
            int c = current();
            if (c == END_OF_TEXT || c == '\n' && !overLines) {
                return;
            }
            advance();
            if (c == quote) {
                return;
            }
            if (c == '\\' && !overLines && current() != '\n' && current() != END_OF_TEXT) {
                advance();
            }
        }
    }

    private void symbol(int c) {
        TokenKind kind = kindOf(c);
        if (kind == TokenKind.INVALID) {
            invalid(c);
            return;
        }
        advance();
        if (kind.symbol().length() == 2) {
            advance();
        }
        Template template = templates.peek();
        if (template == null || kind != TokenKind.LEFT_BRACE && kind != TokenKind.RIGHT_BRACE) {
            add(kind, kind.symbol());
        } else if (kind == TokenKind.LEFT_BRACE) {
            template.openBraces++;
            add(kind, kind.symbol());
        } else if (template.openBraces > 0) {
            template.openBraces--;
            add(kind, kind.symbol());
        } else {
            add(kind, kind.symbol());
            startRow = row;
            startColumn = column;
            spaced = false;
            onNewLine = false;
            templatePiece(template, false);
        }
    }

    private TokenKind kindOf(int c) {
        boolean equals = offset + 1 < text.length() && text.charAt(offset + 1) == '=';
        return switch (c) {
            case '(' -> TokenKind.LEFT_PAREN;
            case ')' -> TokenKind.RIGHT_PAREN;
            case '[' -> TokenKind.LEFT_BRACKET;
            case ']' -> TokenKind.RIGHT_BRACKET;
            case '{' -> TokenKind.LEFT_BRACE;
            case '}' -> TokenKind.RIGHT_BRACE;
            case ',' -> TokenKind.COMMA;
            case ';' -> TokenKind.SEMICOLON;
            case '.' -> TokenKind.DOT;
            case '+' -> TokenKind.PLUS;
            case '-' -> TokenKind.MINUS;
            case '*' -> TokenKind.TIMES;
            case '/' -> TokenKind.DIVIDE;
            case '%' -> TokenKind.REMAINDER;
            case '&' -> TokenKind.AMPERSAND;
            case '|' -> TokenKind.PIPE;
            case ':' -> equals ? TokenKind.ASSIGN : TokenKind.COLON;
            case '=' -> equals ? TokenKind.EQUAL : TokenKind.UNIFY;
            case '<' -> equals ? TokenKind.LESS_OR_EQUAL : TokenKind.LESS;
            case '>' -> equals ? TokenKind.GREATER_OR_EQUAL : TokenKind.GREATER;
            case '!' -> equals ? TokenKind.NOT_EQUAL : TokenKind.INVALID;
            default -> TokenKind.INVALID;
        };
    }

    private void invalid(int c) {
        String wrong = wrongAnywhere(c);
        advance();
        if (wrong.isEmpty()) {
            wrong = wrongHere(c);
        }
        if (c == '\'') {
            skipTo('\'', false);
        }
        while (current() > 0x7f && wrongAnywhere(current()).isEmpty() && current() != NO_BREAK_SPACE) {
            advance();
        }
        add(TokenKind.INVALID, wrong);
    }

    private static String wrongHere(int c) {
        if (c == '\'') {
            return "strings are written in double quotes or backticks, not in single quotes";
        }
        if (c == '\u201c' || c == '\u201d') {
            return "strings are written in straight double quotes, not in typographic ones";
        }
        if (c == '!') {
            return "unexpected `!`: write `not x` for a negation, `x != y` for unequal";
        }
        if (c == NO_BREAK_SPACE) {
            return "a no-break space (U+00A0) stands here; write a plain space";
        }
        if (c < 0x20 || c == 0x7f) {
            return "unexpected control character " + codePoint(c);
        }
        if (Character.isLetterOrDigit(c)) {
            return "unexpected character `" + Character.toString(c)
                    + "`: names are made of the letters a to z, digits and `_`; other text stands in strings";
        }
        if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT) {
            return "unexpected character " + codePoint(c) + "; write a plain space or nothing";
        }
        return "unexpected character `" + Character.toString(c) + "`";
    }

    /** Why a character can stand nowhere in a text, not even in a string or comment; empty where it can. */
    private static String wrongAnywhere(int c) {
        if (c == 0) {
            return "unexpected null character (U+0000): is this a text file?";
        }
        if (c == BYTE_ORDER_MARK) {
            return "unexpected byte-order mark (U+FEFF) within the text; remove it";
        }
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            return "invalid character: half of a surrogate pair, " + codePoint(c);
        }
        return "";
    }

    private static String codePoint(int c) {
        return String.format(java.util.Locale.ROOT, "U+%04X", c);
    }

    private void add(TokenKind kind, String value) {
        tokens.add(new Token(kind, value, startRow, startColumn, row, column, spaced, onNewLine));
    }

    private int current() {
        return offset < text.length() ? text.codePointAt(offset) : END_OF_TEXT;
    }

    private void advance() {
        int c = current();
        if (c == END_OF_TEXT) {
            return;
        }
        offset += Character.charCount(c);
        if (c == '\n') {
            row++;
            column = 1;
        } else {
            column++;
        }
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Whether it can continue a name; OPA allows the decimal digits of all scripts there. */
    private static boolean isNamePart(int c) {
        return isLetter(c) || isDigit(c) || c >= 0x80 && Character.isDigit(c);
    }
}
