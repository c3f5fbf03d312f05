package dev.bylaw.internal.source;

import dev.bylaw.workspace.ZipLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks zip archives in memory, after their central directory (PKWARE's APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16).
 * What could be read in two ways is refused: names that lead out, are there twice or differ between the two places that
 * state them, entries that overlap.
 */
public final class ZipReader {
    private static final int END = 0x06054b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_SIZE = 22;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final int MAX_COMMENT = 0xffff;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;
    private static final long ZIP64 = 0xffffffffL;

    /** The upper half of the attributes on Unix: the kind of file, and a link among the kinds. */
    private static final int KIND = 0xf000;

    private static final int LINK = 0xa000;
    private static final int UNIX = 3;

    /** How many links may lead to each other. */
    private static final int MAX_LINKS = 40;

    /** Small archives may be packed well. */
    private static final long RATIO_COUNTS_FROM = 1L << 20;

    private static final int BUFFER = 1 << 16;

    private final byte[] archive;
    private final ByteBuffer data;
    private final ZipLimits limits;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final SortedMap<String, String> links = new TreeMap<>();
    private long packed;
    private long unpacked;

    private ZipReader(byte[] archive, ZipLimits limits) {
        this.archive = archive;
        this.data = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        this.limits = limits;
    }

    private record Entry(
            String name, String path, int method, long crc, int packed, long size, int start, boolean link) {
        int end() {
            return start + packed;
        }
    }

    /**
     * Unpacks an archive.
     *
     * @param in the archive; it is not closed
     * @param limits how much is unpacked
     * @return the files by their paths
     * @throws IOException if it cannot be read, is no archive, or is refused
     */
    public static SortedMap<String, byte[]> read(InputStream in, ZipLimits limits) throws IOException {
        return read(in.readNBytes((int) limits.archiveBytes() + 1), limits);
    }

    /**
     * Unpacks an archive.
     *
     * @param archive the archive
     * @param limits how much is unpacked
     * @return the files by their paths
     * @throws IOException if it is no archive, or is refused
     */
    public static SortedMap<String, byte[]> read(byte[] archive, ZipLimits limits) throws IOException {
        if (archive.length > limits.archiveBytes()) {
            throw new ZipException(
                    "the archive has more than " + limits.archiveBytes() + " bytes (limit archiveBytes)");
        }
        ZipReader reader = new ZipReader(archive, limits);
        List<Entry> entries = reader.entries();
        reader.requireApart(entries);
        for (Entry entry : entries) {
            reader.unpack(entry);
        }
        reader.follow();
        reader.requireNoFileInFile();
        return reader.files;
    }

    private List<Entry> entries() throws ZipException {
        int end = end();
        int count = u16(end + 10);
        long directory = u32(end + 16);
        if (count == 0xffff || directory == ZIP64) {
            throw new ZipException("the archive is in the zip64 form, which is not read; pack fewer files");
        }
        if (u16(end + 4) != 0 || u16(end + 8) != count) {
            throw new ZipException("the archive is one of several parts; join them first");
        }
        if (count > limits.entries()) {
            throw new ZipException("the archive has " + count + " entries, more than the " + limits.entries()
                    + " that are read (limit entries)");
        }
        List<Entry> entries = new ArrayList<>();
        long at = directory;
        for (int i = 0; i < count; i++) {
            require(at, CENTRAL_SIZE, end, CENTRAL);
            int position = (int) at;
            int nameLength = u16(position + 28);
            at += CENTRAL_SIZE + (long) nameLength + u16(position + 30) + u16(position + 32);
            if (at > end) {
                throw damaged();
            }
            Entry entry = entry(position, nameLength, (int) directory);
            if (!entry.name().endsWith("/")) {
                entries.add(entry);
            }
        }
        if (at != end) {
            throw damaged();
        }
        return entries;
    }

    private Entry entry(int at, int nameLength, int directory) throws ZipException {
        String name = name(at + CENTRAL_SIZE, nameLength);
        String path = path(name);
        if ((u16(at + 8) & ENCRYPTED) != 0) {
            throw new ZipException(shown(name) + " is encrypted; pack it without a password");
        }
        int method = u16(at + 10);
        if (method != STORED && method != DEFLATED) {
            throw new ZipException(shown(name) + " is packed by method " + method + "; only deflate is read");
        }
        long local = u32(at + 42);
        require(local, LOCAL_SIZE, directory, LOCAL);
        long packedSize = u32(at + 20);
        int localName = u16((int) local + 26);
        long start = local + LOCAL_SIZE + localName + u16((int) local + 28);
        if (start + packedSize > directory) {
            throw damaged();
        }
        if (!name((int) local + LOCAL_SIZE, localName).equals(name)) {
            throw new ZipException(shown(name) + " has another name where its content is");
        }
        boolean link = u16(at + 4) >> 8 == UNIX && (u16(at + 40) & KIND) == LINK;
        return new Entry(name, path, method, u32(at + 16), (int) packedSize, u32(at + 24), (int) start, link);
    }

    /** The end of the central directory: the last record of its kind whose comment fills the rest. */
    private int end() throws ZipException {
        for (int at = archive.length - END_SIZE; at >= Math.max(0, archive.length - END_SIZE - MAX_COMMENT); at--) {
            if (data.getInt(at) == END && at + END_SIZE + u16(at + 20) == archive.length) {
                return at;
            }
        }
        throw new ZipException("this is no zip archive, or its end is missing");
    }

    private void require(long at, int size, int end, int signature) throws ZipException {
        if (at + size > end || data.getInt((int) at) != signature) {
            throw damaged();
        }
    }

    private static ZipException damaged() {
        return new ZipException("the archive is damaged: its directory does not fit its content");
    }

    private String name(int at, int length) throws ZipException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(archive, at, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ZipException("the archive has a name that is not UTF-8");
        }
    }

    private static String path(String name) throws ZipException {
        String slashed = name.replace('\\', '/');
        String path = TreePath.normalize(slashed);
        boolean up = List.of(slashed.split("/", -1)).contains("..");
        if (TreePath.isAbsolute(name) || up || name.chars().anyMatch(Character::isISOControl)) {
            throw new ZipException("the archive has an entry that leads out of it: " + shown(name));
        }
        if (path.isEmpty() && !slashed.endsWith("/")) {
            throw new ZipException("the archive has an entry without a name");
        }
        return path;
    }

    private static String shown(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints().limit(200).forEach(c -> text.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return text.toString();
    }

    /** Many entries of one content are how a small archive becomes a large one. */
    private void requireApart(List<Entry> entries) throws ZipException {
        List<Entry> sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparingInt(Entry::start).thenComparingInt(Entry::end));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).start() < sorted.get(i - 1).end()) {
                throw new ZipException("the archive has entries that overlap: "
                        + shown(sorted.get(i - 1).name()) + " and "
                        + shown(sorted.get(i).name()));
            }
        }
    }

    private void unpack(Entry entry) throws ZipException {
        packed += entry.packed();
        byte[] content = content(entry);
        CRC32 crc = new CRC32();
        crc.update(content);
        if (content.length != entry.size() || crc.getValue() != entry.crc()) {
            throw new ZipException(shown(entry.name()) + " is damaged: its size or checksum is wrong");
        }
        if (entry.link()) {
            links.put(entry.path(), new String(content, StandardCharsets.UTF_8));
        }
        if (files.putIfAbsent(entry.path(), content) != null) {
            throw new ZipException("the archive has two entries " + shown(entry.path()));
        }
    }

    private byte[] content(Entry entry) throws ZipException {
        if (entry.method() == STORED) {
            count(entry, entry.packed(), 0);
            return Arrays.copyOfRange(archive, entry.start(), entry.end());
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(archive, entry.start(), entry.packed());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new ZipException(shown(entry.name()) + " is damaged: its content ends too early");
                }
                count(entry, length, out.size());
                out.write(buffer, 0, length);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw new ZipException(shown(entry.name()) + " is damaged: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    /** Counts what was unpacked, before it is kept. */
    private void count(Entry entry, int length, int before) throws ZipException {
        unpacked += length;
        if ((long) before + length > limits.entryBytes()) {
            throw new ZipException(shown(entry.name()) + " has more than the " + limits.entryBytes()
                    + " bytes that are unpacked (limit entryBytes)");
        }
        if (unpacked > limits.totalBytes()) {
            throw new ZipException("the archive has more than the " + limits.totalBytes()
                    + " bytes that are unpacked (limit totalBytes)");
        }
        if (unpacked > RATIO_COUNTS_FROM && unpacked / limits.ratio() > packed) {
            throw new ZipException("the archive becomes more than " + limits.ratio()
                    + " times larger when it is unpacked (limit ratio), at " + shown(entry.name()));
        }
    }

    /** Gives links the content of what they lead to. */
    private void follow() throws ZipException {
        for (String link : links.keySet()) {
            String path = link;
            int steps = 0;
            while (links.containsKey(path)) {
                String target = links.get(path);
                path = TreePath.isAbsolute(target) ? ".." : TreePath.resolve(TreePath.parent(path), target);
                steps++;
                if (steps > MAX_LINKS || !files.containsKey(path)) {
                    throw new ZipException("the link " + shown(link) + " leads to no file of the archive: "
                            + shown(target) + "; pack the file itself");
                }
            }
            files.put(link, files.get(path));
        }
    }

    private void requireNoFileInFile() throws ZipException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String parent = TreePath.parent(file.getKey());
            while (!parent.isEmpty()) {
                if (files.containsKey(parent)) {
                    throw new ZipException("the archive has " + shown(parent) + " as a file and as a folder of "
                            + shown(file.getKey()));
                }
                parent = TreePath.parent(parent);
            }
        }
    }

    private int u16(int at) {
        return Short.toUnsignedInt(data.getShort(at));
    }

    private long u32(int at) {
        return Integer.toUnsignedLong(data.getInt(at));
    }
}
