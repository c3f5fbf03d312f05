package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.ProjectSettings.PathKind;
import dev.bylaw.internal.dbt.ProjectSettings.SearchPath;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.source.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The files of a package, by what dbt does with them.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/parser/read_files.py}, {@code dbt/parser/search.py}; dbt-common,
 * {@code dbt_common/clients/system.py} ({@code find_matching}).
 */
final class PackageFiles {
    /**
     * A file.
     *
     * @param path its path in the tree
     * @param originalPath its path in the package
     * @param relative its path below the directory that was searched
     */
    record Source(String path, String originalPath, String relative) {
        /** The name without its extension. */
        String stem() {
            return TreePath.stem(TreePath.name(relative));
        }

        /** The path without extension, split: directories and stem. */
        List<String> parts() {
            String parent = TreePath.parent(relative);
            List<String> parts = new ArrayList<>(parent.isEmpty() ? List.of() : List.of(parent.split("/", -1)));
            parts.add(stem());
            return parts;
        }
    }

    private final SourceTree tree;
    private final ProjectSettings settings;
    private final IgnorePatterns ignored;
    private final Diagnostics diagnostics;

    PackageFiles(SourceTree tree, ProjectSettings settings, Diagnostics diagnostics) {
        this.tree = tree;
        this.settings = settings;
        this.diagnostics = diagnostics;
        String ignore = TreePath.join(settings.directory(), ".dbtignore");
        this.ignored = tree.isFile(ignore)
                ? tree.text(ignore, diagnostics)
                        .map(file -> IgnorePatterns.of(file, diagnostics))
                        .orElse(IgnorePatterns.NONE)
                : IgnorePatterns.NONE;
    }

    private static List<SearchPath> paths(ProjectSettings settings, PathKind kind) {
        return settings.paths().get(kind);
    }

    List<Source> models() {
        return find(paths(settings, PathKind.MODELS), ".sql", ".py");
    }

    List<Source> seeds() {
        return find(paths(settings, PathKind.SEEDS), ".csv");
    }

    List<Source> snapshots() {
        return find(paths(settings, PathKind.SNAPSHOTS), ".sql");
    }

    List<Source> analyses() {
        return find(paths(settings, PathKind.ANALYSES), ".sql");
    }

    List<Source> functions() {
        return find(paths(settings, PathKind.FUNCTIONS), ".sql", ".py");
    }

    /** Singular tests; generic tests and fixtures have folders of their own. */
    List<Source> singularTests() {
        return find(paths(settings, PathKind.TESTS), ".sql").stream()
                .filter(file -> !file.relative().startsWith("generic/")
                        && !file.relative().startsWith("fixtures/"))
                .toList();
    }

    List<Source> macros() {
        return find(paths(settings, PathKind.MACROS), ".sql");
    }

    List<Source> genericTests() {
        List<SearchPath> folders = paths(settings, PathKind.TESTS).stream()
                .map(path -> new SearchPath(TreePath.join(path.path(), "generic"), path.location()))
                .toList();
        return find(folders, ".sql");
    }

    List<Source> documentation() {
        return find(paths(settings, PathKind.DOCS), ".md");
    }

    /** Properties files, which may lie in every directory that is searched. */
    List<Source> properties() {
        Map<String, SearchPath> all = new LinkedHashMap<>();
        for (PathKind kind : PathKind.values()) {
            if (kind != PathKind.DOCS) {
                paths(settings, kind).forEach(path -> all.putIfAbsent(path.path(), path));
            }
        }
        return find(List.copyOf(all.values()), ".yml", ".yaml");
    }

    private List<Source> find(List<SearchPath> directories, String... extensions) {
        Map<String, Source> found = new LinkedHashMap<>();
        for (String extension : extensions) {
            for (SearchPath directory : directories) {
                String folder = TreePath.resolve(settings.directory(), directory.path());
                for (SourceTree.Entry entry : under(folder, directory)) {
                    String relative = TreePath.relativize(folder, entry.path());
                    String original = TreePath.join(directory.path(), relative);
                    if (matches(TreePath.name(relative), extension) && !ignored.ignores(original)) {
                        found.putIfAbsent(entry.path(), new Source(entry.path(), original, relative));
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** The files of a directory; what is wrong with it is said where the project names it. */
    private List<SourceTree.Entry> under(String folder, SearchPath directory) {
        Diagnostics own = new Diagnostics(tree.limits());
        List<SourceTree.Entry> entries = tree.under(folder, own);
        own.problems().forEach(problem -> diagnostics.problem(directory.location(), problem.kind(), problem.message()));
        return entries;
    }

    private static boolean matches(String name, String extension) {
        return name.length() > extension.length()
                && name.toLowerCase(Locale.ROOT).endsWith(extension)
                && ".#~".indexOf(name.charAt(0)) < 0;
    }
}
