package dev.bylaw.internal.yaml;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Location;
import org.yaml.snakeyaml.error.Mark;

/**
 * Turns marks of the parser, which count code points, into locations of the file. Marks mostly come in the order of the
 * text, so that counting goes on from the last one. Not thread-safe.
 */
final class YamlMarks {
    private final SourceFile file;
    private final boolean plain;
    private int lastIndex;
    private int lastOffset;

    YamlMarks(SourceFile file) {
        this.file = file;
        this.plain = file.text().codePointCount(0, file.text().length())
                == file.text().length();
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
        String text = file.text();
        if (plain) {
            return Math.min(index, text.length());
        }
        if (index < lastIndex) {
            lastIndex = 0;
            lastOffset = 0;
        }
        int offset = lastOffset;
        for (int i = lastIndex; i < index && offset < text.length(); i++) {
            offset += Character.charCount(text.codePointAt(offset));
        }
        lastIndex = index;
        lastOffset = offset;
        return offset;
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
