package dev.bylaw.cli;

import dev.bylaw.workspace.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What a dbt project needs and version control often does not hold: installed packages and {@code profiles.yml}. A base
 * that lacks them is read with those of the work tree, since without them most of it could not be decided.
 */
final class Surroundings extends SimpleFileVisitor<Path> {
    private static final String PACKAGES = "dbt_packages";
    private static final String PROFILES = "profiles.yml";
    private static final Set<String> SKIPPED = Set.of(".git", "node_modules", ".venv", "target");

    /** How many bytes are added at most. */
    private static final long MOST_BYTES = 64L << 20;

    private final Path folder;
    private final SortedMap<String, byte[]> files;
    private final Limits limits;
    private long left = MOST_BYTES;
    private int entries;

    private Surroundings(Path folder, SortedMap<String, byte[]> files, Limits limits) {
        this.folder = folder;
        this.files = files;
        this.limits = limits;
    }

    /** Adds what lies in the folder and not among the files. */
    static void add(Path folder, SortedMap<String, byte[]> files, Limits limits) throws IOException {
        Files.walkFileTree(folder, Set.of(), limits.directoryDepth(), new Surroundings(folder, files, limits));
    }

    private String path(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
        String name = String.valueOf(directory.getFileName());
        if (!directory.equals(folder) && SKIPPED.contains(name)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (name.equals(PACKAGES) && !directory.equals(folder)) {
            String prefix = path(directory) + "/";
            Map<String, byte[]> below = files.tailMap(prefix);
            if (below.isEmpty() || !files.tailMap(prefix).firstKey().startsWith(prefix)) {
                Files.walkFileTree(directory, Set.of(), limits.directoryDepth(), new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes found) throws IOException {
                        return take(file, found);
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        return FileVisitResult.CONTINUE;
                    }
                });
            }
            return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        entries++;
        if (entries > limits.files()) {
            return FileVisitResult.TERMINATE;
        }
        boolean profiles = String.valueOf(file.getFileName()).equals(PROFILES);
        return profiles && !files.containsKey(path(file)) ? take(file, attributes) : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        return FileVisitResult.CONTINUE;
    }

    private FileVisitResult take(Path file, BasicFileAttributes attributes) throws IOException {
        String path = path(file);
        if (!attributes.isRegularFile() || attributes.size() > limits.textFileBytes() || !GitTree.isPlain(path)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.size() > left) {
            return FileVisitResult.TERMINATE;
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes((int) Math.min(limits.textFileBytes(), left));
            left -= content.length;
            files.put(path, content);
        } catch (java.nio.file.AccessDeniedException e) {
            return FileVisitResult.CONTINUE;
        }
        return FileVisitResult.CONTINUE;
    }
}
