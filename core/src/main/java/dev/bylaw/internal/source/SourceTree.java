package dev.bylaw.internal.source;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The files of what is checked. Paths are relative to its root, with {@code /}; a path that starts with {@code ..} is
 * served only where a wider root allows it. Nothing outside the roots is read, links included, and no special file is
 * opened. Safe for use by many threads.
 */
public sealed interface SourceTree permits FolderTree, MemoryTree, StoppableTree {
    /**
     * A file.
     *
     * @param path its path
     * @param size its size in bytes when it was listed
     */
    record Entry(String path, long size) {}

    /**
     * A folder.
     *
     * @param folder what is checked
     * @param root the folder that nothing may lead out of; the same or one above it
     * @param limits how much is read
     * @return the tree
     * @throws IOException if the folder cannot be read or does not lie under the root
     */
    static SourceTree ofFolder(Path folder, Path root, Limits limits) throws IOException {
        return FolderTree.of(folder, root, limits);
    }

    /**
     * Files in memory; nothing is read from a file system.
     *
     * @param files the content by path
     * @param limits how much is read
     * @return the tree
     * @throws IllegalArgumentException if a path is absolute or leads out of the tree
     */
    static SourceTree ofFiles(Map<String, byte[]> files, Limits limits) {
        return new MemoryTree(files, limits);
    }

    /**
     * The same files until the work is to end.
     *
     * @param stopped asked before each read; once it says true, reading ends with a {@code CancellationException}
     * @return the tree
     */
    default SourceTree until(BooleanSupplier stopped) {
        return new StoppableTree(this, stopped);
    }

    /** Ends the work with a {@code CancellationException} if it is to end; called where much is done without reading. */
    default void goOn() {}

    /** {@return all files, in order of their paths; directories that hold no sources (version control, installed libraries) are left out} */
    List<Entry> files();

    /** {@return what is wrong with the tree itself: links that lead nowhere or out of the root, too many files} */
    List<Problem> problems();

    /** {@return the limits} */
    Limits limits();

    /**
     * The files below a directory, in order of their paths. Links that lead to the directory are followed, links to other directories below it
     * are not, as in dbt.
     *
     * @param directory the directory
     * @param diagnostics where it is said that it cannot be read
     * @return the files; empty if there is no such directory
     */
    List<Entry> under(String directory, Diagnostics diagnostics);

    /**
     * The directories that lie directly in a directory, links to directories included.
     *
     * @param directory the directory
     * @param diagnostics where it is said that it cannot be read
     * @return their names, in order
     */
    List<String> folders(String directory, Diagnostics diagnostics);

    /**
     * Whether there is a regular file.
     *
     * @param path its path
     * @return false also where the path leads out of the root
     */
    boolean isFile(String path);

    /**
     * Reads a text file.
     *
     * @param path its path
     * @param diagnostics where it is said why it cannot be read
     * @return the file; empty if it cannot be read
     */
    Optional<SourceFile> text(String path, Diagnostics diagnostics);

    /**
     * Reads the beginning of a file of any size.
     *
     * @param path its path
     * @param bytes how much is read at most
     * @param diagnostics where it is said why it cannot be read
     * @return the first bytes; empty if it cannot be read
     */
    Optional<byte[]> head(String path, int bytes, Diagnostics diagnostics);

    /**
     * Opens a build artifact.
     *
     * @param path its path
     * @param diagnostics where it is said why it cannot be read
     * @return its bytes, to be closed by the caller; empty if it cannot be read
     */
    Optional<InputStream> artifact(String path, Diagnostics diagnostics);
}
