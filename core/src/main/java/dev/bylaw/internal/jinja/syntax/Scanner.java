package dev.bylaw.internal.jinja.syntax;

import dev.bylaw.internal.jinja.value.PythonText;
import dev.bylaw.internal.jinja.value.TemplateException;
import dev.bylaw.internal.text.SourceFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into tokens, with Jinja's rules for white space around tags. Comments and raw tags leave no tokens but
 * data.
 */
final class Scanner {
    /** Names, literals, signs and stretches of text; a template with more is refused. */
    static final int MAX_TOKENS = 500_000;

    private static final Pattern NAME = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern RAW = Pattern.compile("\\{%[-+]?\\s*raw\\s*(-?)%\\}");
    private static final Pattern END_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%\\}");

    private static final List<TokenType> OPERATORS = List.of(
            TokenType.FLOOR_DIVIDE,
            TokenType.POWER,
            TokenType.EQUAL,
            TokenType.NOT_EQUAL,
            TokenType.GREATER_OR_EQUAL,
            TokenType.LESS_OR_EQUAL,
            TokenType.ADD,
            TokenType.SUBTRACT,
            TokenType.DIVIDE,
            TokenType.MULTIPLY,
            TokenType.MODULO,
            TokenType.TILDE,
            TokenType.LEFT_BRACKET,
            TokenType.RIGHT_BRACKET,
            TokenType.LEFT_PARENTHESIS,
            TokenType.RIGHT_PARENTHESIS,
            TokenType.LEFT_BRACE,
            TokenType.RIGHT_BRACE,
            TokenType.GREATER,
            TokenType.LESS,
            TokenType.ASSIGN,
            TokenType.DOT,
            TokenType.COLON,
            TokenType.PIPE,
            TokenType.COMMA,
            TokenType.SEMICOLON);

    private final SourceFile file;
    private final String text;
    private final Dialect dialect;
    private final int end;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Character> open = new ArrayDeque<>();
    private final int begin;
    private int position;

    private Scanner(SourceFile file, int start, int end, Dialect dialect) {
        this.file = file;
        this.text = file.text();
        this.dialect = dialect;
        this.begin = start;
        this.position = start;
        this.end = withoutLastNewline(text, start, end);
    }

    /** Jinja drops one newline at the end of a template. */
    private static int withoutLastNewline(String text, int start, int end) {
        if (end > start && text.charAt(end - 1) == '\n') {
            return end - 1 > start && text.charAt(end - 2) == '\r' ? end - 2 : end - 1;
        }
        return end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    /**
     * Cuts a stretch of a file.
     *
     * @param file the file
     * @param start where the template begins
     * @param end the offset behind it
     * @param dialect how white space around tags is treated
     * @return the tokens, the last one of type {@link Type#END}
     * @throws TemplateException if the text is not a template
     */
    static List<Token> scan(SourceFile file, int start, int end, Dialect dialect) {
        Scanner scanner = new Scanner(file, start, end, dialect);
        scanner.run();
        return scanner.tokens;
    }

    private void run() {
        while (position < end) {
            int tag = nextTag(position);
            if (tag < 0) {
                data(position, end);
                position = end;
            } else {
                tag(tag);
            }
        }
        tokens.add(new Token(TokenType.END, "", end, end));
    }

    private int nextTag(int from) {
        for (int i = text.indexOf('{', from); i >= 0 && i + 1 < end; i = text.indexOf('{', i + 1)) {
            char next = text.charAt(i + 1);
            if (next == '%' || next == '{' || next == '#') {
                return i;
            }
        }
        return -1;
    }

    private void tag(int tag) {
        char kind = text.charAt(tag + 1);
        char sign = tag + 2 < end ? text.charAt(tag + 2) : ' ';
        boolean signed = sign == '-' || sign == '+';
        data(position, leftEnd(position, tag, signed ? sign : ' ', kind != '{'));
        position = tag + (signed ? 3 : 2);
        if (kind == '#') {
            comment(tag);
            return;
        }
        if (kind == '%') {
            Matcher raw = RAW.matcher(text).region(tag, end);
            if (raw.lookingAt()) {
                raw(tag, raw);
                return;
            }
        }
        boolean block = kind == '%';
        add(new Token(block ? TokenType.BLOCK_BEGIN : TokenType.VARIABLE_BEGIN, "", tag, position));
        inside(tag, block);
    }

    /** Where the data before a tag ends, after the white space that the tag takes away. */
    private int leftEnd(int from, int tag, char sign, boolean canStrip) {
        if (sign == '-') {
            int stripped = tag;
            while (stripped > from && PythonText.isSpace(text.charAt(stripped - 1))) {
                stripped--;
            }
            return stripped;
        }
        if (sign != '+' && dialect.lstripBlocks() && canStrip) {
            int blank = tag;
            while (blank > from && text.charAt(blank - 1) != '\n' && PythonText.isSpace(text.charAt(blank - 1))) {
                blank--;
            }
            boolean lineStart = blank == begin || text.charAt(blank - 1) == '\n';
            return lineStart ? blank : tag;
        }
        return tag;
    }

    private void data(int from, int to) {
        if (to > from) {
            add(new Token(TokenType.DATA, "", from, to));
        }
    }

    private void comment(int tag) {
        int close = text.indexOf("#}", position);
        if (close < 0 || close + 2 > end) {
            throw error("this comment has no end; expected #}", tag, tag + 2);
        }
        boolean strip = close > position && text.charAt(close - 1) == '-';
        behindTag(close + 2, strip, true);
    }

    private void raw(int tag, Matcher raw) {
        position = raw.end();
        if (!raw.group(1).isEmpty()) {
            skipSpace();
        }
        Matcher close = END_RAW.matcher(text).region(position, end);
        if (!close.find()) {
            throw error("this raw tag has no end; expected {% endraw %}", tag, raw.end());
        }
        char sign = close.group(1).isEmpty() ? ' ' : close.group(1).charAt(0);
        data(position, leftEnd(position, close.start(), sign, true));
        behindTag(close.end(), close.group(2).equals("-"), close.group(2).isEmpty());
    }

    private void behindTag(int at, boolean strip, boolean trim) {
        position = at;
        if (strip) {
            skipSpace();
        } else if (trim && dialect.trimBlocks() && position < end && text.charAt(position) == '\n') {
            position++;
        }
    }

    private void skipSpace() {
        while (position < end && PythonText.isSpace(text.charAt(position))) {
            position++;
        }
    }

    private void inside(int tag, boolean block) {
        open.clear();
        String close = block ? "%}" : "}}";
        while (true) {
            skipSpace();
            if (position >= end) {
                throw error("this tag has no end; expected " + close, tag, tag + 2);
            }
            if (open.isEmpty() && closes(block, close)) {
                return;
            }
            token();
        }
    }

    private boolean closes(boolean block, String close) {
        char c = text.charAt(position);
        boolean signed = c == '-' || c == '+' && block;
        int at = signed ? position + 1 : position;
        if (at + 2 > end || !text.startsWith(close, at)) {
            return false;
        }
        add(new Token(block ? TokenType.BLOCK_END : TokenType.VARIABLE_END, "", position, at + 2));
        behindTag(at + 2, c == '-', block && !signed);
        return true;
    }

    private void token() {
        char c = text.charAt(position);
        if (c == '\'' || c == '"') {
            string(c);
            return;
        }
        if (NumberScanner.isDigit(c)) {
            NumberScanner number = new NumberScanner(text, end);
            boolean afterDot = position > 0 && text.charAt(position - 1) == '.';
            int stop = afterDot ? -1 : number.floatEnd(position);
            boolean isFloat = stop >= 0;
            stop = isFloat ? stop : number.integerEnd(position);
            add(isFloat ? TokenType.FLOAT : TokenType.INTEGER, text.substring(position, stop), stop);
            return;
        }
        if (name()) {
            return;
        }
        for (TokenType operator : OPERATORS) {
            if (text.startsWith(operator.shown(), position)) {
                balance(c);
                add(operator, operator.shown(), position + operator.shown().length());
                return;
            }
        }
        int point = text.codePointAt(position);
        throw error(
                "unexpected character "
                        + (Character.isISOControl(point)
                                ? "U+%04X".formatted(point)
                                : "'" + Character.toString(point) + "'"),
                position,
                position + Character.charCount(point));
    }

    private boolean name() {
        Matcher matcher = NAME.matcher(text).region(position, end);
        if (!matcher.lookingAt()) {
            return false;
        }
        if (!isIdentifier(matcher.group())) {
            throw error("invalid character in identifier '" + matcher.group() + "'", position, matcher.end());
        }
        add(TokenType.NAME, matcher.group(), matcher.end());
        return true;
    }

    private static boolean isIdentifier(String name) {
        int first = name.codePointAt(0);
        return first == '_' || Character.isUnicodeIdentifierStart(first);
    }

    private void add(TokenType type, String value, int stop) {
        add(new Token(type, value, position, stop));
        position = stop;
    }

    private void add(Token token) {
        if (tokens.size() >= MAX_TOKENS) {
            throw TemplateException.limit("a template of more than " + MAX_TOKENS + " names, literals, signs and texts")
                    .at(file.location(token.start(), token.end()));
        }
        tokens.add(token);
    }

    private void balance(char c) {
        switch (c) {
            case '(' -> open.push(')');
            case '[' -> open.push(']');
            case '{' -> open.push('}');
            case ')', ']', '}' -> {
                if (open.isEmpty()) {
                    throw error("unexpected '" + c + "'", position, position + 1);
                }
                char expected = open.pop();
                if (expected != c) {
                    throw error("unexpected '" + c + "', expected '" + expected + "'", position, position + 1);
                }
            }
            default -> {
                // Not a bracket.
            }
        }
    }

    private void string(char mark) {
        int stop = position + 1;
        while (stop < end && text.charAt(stop) != mark) {
            stop += text.charAt(stop) == '\\' ? 2 : 1;
        }
        if (stop >= end) {
            throw error("this string has no end; expected " + mark, position, position + 1);
        }
        String value = Escapes.decode(text.substring(position + 1, stop));
        if (value == null) {
            throw error("this string has a truncated or unknown escape", position, stop + 1);
        }
        add(TokenType.STRING, value, stop + 1);
    }

    private TemplateException error(String message, int from, int to) {
        return TemplateException.syntax(message, file.location(from, Math.min(to, text.length())));
    }
}
