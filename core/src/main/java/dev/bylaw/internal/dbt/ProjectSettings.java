package dev.bylaw.internal.dbt;

import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one {@code dbt_project.yml}, rendered. Immutable.
 *
 * <p>Source of the names and defaults: dbt-core 1.11, {@code dbt/contracts/project.py}, {@code dbt/config/project.py}.
 *
 * @param name the name of the project
 * @param directory its directory in the tree
 * @param file the path of its {@code dbt_project.yml}
 * @param document the whole file, rendered
 * @param paths the directories that are searched, by kind
 */
public record ProjectSettings(
        String name, String directory, String file, Tree.Mapping document, Map<PathKind, List<SearchPath>> paths) {
    /** The kinds of directories of a project. */
    public enum PathKind {
        /** Models. */
        MODELS("model-paths", "models"),
        /** Seeds. */
        SEEDS("seed-paths", "seeds"),
        /** Tests. */
        TESTS("test-paths", "tests"),
        /** Analyses. */
        ANALYSES("analysis-paths", "analyses"),
        /** Snapshots. */
        SNAPSHOTS("snapshot-paths", "snapshots"),
        /** Macros. */
        MACROS("macro-paths", "macros"),
        /** Functions. */
        FUNCTIONS("function-paths", "functions"),
        /** Documentation; all the others where the file does not say. */
        DOCS("docs-paths", "");

        private final String key;
        private final String initial;

        PathKind(String key, String initial) {
            this.key = key;
            this.initial = initial;
        }

        /** {@return the key in the file} */
        public String key() {
            return key;
        }

        /** {@return the default, empty if there is none of its own} */
        public String initial() {
            return initial;
        }
    }

    /**
     * A directory that is searched.
     *
     * @param path its path relative to the project
     * @param location where the file states it; the beginning of the file for a default
     */
    public record SearchPath(String path, Location location) {}

    /** Copies the paths. */
    public ProjectSettings {
        paths = Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    }

    /** {@return the directory in which dbt installs packages, relative to the project} */
    public String packagesInstallPath() {
        return Trees.text(document, "packages-install-path").orElse("dbt_packages");
    }

    /** {@return the variables of the project, not rendered} */
    public Tree.Mapping variables() {
        return Trees.mapping(document, "vars").orElse(Trees.emptyMapping(document.origin()));
    }

    /** {@return the section that configures a type of resource, if the file has it} */
    public Optional<Tree> section(ResourceType type) {
        return type.projectSection().isEmpty() ? Optional.empty() : document.get(type.projectSection());
    }

    /** {@return whether other packages may use only public models} */
    public boolean restrictsAccess() {
        return Trees.bool(document, "restrict-access").orElse(false);
    }

    /** {@return a behaviour flag} */
    public boolean flag(String flag, boolean initial) {
        return Trees.mapping(document, "flags")
                .flatMap(flags -> Trees.bool(flags, flag))
                .orElse(initial);
    }

    /** {@return for a namespace of macros the packages that are searched for it} */
    public Map<String, List<String>> dispatch() {
        Map<String, List<String>> dispatch = new LinkedHashMap<>();
        Trees.sequence(document, "dispatch")
                .ifPresent(entries -> entries.items().forEach(item -> {
                    if (item instanceof Tree.Mapping entry) {
                        Optional<String> namespace = Trees.text(entry, "macro_namespace");
                        Optional<Tree.Sequence> order = Trees.sequence(entry, "search_order");
                        if (namespace.isPresent() && order.isPresent()) {
                            dispatch.put(namespace.get(), Trees.texts(order.get()));
                        }
                    }
                }));
        return dispatch;
    }
}
