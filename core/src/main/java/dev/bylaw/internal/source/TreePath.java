package dev.bylaw.internal.source;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths inside a {@link SourceTree}: relative, with {@code /}, without {@code .} and empty parts; the root is "". */
public final class TreePath {
    private TreePath() {}

    /**
     * Resolves a path against a directory of the tree.
     *
     * @param directory a directory of the tree, "" for its root
     * @param path a relative path as a file states it, with {@code /} or {@code \}
     * @return the path in the tree; it starts with {@code ..} where it leads out of it
     */
    public static String resolve(String directory, String path) {
        Deque<String> parts = new ArrayDeque<>();
        add(parts, directory);
        add(parts, path);
        return String.join("/", parts);
    }

    private static void add(Deque<String> parts, String path) {
        for (String part : path.replace('\\', '/').split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else {
                parts.addLast(part);
            }
        }
    }

    /** {@return the normal form of a path} */
    public static String normalize(String path) {
        return resolve("", path);
    }

    /** {@return whether a path as a file states it is absolute, on any system} */
    public static boolean isAbsolute(String path) {
        return path.startsWith("/")
                || path.startsWith("\\")
                || path.length() >= 2 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0));
    }

    /** {@return whether a normal path leads out of the tree} */
    public static boolean leadsOut(String path) {
        return path.equals("..") || path.startsWith("../");
    }

    /** {@return the directory of a normal path, "" for the root} */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** {@return the last part of a normal path} */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** {@return a name without its last extension; a leading dot begins no extension} */
    public static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /** {@return whether a normal path is a directory or lies in it} */
    public static boolean isWithin(String path, String directory) {
        return directory.isEmpty() ? !leadsOut(path) : path.equals(directory) || path.startsWith(directory + "/");
    }

    /** {@return a path below a directory, relative to it} */
    public static String relativize(String directory, String path) {
        if (directory.isEmpty()) {
            return path;
        }
        return path.length() == directory.length() ? "" : path.substring(directory.length() + 1);
    }

    /** {@return a path below a directory} */
    public static String join(String directory, String relative) {
        if (directory.isEmpty()) {
            return relative;
        }
        return relative.isEmpty() ? directory : directory + "/" + relative;
    }
}
