package dev.bylaw.internal.source;

import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What lies in one directory, at any depth. Links to files are files; links to directories are listed by themselves and
 * not entered, so that no loop can arise. Immutable.
 *
 * @param folder the real path of the directory
 * @param files the files by path relative to the directory
 * @param links the real directories that links lead to, by path relative to the directory
 * @param problems what could not be listed
 */
record FolderListing(
        Path folder,
        NavigableMap<String, SourceTree.Entry> files,
        NavigableMap<String, Path> links,
        List<Problem> problems) {
    FolderListing {
        files = Collections.unmodifiableNavigableMap(files);
        links = Collections.unmodifiableNavigableMap(links);
        problems = List.copyOf(problems);
    }

    /**
     * Lists a directory.
     *
     * @param folder its real path
     * @param root the real path of the root that nothing may lead out of
     * @param shown the path of the directory in messages
     * @param limits how much is listed
     */
    static FolderListing of(Path folder, Path root, String shown, Limits limits) {
        return new Walk(folder, root, shown, limits).run();
    }

    /** The files below a directory, in order. */
    List<SourceTree.Entry> below(String directory) {
        if (directory.isEmpty()) {
            return List.copyOf(files.values());
        }
        // '0' follows '/' in the order of characters.
        return List.copyOf(
                files.subMap(directory + "/", true, directory + "0", false).values());
    }

    static String slashed(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    /** Why a file cannot be read, without the path. */
    static String reason(IOException fault) {
        if (fault instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (fault instanceof AccessDeniedException) {
            return "this file may not be read: permission denied";
        }
        if (fault instanceof FileSystemLoopException
                || fault.getMessage() != null && fault.getMessage().contains("symbolic links")) {
            return "this link leads back to itself";
        }
        return "this file cannot be read: " + fault.getClass().getSimpleName();
    }

    /** A directory that is yet to be listed. */
    private record Step(Path directory, String path, int depth) {}

    private static final class Walk {
        private final Path folder;
        private final Path root;
        private final String shown;
        private final Limits limits;
        private final NavigableMap<String, SourceTree.Entry> files = new TreeMap<>();
        private final NavigableMap<String, Path> links = new TreeMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Deque<Step> open = new ArrayDeque<>();
        private boolean full;

        Walk(Path folder, Path root, String shown, Limits limits) {
            this.folder = folder;
            this.root = root;
            this.shown = shown;
            this.limits = limits;
        }

        FolderListing run() {
            open.push(new Step(folder, "", 0));
            while (!open.isEmpty() && !full) {
                Step step = open.pop();
                for (Path child : children(step)) {
                    if (full) {
                        break;
                    }
                    visit(child, TreePath.join(step.path(), child.getFileName().toString()), step.depth());
                }
            }
            return new FolderListing(folder, files, links, problems);
        }

        private List<Path> children(Step step) {
            List<Path> children = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(step.directory())) {
                stream.forEach(children::add);
            } catch (IOException fault) {
                problem(step.path(), Problem.Kind.UNREADABLE_FILE, reason(fault).replace("file", "directory"));
            } catch (DirectoryIteratorException fault) {
                problem(
                        step.path(),
                        Problem.Kind.UNREADABLE_FILE,
                        reason(fault.getCause()).replace("file", "directory"));
            }
            Collections.sort(children);
            return children;
        }

        private void visit(Path child, String path, int depth) {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (attributes.isSymbolicLink()) {
                    link(child, path);
                } else if (attributes.isDirectory()) {
                    directory(child, path, depth);
                } else if (attributes.isRegularFile()) {
                    file(path, attributes.size());
                }
            } catch (IOException fault) {
                problem(path, Problem.Kind.UNREADABLE_FILE, reason(fault));
            }
        }

        private void link(Path child, String path) throws IOException {
            Path real;
            try {
                real = child.toRealPath();
            } catch (NoSuchFileException nowhere) {
                problem(path, Problem.Kind.UNREADABLE_FILE, "this link leads to a file that does not exist");
                return;
            }
            if (!real.startsWith(root)) {
                problem(
                        path,
                        Problem.Kind.OUTSIDE_ROOT,
                        "this link leads out of the root and is not followed; copy the file or give a wider root");
            } else if (Files.isDirectory(real)) {
                links.put(path, real);
                if (isWithin(child, real)) {
                    problem(
                            path,
                            Problem.Kind.UNREADABLE_FILE,
                            "this link leads back to a directory that it lies in; remove it");
                }
            } else if (Files.isRegularFile(real)) {
                file(path, Files.size(real));
            }
        }

        private static boolean isWithin(Path link, Path directory) throws IOException {
            Path parent = link.getParent();
            return parent != null && parent.toRealPath().startsWith(directory);
        }

        private void directory(Path child, String path, int depth) {
            if (SkippedFolders.isSkipped(path, name -> Files.isRegularFile(folder.resolve(name)))) {
                return;
            }
            if (depth >= limits.directoryDepth()) {
                problem(
                        path,
                        Problem.Kind.LIMIT_EXCEEDED,
                        "more than " + limits.directoryDepth()
                                + " directories lie inside each other here; what is below is not read (limit directoryDepth)");
                return;
            }
            open.push(new Step(child, path, depth + 1));
        }

        private void file(String path, long size) {
            if (files.size() >= limits.files()) {
                full = true;
                problem(
                        path,
                        Problem.Kind.LIMIT_EXCEEDED,
                        "there are more than " + limits.files()
                                + " files; those that follow are not read (limit files)");
                return;
            }
            files.put(path, new SourceTree.Entry(path, size));
        }

        private void problem(String path, Problem.Kind kind, String message) {
            problems.add(Problem.at(Location.startOf(TreePath.join(shown, path)), kind, message));
        }
    }
}
