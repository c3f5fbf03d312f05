package dev.bylaw.internal.report;

import java.util.Locale;
import java.util.regex.Pattern;

/** Makes text from checked files harmless for those who read or interpret output. */
public final class Inert {
    /**
     * Commands to runners of CI systems, which they find anywhere in a line: {@code ##[error]} (GitHub, Azure),
     * {@code ##vso[task.setvariable]} (Azure), {@code ##teamcity[message]}. Those with {@code ::} (GitHub) count at the start
     * of a line only.
     */
    private static final Pattern COMMAND = Pattern.compile("##(?=[A-Za-z]*\\[)");

    private Inert() {}

    /**
     * Text for a terminal or a log: one line, without control characters, invisible or direction-changing characters and
     * workflow commands of CI systems. Every such character is shown by its number.
     */
    public static String line(String text) {
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
        return COMMAND.matcher(out).replaceAll("#\\\\u{23}").replace("::", ":\\u{3A}");
    }

    /** A source line for a terminal: as {@link #line}, but tabs stay as one space each, so that marks stay in place. */
    static String excerpt(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(c == '\t' ? ' ' : isUnsafe(c) ? 0xFFFD : c));
        return COMMAND.matcher(out).replaceAll("#\uFFFD");
    }

    /** Text for a field of JSON that is shown as it is: without control, invisible or direction-changing characters. */
    static String plain(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(c != '\n' && isUnsafe(c) ? 0xFFFD : c));
        return out.toString();
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

    /** The beginning of a text with an ellipsis, where it has more code points than this. */
    static String cut(String text, int length) {
        return text.codePointCount(0, text.length()) <= length
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length - 1)) + "\u2026";
    }

    /**
     * Text for a SARIF message, in which brackets make links and braces make placeholders (SARIF 2.1.0, sections 3.11.5 and
     * 3.11.6).
     */
    static String sarif(String text) {
        StringBuilder out = new StringBuilder(text.length());
        plain(text).codePoints().forEach(c -> {
            switch (c) {
                case '[', ']', '\\' -> out.append('\\').appendCodePoint(c);
                case '{' -> out.append("{{");
                case '}' -> out.append("}}");
                default -> out.appendCodePoint(c);
            }
        });
        return out.toString();
    }
}
