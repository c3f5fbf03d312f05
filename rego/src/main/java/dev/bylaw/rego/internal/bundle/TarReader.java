package dev.bylaw.rego.internal.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads tar archives in gzip: the ustar form of POSIX.1-1988, with the long names of GNU tar and of pax (POSIX.1-2001). Not
 * thread-safe.
 */
final class TarReader {
    /** What an entry is. */
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    /** An entry with its name as it is written. */
    record Entry(String name, Kind kind) {}

    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX_LENGTH = 155;

    /** A name or a pax header beyond this is refused. */
    private static final int MAX_HEADER = 1 << 16;

    private static final int BUFFER = 1 << 16;

    private final InputStream in;

    /** What is left of the content of the current entry, and of the padding behind it. */
    private long left;

    private int padding;

    private TarReader(InputStream in) {
        this.in = in;
    }

    static TarReader ofGzip(InputStream packed) throws IOException {
        try {
            return new TarReader(new GZIPInputStream(packed, BUFFER));
        } catch (ZipException | EOFException e) {
            throw new BundleException("this is not a tar archive in gzip");
        }
    }

    /** {@return the next entry; null at the end} */
    Entry next() throws IOException {
        String longName = null;
        while (true) {
            skip(left + padding);
            byte[] header = header();
            if (header == null) {
                return null;
            }
            left = number(header, SIZE_AT, SIZE_LENGTH);
            padding = (int) ((BLOCK - left % BLOCK) % BLOCK);
            char type = (char) header[TYPE_AT];
            switch (type) {
                case 'L' -> longName = text(extension(), 0, Integer.MAX_VALUE);
                case 'x' -> {
                    String path = paxPath(extension());
                    longName = path == null ? longName : path;
                }
                case 'g', 'K' -> {
                    // Of the whole archive, or the target of a link.
                }
                default -> {
                    String name = longName == null ? name(header) : longName;
                    return new Entry(name, kind(type, name));
                }
            }
        }
    }

    private static Kind kind(char type, String name) {
        return switch (type) {
            case '0', '\0', '7' -> name.endsWith("/") ? Kind.FOLDER : Kind.FILE;
            case '5' -> Kind.FOLDER;
            case '1', '2' -> Kind.LINK;
            default -> Kind.OTHER;
        };
    }

    /** Reads the content of the current entry, at most so many bytes. */
    byte[] content(int most) throws IOException {
        byte[] bytes = read((int) Math.min(left, most));
        left -= bytes.length;
        return bytes;
    }

    private byte[] extension() throws IOException {
        if (left > MAX_HEADER) {
            throw new BundleException("the archive has a header of " + left + " bytes");
        }
        byte[] bytes = read((int) left);
        left = 0;
        return bytes;
    }

    private byte[] header() throws IOException {
        byte[] header;
        try {
            header = in.readNBytes(BLOCK);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
        if (header.length == 0 || header.length == BLOCK && isZero(header)) {
            drain();
            return null;
        }
        if (header.length < BLOCK) {
            throw new BundleException("the archive ends in the middle of a header");
        }
        long stated = number(header, CHECKSUM_AT, CHECKSUM_LENGTH);
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean own = i >= CHECKSUM_AT && i < CHECKSUM_AT + CHECKSUM_LENGTH;
            sum += own ? ' ' : header[i] & 0xff;
        }
        if (stated != sum) {
            throw new BundleException(
                    "this is not a tar archive in gzip, or it is damaged: a header has another checksum");
        }
        return header;
    }

    /** Reads the zeros at the end, so that the checksum of gzip is compared too. */
    private void drain() throws IOException {
        byte[] buffer = new byte[BLOCK];
        try {
            for (int blocks = 0; blocks < BUFFER / BLOCK && in.read(buffer) > 0; blocks++) {
                // What is behind the end of a tar archive means nothing.
            }
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    private byte[] read(int length) throws IOException {
        try {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new BundleException("the archive ends in the middle of a file");
            }
            return bytes;
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    private void skip(long length) throws IOException {
        for (long rest = length; rest > 0; ) {
            rest -= read((int) Math.min(rest, BUFFER)).length;
        }
        left = 0;
        padding = 0;
    }

    private static BundleException damaged(IOException e) {
        return new BundleException("the archive is damaged: " + e.getMessage());
    }

    private static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** A number in octal digits, or in base 256 where the highest bit is set. */
    private static long number(byte[] header, int at, int length) {
        if ((header[at] & 0x80) != 0) {
            long value = header[at] & 0x7f;
            for (int i = at + 1; i < at + length; i++) {
                if (value >= 1L << 47) {
                    throw new BundleException("the archive states a size beyond all limits");
                }
                value = value << 8 | header[i] & 0xff;
            }
            return value;
        }
        String digits = text(header, at, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException e) {
            throw new BundleException("this is not a tar archive in gzip, or it is damaged: a header has no number");
        }
    }

    private static String name(byte[] header) {
        String name = text(header, 0, NAME);
        // GNU tar has times where ustar has the prefix.
        boolean posix = text(header, MAGIC_AT, 6).equals("ustar");
        String prefix = posix ? text(header, PREFIX_AT, PREFIX_LENGTH) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** Text up to a zero. */
    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < bytes.length && end - from < length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /** The path of a pax header, records of {@code LENGTH KEY=VALUE\n}; null where it has none. */
    private static String paxPath(byte[] records) {
        String path = null;
        int at = 0;
        while (at < records.length) {
            int space = at;
            while (space < records.length && records[space] != ' ') {
                space++;
            }
            int length;
            try {
                length = Integer.parseInt(new String(records, at, space - at, StandardCharsets.US_ASCII));
            } catch (NumberFormatException e) {
                throw new BundleException("the archive has a damaged pax header");
            }
            if (length < space - at + 2 || length > records.length - at) {
                throw new BundleException("the archive has a damaged pax header");
            }
            String record = new String(records, space + 1, at + length - space - 2, StandardCharsets.UTF_8);
            if (record.startsWith("path=")) {
                path = record.substring("path=".length());
            }
            at += length;
        }
        return path;
    }
}
