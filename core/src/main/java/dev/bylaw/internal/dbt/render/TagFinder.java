package dev.bylaw.internal.dbt.render;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the tags of a template without parsing them, so that an invalid one does not hide the others. */
final class TagFinder {
    private static final Pattern RAW_START = Pattern.compile("\\{%[-+]?\\s*raw\\s*[-+]?%\\}");
    private static final Pattern RAW_END = Pattern.compile("\\{%[-+]?\\s*endraw\\s*[-+]?%\\}");

    /** The sorts of tags. */
    enum Kind {
        /** A comment. */
        COMMENT,
        /** An expression that is printed. */
        EXPRESSION,
        /** A statement. */
        STATEMENT,
        /** Text between {@code raw} tags, with both tags. */
        RAW
    }

    /**
     * A tag.
     *
     * @param kind its sort
     * @param start its first offset
     * @param end the offset behind it
     * @param closed whether it has an end
     */
    record Tag(Kind kind, int start, int end, boolean closed) {}

    private final String text;
    private int position;

    TagFinder(String text) {
        this.text = text;
    }

    /** {@return the next tag} */
    Optional<Tag> next() {
        while (true) {
            int brace = text.indexOf('{', position);
            if (brace < 0 || brace + 1 >= text.length()) {
                return Optional.empty();
            }
            char second = text.charAt(brace + 1);
            if (second != '#' && second != '{' && second != '%') {
                position = brace + 1;
                continue;
            }
            Tag tag =
                    switch (second) {
                        case '#' -> comment(brace);
                        case '{' -> new Tag(Kind.EXPRESSION, brace, behind(brace + 2, "}}"), true);
                        default -> statement(brace);
                    };
            position = tag.end();
            return Optional.of(tag);
        }
    }

    private Tag comment(int start) {
        int close = text.indexOf("#}", start + 2);
        return new Tag(Kind.COMMENT, start, close < 0 ? text.length() : close + 2, close >= 0);
    }

    private Tag statement(int start) {
        Matcher raw = RAW_START.matcher(text).region(start, text.length());
        if (raw.lookingAt()) {
            Matcher end = RAW_END.matcher(text);
            boolean closed = end.find(raw.end());
            return new Tag(Kind.RAW, start, closed ? end.end() : text.length(), closed);
        }
        return new Tag(Kind.STATEMENT, start, behind(start + 2, "%}"), true);
    }

    /** The offset behind the end of a tag; text literals may contain the end. */
    private int behind(int from, String close) {
        int i = from;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\'' || c == '"') {
                int end = i + 1;
                while (end < text.length() && text.charAt(end) != c) {
                    end += text.charAt(end) == '\\' ? 2 : 1;
                }
                // A quote without its end is taken for a character.
                i = end >= text.length() ? i + 1 : end + 1;
            } else if (text.startsWith(close, i)) {
                return i + close.length();
            } else {
                i++;
            }
        }
        return text.length();
    }
}
