package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.render.TemplatesFactory;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.source.TreePath;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        refuseNamesTwice(projects, diagnostics);
        return projects;
    }

    /** Ids begin with the name of the project, so elements of two of one name would stand for each other. */
    private static void refuseNamesTwice(List<DbtProject> projects, Diagnostics diagnostics) {
        Map<String, DbtProject> first = new HashMap<>();
        for (DbtProject project : projects) {
            DbtProject other = first.putIfAbsent(project.name(), project);
            if (other != null) {
                diagnostics.add(Problem.at(
                        project.location(),
                        Problem.Kind.INVALID_CONTENT,
                        "the dbt project " + project.name() + " has the name of the one at "
                                + other.location().file()
                                + ", so that their models cannot be told apart; give it a name of"
                                + " its own, or check each in its folder"));
            }
        }
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
