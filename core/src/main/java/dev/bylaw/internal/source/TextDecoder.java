package dev.bylaw.internal.source;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Position;
import dev.bylaw.workspace.Problem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes UTF-8 strictly: a byte order mark is removed, anything malformed is a problem with its place. */
final class TextDecoder {
    private static final int MARK_LENGTH = 3;

    private TextDecoder() {}

    /** The text of the bytes; empty, with a problem, where they are not UTF-8. */
    static Optional<String> decode(String path, byte[] bytes, Diagnostics diagnostics) {
        int start = startsWithMark(bytes) ? MARK_LENGTH : 0;
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer out = CharBuffer.allocate(bytes.length - start);
        CoderResult result = decoder.decode(in, out, true);
        if (!result.isError()) {
            result = decoder.flush(out);
        }
        out.flip();
        if (result.isError()) {
            String message =
                    "this file is not UTF-8: the byte 0x%02X at offset %d begins no character; save it as UTF-8"
                            .formatted(bytes[in.position()] & 0xFF, in.position());
            diagnostics.problem(Location.at(path, endOf(out)), Problem.Kind.UNREADABLE_FILE, message);
            return Optional.empty();
        }
        return Optional.of(out.toString());
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= MARK_LENGTH
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
    }

    private static Position endOf(CharBuffer decoded) {
        String text = decoded.toString();
        return new SourceFile("", text).position(text.length());
    }
}
