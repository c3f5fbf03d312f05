package dev.bylaw.internal.dbt;

import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import java.util.Optional;

/**
 * An entry of a properties file, rendered: a model with its description, columns and configuration, say.
 *
 * @param section the list it stands in
 * @param project the package of the file
 * @param file the file
 * @param name the name of the entry
 * @param value the entry
 */
record PropertiesEntry(String section, DbtPackage project, PackageFiles.Source file, String name, Tree.Mapping value) {
    /** Where the entry stands: its name. */
    Location location() {
        return value.get("name")
                .map(tree -> Trees.place(tree, Location.startOf(file.path())))
                .orElseGet(() -> Trees.place(value, Location.startOf(file.path())));
    }

    /** The configuration of the entry. */
    Tree.Mapping config() {
        return Trees.mapping(value, "config").orElse(Trees.emptyMapping(value.origin()));
    }

    /** Whether the entry has a configuration, as dbt sees it: an empty one is none. */
    boolean hasConfig() {
        return Trees.isTruthy(config());
    }

    /** The value of a key of the entry. */
    Optional<Tree> get(String key) {
        return value.get(key);
    }

    /** The name of the file as the manifest states it. */
    String patchPath() {
        return project.name() + "://" + file.originalPath();
    }

    /** The same entry with another value. */
    PropertiesEntry withValue(Tree.Mapping newValue) {
        return new PropertiesEntry(section, project, file, name, newValue);
    }
}
