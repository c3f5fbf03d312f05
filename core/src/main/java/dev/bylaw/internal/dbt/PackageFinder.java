package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.render.Templates;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.source.TreePath;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the packages of a project: those that are installed, local ones where they lie, and those that are absent. */
final class PackageFinder {
    /** Local packages that use local packages, and so on. */
    private static final int LOCAL_DEPTH = 20;

    private final SourceTree tree;
    private final ProjectFileReader files;
    private final Templates templates;
    private final Diagnostics diagnostics;
    private final Map<String, DbtPackage> found = new LinkedHashMap<>();
    private final SortedSet<String> absent = new TreeSet<>();

    PackageFinder(SourceTree tree, ProjectFileReader files, Templates templates, Diagnostics diagnostics) {
        this.tree = tree;
        this.files = files;
        this.templates = templates;
        this.diagnostics = diagnostics;
    }

    /**
     * The packages of a root project.
     *
     * @param packages the root project and the packages that are here, the root first
     * @param absent the names of those that are declared and not here
     */
    record Found(List<DbtPackage> packages, SortedSet<String> absent) {}

    Found find(ProjectSettings root) {
        found.put(root.name(), new DbtPackage(root, true));
        String folder = TreePath.resolve(root.directory(), root.packagesInstallPath());
        for (String name : tree.folders(folder, diagnostics)) {
            String directory = TreePath.join(folder, name);
            if (!name.startsWith("__") && tree.isFile(TreePath.join(directory, ProjectFileReader.FILE))) {
                load(directory);
            }
        }
        int installed = found.size() - 1;
        List<DeclaredPackage> declared = new DeclarationReader(tree, templates, diagnostics).read(root.directory());
        settle(declared, root.directory(), installed, 0);
        return new Found(List.copyOf(found.values()), absent);
    }

    private Optional<DbtPackage> load(String directory) {
        Optional<ProjectSettings> settings =
                files.raw(directory).flatMap(raw -> files.settings(directory, raw, templates));
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        DbtPackage known = found.get(settings.get().name());
        if (known == null) {
            DbtPackage added = new DbtPackage(settings.get(), false);
            found.put(added.name(), added);
            return Optional.of(added);
        }
        if (!known.directory().equals(directory)) {
            diagnostics.problem(
                    Location.startOf(settings.get().file()),
                    Problem.Kind.INVALID_CONTENT,
                    "two projects have the name '" + known.name() + "': this one and "
                            + known.settings().file());
        }
        return Optional.empty();
    }

    private void settle(List<DeclaredPackage> declared, String directory, int installed, int depth) {
        for (DeclaredPackage entry : declared) {
            if (entry.kind().equals("local")) {
                local(entry, directory, depth);
            } else if (!isInstalled(entry, declared.size(), installed)) {
                missing(entry);
            }
        }
    }

    private void local(DeclaredPackage entry, String directory, int depth) {
        String path = TreePath.resolve(directory, entry.source());
        boolean inside = !TreePath.isAbsolute(entry.source()) && !entry.source().isEmpty();
        if (!inside || !tree.isFile(TreePath.join(path, ProjectFileReader.FILE))) {
            diagnostics.problem(
                    entry.location(),
                    inside ? Problem.Kind.UNREADABLE_FILE : Problem.Kind.OUTSIDE_ROOT,
                    "the local package '" + entry.source() + "' is not inside the root or holds no dbt_project.yml");
            return;
        }
        boolean known = files.raw(path)
                .flatMap(raw -> Trees.text(raw, "name"))
                .map(found::containsKey)
                .orElse(false);
        Optional<DbtPackage> loaded = known ? Optional.empty() : load(path);
        if (loaded.isPresent() && depth < LOCAL_DEPTH) {
            List<DeclaredPackage> further = new DeclarationReader(tree, templates, diagnostics).read(path);
            settle(further, path, 0, depth + 1);
        }
    }

    /** Whether a package is here; the name of a git repository may differ from that of its project. */
    private boolean isInstalled(DeclaredPackage entry, int declared, int installed) {
        boolean sure = entry.kind().equals("package") || entry.kind().equals("tarball");
        Optional<String> name = entry.name();
        if (name.isPresent() && variants(name.get()).stream().anyMatch(found::containsKey)) {
            return true;
        }
        return !sure && installed >= declared;
    }

    private static List<String> variants(String name) {
        List<String> variants = new ArrayList<>();
        variants.add(name);
        if (name.startsWith("dbt_")) {
            variants.add(name.substring("dbt_".length()));
        }
        return variants;
    }

    private void missing(DeclaredPackage entry) {
        String name = entry.name().orElse(entry.source());
        if (entry.kind().equals("git") || entry.kind().equals("private")) {
            absent.addAll(variants(name));
        } else {
            absent.add(name);
        }
        diagnostics.notice(
                entry.location(),
                "package-not-installed",
                "the package " + entry.source()
                        + " is not installed; what depends on it cannot be decided; run 'dbt deps' before the check");
    }
}
