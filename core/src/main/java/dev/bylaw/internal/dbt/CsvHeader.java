package dev.bylaw.internal.dbt;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names of the columns of a seed: the first record of its CSV file, of which no more than the beginning is read. */
final class CsvHeader {
    /** Longest header, in bytes. */
    static final int MOST_BYTES = 1 << 16;

    private CsvHeader() {}

    /**
     * A column.
     *
     * @param name its name
     * @param location where the file states it
     */
    record Column(String name, Location location) {}

    /** The columns; empty, with a problem, if the file has no header that can be read. */
    static List<Column> read(SourceTree tree, String path, char delimiter, Diagnostics diagnostics) {
        Optional<byte[]> head = tree.head(path, MOST_BYTES, diagnostics);
        if (head.isEmpty()) {
            return List.of();
        }
        String text = new String(head.get(), StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        SourceFile file = new SourceFile(path, text);
        List<Column> columns = new ArrayList<>();
        int at = 0;
        boolean more = !text.isEmpty();
        while (more) {
            int start = at;
            StringBuilder name = new StringBuilder();
            at = field(text, at, delimiter, name);
            if (at >= text.length() && head.get().length == MOST_BYTES) {
                diagnostics.problem(
                        Location.startOf(path),
                        Problem.Kind.LIMIT_EXCEEDED,
                        "the header of this file is longer than " + MOST_BYTES + " bytes");
                return List.of();
            }
            if (name.indexOf("\uFFFD") >= 0) {
                diagnostics.problem(
                        file.location(start, at), Problem.Kind.UNREADABLE_FILE, "the header of this file is not UTF-8");
                return List.of();
            }
            columns.add(new Column(name.toString(), file.location(start, at)));
            more = at < text.length() && text.charAt(at) == delimiter;
            at++;
        }
        return columns;
    }

    /** Reads one field; the offset of the delimiter or line break behind it. */
    private static int field(String text, int from, char delimiter, StringBuilder name) {
        int at = from;
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        if (quoted) {
            at++;
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quoted && c == '"') {
                if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    at++;
                } else {
                    quoted = false;
                    at++;
                    continue;
                }
            } else if (!quoted && (c == delimiter || c == '\n' || c == '\r')) {
                break;
            }
            name.append(c);
            at++;
        }
        return at;
    }
}
