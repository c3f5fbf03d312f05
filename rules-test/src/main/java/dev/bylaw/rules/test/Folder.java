package dev.bylaw.rules.test;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads all files of a folder. */
final class Folder {
    private static final long MOST_BYTES = 256L << 20;
    private static final int MAX_DEPTH = 100;

    private Folder() {}

    /** The files by their path below the folder, with {@code /}; hidden folders and links are left out. */
    static SortedMap<String, byte[]> files(Path folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        Set<FileVisitOption> noLinks = EnumSet.noneOf(FileVisitOption.class);
        Files.walkFileTree(folder, noLinks, MAX_DEPTH, new SimpleFileVisitor<>() {
            private long left = MOST_BYTES;

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                boolean hidden = !directory.equals(folder)
                        && directory.getFileName().toString().startsWith(".");
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    left -= attributes.size();
                    if (left < 0) {
                        throw new IOException(folder + " holds more than " + MOST_BYTES + " bytes");
                    }
                    files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }
}
