package dev.bylaw.internal.report;

import java.io.IOException;
import java.io.Writer;
import java.util.Objects;

/**
 * Lets a library that wants a writer write JSON to any appendable. Of two {@code #} in a row, which begin a command to the
 * runner of a CI system ({@code ##[error]}) and stand in strings only, the second is written by its number. Closing it closes
 * nothing.
 */
final class AppendableWriter extends Writer {
    private static final String HASH = "\\u0023";

    private final Appendable out;
    private boolean afterHash;

    AppendableWriter(Appendable out) {
        this.out = Objects.requireNonNull(out, "out is null");
    }

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
        write(String.valueOf(buffer, offset, length), 0, length);
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            boolean hash = text.charAt(i) == '#';
            if (hash && afterHash) {
                out.append(text, from, i).append(HASH);
                from = i + 1;
                afterHash = false;
            } else {
                afterHash = hash;
            }
        }
        out.append(text, from, end);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
