package dev.bylaw.rego.internal.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a template into text and the tokens of its actions. Used once. */
final class TemplateLexer {
    private static final String LEFT = "{{";
    private static final String RIGHT = "}}";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;

    /** The kinds of tokens. */
    enum Kind {
        TEXT,
        LEFT,
        RIGHT,
        SPACE,
        WORD,
        FIELD,
        VARIABLE,
        STRING,
        CHARACTER,
        NUMBER,
        DOT,
        PIPE,
        DECLARE,
        ASSIGN,
        COMMA,
        PAREN_LEFT,
        PAREN_RIGHT,
        END
    }

    /** A token; its text without quotes, dots and such. */
    record Token(Kind kind, String text, int line) {
        @Override
        public String toString() {
            return switch (kind) {
                case END -> "EOF";
                case WORD -> "<" + text + ">";
                default -> "\"" + text + "\"";
            };
        }
    }

    private TemplateLexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        TemplateLexer lexer = new TemplateLexer(text);
        lexer.run();
        return lexer.tokens;
    }

    private TemplateException error(String message) {
        return new TemplateException(line, message);
    }

    private void add(Kind kind, String content) {
        tokens.add(new Token(kind, content, line));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }

    private void run() {
        while (at < text.length()) {
            int open = text.indexOf(LEFT, at);
            int end = open < 0 ? text.length() : open;
            int start = at;
            boolean trims = open >= 0 && hasTrim(open + 2);
            int textEnd = end;
            if (trims) {
                while (textEnd > start && isSpace(text.charAt(textEnd - 1))) {
                    textEnd--;
                }
            }
            if (textEnd > start) {
                add(Kind.TEXT, text.substring(start, textEnd));
            }
            count(start, end);
            if (open < 0) {
                break;
            }
            at = open + 2 + (trims ? 2 : 0);
            if (text.startsWith("/*", at)) {
                comment();
            } else {
                add(Kind.LEFT, LEFT);
                action();
            }
        }
        add(Kind.END, "");
    }

    private boolean hasTrim(int from) {
        return from + 1 < text.length() && text.charAt(from) == '-' && isSpace(text.charAt(from + 1));
    }

    private void count(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
    }

    private void comment() {
        int close = text.indexOf("*/", at);
        if (close < 0) {
            throw error("unclosed comment");
        }
        count(at, close);
        at = close + 2;
        if (isTrimmedEnd()) {
            at += 2;
            at += 2;
            skipSpaces();
        } else if (text.startsWith(RIGHT, at)) {
            at += 2;
        } else {
            throw error("comment ends before closing delimiter");
        }
    }

    private boolean isTrimmedEnd() {
        return at < text.length() && isSpace(text.charAt(at)) && text.startsWith("-" + RIGHT, at + 1);
    }

    private void skipSpaces() {
        int from = at;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        count(from, at);
    }

    private void action() {
        int parens = 0;
        while (true) {
            if (isTrimmedEnd() || text.startsWith(RIGHT, at)) {
                if (parens > 0) {
                    throw error("unclosed left paren");
                }
                boolean trims = isTrimmedEnd();
                add(Kind.RIGHT, RIGHT);
                at += trims ? 4 : 2;
                if (trims) {
                    skipSpaces();
                }
                return;
            }
            if (at >= text.length()) {
                throw error("unclosed action");
            }
            char c = text.charAt(at);
            if (isSpace(c)) {
                skipToken(c);
            } else if (c == '(') {
                parens++;
                at++;
                add(Kind.PAREN_LEFT, "(");
            } else if (c == ')') {
                if (--parens < 0) {
                    throw error("unexpected right paren");
                }
                at++;
                add(Kind.PAREN_RIGHT, ")");
            } else {
                token(c);
            }
        }
    }

    private void skipToken(char first) {
        int from = at;
        while (at < text.length() && isSpace(text.charAt(at)) && !isTrimmedEnd()) {
            at++;
        }
        if (at > from) {
            add(Kind.SPACE, Character.toString(first));
            count(from, at);
        }
    }

    private void token(char c) {
        switch (c) {
            case '|' -> single(Kind.PIPE);
            case ',' -> single(Kind.COMMA);
            case '=' -> single(Kind.ASSIGN);
            case ':' -> {
                if (!text.startsWith(":=", at)) {
                    throw error("expected :=");
                }
                at += 2;
                add(Kind.DECLARE, ":=");
            }
            case '"' -> add(Kind.STRING, quoted('"', "unterminated quoted string"));
            case '\'' -> add(Kind.CHARACTER, quoted('\'', "unterminated character constant"));
            case '`' -> {
                int close = text.indexOf('`', at + 1);
                if (close < 0) {
                    throw error("unterminated raw quoted string");
                }
                add(Kind.STRING, text.substring(at + 1, close));
                count(at, close);
                at = close + 1;
            }
            case '$' -> {
                at++;
                add(Kind.VARIABLE, "$" + word());
            }
            case '.' -> {
                char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
                if (next >= '0' && next <= '9') {
                    number();
                } else {
                    at++;
                    String name = word();
                    add(name.isEmpty() ? Kind.DOT : Kind.FIELD, name.isEmpty() ? "." : name);
                }
            }
            default -> {
                if (c >= '0' && c <= '9' || c == '+' || c == '-') {
                    number();
                } else if (isWord(c)) {
                    add(Kind.WORD, word());
                } else {
                    throw error(String.format(Locale.ROOT, "unrecognized character in action: U+%04X", (int) c) + " '"
                            + c + "'");
                }
            }
        }
    }

    private void single(Kind kind) {
        add(kind, Character.toString(text.charAt(at)));
        at++;
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private String word() {
        int from = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private void number() {
        int from = at;
        while (at < text.length()
                && (isWord(text.charAt(at))
                        || text.charAt(at) == '.'
                        || (text.charAt(at) == '+' || text.charAt(at) == '-')
                                && (at == from || "eEpP".indexOf(text.charAt(at - 1)) >= 0))) {
            at++;
        }
        add(Kind.NUMBER, text.substring(from, at));
    }

    private String quoted(char quote, String unterminated) {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            if (text.charAt(at) == '\\') {
                at++;
                out.appendCodePoint(escape());
            } else {
                out.append(text.charAt(at++));
            }
        }
        if (at >= text.length() || text.charAt(at) == '\n') {
            throw error(unterminated);
        }
        at++;
        return out.toString();
    }

    private int escape() {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        return switch (c) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case '\\', '\'', '"' -> c;
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            case 'U' -> hex(8);
            default -> throw error("invalid syntax");
        };
    }

    private int hex(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = at < text.length() && text.charAt(at) < 0x80 ? Character.digit(text.charAt(at++), 16) : -1;
            value = value << 4 | digit;
            if (digit < 0 || !Character.isValidCodePoint(value)) {
                throw error("invalid syntax");
            }
        }
        return value;
    }
}
