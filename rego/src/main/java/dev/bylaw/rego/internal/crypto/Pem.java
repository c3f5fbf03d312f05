package dev.bylaw.rego.internal.crypto;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The armour of RFC 7468 around base64 text. */
public final class Pem {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private Pem() {}

    /**
     * One block of a text.
     *
     * @param type what it says it is, for example {@code CERTIFICATE}
     * @param bytes its content
     * @param rest the text behind it
     */
    public record Block(String type, byte[] bytes, String rest) {}

    /** {@return the first block of a text; whatever stands before it is skipped} */
    public static Optional<Block> first(String text) {
        int from = 0;
        while (true) {
            int begin = lineStart(text, BEGIN, from);
            if (begin < 0) {
                return Optional.empty();
            }
            int lineEnd = text.indexOf('\n', begin);
            if (lineEnd < 0) {
                return Optional.empty();
            }
            from = lineEnd + 1;
            String line = text.substring(begin + BEGIN.length(), lineEnd).strip();
            if (!line.endsWith(DASHES)) {
                continue;
            }
            String type = line.substring(0, line.length() - DASHES.length());
            String closing = END + type + DASHES;
            int end = lineStart(text, closing, lineEnd + 1);
            if (end < 0) {
                continue;
            }
            Optional<byte[]> bytes = decode(text.substring(lineEnd + 1, end));
            if (bytes.isPresent()) {
                int rest = end + closing.length();
                while (rest < text.length() && " \t\r".indexOf(text.charAt(rest)) >= 0) {
                    rest++;
                }
                if (rest < text.length() && text.charAt(rest) == '\n') {
                    rest++;
                }
                return Optional.of(new Block(type, bytes.get(), text.substring(rest)));
            }
        }
    }

    /** {@return all blocks of a text} */
    public static List<Block> all(String text) {
        List<Block> blocks = new ArrayList<>();
        Optional<Block> next = first(text);
        while (next.isPresent()) {
            blocks.add(next.get());
            next = first(next.get().rest());
        }
        return blocks;
    }

    /** Where a line begins that starts with some text; -1 if there is none. */
    private static int lineStart(String text, String start, int from) {
        int at = text.indexOf(start, from);
        while (at > 0 && text.charAt(at - 1) != '\n') {
            at = text.indexOf(start, at + 1);
        }
        return at;
    }

    private static Optional<byte[]> decode(String body) {
        StringBuilder letters = new StringBuilder(body.length());
        body.lines().forEach(line -> {
            // Headers, as of encrypted keys, have a colon; base64 has none.
            if (line.indexOf(':') < 0) {
                letters.append(line.replaceAll("\\s", ""));
            }
        });
        try {
            return Optional.of(Base64.getDecoder().decode(letters.toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
