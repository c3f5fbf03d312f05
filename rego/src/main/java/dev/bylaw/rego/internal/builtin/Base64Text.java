package dev.bylaw.rego.internal.builtin;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * Base64 (RFC 4648) as Go decodes it: line ends are skipped, padding is required, bits that are left over do not matter,
 * and a fault names the byte where it is.
 */
final class Base64Text {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final byte[] STANDARD = table(LETTERS + "+/");
    private static final byte[] URL = table(LETTERS + "-_");

    private final byte[] source;
    private final byte[] table;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int at;

    private Base64Text(byte[] source, byte[] table) {
        this.source = source;
        this.table = table;
    }

    private static byte[] table(String alphabet) {
        byte[] table = new byte[256];
        Arrays.fill(table, (byte) -1);
        for (int i = 0; i < alphabet.length(); i++) {
            table[alphabet.charAt(i)] = (byte) i;
        }
        return table;
    }

    /** {@return the bytes that a text means in the standard alphabet, or in that for addresses} */
    static byte[] decode(byte[] text, boolean url) {
        Base64Text decoder = new Base64Text(text, url ? URL : STANDARD);
        boolean more = true;
        while (more && decoder.at < text.length) {
            more = decoder.group();
        }
        return decoder.out.toByteArray();
    }

    private static BuiltinException illegal(int position) {
        return BuiltinException.of("illegal base64 data at input byte " + position);
    }

    private void skipLineEnds() {
        while (at < source.length && (source[at] == '\n' || source[at] == '\r')) {
            at++;
        }
    }

    /** Decodes four letters; false behind the last ones. */
    private boolean group() {
        int bits = 0;
        for (int i = 0; i < 4; i++) {
            skipLineEnds();
            if (at == source.length) {
                if (i == 0) {
                    return false;
                }
                throw illegal(at - i);
            }
            int letter = table[source[at++] & 0xff];
            if (letter < 0) {
                padding(i);
                write(bits << 6 * (4 - i), i - 1);
                return false;
            }
            bits = bits << 6 | letter;
        }
        write(bits, 3);
        return true;
    }

    /** Checks what stands in place of the letters from this one on, the first of it already read. */
    private void padding(int index) {
        if (source[at - 1] != '=' || index < 2) {
            throw illegal(at - 1);
        }
        if (index == 2) {
            skipLineEnds();
            if (at == source.length) {
                throw illegal(at);
            }
            if (source[at] != '=') {
                throw illegal(at - 1);
            }
            at++;
        }
        skipLineEnds();
        if (at < source.length) {
            throw illegal(at);
        }
    }

    private void write(int bits, int count) {
        for (int i = 0; i < count; i++) {
            out.write(bits >> 16 - 8 * i);
        }
    }
}
