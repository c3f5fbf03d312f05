package dev.bylaw.internal.dbt;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The resources of a project while they are put together, enabled and disabled, and the ways to find them.
 *
 * <p>Source of the rules: dbt-core 1.11, {@code dbt/contracts/graph/manifest.py} ({@code RefableLookup},
 * {@code DisabledLookup}).
 */
final class NodeIndex {
    private final Diagnostics diagnostics;
    private final Map<String, NodeDraft> enabled = new LinkedHashMap<>();
    private final Map<String, List<NodeDraft>> disabled = new LinkedHashMap<>();
    /** Refable resources by name and package. */
    private Map<String, Map<String, NodeDraft>> refable = Map.of();

    private Map<String, Map<String, List<NodeDraft>>> disabledByName = Map.of();

    NodeIndex(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Adds a resource; a second enabled one of the same id is a problem and not added. */
    boolean add(NodeDraft draft) {
        if (draft.isDisabled()) {
            disabled.computeIfAbsent(draft.uniqueId(), id -> new ArrayList<>()).add(draft);
            return true;
        }
        NodeDraft before = enabled.putIfAbsent(draft.uniqueId(), draft);
        if (before != null) {
            diagnostics.problem(
                    draft.location,
                    Problem.Kind.INVALID_CONTENT,
                    "there are two resources " + draft.uniqueId() + ": this one and " + before.location.file()
                            + "; dbt refuses this, rename or disable one of them");
            return false;
        }
        return true;
    }

    /** Removes a resource, to add it under another id. */
    void remove(NodeDraft draft) {
        enabled.remove(draft.uniqueId(), draft);
        List<NodeDraft> list = disabled.get(draft.uniqueId());
        if (list != null) {
            list.remove(draft);
            if (list.isEmpty()) {
                disabled.remove(draft.uniqueId());
            }
        }
    }

    /** Puts every resource where its configuration says, after properties have changed it, and finds them anew. */
    void settle() {
        List<NodeDraft> all = new ArrayList<>(enabled.values());
        disabled.values().forEach(all::addAll);
        enabled.clear();
        disabled.clear();
        all.forEach(this::add);
        rebuild();
    }

    /** Finds resources by their present names from now on. */
    void rebuild() {
        Map<String, Map<String, NodeDraft>> byName = new LinkedHashMap<>();
        for (NodeDraft draft : enabled.values()) {
            if (!draft.type.isRefable()) {
                continue;
            }
            if (draft.version.isPresent()) {
                put(byName, draft.searchName(), draft);
                if (isLatest(draft)) {
                    put(byName, draft.name, draft);
                }
            } else {
                put(byName, draft.name, draft);
            }
        }
        refable = byName;
        Map<String, Map<String, List<NodeDraft>>> byDisabledName = new LinkedHashMap<>();
        disabled.values()
                .forEach(list -> list.forEach(draft -> byDisabledName
                        .computeIfAbsent(key(draft), name -> new LinkedHashMap<>())
                        .computeIfAbsent(draft.project.name(), name -> new ArrayList<>())
                        .add(draft)));
        disabledByName = byDisabledName;
    }

    private static void put(Map<String, Map<String, NodeDraft>> byName, String name, NodeDraft draft) {
        byName.computeIfAbsent(name, key -> new LinkedHashMap<>()).put(draft.project.name(), draft);
    }

    private static String key(NodeDraft draft) {
        return draft.type == ResourceType.SOURCE
                ? draft.uniqueId().substring(("source." + draft.project.name() + ".").length())
                : draft.searchName();
    }

    private static boolean isLatest(NodeDraft draft) {
        return draft.latestVersion
                .map(latest -> same(latest, draft.version.orElseThrow()))
                .orElse(false);
    }

    static boolean same(Tree left, Tree right) {
        return PythonText.str(left).equals(PythonText.str(right));
    }

    /** The enabled models, seeds and snapshots of a name; of one package, or of all. */
    List<NodeDraft> refable(String name, Optional<String> packageName) {
        Map<String, NodeDraft> found = refable.getOrDefault(name, Map.of());
        if (packageName.isEmpty()) {
            return List.copyOf(found.values());
        }
        return Optional.ofNullable(found.get(packageName.get())).stream().toList();
    }

    /** The disabled resources of a name; of one package, or of the first that has any. */
    List<NodeDraft> disabled(String name, Optional<String> packageName, List<ResourceType> types) {
        Map<String, List<NodeDraft>> found = disabledByName.getOrDefault(name, Map.of());
        List<NodeDraft> list = packageName.isPresent()
                ? found.getOrDefault(packageName.get(), List.of())
                : found.values().stream().findFirst().orElse(List.of());
        return list.stream()
                .filter(draft -> types.isEmpty() || types.contains(draft.type))
                .toList();
    }

    /** The enabled resource of an id. */
    Optional<NodeDraft> byId(String id) {
        return Optional.ofNullable(enabled.get(id));
    }

    /** The first disabled resource of an id. */
    Optional<NodeDraft> disabledById(String id) {
        return Optional.ofNullable(disabled.get(id)).map(list -> list.get(0));
    }

    /** All resources, the enabled ones first, in the order they were added. */
    List<NodeDraft> all() {
        List<NodeDraft> all = new ArrayList<>(enabled.values());
        disabled.values().forEach(all::addAll);
        return all;
    }

    /** The enabled resources. */
    List<NodeDraft> enabled() {
        return List.copyOf(enabled.values());
    }

    /** The disabled resources. */
    List<NodeDraft> disabled() {
        List<NodeDraft> all = new ArrayList<>();
        disabled.values().forEach(all::addAll);
        return all;
    }

    /** The names that {@code ref} finds, for suggestions. */
    SortedSet<String> refableNames() {
        return new TreeSet<>(refable.keySet());
    }

    /** The names of the enabled and disabled resources of a type in a package, for suggestions. */
    SortedSet<String> names(ResourceType type, String packageName) {
        SortedSet<String> names = new TreeSet<>();
        for (NodeDraft draft : all()) {
            if (draft.type == type && draft.project.name().equals(packageName)) {
                names.add(draft.name);
            }
        }
        return names;
    }
}
