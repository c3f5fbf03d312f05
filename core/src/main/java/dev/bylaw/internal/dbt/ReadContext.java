package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.config.ConfigLevels;
import dev.bylaw.internal.dbt.render.Templates;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What the readers of one root project share.
 *
 * @param tree the files
 * @param diagnostics where problems and notices go
 * @param root the root project
 * @param packages the root project and its packages by name, the root first
 * @param absent the names of packages that are declared and not here
 * @param templates the renderer
 * @param target where dbt would build
 */
record ReadContext(
        SourceTree tree,
        Diagnostics diagnostics,
        ProjectSettings root,
        Map<String, DbtPackage> packages,
        SortedSet<String> absent,
        Templates templates,
        Target target) {
    /** The adapter, if it is known. */
    Optional<String> adapter() {
        return target.adapter();
    }

    /** The levels of a project that configure a resource. */
    static List<Tree.Mapping> levels(ProjectSettings project, ResourceType type, List<String> fqn) {
        return ConfigLevels.of(project.section(type), type.projectSection(), fqn);
    }

    /** The levels of the root project for a resource of a project; none for the root's own. */
    List<Tree.Mapping> rootLevels(String packageName, ResourceType type, List<String> fqn) {
        return packageName.equals(root.name()) ? List.of() : levels(root, type, fqn);
    }

    /** Why something may be here that is not seen, if a package is absent. */
    Optional<String> absence() {
        return absent.isEmpty()
                ? Optional.empty()
                : Optional.of("packages are not installed: " + String.join(", ", absent));
    }
}
