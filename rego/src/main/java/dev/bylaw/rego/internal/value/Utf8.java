package dev.bylaw.rego.internal.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Strings and their UTF-8 bytes. A byte that is not part of a valid sequence becomes a lone low surrogate, from U+DC80 to
 * U+DCFF, and that becomes the byte again; so decoding and encoding lose nothing.
 */
public final class Utf8 {
    private static final int BYTE_BASE = 0xdc00;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** The highest bit of each byte. */
    private static final long NOT_ASCII = 0x8080808080808080L;

    private Utf8() {}

    /** Whether a code point stands for a byte that is not valid UTF-8. */
    public static boolean isByte(int codePoint) {
        return codePoint >= BYTE_BASE + 0x80 && codePoint <= BYTE_BASE + 0xff;
    }

    /** {@return the bytes of a string; other lone surrogates become U+FFFD} */
    public static byte[] encode(String text) {
        byte[] out = new byte[text.length() + (text.length() >> 1) + 4];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (count + 4 > out.length) {
                out = Arrays.copyOf(out, out.length * 2);
            }
            int c = text.codePointAt(i);
            if (c < 0x80) {
                out[count++] = (byte) c;
            } else if (isByte(c)) {
                out[count++] = (byte) (c - BYTE_BASE);
            } else {
                if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                    c = 0xfffd;
                }
                count = encode(c, out, count);
                i += c >= 0x10000 ? 1 : 0;
            }
        }
        return Arrays.copyOf(out, count);
    }

    private static int encode(int c, byte[] out, int from) {
        int count = from;
        if (c < 0x800) {
            out[count++] = (byte) (0xc0 | c >> 6);
        } else if (c < 0x10000) {
            out[count++] = (byte) (0xe0 | c >> 12);
            out[count++] = (byte) (0x80 | c >> 6 & 0x3f);
        } else {
            out[count++] = (byte) (0xf0 | c >> 18);
            out[count++] = (byte) (0x80 | c >> 12 & 0x3f);
            out[count++] = (byte) (0x80 | c >> 6 & 0x3f);
        }
        out[count++] = (byte) (0x80 | c & 0x3f);
        return count;
    }

    /** Whether bytes are UTF-8 throughout. */
    public static boolean isValid(byte[] bytes) {
        int i = 0;
        while (i < bytes.length) {
            if (i + Long.BYTES <= bytes.length && ((long) LONGS.get(bytes, i) & NOT_ASCII) == 0) {
                i += Long.BYTES;
                continue;
            }
            int length = sequenceLength(bytes, i);
            if (length == 0) {
                return false;
            }
            i += length;
        }
        return true;
    }

    /** {@return the string that these bytes are} */
    public static String decode(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length);
        int i = 0;
        while (i < bytes.length) {
            int length = sequenceLength(bytes, i);
            int b = bytes[i] & 0xff;
            switch (length) {
                case 1 -> out.append((char) b);
                case 2 -> out.append((char) ((b & 0x1f) << 6 | bytes[i + 1] & 0x3f));
                case 3 -> out.append((char) ((b & 0xf) << 12 | (bytes[i + 1] & 0x3f) << 6 | bytes[i + 2] & 0x3f));
                case 4 ->
                    out.appendCodePoint((b & 7) << 18
                            | (bytes[i + 1] & 0x3f) << 12
                            | (bytes[i + 2] & 0x3f) << 6
                            | bytes[i + 3] & 0x3f);
                default -> out.append((char) (BYTE_BASE + b));
            }
            i += Math.max(length, 1);
        }
        return out.toString();
    }

    /** {@return a string with a character for each byte, those beyond ASCII as if they were not valid} */
    public static String splitBytes(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        byte[] bytes = encode(text);
        StringBuilder out = new StringBuilder(bytes.length);
        for (byte b : bytes) {
            out.append((char) (b >= 0 ? b : BYTE_BASE + (b & 0xff)));
        }
        return out.toString();
    }

    /** {@return the string with bytes that are valid together as the characters they are} */
    public static String joinBytes(String text) {
        return text.chars().anyMatch(c -> isByte(c)) ? decode(encode(text)) : text;
    }

    /** The length of the valid sequence that begins here, or 0. */
    private static int sequenceLength(byte[] bytes, int at) {
        int lead = bytes[at] & 0xff;
        if (lead < 0x80) {
            return 1;
        }
        int length =
                lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > bytes.length) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (second < low || second > high) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** {@return the string with U+FFFD for everything that is not valid, which is what JSON output shows} */
    public static String replaceInvalid(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return replaceFrom(text, i);
            }
        }
        return text;
    }

    private static String replaceFrom(String text, int from) {
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            int c = text.codePointAt(i);
            boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            out.appendCodePoint(lone ? 0xfffd : c);
            i += Character.charCount(c) - 1;
        }
        return out.toString();
    }

    /** Compares the bytes of two strings that are equal up to an index of UTF-16 units. */
    static int compare(String left, String right, int from) {
        int start = from > 0 && Character.isHighSurrogate(left.charAt(from - 1)) ? from - 1 : from;
        byte[] l = encode(left.substring(start, Math.min(left.length(), start + 2)));
        byte[] r = encode(right.substring(start, Math.min(right.length(), start + 2)));
        return Arrays.compareUnsigned(l, r);
    }
}
