package dev.bylaw.rego.internal.syntax;

/** A place in a text, by code points. */
final class CharacterCursor {
    /** What {@link #current} gives at the end. */
    static final int END = -1;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final String text;
    private int offset;
    private int row = 1;
    private int column = 1;

    /** A cursor at the beginning of a text, behind its byte-order mark if it has one. */
    CharacterCursor(String text) {
        this.text = text;
        if (current() == BYTE_ORDER_MARK) {
            offset++;
        }
    }

    /** {@return the current code point, or {@link #END}} */
    int current() {
        return offset < text.length() ? text.codePointAt(offset) : END;
    }

    /** {@return whether the text goes on like this from the current code point} */
    boolean isAt(String expected) {
        return text.startsWith(expected, offset);
    }

    /** {@return whether this character stands behind the current one, which is no supplementary one} */
    boolean isFollowedBy(char expected) {
        return offset + 1 < text.length() && text.charAt(offset + 1) == expected;
    }

    /** Steps over the current code point. */
    void advance() {
        int c = current();
        if (c == END) {
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

    /** {@return the offset in UTF-16 units} */
    int offset() {
        return offset;
    }

    /** {@return the line, from 1} */
    int row() {
        return row;
    }

    /** {@return the column, from 1, in code points} */
    int column() {
        return column;
    }

    /** {@return the text from an offset to here} */
    String since(int begin) {
        return text.substring(begin, offset);
    }

    /** {@return the four hexadecimal digits at this distance from here as a number, or -1 where there are none} */
    int hexUnit(int distance) {
        int begin = offset + distance;
        if (begin + 4 > text.length()) {
            return -1;
        }
        int unit = 0;
        for (int i = begin; i < begin + 4; i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            unit = unit * 16 + digit;
        }
        return unit;
    }

    /** Why a character can stand nowhere in a text, not even in a string or comment; empty where it can. */
    static String wrongAnywhere(int c) {
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

    /** {@return a code point in the notation of Unicode} */
    static String codePoint(int c) {
        return String.format(java.util.Locale.ROOT, "U+%04X", c);
    }
}
