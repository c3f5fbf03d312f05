package dev.bylaw.internal.sql.token;

/**
 * A token of SQL text.
 *
 * @param kind what it is
 * @param text the name without quotes, the content of a string as written, else the characters
 * @param word the lower case text of an unquoted word; empty for everything else
 * @param start its first offset in the text
 * @param end the offset behind it
 */
public record Token(Kind kind, String text, String word, int start, int end) {
    /** What a token is. */
    public enum Kind {
        /** An unquoted name or keyword. */
        WORD,
        /** A quoted name. */
        QUOTED,
        /** A string, byte or dollar-quoted literal. */
        STRING,
        /** A number. */
        NUMBER,
        /** A parameter or variable, such as {@code ?}, {@code :x}, {@code $1}, {@code @x}. */
        PARAMETER,
        /** An operator, bracket or other punctuation. */
        SYMBOL,
        /** Behind the last token. */
        END
    }

    /** {@return whether this is the unquoted word, given in lower case} */
    public boolean is(String keyword) {
        return word.equals(keyword);
    }

    /** {@return whether this is the operator or bracket} */
    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** {@return whether this can be a name: a word or a quoted name} */
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** {@return whether this is a string or a number} */
    public boolean isLiteral() {
        return kind == Kind.STRING || kind == Kind.NUMBER || kind == Kind.PARAMETER;
    }
}
