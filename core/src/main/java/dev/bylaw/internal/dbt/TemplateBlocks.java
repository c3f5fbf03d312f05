package dev.bylaw.internal.dbt;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts the blocks of a file that hold a resource each ({@code snapshot}, {@code macro}, {@code test}, {@code docs}),
 * without rendering anything. Comments, raw sections, expressions and quotes are passed over.
 *
 * <p>Source of the rules: dbt-common, {@code dbt_common/clients/_jinja_blocks.py}.
 */
final class TemplateBlocks {
    /**
     * A block.
     *
     * @param type the name of its tag
     * @param name the word behind it, empty if there is none
     * @param tag what else stands in the tag behind the name
     * @param start where the tag begins
     * @param contentStart where the content begins
     * @param contentEnd where it ends
     */
    record Block(String type, String name, String tag, int start, int contentStart, int contentEnd) {}

    private record Tag(String type, int nameEnd, int start, int end) {}

    private final SourceFile file;
    private final String text;
    private final Set<String> types;
    private final Diagnostics diagnostics;
    private final List<Block> blocks = new ArrayList<>();
    private final Deque<String> control = new ArrayDeque<>();
    private Optional<Tag> open = Optional.empty();

    private TemplateBlocks(SourceFile file, Set<String> types, Diagnostics diagnostics) {
        this.file = file;
        this.text = file.text();
        this.types = types;
        this.diagnostics = diagnostics;
    }

    /** The blocks of these types, in order. A block that is not closed is a problem and not among them. */
    static List<Block> of(SourceFile file, Set<String> types, Diagnostics diagnostics) {
        TemplateBlocks cut = new TemplateBlocks(file, types, diagnostics);
        cut.run();
        return cut.blocks;
    }

    private void run() {
        int at = 0;
        while (at >= 0) {
            at = text.indexOf('{', at);
            if (at < 0 || at + 1 >= text.length()) {
                break;
            }
            at = switch (text.charAt(at + 1)) {
                case '#' -> behind("#}", at, "comment");
                case '{' -> close(at, "}}", "expression");
                case '%' -> tag(at);
                default -> at + 1;
            };
        }
        open.ifPresent(tag ->
                problem(tag.start(), tag.end(), "the block '" + tag.type() + "' that begins here is never closed"));
    }

    /** The offset behind the next closing mark; -1, with a problem, if there is none. */
    private int behind(String mark, int start, String what) {
        int end = text.indexOf(mark, start + 2);
        if (end < 0) {
            problem(start, start + 2, "the " + what + " that begins here is never closed");
            return -1;
        }
        return end + mark.length();
    }

    /** As {@link #behind}, passing over quotes. */
    private int close(int start, String mark, String what) {
        for (int at = start + 2; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                int end = quoteEnd(at);
                if (end < 0) {
                    problem(at, at + 1, "the quote that opens here is never closed");
                    return -1;
                }
                at = end;
            } else if (text.startsWith(mark, at)) {
                return at + mark.length();
            }
        }
        problem(start, start + 2, "the " + what + " that begins here is never closed");
        return -1;
    }

    private int quoteEnd(int start) {
        char quote = text.charAt(start);
        for (int at = start + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == quote) {
                return at;
            }
        }
        return -1;
    }

    private int tag(int start) {
        int at = start + 2;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        at = spaces(at);
        int nameEnd = word(at);
        if (nameEnd == at) {
            return start + 2;
        }
        String type = text.substring(at, nameEnd);
        if (type.equals("raw")) {
            return raw(start, nameEnd);
        }
        int end = close(start, "%}", "tag");
        if (end >= 0) {
            handle(new Tag(type, nameEnd, start, end));
        }
        return end;
    }

    private int raw(int start, int from) {
        for (int at = text.indexOf("endraw", from); at >= 0; at = text.indexOf("endraw", at + 1)) {
            int before = at - 1;
            while (before > from && Character.isWhitespace(text.charAt(before))) {
                before--;
            }
            if (text.charAt(before) == '-' || text.charAt(before) == '+') {
                before--;
            }
            if (before > from && text.charAt(before) == '%' && text.charAt(before - 1) == '{') {
                return behind("%}", at, "tag");
            }
        }
        problem(start, start + 2, "the raw section that begins here is never closed");
        return -1;
    }

    private int spaces(int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private int word(int from) {
        int at = from;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        return at;
    }

    private void handle(Tag tag) {
        String type = tag.type();
        if (type.equals("if") || type.equals("for")) {
            control.push(type);
        } else if (type.equals("endif") || type.equals("endfor")) {
            control.poll();
        }
        if (open.isPresent() && type.equals("end" + open.get().type())) {
            blocks.add(block(open.get(), tag.start()));
            open = Optional.empty();
        } else if (types.contains(type)) {
            begin(tag);
        }
    }

    private void begin(Tag tag) {
        if (open.isPresent()) {
            problem(
                    tag.start(),
                    tag.end(),
                    "the block '" + tag.type() + "' cannot begin inside the block '"
                            + open.get().type() + "', which is not closed");
        } else if (!control.isEmpty()) {
            problem(
                    tag.start(),
                    tag.end(),
                    "the block '" + tag.type() + "' cannot stand inside '" + control.peek()
                            + "'; dbt refuses this file");
        }
        open = Optional.of(tag);
    }

    private Block block(Tag tag, int contentEnd) {
        int nameStart = spaces(tag.nameEnd());
        int nameEnd = word(nameStart);
        int tagEnd = tag.end() - 2;
        if (text.charAt(tagEnd - 1) == '-' || text.charAt(tagEnd - 1) == '+') {
            tagEnd--;
        }
        String rest = nameEnd < tagEnd ? text.substring(nameEnd, tagEnd) : "";
        return new Block(
                tag.type(), text.substring(nameStart, nameEnd), rest.strip(), tag.start(), tag.end(), contentEnd);
    }

    private void problem(int start, int end, String message) {
        diagnostics.problem(file.location(start, Math.min(end, text.length())), Problem.Kind.INVALID_SYNTAX, message);
    }
}
