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

    /** The most tokens that a text may consist of. */
    static final int MAX_TOKENS = 500_000;

    private static final int NO_BREAK_SPACE = 0xA0;

    private final String file;
    private final CharacterCursor cursor;
    private final StringScanner strings;
    private final List<Token> tokens = new ArrayList<>();
    private final List<SourceModule.Comment> comments = new ArrayList<>();
    private final Deque<Template> templates = new ArrayDeque<>();

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
        this.cursor = new CharacterCursor(text);
        this.strings = new StringScanner(cursor);
    }

    /** {@return the comments, after {@link #scan}} */
    List<SourceModule.Comment> comments() {
        return comments;
    }

    /** {@return all tokens, the last of which is the end} */
    List<Token> scan() {
        do {
            skipSpace();
            startRow = cursor.row();
            startColumn = cursor.column();
        } while (next());
        add(TokenKind.END, "");
        return tokens;
    }

    /** Reads a token; false at the end of the text. */
    private boolean next() {
        int c = cursor.current();
        if (c == CharacterCursor.END) {
            return false;
        }
        if (tokens.size() >= MAX_TOKENS) {
            add(TokenKind.INVALID, "the text has more than " + MAX_TOKENS + " words and symbols");
            return false;
        }
        if (isLetter(c)) {
            name();
        } else if (isDigit(c)) {
            number();
        } else if (c == '"' || c == '`') {
            string(c == '`');
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
            int c = cursor.current();
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                onNewLine |= c == '\n';
                cursor.advance();
            } else if (c == '#') {
                comment();
            } else {
                return;
            }
            spaced = true;
        }
    }

    private void comment() {
        startRow = cursor.row();
        startColumn = cursor.column();
        cursor.advance();
        int begin = cursor.offset();
        while (cursor.current() != CharacterCursor.END && cursor.current() != '\n') {
            String wrong = CharacterCursor.wrongAnywhere(cursor.current());
            if (!wrong.isEmpty()) {
                int commentColumn = startColumn;
                startColumn = cursor.column();
                cursor.advance();
                add(TokenKind.INVALID, wrong);
                startColumn = commentColumn;
            } else {
                cursor.advance();
            }
        }
        String text = cursor.since(begin);
        int endColumn = cursor.column();
        if (text.endsWith("\r")) {
            text = text.substring(0, text.length() - 1);
            endColumn--;
        }
        comments.add(
                new SourceModule.Comment(text, new RegoLocation(file, startRow, startColumn, cursor.row(), endColumn)));
    }

    private void name() {
        int begin = cursor.offset();
        while (isNamePart(cursor.current())) {
            cursor.advance();
        }
        add(TokenKind.NAME, cursor.since(begin));
    }

    private void number() {
        int begin = cursor.offset();
        digits();
        String wrong = "";
        if (cursor.current() == '.') {
            cursor.advance();
            if (digits() == 0) {
                wrong = "a digit is missing behind the decimal point";
            }
        }
        if (wrong.isEmpty() && (cursor.current() == 'e' || cursor.current() == 'E')) {
            cursor.advance();
            if (cursor.current() == '+' || cursor.current() == '-') {
                cursor.advance();
            }
            if (digits() == 0) {
                wrong = "a digit is missing in the exponent";
            }
        }
        if (isNamePart(cursor.current())) {
            while (isNamePart(cursor.current())) {
                cursor.advance();
            }
            if (wrong.isEmpty()) {
                wrong = "a number has digits, `.` and an exponent only; names begin with a letter";
            }
        }
        String notation = cursor.since(begin);
        if (wrong.isEmpty()) {
            add(TokenKind.NUMBER, notation);
        } else {
            add(TokenKind.INVALID, "invalid number `" + Slips.shown(notation) + "`: " + wrong);
        }
    }

    private int digits() {
        int count = 0;
        while (isDigit(cursor.current())) {
            cursor.advance();
            count++;
        }
        return count;
    }

    private void string(boolean raw) {
        cursor.advance();
        add(strings.string(raw, startRow, startColumn));
    }

    private void dollar() {
        cursor.advance();
        int c = cursor.current();
        if (c == '"' || c == '`') {
            cursor.advance();
            templatePiece(new Template(c == '`'), true);
        } else {
            add(
                    TokenKind.INVALID,
                    "unexpected `$`: it stands only directly before the quote of a template string, as in `$\"{x}\"`");
        }
    }

    /** Reads a piece of a template string up to its end or the next expression. */
    private void templatePiece(Template template, boolean isFirst) {
        StringScanner.Piece piece = strings.templatePiece(template.raw, startRow, startColumn);
        add(piece);
        boolean goesOn = piece.kind() == TokenKind.TEMPLATE_PART;
        if (goesOn && isFirst) {
            templates.push(template);
        } else if (!goesOn && !isFirst) {
            templates.pop();
        }
    }

    private void symbol(int c) {
        TokenKind kind = kindOf(c);
        if (kind == TokenKind.INVALID) {
            invalid(c);
            return;
        }
        cursor.advance();
        if (kind.symbol().length() == 2) {
            cursor.advance();
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
            startRow = cursor.row();
            startColumn = cursor.column();
            spaced = false;
            onNewLine = false;
            templatePiece(template, false);
        }
    }

    private TokenKind kindOf(int c) {
        boolean equals = cursor.isFollowedBy('=');
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
        String wrong = CharacterCursor.wrongAnywhere(c);
        cursor.advance();
        if (wrong.isEmpty()) {
            wrong = wrongHere(c);
        }
        if (c == '\'') {
            skipQuoted();
        }
        while (cursor.current() > 0x7f
                && CharacterCursor.wrongAnywhere(cursor.current()).isEmpty()
                && cursor.current() != NO_BREAK_SPACE) {
            cursor.advance();
        }
        add(TokenKind.INVALID, wrong);
    }

    /** Skips the rest of what stands in single quotes, if they are closed in this line. */
    private void skipQuoted() {
        while (cursor.current() != '\n' && cursor.current() != CharacterCursor.END) {
            boolean closes = cursor.current() == '\'';
            cursor.advance();
            if (closes) {
                return;
            }
        }
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
            return "unexpected control character " + CharacterCursor.codePoint(c);
        }
        if (Character.isLetterOrDigit(c)) {
            return "unexpected character `" + Character.toString(c)
                    + "`: names are made of the letters a to z, digits and `_`; other text stands in strings";
        }
        if (Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT) {
            return "unexpected character " + CharacterCursor.codePoint(c) + "; write a plain space or nothing";
        }
        return "unexpected character `" + Character.toString(c) + "`";
    }

    private void add(TokenKind kind, String value) {
        tokens.add(new Token(kind, value, startRow, startColumn, cursor.row(), cursor.column(), spaced, onNewLine));
    }

    private void add(StringScanner.Piece piece) {
        tokens.add(new Token(
                piece.kind(),
                piece.text(),
                piece.row(),
                piece.column(),
                cursor.row(),
                cursor.column(),
                spaced,
                onNewLine));
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
