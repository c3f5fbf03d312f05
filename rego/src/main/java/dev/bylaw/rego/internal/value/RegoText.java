package dev.bylaw.rego.internal.value;

/**
 * Text as Rego sees it: code points, their order, and quoting. Strings of OPA are bytes; those that are not UTF-8 (they
 * come from decoders such as {@code base64.decode}) are held as the lone surrogates of {@link Utf8}.
 */
public final class RegoText {
    private static final String HEX = "0123456789abcdef";

    private RegoText() {}

    /**
     * Compares by code point, which is the order of the UTF-8 bytes; {@link String#compareTo} compares UTF-16 units and
     * differs for supplementary characters.
     */
    public static int compareCodePoints(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                if (Character.isSurrogate(l) || Character.isSurrogate(r)) {
                    return Utf8.compare(left, right, i);
                }
                return Character.compare(l, r);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Whether a text has units that are surrogates. */
    public static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The string as a quoted literal of Go, which is how OPA prints it. */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        quote(text, out);
        return out.toString();
    }

    /** Appends the string as a quoted literal of Go. */
    public static void quote(String text, StringBuilder out) {
        out.append('"');
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0x7f) {
                if (c == '"' || c == '\\') {
                    out.append('\\');
                }
                out.append(c);
            } else {
                int codePoint = text.codePointAt(i);
                escape(codePoint, '"', out);
                i += Character.charCount(codePoint) - 1;
            }
        }
        out.append('"');
    }

    /**
     * Appends the string as a literal of Rego: the escapes are those of JSON. A byte that is not UTF-8 has no escape there and
     * is written as in Go.
     */
    public static void literal(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint) - 1;
            switch (codePoint) {
                case '"', '\\', '\b', '\f', '\n', '\r', '\t' -> escape(codePoint, '"', out);
                default -> {
                    if (Utf8.isByte(codePoint) || isPrintable(codePoint)) {
                        escape(codePoint, '"', out);
                    } else {
                        for (char unit : Character.toChars(codePoint)) {
                            out.append("\\u");
                            hex(unit, 4, out);
                        }
                    }
                }
            }
        }
        out.append('"');
    }

    /** Appends a code point as it stands in a literal of Go with this quote. */
    public static void escape(int codePoint, char quote, StringBuilder out) {
        if (codePoint == quote || codePoint == '\\') {
            out.append('\\').append((char) codePoint);
        } else if (Utf8.isByte(codePoint)) {
            out.append("\\x");
            hex(codePoint & 0xff, 2, out);
        } else if (isPrintable(codePoint)) {
            out.appendCodePoint(codePoint);
        } else {
            escapeInvisible(codePoint, out);
        }
    }

    private static void escapeInvisible(int codePoint, StringBuilder out) {
        switch (codePoint) {
            case 0x07 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 0x0b -> out.append("\\v");
            default -> {
                if (codePoint < 0x20 || codePoint == 0x7f) {
                    out.append("\\x");
                    hex(codePoint, 2, out);
                } else if (codePoint < 0x10000) {
                    out.append("\\u");
                    hex(codePoint, 4, out);
                } else {
                    out.append("\\U");
                    hex(codePoint, 8, out);
                }
            }
        }
    }

    /** Appends a number in so many hexadecimal digits. */
    public static void hex(int number, int digits, StringBuilder out) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(HEX.charAt(number >> shift & 0xf));
        }
    }

    /** Whether a code point is a letter, mark, number, punctuation, symbol or the ASCII space. */
    public static boolean isPrintable(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint >= 0x20;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** Whether a code point is white space: {@code White_Space} of Unicode. */
    public static boolean isSpace(int codePoint) {
        return codePoint >= 0x09 && codePoint <= 0x0d
                || codePoint == 0x20
                || codePoint == 0x85
                || codePoint == 0xa0
                || codePoint == 0x1680
                || codePoint >= 0x2000 && codePoint <= 0x200a
                || codePoint == 0x2028
                || codePoint == 0x2029
                || codePoint == 0x202f
                || codePoint == 0x205f
                || codePoint == 0x3000;
    }
}
