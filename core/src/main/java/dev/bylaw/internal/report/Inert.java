package dev.bylaw.internal.report;

import java.util.Locale;

/** Makes text from checked files harmless for those who read or interpret output. */
final class Inert {
    private Inert() {}

    /**
     * Text for a terminal or a log: one line, without control characters, invisible or direction-changing characters and
     * workflow commands of CI systems. Every such character is shown by its number.
     */
    static String line(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isUnsafe(c)) {
                out.append("\\u{")
                        .append(Integer.toHexString(c).toUpperCase(Locale.ROOT))
                        .append('}');
            } else {
                out.appendCodePoint(c);
            }
        });
        // `::name::` at the start of a line and `##[name]` anywhere are commands to GitHub and Azure runners.
        return out.toString().replace("##[", "#\\u{23}[").replace("::", ":\\u{3A}");
    }

    /** A source line for a terminal: as {@link #line}, but tabs stay as one space each, so that marks stay in place. */
    static String excerpt(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(c == '\t' ? ' ' : isUnsafe(c) ? 0xFFFD : c));
        return out.toString().replace("##[", "#\uFFFD[");
    }

    private static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || type == Character.PRIVATE_USE;
    }

    /**
     * Text for a SARIF message, in which brackets make links and braces make placeholders (SARIF 2.1.0, sections 3.11.5 and
     * 3.11.6).
     */
    static String sarif(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '[', ']', '\\' -> out.append('\\').appendCodePoint(c);
                case '{' -> out.append("{{");
                case '}' -> out.append("}}");
                default -> {
                    if (c != '\n' && isUnsafe(c)) {
                        out.append("\uFFFD");
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }
}
