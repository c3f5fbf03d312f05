package dev.bylaw.internal.dbt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a Python source into names, numbers, strings and punctuation; comments and white space are left out. */
final class PythonTokens {
    /** The kinds of tokens. */
    enum Kind {
        NAME,
        NUMBER,
        STRING,
        /** A string with expressions in it, or of bytes: its value is not known. */
        OTHER_STRING,
        PUNCTUATION
    }

    /**
     * A token.
     *
     * @param kind its kind
     * @param text its text; the value of a string
     * @param start its first offset
     * @param end the offset behind it
     */
    record Token(Kind kind, String text, int start, int end) {
        boolean is(String punctuation) {
            return kind == Kind.PUNCTUATION && text.equals(punctuation);
        }

        boolean isName(String name) {
            return kind == Kind.NAME && text.equals(name);
        }
    }

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private PythonTokens(String source) {
        this.source = source;
    }

    static List<Token> of(String source) {
        PythonTokens scan = new PythonTokens(source);
        while (scan.at < source.length()) {
            scan.next();
        }
        return scan.tokens;
    }

    private void next() {
        char c = source.charAt(at);
        if (c == '#') {
            int end = source.indexOf('\n', at);
            at = end < 0 ? source.length() : end;
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (c == '"' || c == '\'') {
            string(at, "");
        } else if (Character.isLetter(c) || c == '_') {
            name();
        } else if (Character.isDigit(c)
                || c == '.' && at + 1 < source.length() && Character.isDigit(source.charAt(at + 1))) {
            number();
        } else {
            tokens.add(new Token(Kind.PUNCTUATION, String.valueOf(c), at, at + 1));
            at++;
        }
    }

    private void name() {
        int start = at;
        while (at < source.length() && (Character.isLetterOrDigit(source.charAt(at)) || source.charAt(at) == '_')) {
            at++;
        }
        String name = source.substring(start, at);
        boolean isQuote = at < source.length() && (source.charAt(at) == '"' || source.charAt(at) == '\'');
        String prefix = name.toLowerCase(Locale.ROOT);
        if (isQuote && prefix.length() <= 2 && prefix.chars().allMatch(p -> "rbfut".indexOf(p) >= 0)) {
            string(start, prefix);
        } else {
            tokens.add(new Token(Kind.NAME, name, start, at));
        }
    }

    private void number() {
        int start = at;
        while (at < source.length()) {
            char c = source.charAt(at);
            boolean sign = (c == '+' || c == '-')
                    && (source.charAt(at - 1) == 'e' || source.charAt(at - 1) == 'E')
                    && !source.startsWith("0x", start);
            if (!Character.isLetterOrDigit(c) && c != '.' && c != '_' && !(at > start && sign)) {
                break;
            }
            at++;
        }
        tokens.add(new Token(Kind.NUMBER, source.substring(start, at), start, at));
    }

    private void string(int start, String prefix) {
        char quote = source.charAt(at);
        String triple = String.valueOf(quote).repeat(3);
        String end = source.startsWith(triple, at) ? triple : String.valueOf(quote);
        boolean raw = prefix.indexOf('r') >= 0;
        at += end.length();
        StringBuilder value = new StringBuilder();
        while (at < source.length() && !source.startsWith(end, at)) {
            char c = source.charAt(at);
            if (c == '\\' && at + 1 < source.length()) {
                escape(raw, value);
            } else if (c == '\n' && end.length() == 1) {
                break;
            } else {
                value.append(c);
                at++;
            }
        }
        at = Math.min(source.length(), at + end.length());
        boolean plain = prefix.indexOf('f') < 0 && prefix.indexOf('b') < 0 && prefix.indexOf('t') < 0;
        tokens.add(new Token(plain ? Kind.STRING : Kind.OTHER_STRING, value.toString(), start, at));
    }

    private void escape(boolean raw, StringBuilder value) {
        char next = source.charAt(at + 1);
        at += 2;
        if (raw) {
            value.append('\\').append(next);
            return;
        }
        switch (next) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case '\n' -> {}
            case '\\', '\'', '"' -> value.append(next);
            default -> value.append('\\').append(next);
        }
    }
}
