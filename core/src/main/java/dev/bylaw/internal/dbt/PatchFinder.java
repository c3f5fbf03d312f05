package dev.bylaw.internal.dbt;

import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the properties entry that will most likely apply to a file, before dbt's own matching can run: templates may ask
 * for their configuration while they are rendered.
 */
final class PatchFinder {
    private final Map<String, Tree.Mapping> configs = new HashMap<>();

    PatchFinder(List<PropertiesEntry> entries) {
        for (PropertiesEntry entry : entries) {
            Optional<Tree.Sequence> versions = Trees.sequence(entry.value(), "versions");
            if (versions.isEmpty()) {
                configs.putIfAbsent(key(entry.section(), entry.project().name(), entry.name()), entry.config());
                continue;
            }
            for (Tree item : versions.get().items()) {
                if (item instanceof Tree.Mapping version) {
                    String stem = Trees.text(version, "defined_in")
                            .orElse(entry.name() + "_v"
                                    + version.get("v").map(PythonText::str).orElse(""));
                    configs.putIfAbsent(
                            key(entry.section(), entry.project().name(), stem),
                            DeepMerge.merge(
                                    entry.config(),
                                    Trees.mapping(version, "config").orElse(Trees.emptyMapping(version.origin()))));
                }
            }
        }
    }

    private static String key(String section, String packageName, String name) {
        return section + "\0" + packageName + "\0" + name;
    }

    /** The configuration of the entry that most likely applies to a resource. */
    Optional<Tree.Mapping> likely(NodeDraft draft) {
        return Optional.ofNullable(configs.get(key(draft.type.section(), draft.project.name(), draft.name)));
    }
}
