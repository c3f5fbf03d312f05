package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.render.TemplatesFactory;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.source.TreePath;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the dbt projects of a tree from their sources: every {@code dbt_project.yml} is a project of its own, except for
 * those that another project has installed as packages. What is wrong becomes problems and notices; the rest is still
 * read. Stateless.
 */
public final class DbtReader {
    private DbtReader() {}

    /**
     * Reads all projects.
     *
     * @param tree the files
     * @param options what is said from outside
     * @param factory makes the renderer of each project
     * @param diagnostics where problems and notices go
     * @return the projects, in order of their directories
     */
    public static List<DbtProject> read(
            SourceTree tree, DbtOptions options, TemplatesFactory factory, Diagnostics diagnostics) {
        List<DbtProject> projects = new ArrayList<>();
        ProjectLoader loader = new ProjectLoader(tree, options, factory, diagnostics);
        for (String directory : directories(tree)) {
            loader.load(directory).ifPresent(projects::add);
        }
        return projects;
    }

    /**
     * The directories of the projects of a tree.
     *
     * @param tree the files
     * @return the directories, in order, without those of installed packages
     */
    public static List<String> directories(SourceTree tree) {
        List<String> found = tree.files().stream()
                .map(SourceTree.Entry::path)
                .filter(path -> TreePath.name(path).equals(ProjectFileReader.FILE))
                .map(TreePath::parent)
                .sorted(Comparator.comparingInt(DbtReader::depth).thenComparing(Comparator.naturalOrder()))
                .toList();
        List<String> projects = new ArrayList<>();
        List<String> installed = new ArrayList<>();
        for (String directory : found) {
            if (installed.stream().noneMatch(folder -> TreePath.isWithin(directory, folder))) {
                projects.add(directory);
                // Read again later; what is wrong with the file is said then.
                ProjectFileReader files = new ProjectFileReader(tree, new Diagnostics(Limits.DEFAULT));
                String folder = files.raw(directory)
                        .flatMap(raw -> Trees.text(raw, "packages-install-path"))
                        .orElse("dbt_packages");
                installed.add(TreePath.resolve(directory, folder));
            }
        }
        projects.sort(Comparator.naturalOrder());
        return projects;
    }

    private static int depth(String directory) {
        return directory.isEmpty() ? 0 : directory.split("/", -1).length;
    }
}
