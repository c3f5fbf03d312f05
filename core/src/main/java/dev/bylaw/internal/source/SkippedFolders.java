package dev.bylaw.internal.source;

import java.util.Set;
import java.util.function.Predicate;

/**
 * Directories that hold no sources: version control, installed libraries, build output. A name that could be a folder of
 * models as well ({@code target}, {@code logs}) counts only beside the file of the tool that writes it.
 */
final class SkippedFolders {
    private static final Set<String> ALWAYS =
            Set.of(".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", ".tox", ".mypy_cache", ".terraform");

    private SkippedFolders() {}

    /**
     * Whether a directory is left out.
     *
     * @param directory the path of the directory
     * @param isFile whether there is a file of a path
     */
    static boolean isSkipped(String directory, Predicate<String> isFile) {
        String name = TreePath.name(directory);
        if (ALWAYS.contains(name)) {
            return true;
        }
        String parent = TreePath.parent(directory);
        if (name.equals("target")) {
            return isFile.test(TreePath.join(parent, "dbt_project.yml"))
                    || isFile.test(TreePath.join(parent, "pom.xml"));
        }
        return isFile.test(TreePath.join(directory, "pyvenv.cfg"));
    }

    /** Whether a file lies in a directory that is left out. */
    static boolean skips(String file, Predicate<String> isFile) {
        for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
            if (isSkipped(file.substring(0, slash), isFile)) {
                return true;
            }
        }
        return false;
    }
}
