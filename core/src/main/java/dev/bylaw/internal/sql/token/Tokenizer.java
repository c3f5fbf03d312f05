package dev.bylaw.internal.sql.token;

import dev.bylaw.internal.sql.token.Dialect.Feature;
import dev.bylaw.internal.sql.token.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Cuts SQL text into tokens. Comments and white space fall away. Used once, by one thread. */
public final class Tokenizer {
    /** Operators of more than one character, longest first. */
    private static final List<String> LONG_SYMBOLS = List.of(
            "!~~*", "->>", "#>>", "<=>", "!~*", "~~*", "!~~", "<->", "<#>", "->", "=>", ":=", "::", "#>", "@>", "<@",
            "?|", "?&", "!=", "<>", "<=", ">=", "||", "&&", "**", "//", "<<", ">>", "~~", "~*", "!~", "==", "|>", "@@",
            "#-", "^@");

    /** The characters that can be the second of a long operator. */
    private static final String LONG_SYMBOL_CHARS = "!~*->#=:@|&<?/";

    /** How many tokens a text may have. */
    private static final int MAX_TOKENS = 3_000_000;

    private static final Set<String> STRING_PREFIXES = Set.of("r", "b", "rb", "br", "e", "n", "x", "u");
    private static final Set<String> NUMBER_SUFFIXES = Set.of("l", "s", "y", "d", "f", "bd");

    private final String text;
    private final Dialect dialect;
    private final boolean backslash;
    private final boolean nestedComments;
    private final List<Token> tokens = new ArrayList<>();
    /** One object for each spelling, so that a large text does not hold each word many times. */
    private final Map<String, String> spellings = new HashMap<>();

    private int at;

    private Tokenizer(String text, Dialect dialect, boolean backslash, boolean nestedComments) {
        this.text = text;
        this.dialect = dialect;
        this.backslash = backslash;
        this.nestedComments = nestedComments;
    }

    /**
     * Cuts a text into tokens and pairs its brackets.
     *
     * <p>Whether a backslash escapes and whether comments nest also depends on settings of the engine; where the text
     * does not close under the dialect's default, the other reading is tried.
     *
     * @param text the text
     * @param dialect its dialect
     * @return the tokens
     * @throws UnreadableSqlException if a string, comment or bracket is not closed, or brackets nest too deeply
     */
    public static Tokens read(String text, Dialect dialect) throws UnreadableSqlException {
        boolean backslash = dialect.has(Feature.BACKSLASH);
        boolean nested = dialect.has(Feature.NESTED_COMMENTS);
        try {
            return new Tokenizer(text, dialect, backslash, nested).tokens();
        } catch (UnreadableSqlException first) {
            boolean escapes = text.indexOf('\\') >= 0;
            boolean comments = text.indexOf("/*", text.indexOf("/*") + 1) > 0;
            for (int other = 1; other < 4; other++) {
                boolean otherBackslash = backslash ^ (other & 1) != 0;
                boolean otherNested = nested ^ (other & 2) != 0;
                if (otherBackslash != backslash && !escapes || otherNested != nested && !comments) {
                    continue; // it would read the same
                }
                Optional<Tokens> tokens = attempt(text, dialect, otherBackslash, otherNested);
                if (tokens.isPresent()) {
                    return tokens.get();
                }
            }
            throw first;
        }
    }

    private static Optional<Tokens> attempt(String text, Dialect dialect, boolean backslash, boolean nestedComments) {
        try {
            return Optional.of(new Tokenizer(text, dialect, backslash, nestedComments).tokens());
        } catch (UnreadableSqlException unreadable) {
            return Optional.empty();
        }
    }

    private Tokens tokens() throws UnreadableSqlException {
        int length = text.length();
        while (at < length) {
            char c = text.charAt(at);
            if (tokens.size() > MAX_TOKENS) {
                throw new UnreadableSqlException("the SQL has more than " + MAX_TOKENS + " tokens", at, at + 1);
            }
            if (isBlank(c)) {
                at++;
            } else if (!comment(c)) {
                token(c);
            }
        }
        return new Tokens(tokens, Brackets.pair(tokens), length);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B' || c == 0;
    }

