package dev.bylaw.internal.dbt.manifest;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.source.TreePath;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.internal.yaml.YamlOptions;
import dev.bylaw.internal.yaml.YamlReader;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds where the resources of a manifest stand in the sources, since a manifest knows files and no lines. Where the
 * sources are not here, the place in the manifest is all there is. Not thread-safe.
 */
final class ManifestLocations {
    private final SourceTree tree;
    private final String directory;
    private final String root;
    private final Map<String, Optional<Tree.Mapping>> files = new HashMap<>();

    ManifestLocations(SourceTree tree, String directory, Tree.Mapping metadata) {
        this.tree = tree;
        this.directory = directory;
        this.root = Trees.text(metadata, "project_name").orElse("");
    }

    /** The path in the tree of a file of a package, if it is there. */
    Optional<String> file(String packageName, String path) {
        String relative = TreePath.normalize(path);
        String folder =
                packageName.equals(root) ? directory : TreePath.resolve(directory, "dbt_packages/" + packageName);
        String resolved = TreePath.resolve(folder, relative);
        return !path.isEmpty() && tree.isFile(resolved) ? Optional.of(resolved) : Optional.empty();
    }

    /** The entry of a properties file that describes something by its name. */
    Optional<Tree.Mapping> entry(String file, String section, String name) {
        return files.computeIfAbsent(file, this::read)
                .flatMap(document -> Trees.sequence(document, section))
                .flatMap(list -> named(list, name));
    }

    private Optional<Tree.Mapping> read(String file) {
        // What is wrong with the sources is no fault of the manifest.
        Diagnostics ignored = new Diagnostics(Limits.DEFAULT);
        return tree.text(file, ignored)
                .flatMap(text -> YamlReader.read(text, YamlOptions.dbt("properties"), tree.limits(), ignored))
                .filter(Tree.Mapping.class::isInstance)
                .map(Tree.Mapping.class::cast);
    }

    /** The mapping of a list that has a name. */
    static Optional<Tree.Mapping> named(Tree.Sequence list, String name) {
        return list.items().stream()
                .filter(item -> item instanceof Tree.Mapping mapping
                        && Trees.text(mapping, "name").equals(Optional.of(name)))
                .map(Tree.Mapping.class::cast)
                .findFirst();
    }

    /** Where the name of an entry stands. */
    static Location place(Tree.Mapping entry, Location otherwise) {
        return entry.get("name").map(name -> Trees.place(name, otherwise)).orElse(otherwise);
    }
}
