package dev.bylaw.rego.internal.graphql;

import dev.bylaw.rego.internal.graphql.Token.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Cuts a GraphQL text (specification of October 2021, section 2.1) into tokens. Not thread-safe. */
final class Lexer {
    private static final int BYTE_ORDER_MARK = 0xfeff;
    private static final int HEX_DIGITS = 4;

    private final int[] text;
    private int start;
    private int at;
    private int line = 1;
    private int lineStart;

    Lexer(String text) {
        this.text = text.codePoints().toArray();
    }

    private Token token(Kind kind, String value) {
        return new Token(kind, value, line, start - lineStart + 1);
    }

    private Token invalid(String message) {
        return new Token(Kind.INVALID, message, line, at - lineStart + 1);
    }

    private String string(int from, int to) {
        return new String(text, from, to - from);
    }

    private int peek(int offset) {
        return at + offset < text.length ? text[at + offset] : -1;
    }

    Token next() {
        skipSpaces();
        start = at;
        if (at >= text.length) {
            return token(Kind.END, "");
        }
        int c = text[at];
        Kind punctuator =
                switch (c) {
                    case '!' -> Kind.BANG;
                    case '$' -> Kind.DOLLAR;
                    case '&' -> Kind.AMPERSAND;
                    case '(' -> Kind.PAREN_LEFT;
                    case ')' -> Kind.PAREN_RIGHT;
                    case ':' -> Kind.COLON;
                    case '=' -> Kind.EQUALS;
                    case '@' -> Kind.AT;
                    case '[' -> Kind.BRACKET_LEFT;
                    case ']' -> Kind.BRACKET_RIGHT;
                    case '{' -> Kind.BRACE_LEFT;
                    case '}' -> Kind.BRACE_RIGHT;
                    case '|' -> Kind.PIPE;
                    default -> null;
                };
        if (punctuator != null) {
            at++;
            return token(punctuator, "");
        }
        if (c == '.' && peek(1) == '.' && peek(2) == '.') {
            at += 3;
            return token(Kind.SPREAD, "");
        }
        if (c == '#') {
            while (at < text.length && (text[at] > 0x1f || text[at] == '\t')) {
                at++;
            }
            return token(Kind.COMMENT, string(start, at));
        }
        if (isNamePart(c) && !isDigit(c)) {
            while (at < text.length && isNamePart(text[at])) {
                at++;
            }
            return token(Kind.NAME, string(start, at));
        }
        if (c == '-' || isDigit(c)) {
            return number();
        }
        if (c == '"') {
            return peek(1) == '"' && peek(2) == '"' ? block() : quoted();
        }
        if (c < ' ') {
            return invalid(String.format(Locale.ROOT, "Cannot contain the invalid character \"\\u%04x\"", c));
        }
        if (c == '\'') {
            return invalid("Unexpected single quote character ('), did you mean to use a double quote (\")?");
        }
        return invalid("Cannot parse the unexpected character \"" + Character.toString(c) + "\".");
    }

    private void skipSpaces() {
        while (at < text.length) {
            switch (text[at]) {
                case '\t', ' ', ',', BYTE_ORDER_MARK -> at++;
                case '\n' -> lineEnd();
                case '\r' -> {
                    lineEnd();
                    if (peek(0) == '\n') {
                        at++;
                    }
                }
                default -> {
                    return;
                }
            }
        }
    }

    private void lineEnd() {
        at++;
        line++;
        lineStart = at;
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || isDigit(c);
    }

    private int digits() {
        int from = at;
        while (at < text.length && isDigit(text[at])) {
            at++;
        }
        return at - from;
    }

    private boolean accept(String letters) {
        boolean found = at < text.length && letters.indexOf(text[at]) >= 0;
        if (found) {
            at++;
        }
        return found;
    }

    private String described() {
        return at < text.length ? "\"" + Character.toString(text[at]) + "\"" : "<EOF>";
    }

