package dev.bylaw.internal.jinja.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** What Python's texts can do and Java's do differently. */
public final class PythonText {
    private PythonText() {}

    /** {@return whether Python takes a character for white space} */
    public static boolean isSpace(int c) {
        return c == ' '
                || c >= '\t' && c <= '\r'
                || c >= 0x1c && c <= 0x1f
                || c == 0x85
                || c == 0xa0
                || c > 0xff && (Character.isSpaceChar(c) || Character.isWhitespace(c)) && c != 0x200b;
    }

    /** {@return the text without characters of a kind at its ends} */
    public static String strip(String text, IntPredicate stripped, boolean left, boolean right) {
        int start = 0;
        int end = text.length();
        while (left && start < end && stripped.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (right && end > start && stripped.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** {@return the text without white space at its ends} */
    public static String strip(String text) {
        return strip(text, PythonText::isSpace, true, true);
    }

    /** {@return the parts between runs of white space, at most this many splits, from the left or from the right} */
    static List<String> splitSpace(String text, int max, boolean fromRight) {
        List<String> parts = new ArrayList<>();
        String rest = strip(text, PythonText::isSpace, !fromRight, fromRight);
        while (!rest.isEmpty()) {
            if (max >= 0 && parts.size() == max) {
                parts.add(rest);
                break;
            }
            int cut = fromRight ? rest.length() : 0;
            if (fromRight) {
                while (cut > 0 && !isSpace(rest.codePointBefore(cut))) {
                    cut -= Character.charCount(rest.codePointBefore(cut));
                }
                parts.add(rest.substring(cut));
                rest = strip(rest.substring(0, cut), PythonText::isSpace, false, true);
            } else {
                while (cut < rest.length() && !isSpace(rest.codePointAt(cut))) {
                    cut += Character.charCount(rest.codePointAt(cut));
                }
                parts.add(rest.substring(0, cut));
                rest = strip(rest.substring(cut), PythonText::isSpace, true, false);
            }
        }
        if (fromRight) {
            java.util.Collections.reverse(parts);
        }
        return parts;
    }

    /** {@return the parts between separators, at most this many splits, from the left or from the right} */
    static List<String> split(String text, String separator, int max, boolean fromRight) {
        List<String> parts = new ArrayList<>();
        String rest = text;
        while (max < 0 || parts.size() < max) {
            int at = fromRight ? rest.lastIndexOf(separator) : rest.indexOf(separator);
            if (at < 0) {
                break;
            }
            parts.add(fromRight ? rest.substring(at + separator.length()) : rest.substring(0, at));
            rest = fromRight ? rest.substring(0, at) : rest.substring(at + separator.length());
        }
        parts.add(rest);
        if (fromRight) {
            java.util.Collections.reverse(parts);
        }
        return parts;
    }

    /** {@return the lines of a text} */
    public static List<String> lines(String text, boolean keepEnds) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean end = c >= '\n' && c <= '\r' || c >= 0x1c && c <= 0x1e || c == 0x85 || c == 0x2028 || c == 0x2029;
            if (!end) {
                i++;
                continue;
            }
            int next = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
            lines.add(text.substring(start, keepEnds ? next : i));
            start = next;
            i = next;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    /** {@return the text with an upper case letter at each beginning of a word} */
    static String title(String text) {
        StringBuilder out = new StringBuilder();
        boolean inWord = false;
        for (int c : text.codePoints().toArray()) {
            boolean letter = Character.isLetter(c);
            String one = Character.toString(c);
            out.append(inWord ? one.toLowerCase(Locale.ROOT) : one.toUpperCase(Locale.ROOT));
            inWord = letter;
        }
        return out.toString();
    }

    /** {@return the text with its first letter upper case, the others lower case} */
    public static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.offsetByCodePoints(0, 1);
        return text.substring(0, first).toUpperCase(Locale.ROOT)
                + text.substring(first).toLowerCase(Locale.ROOT);
    }

    /** {@return whether all cased letters are lower (or upper) case, and there is one} */
    public static boolean hasCase(String text, boolean upper) {
        boolean some = false;
        for (int c : text.codePoints().toArray()) {
            if (upper ? Character.isLowerCase(c) : Character.isUpperCase(c)) {
                return false;
            }
            some |= upper ? Character.isUpperCase(c) : Character.isLowerCase(c);
        }
        return some;
    }

    /** {@return whether the text is not empty and all its characters are of a kind} */
    static boolean all(String text, IntPredicate kind) {
        return !text.isEmpty() && text.codePoints().allMatch(kind);
    }
}
