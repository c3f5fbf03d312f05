package dev.bylaw.rego;

import java.util.List;

/** Cuts places out of texts. */
final class SourceSlices {
    private SourceSlices() {}

    /**
     * The text of a place.
     *
     * @param text the whole source
     * @param at a place in it
     * @return what stands there, on one line
     */
    static String of(String text, RegoLocation at) {
        List<String> lines = text.lines().toList();
        StringBuilder slice = new StringBuilder();
        for (int row = at.row(); row <= Math.min(at.endRow(), lines.size()); row++) {
            String line = lines.get(row - 1);
            int length = line.codePointCount(0, line.length());
            int start = row == at.row() ? Math.min(at.column() - 1, length) : 0;
            int end = row == at.endRow() ? Math.min(at.endColumn() - 1, length) : length;
            String part = start < end
                    ? line.substring(line.offsetByCodePoints(0, start), line.offsetByCodePoints(0, end))
                    : "";
            slice.append(slice.length() > 0 ? " " : "").append(part.strip());
        }
        return slice.toString().strip();
    }
}
