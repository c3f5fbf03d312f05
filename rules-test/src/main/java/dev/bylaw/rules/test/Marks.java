package dev.bylaw.rules.test;

import dev.bylaw.workspace.Location;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks in the files of a product: comments that say what a rule finds there. What is checked has them no more. */
final class Marks {
    /** What a mark asks for. */
    enum Kind {
        VIOLATION,
        UNDECIDED,
        PROBLEM;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A mark.
     *
     * @param column a column of what is found, its first one where {@code end} is said; 0 where the mark does not say
     * @param end the column behind it; 0 where the mark does not say
     * @param rule the id of the rule that it is about; empty text for any
     */
    record Mark(Kind kind, String file, int line, int column, int end, String rule, String part) {
        boolean isAt(Optional<Location> found) {
            return found.filter(at -> at.file().equals(file) && at.start().line() == line && (column == 0 || isIn(at)))
                    .isPresent();
        }

        private boolean isIn(Location at) {
            int last = at.end().line() > line ? Integer.MAX_VALUE : at.end().column();
            return end == 0
                    ? column >= at.start().column()
                            && column < Math.max(last, at.start().column() + 1)
                    : column == at.start().column() && end == last;
        }

        boolean isAbout(String id) {
            return rule.isEmpty() || rule.equals(id);
        }

        @Override
        public String toString() {
            String columns = column == 0 ? "" : ":" + column + (end == 0 ? "" : "-" + end);
            return file + ":" + line + columns + " " + kind.word() + ": " + part;
        }
    }

    /** The files without marks, and the marks in the order of the files. */
    record Product(SortedMap<String, byte[]> files, List<Mark> marks) {}

    private static final Pattern MARK = Pattern.compile(
            "\\s*(?:#|--|//|\\{#-?|/\\*|<!--)[ \\t]*(\\^*)[ \\t]*(violation|undecided|problem)(?:\\(([^()]*)\\))?:");
    private static final Pattern END = Pattern.compile("(?:-?#}|\\*/|-->)\\s*$");

    private final String file;
    private final List<Mark> marks = new ArrayList<>();

    private Marks(String file) {
        this.file = file;
    }

    /** Takes the marks out of files. */
    static Product of(Map<String, byte[]> files) {
        SortedMap<String, byte[]> plain = new TreeMap<>();
        List<Mark> all = new ArrayList<>();
        files.forEach((path, bytes) -> {
            Marks marks = new Marks(path);
            plain.put(path, text(bytes).map(marks::plain).orElse(bytes));
            all.addAll(marks.marks);
        });
        return new Product(plain, List.copyOf(all));
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private byte[] plain(String text) {
        String[] lines = text.split("\n", -1);
        int above = 0;
        for (int i = 0; i < lines.length; i++) {
            Matcher matcher = MARK.matcher(lines[i]);
            if (!matcher.find()) {
                above = i + 1;
                continue;
            }
            String before = lines[i].substring(0, matcher.start());
            boolean alone = before.isBlank();
            if (alone && above == 0) {
                throw new IllegalArgumentException(file + ":" + (i + 1)
                        + ": a mark on a line of its own is about the line above, and there is none");
            }
            add(lines[i], matcher, alone ? above : i + 1, alone);
            lines[i] = before;
            if (!alone) {
                above = i + 1;
            }
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    /** Adds the marks of a line, of which the first was found. */
    private void add(String line, Matcher matcher, int about, boolean alone) {
        boolean more = true;
        while (more) {
            int carets = matcher.start(1);
            int length = matcher.end(1) - carets;
            Kind kind = Kind.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
            String rule = Optional.ofNullable(matcher.group(3)).orElse("").strip();
            int from = matcher.end();
            more = matcher.find();
            String rest = line.substring(from, more ? matcher.start() : line.length());
            String part = END.matcher(rest).replaceFirst("").strip();
            if (part.isEmpty()) {
                throw new IllegalArgumentException(file + ":" + about
                        + ": a mark says a part of the message, for example '# violation: no owner'");
            }
            if (length > 0 && !alone) {
                throw new IllegalArgumentException(
                        file + ":" + about + ": a mark with ^ stands on a line of its own, below what it is about");
            }
            int column = length == 0 ? 0 : line.codePointCount(0, carets) + 1;
            marks.add(new Mark(kind, file, about, column, length > 1 ? column + length : 0, rule, part));
        }
    }
}
