package dev.bylaw.rego.internal.bundle;

import dev.bylaw.rego.BundleLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a bundle by path, read within limits. */
public final class BundleFiles {
    /** What an archive may hold whatever its size. */
    private static final long ALWAYS_ALLOWED = 1L << 20;

    private static final int MAX_DEPTH = 64;

    private final BundleLimits limits;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private long total;

    private BundleFiles(BundleLimits limits) {
        this.limits = limits;
    }

    /**
     * Reads an archive.
     *
     * @param in a tar archive in gzip
     * @param limits how much it may hold
     * @return the files by path; paths have no slash at their beginning
     * @throws BundleException if it exceeds a limit, is no such archive, or has a path or a kind of entry that is refused
     * @throws IOException if the stream fails
     */
    public static SortedMap<String, byte[]> ofArchive(InputStream in, BundleLimits limits) throws IOException {
        BundleFiles read = new BundleFiles(limits);
        CountedStream packed = new CountedStream(in);
        TarReader tar = TarReader.ofGzip(packed);
        for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
            String path = path(entry.name());
            switch (entry.kind()) {
                case FILE -> read.add(path, tar, packed);
                case FOLDER -> {}
                case LINK ->
                    throw new BundleException("file " + path + " is a link; a bundle holds files and folders only");
                case OTHER ->
                    throw new BundleException(
                            "file " + path + " is neither a file nor a folder; a bundle holds nothing else");
            }
        }
        return Collections.unmodifiableSortedMap(read.files);
    }

    private void add(String path, TarReader tar, CountedStream packed) throws IOException {
        byte[] bytes = tar.content(allowed(path));
        long room = Math.max(ALWAYS_ALLOWED, packed.count() * limits.ratio());
        if (total + bytes.length > room) {
            throw new BundleException(
                    "file " + path + ": the content is more than " + limits.ratio() + " times longer than the archive");
        }
        put(path, bytes);
    }

    /** How long the next file may be: one byte more is read to see that it is too long. */
    private int allowed(String path) {
        if (files.size() >= limits.files()) {
            throw new BundleException("file " + path + ": the bundle has more than " + limits.files() + " files");
        }
        return (int) Math.min(Integer.MAX_VALUE - 16L, Math.min(limits.fileBytes(), limits.totalBytes() - total) + 1);
    }

    private void put(String path, byte[] bytes) {
        if (bytes.length > limits.fileBytes()) {
            throw new BundleException("file " + path + " is longer than " + limits.fileBytes() + " bytes");
        }
        total += bytes.length;
        if (total > limits.totalBytes()) {
            throw new BundleException(
                    "file " + path + ": the files are longer than " + limits.totalBytes() + " bytes in all");
        }
        if (files.put(path, bytes) != null) {
            throw new BundleException("file " + path + " is there twice");
        }
    }

    /** {@return the path within the bundle; {@code opa build} writes it with a slash at its beginning} */
    private static String path(String name) {
        String path = name;
        while (path.startsWith("/") || path.startsWith("./")) {
            path = path.substring(path.startsWith("/") ? 1 : 2);
        }
        if (Arrays.asList(path.split("/", -1)).contains("..") || path.indexOf('\\') >= 0 || path.indexOf(0) >= 0) {
            throw new BundleException("file " + name + " would lie outside of the bundle");
        }
        return path;
    }

    /**
     * Reads the files of a folder that a bundle is made of.
     *
     * @param folder the folder; nothing outside of it is read
     * @param limits how much it may hold
     * @return the files by path, with slashes
     * @throws BundleException if it exceeds a limit or a link leads out of it
     * @throws IOException if a file cannot be read
     */
    public static SortedMap<String, byte[]> ofFolder(Path folder, BundleLimits limits) throws IOException {
        BundleFiles read = new BundleFiles(limits);
        Path root = folder.toRealPath();
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(root, MAX_DEPTH)) {
            paths = walk.filter(path -> isPart(path.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path path : paths) {
            String name = root.relativize(path).toString().replace('\\', '/');
            if (Files.isSymbolicLink(path) && !path.toRealPath().startsWith(root)) {
                throw new BundleException("file " + name + " is a link that leads out of the bundle");
            }
            if (Files.isRegularFile(path)) {
                int allowed = read.allowed(name);
                try (InputStream in = Files.newInputStream(path)) {
                    read.put(name, in.readNBytes(allowed));
                }
            }
        }
        return Collections.unmodifiableSortedMap(read.files);
    }

    /** Whether a file of a folder belongs to a bundle; of an archive everything does. */
    private static boolean isPart(String name) {
        return name.endsWith(".rego")
                || name.endsWith(".wasm")
                || BundleContent.isData(name)
                || name.equals(BundleContent.MANIFEST)
                || name.equals(BundleContent.SIGNATURES)
                || name.equals(BundleContent.PATCH);
    }
}
