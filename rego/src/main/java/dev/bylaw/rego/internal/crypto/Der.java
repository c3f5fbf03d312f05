package dev.bylaw.rego.internal.crypto;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/** Reads the elements of a DER encoding (X.690) one after the other, and writes some. Not thread-safe. */
public final class Der {
    public static final int BOOLEAN = 0x01;
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int NULL = 0x05;
    public static final int OBJECT_IDENTIFIER = 0x06;
    public static final int UTC_TIME = 0x17;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;
    /** Added to the number of a context-specific element. */
    public static final int CONTEXT = 0x80;
    /** Added to the number of a context-specific element that holds others. */
    public static final int CONSTRUCTED = 0xa0;

    private static final int LONG_FORM = 0x80;
    private static final int MAX_LENGTH_BYTES = 4;

    private final byte[] bytes;
    private final int end;
    private int at;

    /** One element: its tag, its content, and the whole of it. */
    public record Element(int tag, byte[] content, byte[] whole) {
        /** {@return a reader of the elements inside} */
        public Der inside() {
            return new Der(content);
        }

        /** {@return the integer that the content means} */
        public BigInteger integer() {
            if (content.length == 0) {
                throw new CryptoException("asn1: structure error: empty integer");
            }
            return new BigInteger(content);
        }

        /** {@return the bytes of a bit string of whole bytes} */
        public byte[] bits() {
            if (content.length == 0 || content[0] < 0 || content[0] > 7) {
                throw new CryptoException("asn1: syntax error: invalid padding bits in BIT STRING");
            }
            return Arrays.copyOfRange(content, 1, content.length);
        }

        /** {@return the numbers of an object identifier} */
        public List<BigInteger> identifier() {
            return ObjectIdentifiers.numbers(content);
        }
    }

    /** A reader of these bytes. */
    public Der(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
    }

    /** {@return whether there is another element} */
    public boolean hasMore() {
        return at < end;
    }

    /** {@return whether the next element has this tag} */
    public boolean isNext(int tag) {
        return at < end && (bytes[at] & 0xff) == tag;
    }

    /** {@return the next element} */
    public Element next() {
        int start = at;
        if (end - at < 2) {
            throw new CryptoException("asn1: syntax error: truncated tag or length");
        }
        int tag = bytes[at++] & 0xff;
        if ((tag & 0x1f) == 0x1f) {
            throw new CryptoException("asn1: structure error: tags don't match");
        }
        int length = bytes[at++] & 0xff;
        if (length >= LONG_FORM) {
            int count = length - LONG_FORM;
            if (count == 0 || count > MAX_LENGTH_BYTES || end - at < count) {
                throw new CryptoException("asn1: structure error: length too large or indefinite");
            }
            long size = 0;
            for (int i = 0; i < count; i++) {
                size = size << 8 | bytes[at++] & 0xff;
            }
            length = size > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) size;
        }
        if (length > end - at) {
            throw new CryptoException("asn1: syntax error: data truncated");
        }
        byte[] content = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return new Element(tag, content, Arrays.copyOfRange(bytes, start, at));
    }

    /** {@return the next element, which must have this tag} */
    public Element next(int tag) {
        if (at < end && !isNext(tag)) {
            throw new CryptoException(String.format(
                    java.util.Locale.ROOT,
                    "asn1: structure error: tags don't match (0x%02x vs 0x%02x)",
                    tag,
                    bytes[at] & 0xff));
        }
        return next();
    }

    /** {@return an element of this tag and content} */
    public static byte[] write(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (length < LONG_FORM) {
            out.write(length);
        } else {
            byte[] size = BigInteger.valueOf(length).toByteArray();
            int zeros = size[0] == 0 ? 1 : 0;
            out.write(LONG_FORM + size.length - zeros);
            out.write(size, zeros, size.length - zeros);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }

    /** {@return an integer as an element} */
    public static byte[] write(BigInteger number) {
        return write(INTEGER, number.toByteArray());
    }
}
