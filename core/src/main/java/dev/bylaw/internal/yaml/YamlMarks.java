package dev.bylaw.internal.yaml;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Location;
import org.yaml.snakeyaml.error.Mark;

/** Turns marks of the parser, which count code points, into locations of the file. Immutable. */
final class YamlMarks {
    private final SourceFile file;

    YamlMarks(SourceFile file) {
        this.file = file;
    }

    SourceFile file() {
        return file;
    }

    /** The offset of a mark in the text. */
    int offset(Mark mark) {
        return offset(mark.getIndex());
    }

    /** The offset of a code point in the text. */
    int offset(int index) {
        return file.offset(index);
    }

    /** The range between two marks, without white space at its end. */
    Location range(Mark start, Mark end) {
        int from = offset(start);
        int to = offset(end);
        String text = file.text();
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        return file.location(from, to);
    }

    /** The place of a mark. */
    Location point(Mark mark) {
        int offset = offset(mark);
        return file.location(offset, offset);
    }
}