    private boolean comment(char c) throws UnreadableSqlException {
        char next = peek(1);
        if (c == '-' && next == '-'
                || c == '#' && dialect.has(Feature.HASH_COMMENTS)
                || c == '/' && next == '/' && dialect.has(Feature.SLASH_COMMENTS)) {
            while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                at++;
            }
            return true;
        }
        if (c == '/' && next == '*') {
            blockComment();
            return true;
        }
        return false;
    }

    private void blockComment() throws UnreadableSqlException {
        int start = at;
        int depth = 0;
        while (at < text.length()) {
            if (text.startsWith("/*", at)) {
                depth = nestedComments ? depth + 1 : 1;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return;
                }
            } else {
                at++;
            }
        }
        throw new UnreadableSqlException("comment is not closed, expected */", start, start + 2);
    }

    private void token(char c) throws UnreadableSqlException {
        if (c == '\'' || c == '"' && dialect.has(Feature.DOUBLE_QUOTED_STRINGS)) {
            string(at, at, false, backslash);
        } else if (c == '"' || c == '`' || c == '[' && dialect.has(Feature.BRACKET_NAMES)) {
            quotedName(c == '[' ? ']' : c);
        } else if (isDigit(c) || c == '.' && isDigit(peek(1)) && !behindOperand()) {
            number();
        } else if (isWordStart(c)) {
            word();
        } else if (c == '$') {
            dollar();
        } else if (c == '@' && isWordStart(peek(1)) || c == '@' && peek(1) == '@' && isWordStart(peek(2))) {
            int start = at;
            while (at < text.length() && (text.charAt(at) == '@' || isWordPart(text.charAt(at)))) {
                at++;
            }
            add(Kind.PARAMETER, text.substring(start, at), start);
        } else {
            symbol();
        }
    }

    /** A string whose prefix begins at {@code start} and whose quote is at {@code quote}. */
    private void string(int start, int quote, boolean raw, boolean escapes) throws UnreadableSqlException {
        char mark = text.charAt(quote);
        boolean triple = dialect.has(Feature.TRIPLE_QUOTES)
                && quote + 2 < text.length()
                && text.charAt(quote + 1) == mark
                && text.charAt(quote + 2) == mark;
        // In BigQuery a backslash keeps a quote from ending even a raw string.
        boolean skipsEscaped = escapes && (!raw || dialect == Dialect.BIGQUERY);
        int i = quote + (triple ? 3 : 1);
        int content = i;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' && skipsEscaped) {
                i += 2;
            } else if (c == mark && triple) {
                if (text.startsWith(String.valueOf(mark).repeat(3), i)) {
                    at = i + 3;
                    add(Kind.STRING, text.substring(content, i), start);
                    return;
                }
                i++;
            } else if (c == mark) {
                if (i + 1 < text.length() && text.charAt(i + 1) == mark) {
                    i += 2;
                } else {
                    at = i + 1;
                    add(Kind.STRING, text.substring(content, i), start);
                    return;
                }
            } else {
                i++;
            }
        }
        throw new UnreadableSqlException("string is not closed, expected " + mark, start, quote + 1);
    }

    private void quotedName(char close) throws UnreadableSqlException {
        int start = at;
        StringBuilder name = new StringBuilder();
        int i = at + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c != close) {
                name.append(c);
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == close) {
                name.append(c);
                i += 2;
            } else {
                at = i + 1;
                add(Kind.QUOTED, name.toString(), start);
                return;
            }
        }
        throw new UnreadableSqlException("quoted name is not closed, expected " + close, start, start + 1);
    }

    private void number() {
        int start = at;
        boolean whole = true;
        if (text.charAt(at) == '0'
                && "xXbBoO".indexOf(peek(1)) >= 0
                && (Character.digit(peek(2), 16) >= 0 || !isWordPart(peek(2)))) {
            at += 2;
            while (at < text.length() && isWordPart(text.charAt(at))) {
                at++;
            }
            add(Kind.NUMBER, text.substring(start, at), start);
            return;
        }
        digits();
        if (peek(0) == '.' && peek(1) != '.') {
            whole = false;
            at++;
            digits();
        }
        if ((peek(0) == 'e' || peek(0) == 'E')
                && (isDigit(peek(1)) || (peek(1) == '+' || peek(1) == '-') && isDigit(peek(2)))) {
            whole = false;
            at += 2;
            digits();
        }
        if (at < text.length() && isWordStart(text.charAt(at))) {
            int suffix = at;
            while (at < text.length() && isWordPart(text.charAt(at))) {
                at++;
            }
            String rest = text.substring(suffix, at).toLowerCase(Locale.ROOT);
            if (whole && !NUMBER_SUFFIXES.contains(rest)) {
                // Hive, Spark and BigQuery paths have names that begin with a digit.
                addWord(start);
                return;
            }
            if (!NUMBER_SUFFIXES.contains(rest)) {
                at = suffix;
            }
        }
        add(Kind.NUMBER, text.substring(start, at), start);
    }

    private void digits() {
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '_' && isDigit(peek(1)))) {
            at++;
        }
    }

    private void word() throws UnreadableSqlException {
        int start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.equals("u") && peek(0) == '&' && peek(1) == '\'') {
            string(start, at + 1, false, false);
        } else if (lower.equals("u") && peek(0) == '&' && peek(1) == '"') {
            at++;
            quotedName('"');
        } else if (STRING_PREFIXES.contains(lower)
                && (peek(0) == '\'' || peek(0) == '"' && dialect.has(Feature.DOUBLE_QUOTED_STRINGS))) {
            boolean raw = lower.indexOf('r') >= 0;
            string(start, at, raw, backslash && !raw || lower.equals("e") || dialect == Dialect.BIGQUERY);
        } else {
            addWord(start);
        }
    }

    /** Dollar-quoted strings, positional parameters, session variables. */
    private void dollar() throws UnreadableSqlException {
        int start = at;
        int i = at + 1;
        while (i < text.length() && isWordPart(text.charAt(i)) && text.charAt(i) != '$') {
            i++;
        }
        if (i < text.length() && text.charAt(i) == '$' && !isDigit(peek(1))) {
            String tag = text.substring(start, i + 1);
            int close = text.indexOf(tag, i + 1);
            if (close < 0) {
                throw new UnreadableSqlException("string is not closed, expected " + tag, start, i + 1);
            }
            at = close + tag.length();
            add(Kind.STRING, text.substring(i + 1, close), start);
            return;
        }
        at = Math.max(i, start + 1);
        add(Kind.PARAMETER, text.substring(start, at), start);
    }

    private void symbol() {
        int start = at;
        if (LONG_SYMBOL_CHARS.indexOf(peek(1)) >= 0) {
            for (String symbol : LONG_SYMBOLS) {
                if (text.startsWith(symbol, at)) {
                    at += symbol.length();
                    add(Kind.SYMBOL, symbol, start);
                    return;
                }
            }
        }
        at += Character.charCount(text.codePointAt(at));
        add(Kind.SYMBOL, spelling(text.substring(start, at)), start);
    }

    private void addWord(int start) {
        String word = spelling(text.substring(start, at));
        tokens.add(new Token(Kind.WORD, word, spelling(word.toLowerCase(Locale.ROOT)), start, at));
    }

    private void add(Kind kind, String content, int start) {
        tokens.add(new Token(kind, content, "", start, at));
    }

    private String spelling(String word) {
        String known = spellings.putIfAbsent(word, word);
        return known == null ? word : known;
    }

    /** Whether a dot here continues a path instead of beginning a number. */
    private boolean behindOperand() {
        if (tokens.isEmpty()) {
            return false;
        }
        Token last = tokens.get(tokens.size() - 1);
        return last.end() == at && (last.isName() || last.isSymbol(")") || last.isSymbol("]"));
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return c == '_' || Character.isLetter(c) || Character.isSurrogate(c);
    }

    private boolean isWordPart(char c) {
        return isWordStart(c)
                || Character.isDigit(c)
                || c == '$'
                || Character.getType(c) == Character.NON_SPACING_MARK
                || c == '#' && dialect == Dialect.SQLSERVER;
    }
}