    private Token number() {
        boolean point = false;
        accept("-");
        if (accept("0")) {
            int more = digits();
            if (more > 0) {
                at -= more;
                return invalid("Invalid number, unexpected digit after 0: " + described() + ".");
            }
        } else if (digits() == 0) {
            return noDigit();
        }
        if (accept(".")) {
            point = true;
            if (digits() == 0) {
                return noDigit();
            }
        }
        if (accept("eE")) {
            point = true;
            accept("-+");
            if (digits() == 0) {
                return noDigit();
            }
        }
        return token(point ? Kind.FLOAT : Kind.INT, string(start, at));
    }

    private Token noDigit() {
        return invalid("Invalid number, expected digit but got: " + described() + ".");
    }

    private Token quoted() {
        at++;
        start++;
        StringBuilder out = new StringBuilder();
        while (at < text.length && text[at] != '\n' && text[at] != '\r') {
            int c = text[at];
            if (c < ' ' && c != '\t') {
                return invalidInString(c);
            }
            if (c == '"') {
                Token token = token(Kind.STRING, out.toString());
                at++;
                return token;
            }
            if (c != '\\') {
                out.appendCodePoint(c);
                at++;
                continue;
            }
            int escape = peek(1);
            switch (escape) {
                case -1 -> {
                    at++;
                    return invalid("Invalid character escape sequence.");
                }
                case '"', '/', '\\' -> out.append((char) escape);
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> {
                    int value = hex(at + 2);
                    if (value < 0) {
                        at++;
                        return invalid("Invalid character escape sequence: \\"
                                + string(at, Math.min(text.length, at + 1 + HEX_DIGITS)) + ".");
                    }
                    out.append((char) value);
                    at += HEX_DIGITS;
                }
                default -> {
                    at++;
                    return invalid("Invalid character escape sequence: \\" + Character.toString(escape) + ".");
                }
            }
            at += 2;
        }
        return invalid("Unterminated string.");
    }

    private int hex(int from) {
        if (from + HEX_DIGITS >= text.length) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + HEX_DIGITS; i++) {
            int digit = text[i] < 0x80 ? Character.digit(text[i], 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private Token invalidInString(int c) {
        return invalid(String.format(Locale.ROOT, "Invalid character within String: \"\\u%04x\".", c));
    }

    private Token block() {
        at += 3;
        start += 3;
        StringBuilder out = new StringBuilder();
        while (at < text.length) {
            int c = text[at];
            if (c == '"') {
                int quotes = 1;
                while (peek(quotes) == '"') {
                    quotes++;
                }
                if (quotes >= 3) {
                    out.append("\"".repeat(quotes - 3));
                    Token token = token(Kind.BLOCK_STRING, blockValue(out.toString()));
                    at += quotes;
                    return token;
                }
            }
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                return invalidInString(c);
            }
            if (c == '\\' && peek(1) == '"' && peek(2) == '"' && peek(3) == '"') {
                out.append("\"\"\"");
                at += 4;
            } else if (c == '\n' || c == '\r') {
                if (c == '\r' && peek(1) == '\n') {
                    at++;
                }
                out.append('\n');
                lineEnd();
            } else {
                out.appendCodePoint(c);
                at++;
            }
        }
        return invalid("Unterminated string.");
    }

    /** Takes away the indentation that all lines but the first have, and empty lines at both ends. */
    private static String blockValue(String raw) {
        String[] lines = raw.split("\n", -1);
        int common = Integer.MAX_VALUE;
        for (String line : lines) {
            common = Math.min(common, indentation(line));
        }
        if (common < Integer.MAX_VALUE) {
            for (int i = 1; i < lines.length; i++) {
                lines[i] = lines[i].length() < common ? "" : lines[i].substring(common);
            }
        }
        List<String> kept = Arrays.asList(lines);
        int from = 0;
        int to = kept.size();
        while (from < to && indentation(kept.get(from)) == Integer.MAX_VALUE) {
            from++;
        }
        while (from < to && indentation(kept.get(to - 1)) == Integer.MAX_VALUE) {
            to--;
        }
        return kept.subList(from, to).stream().collect(Collectors.joining("\n"));
    }

    private static int indentation(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) != ' ' && line.charAt(i) != '\t') {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }
}
