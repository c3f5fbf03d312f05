package dev.bylaw.rego.internal.yaml;

import dev.bylaw.rego.internal.value.TextSink;
import dev.bylaw.rego.internal.value.Utf8;
import dev.bylaw.rego.internal.yaml.ScalarResolver.Kind;
import java.util.Locale;
import java.util.Set;

/** Strings in YAML: plain where nothing else could be meant, in quotes, or in literal blocks. */
final class ScalarText {
    /** Longer keys are written behind a question mark. */
    private static final int MAX_SIMPLE_KEY = 128;

    /** What YAML 1.1 takes for booleans. */
    private static final Set<String> OLD_BOOLEANS =
            Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off", "OFF");

    private final String text;
    private boolean indicators;
    private boolean breaks;
    private boolean special;
    private boolean tabs;
    private boolean edgeSpace;
    private boolean endSpace;
    private boolean spaceBeforeBreak;
    private boolean breakBeforeSpace;

    private ScalarText(String text) {
        this.text = text;
        analyze();
    }

    /** Whether a string can stand before a colon on the same line. */
    static boolean isSimpleKey(String key) {
        return key.codePoints().noneMatch(ScalarText::isBreak) && Utf8.encode(key).length <= MAX_SIMPLE_KEY;
    }

    /**
     * Writes a string.
     *
     * @param isKey whether it is a key, which has no block
     * @param column where the lines of a block begin
     */
    static void write(String text, boolean isKey, int column, TextSink out) {
        new ScalarText(text).write(isKey, column, out);
    }

    private static boolean isBreak(int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    /** What libyaml prints as it is: nothing beyond the basic plane, no controls, no byte order mark. */
    private static boolean isPrintable(int c) {
        return c == '\n'
                || c >= 0x20 && c <= 0x7e
                || c >= 0xa0 && c < 0xd800
                || c >= 0xe000 && c <= 0xffff && c != 0xfeff && c != 0xfffe && c != 0xffff;
    }

    private void analyze() {
        boolean spaceBefore = false;
        boolean breakBefore = false;
        boolean blankBefore = true;
        indicators = text.startsWith("---") || text.startsWith("...");
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean last = next >= text.length();
            boolean blankAfter = last || text.charAt(next) == ' ' || text.charAt(next) == '\t';
            indicators |= isIndicator(c, i == 0, blankBefore, blankAfter);
            tabs |= c == '\t';
            special |= c != '\t' && !isPrintable(c);
            if (c == ' ') {
                edgeSpace |= i == 0 || last;
                endSpace |= last;
                breakBeforeSpace |= breakBefore;
            } else if (isBreak(c)) {
                breaks = true;
                spaceBeforeBreak |= spaceBefore;
            }
            spaceBefore = c == ' ';
            breakBefore = isBreak(c);
            blankBefore = c == ' ' || c == '\t' || isBreak(c);
            i = next;
        }
    }

    private static boolean isIndicator(int c, boolean first, boolean blankBefore, boolean blankAfter) {
        if (first) {
            return "#,[]{}&*!|>'\"%@`".indexOf(c) >= 0 || (c == '?' || c == ':' || c == '-') && blankAfter;
        }
        return c == ':' && blankAfter || c == '#' && blankBefore;
    }

    private void write(boolean isKey, int column, TextSink out) {
        boolean resolvable = ScalarResolver.resolve(text).kind() != Kind.STRING
                || text.equals("<<")
                || OLD_BOOLEANS.contains(text)
                || isBase60(text);
        boolean singleAllowed = !breakBeforeSpace && !spaceBeforeBreak && !tabs && !special && !breaks;
        if (text.indexOf('\n') >= 0) {
            if (!isKey && !endSpace && !spaceBeforeBreak && !special) {
                literal(column, out);
            } else {
                doubleQuoted(out);
            }
        } else if (resolvable) {
            doubleQuoted(out);
        } else if (!edgeSpace && singleAllowed && !indicators) {
            out.append(text);
        } else if (singleAllowed) {
            out.append("'" + text.replace("'", "''") + "'");
        } else {
            doubleQuoted(out);
        }
    }

    /** Numbers to the base of 60, which YAML 1.1 knows. */
    private static boolean isBase60(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return false;
        }
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int point = text.indexOf('.', colon);
        String fraction = point < 0 ? "" : text.substring(point + 1);
        String[] parts =
                text.substring(start, point < 0 ? text.length() : point).split(":", -1);
        boolean valid = !parts[0].isEmpty()
                && Character.isDigit(parts[0].charAt(0))
                && isDigits(parts[0], true)
                && isDigits(fraction, true);
        for (int i = 1; i < parts.length; i++) {
            valid &= !parts[i].isEmpty()
                    && parts[i].length() <= 2
                    && isDigits(parts[i], false)
                    && (parts[i].length() == 1 || parts[i].charAt(0) <= '5');
        }
        return valid;
    }

    private static boolean isDigits(String text, boolean underscores) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9' || underscores && c == '_');
    }

    private void literal(int column, TextSink out) {
        out.append('|');
        char first = text.charAt(0);
        if (first == ' ' || isBreak(first)) {
            out.append('2');
        }
        int length = text.length();
        if (!isBreak(text.charAt(length - 1))) {
            out.append('-');
        } else if (length == 1 || isBreak(text.charAt(length - 2))) {
            out.append('+');
        }
        out.append('\n');
        boolean lineStart = true;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!isBreak(c) && lineStart) {
                out.append(" ".repeat(column));
            }
            out.append(c);
            lineStart = isBreak(c);
        }
    }

    private void doubleQuoted(TextSink out) {
        StringBuilder to = out.text();
        to.append('"');
        text.codePoints().forEach(c -> {
            if (isPrintable(c) && !isBreak(c) && c != '"' && c != '\\') {
                to.appendCodePoint(c);
            } else {
                to.append('\\').append(escape(c));
            }
        });
        to.append('"');
        out.check();
    }

    private static String escape(int c) {
        return switch (c) {
            case 0x00 -> "0";
            case 0x07 -> "a";
            case 0x08 -> "b";
            case 0x09 -> "t";
            case 0x0a -> "n";
            case 0x0b -> "v";
            case 0x0c -> "f";
            case 0x0d -> "r";
            case 0x1b -> "e";
            case 0x22 -> "\"";
            case 0x5c -> "\\";
            case 0x85 -> "N";
            case 0xa0 -> "_";
            case 0x2028 -> "L";
            case 0x2029 -> "P";
            default -> {
                if (c <= 0xff) {
                    yield String.format(Locale.ROOT, "x%02X", c);
                }
                yield c <= 0xffff ? String.format(Locale.ROOT, "u%04X", c) : String.format(Locale.ROOT, "U%08X", c);
            }
        };
    }
}
