package dev.bylaw.internal.report;

import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text from checked files as Markdown of GitHub and GitLab. What is not a plain word becomes a code span: there no markup, HTML,
 * mention, reference to an issue or commit, emoji or bare link means anything, while a backslash before them would not help,
 * as both look for them in the rendered text.
 */
final class Markdown {
    /** Words of letters with a hyphen between them, or small numbers, and what may stand around them in a sentence. */
    private static final Pattern WORD = Pattern.compile("\\(?(?:\\p{L}++(?:-\\p{L}++)*+|[0-9]{1,6})\\)?[.,;:]?");

    /** A code span that the text has already, with what stands around it in a sentence, or what stands between blanks. */
    private static final Pattern PART = Pattern.compile("(\\(?)`([^`]*[^`\\s][^`]*)`([).,;:]{0,2})(?=\\s|$)|\\S+");

    /** What could be the number of a commit. */
    private static final Pattern COMMIT = Pattern.compile("[0-9a-fA-F]{6,}.?");

    private Markdown() {}

    /** {@return a sentence, as one line} */
    static String text(String text) {
        StringJoiner out = new StringJoiner(" ");
        Matcher parts = PART.matcher(Inert.line(text));
        while (parts.find()) {
            String part = parts.group();
            String code = parts.group(2);
            if (code != null) {
                out.add(parts.group(1) + code(code) + parts.group(3));
            } else {
                boolean plain =
                        WORD.matcher(part).matches() && !COMMIT.matcher(part).matches();
                out.add(plain ? part : code(part));
            }
        }
        return out.toString();
    }

    /** {@return a name or a path, as code} */
    static String code(String text) {
        String line = Inert.line(text);
        if (line.isBlank()) {
            return "";
        }
        int longest = 0;
        int run = 0;
        for (int i = 0; i < line.length(); i++) {
            run = line.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        // One blank on each side belongs to the span; it keeps a backtick of the text apart from the fence.
        String pad = longest > 0 || line.startsWith(" ") && line.endsWith(" ") ? " " : "";
        return fence + pad + line + pad + fence;
    }
}
