package dev.bylaw.internal.jinja.value;

import java.util.ArrayList;
import java.util.Collections;
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
        return fromRight ? splitSpaceRight(text, max) : splitSpaceLeft(text, max);
    }

    private static List<String> splitSpaceLeft(String text, int max) {
        List<String> parts = new ArrayList<>();
        int at = skip(text, 0, true);
        while (at < text.length()) {
            if (max >= 0 && parts.size() == max) {
                parts.add(text.substring(at));
                break;
            }
            int end = skip(text, at, false);
            parts.add(text.substring(at, end));
            at = skip(text, end, true);
        }
        return parts;
    }

    private static int skip(String text, int from, boolean space) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at)) == space) {
            at++;
        }
        return at;
    }

    private static List<String> splitSpaceRight(String text, int max) {
        List<String> parts = new ArrayList<>();
        int at = skipBack(text, text.length(), true);
        while (at > 0) {
            if (max >= 0 && parts.size() == max) {
                parts.add(text.substring(0, at));
                break;
            }
            int start = skipBack(text, at, false);
            parts.add(text.substring(start, at));
            at = skipBack(text, start, true);
        }
        Collections.reverse(parts);
        return parts;
    }

    private static int skipBack(String text, int from, boolean space) {
        int at = from;
        while (at > 0 && isSpace(text.charAt(at - 1)) == space) {
            at--;
        }
        return at;
    }

    /** {@return the parts between separators, at most this many splits, from the left or from the right} */
    static List<String> split(String text, String separator, int max, boolean fromRight) {
        List<String> parts = new ArrayList<>();
        int length = separator.length();
        if (fromRight) {
            int end = text.length();
            int at = text.lastIndexOf(separator, end - length);
            while (at >= 0 && (max < 0 || parts.size() < max)) {
                parts.add(text.substring(at + length, end));
                end = at;
                at = end < length ? -1 : text.lastIndexOf(separator, end - length);
            }
            parts.add(text.substring(0, end));
            Collections.reverse(parts);
            return parts;
        }
        int from = 0;
        for (int at = text.indexOf(separator);
                at >= 0 && (max < 0 || parts.size() < max);
                at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + length;
        }
        parts.add(text.substring(from));
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
