package dev.bylaw;

import dev.bylaw.internal.source.ZipReader;
import dev.bylaw.workspace.ZipLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a data product lies: a folder, or files in memory. Immutable. With files in memory a check opens no file.
 */
public final class Sources {
    private final Optional<Path> folder;
    private final Optional<Path> root;
    private final SortedMap<String, byte[]> files;

    private Sources(Optional<Path> folder, Optional<Path> root, SortedMap<String, byte[]> files) {
        this.folder = folder;
        this.root = root;
        this.files = files;
    }

    /**
     * A folder, of which nothing leads out.
     *
     * @param folder the folder with one or more data products
     * @return the sources
     */
    public static Sources folder(Path folder) {
        return folder(folder, folder);
    }

    /**
     * A folder in a larger one.
     *
     * @param folder the folder with one or more data products
     * @param root the folder that links, packages and paths may lead to, the same or one above, for example the work tree
     * @return the sources
     */
    public static Sources folder(Path folder, Path root) {
        return new Sources(
                Optional.of(Objects.requireNonNull(folder, "folder is null")),
                Optional.of(Objects.requireNonNull(root, "root is null")),
                Collections.emptySortedMap());
    }

    /**
     * Files in memory.
     *
     * @param files their content by path; paths are relative, with {@code /}. The arrays must not be changed later
     * @return the sources
     */
    public static Sources files(Map<String, byte[]> files) {
        return new Sources(Optional.empty(), Optional.empty(), Collections.unmodifiableSortedMap(new TreeMap<>(files)));
    }

    /**
     * The files of a zip archive, unpacked in memory within {@link ZipLimits#DEFAULT}.
     *
     * @param archive the archive; it is read to its end and not closed
     * @return the sources
     * @throws IOException if it cannot be read, is damaged, exceeds a limit, or has names that lead out or are there twice
     */
    public static Sources zip(InputStream archive) throws IOException {
        return zip(archive, ZipLimits.DEFAULT);
    }

    /**
     * The files of a zip archive, unpacked in memory.
     *
     * @param archive the archive; it is read to its end and not closed
     * @param limits how much is unpacked; what is checked of it has limits of its own
     * @return the sources
     * @throws IOException if it cannot be read, is damaged, exceeds a limit, or has names that lead out or are there twice
     */
    public static Sources zip(InputStream archive, ZipLimits limits) throws IOException {
        return files(ZipReader.read(archive, limits));
    }

    /**
     * The files of a zip archive, unpacked in memory within {@link ZipLimits#DEFAULT}.
     *
     * @param archive the archive
     * @return the sources
     * @throws IOException if it is damaged, exceeds a limit, or has names that lead out or are there twice
     */
    public static Sources zip(byte[] archive) throws IOException {
        return files(ZipReader.read(archive, ZipLimits.DEFAULT));
    }

    /** {@return the folder; empty for files in memory} */
    public Optional<Path> folder() {
        return folder;
    }

    /** {@return the folder that nothing may lead out of; empty for files in memory} */
    public Optional<Path> root() {
        return root;
    }

    /** {@return the files in memory by path; none for a folder} */
    public SortedMap<String, byte[]> files() {
        return files;
    }
}
