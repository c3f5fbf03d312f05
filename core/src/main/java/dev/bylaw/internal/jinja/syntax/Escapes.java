package dev.bylaw.internal.jinja.syntax;

/** The escapes of Python's text literals. */
final class Escapes {
    private Escapes() {}

    /** The text that a literal stands for; null if an escape is not valid. */
    static String decode(String literal) {
        String text = literal.indexOf('\r') < 0
                ? literal
                : literal.replace("\r\n", "\n").replace('\r', '\n');
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                i++;
                continue;
            }
            int next = escape(text, i + 1, out);
            if (next < 0) {
                return null;
            }
            i = next;
        }
        return out.toString();
    }

    /** Writes the character of an escape; the offset behind it, or negative if it is not valid. */
    private static int escape(String text, int at, StringBuilder out) {
        char c = text.charAt(at);
        switch (c) {
            case '\n' -> {
                return at + 1;
            }
            case '\\', '\'', '"' -> out.append(c);
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case 'x' -> {
                return hex(text, at + 1, 2, out);
            }
            case 'u' -> {
                return hex(text, at + 1, 4, out);
            }
            case 'U' -> {
                return hex(text, at + 1, 8, out);
            }
            case 'N' -> {
                return named(text, at + 1, out);
            }
            default -> {
                if (c < '0' || c > '7') {
                    out.append('\\').append(c);
                    return at + 1;
                }
                int end = at;
                while (end < text.length() && end < at + 3 && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
                    end++;
                }
                out.appendCodePoint(Integer.parseInt(text.substring(at, end), 8));
                return end;
            }
        }
        return at + 1;
    }

    private static int hex(String text, int at, int digits, StringBuilder out) {
        if (at + digits > text.length()) {
            return -1;
        }
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return -1;
            }
            value = value * 16 + digit;
        }
        if (value > Character.MAX_CODE_POINT) {
            return -1;
        }
        out.appendCodePoint((int) value);
        return at + digits;
    }

    private static int named(String text, int at, StringBuilder out) {
        int close = text.indexOf('}', at);
        if (at >= text.length() || text.charAt(at) != '{' || close < 0) {
            return -1;
        }
        try {
            out.appendCodePoint(Character.codePointOf(text.substring(at + 1, close)));
        } catch (IllegalArgumentException e) {
            return -1;
        }
        return close + 1;
    }
}
