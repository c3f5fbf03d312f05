package dev.bylaw.internal.dbt;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Applies entries of models that have versions: each version is a file of its own and becomes a model of its own.
 *
 * <p>Source of the rules: dbt-core 1.11, {@code dbt/parser/schemas.py} ({@code ModelPatchParser}),
 * {@code dbt/contracts/graph/unparsed.py} ({@code UnparsedVersion}, {@code UnparsedModelUpdate}).
 */
final class VersionPatcher {
    private final Diagnostics diagnostics;
    private final NodeIndex index;
    private final NodePatcher patcher;
    private final ColumnReader columns;

    VersionPatcher(ReadContext context, NodeIndex index, NodePatcher patcher) {
        this.diagnostics = context.diagnostics();
        this.index = index;
        this.patcher = patcher;
        this.columns = new ColumnReader(diagnostics);
    }

    /** Whether an entry has versions. */
    static boolean hasVersions(PropertiesEntry entry) {
        return entry.section().equals("models")
                && entry.get("versions").filter(Trees::isTruthy).isPresent();
    }

    /** The versions of an entry that can be read: mappings with a {@code v}. */
    static List<Tree.Mapping> versions(PropertiesEntry entry) {
        List<Tree.Mapping> versions = new ArrayList<>();
        entry.get("versions").ifPresent(list -> {
            if (list instanceof Tree.Sequence sequence) {
                for (Tree item : sequence.items()) {
                    if (item instanceof Tree.Mapping version && v(version).isPresent()) {
                        versions.add(version);
                    }
                }
            }
        });
        return versions;
    }

    private static Optional<Tree> v(Tree.Mapping version) {
        return version.get("v").filter(v -> v instanceof Tree.Scalar && !Trees.isNull(v));
    }

    /** The version of an entry that counts as the latest. */
    static Optional<Tree> latest(PropertiesEntry entry) {
        Optional<Tree> stated = entry.get("latest_version").filter(v -> !Trees.isNull(v));
        if (stated.isPresent()) {
            return stated;
        }
        Optional<Tree> highest = Optional.empty();
        for (Tree.Mapping version : versions(entry)) {
            Tree v = v(version).orElseThrow();
            if (highest.isEmpty() || isLess(highest.get(), v)) {
                highest = Optional.of(v);
            }
        }
        return highest;
    }

    /** Versions that are both numbers compare as numbers, others as texts. */
    private static boolean isLess(Tree left, Tree right) {
        String first = PythonText.str(left);
        String second = PythonText.str(right);
        Optional<Double> one = number(first);
        Optional<Double> two = number(second);
        return one.isPresent() && two.isPresent()
                ? Double.compare(one.get(), two.get()) < 0
                : first.compareTo(second) < 0;
    }

    private static Optional<Double> number(String text) {
        try {
            return text.matches("[-+]?[0-9]+(\\.[0-9]*)?") ? Optional.of(Double.valueOf(text)) : Optional.empty();
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /** Applies an entry with versions. */
    void apply(PropertiesEntry entry) {
        check(entry);
        Optional<Tree> latest = latest(entry);
        if (latest.isEmpty()) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (Tree.Mapping version : versions(entry)) {
            Tree v = v(version).orElseThrow();
            if (!seen.add(PythonText.str(v))) {
                diagnostics.problem(
                        Trees.place(v, entry.location()),
                        Problem.Kind.INVALID_CONTENT,
                        "the version '" + PythonText.str(v) + "' of '" + entry.name() + "' is given twice");
            } else {
                apply(entry, version, v, latest.get());
            }
        }
        index.rebuild();
    }

    private void check(PropertiesEntry entry) {
        Tree list = entry.get("versions").orElseThrow();
        if (!(list instanceof Tree.Sequence sequence)) {
            diagnostics.problem(
                    Trees.place(list, entry.location()),
                    Problem.Kind.INVALID_CONTENT,
                    "'versions' must be a list of mappings with a 'v' each, not " + Trees.kind(list));
            return;
        }
        List<Tree.Mapping> usable = versions(entry);
        for (Tree item : sequence.items()) {
            if (!(item instanceof Tree.Mapping mapping) || !usable.contains(mapping)) {
                diagnostics.problem(
                        Trees.place(item, entry.location()),
                        Problem.Kind.INVALID_CONTENT,
                        "a version must be a mapping with a 'v' that is text or a number");
            }
        }
        Optional<Tree> stated = entry.get("latest_version").filter(Trees::isTruthy);
        boolean isKnown = stated.isEmpty()
                || usable.stream().anyMatch(version -> NodeIndex.same(v(version).orElseThrow(), stated.get()));
        if (!isKnown) {
            diagnostics.problem(
                    Trees.place(stated.get(), entry.location()),
                    Problem.Kind.INVALID_CONTENT,
                    "'latest_version' of '" + entry.name() + "' is none of its versions");
        }
    }

    private void apply(PropertiesEntry entry, Tree.Mapping version, Tree v, Tree latest) {
        String formatted = "v" + PythonText.str(v);
        String fileName = Trees.text(version, "defined_in")
                .filter(name -> !name.isEmpty())
                .orElse(entry.name() + "_" + formatted);
        Optional<NodeDraft> found = find(entry, fileName, NodeIndex.same(v, latest));
        if (found.isEmpty()) {
            patcher.unmatched(entry, ResourceType.MODEL, fileName);
            return;
        }
        NodeDraft node = found.get();
        index.remove(node);
        node.version = Optional.of(v);
        node.latestVersion = Optional.of(latest);
        node.name = entry.name();
        node.fqn.set(node.fqn.size() - 1, entry.name());
        node.fqn.add(formatted);
        index.add(node);

        patcher.properties(node, entry);
        version.get("description").filter(Trees::isTruthy).ifPresent(text -> node.description = text);
        node.columns = columns.columns(columnsOf(entry, version), doubt(entry, version), origin(entry, version));
        Tree.Mapping own = Trees.mapping(version, "config").orElse(Trees.emptyMapping(Origin.DEFAULT));
        patcher.config(node, entry, DeepMerge.merge(entry.config(), own));
        boolean ownConstraints =
                version.get("constraints").filter(Trees::isTruthy).isPresent();
        patcher.constraints(node, ownConstraints ? version : entry.value());
        node.deprecationDate = version.get("deprecation_date").filter(date -> !Trees.isNull(date));
    }

    private Optional<NodeDraft> find(PropertiesEntry entry, String fileName, boolean isLatest) {
        Optional<String> own = Optional.of(entry.project().name());
        List<NodeDraft> found = index.refable(fileName, own);
        // The latest version may lie in a file without a version in its name.
        if (found.isEmpty() && isLatest) {
            found = index.refable(entry.name(), own);
        }
        if (found.isEmpty()) {
            found = index.disabled(fileName, Optional.empty(), List.of(ResourceType.MODEL));
            if (found.size() > 1
                    && entry.config().get("enabled").filter(Trees::isTruthy).isPresent()) {
                diagnostics.problem(
                        entry.location(),
                        Problem.Kind.INVALID_CONTENT,
                        found.size() + " disabled models have the name '" + fileName
                                + "'; properties cannot enable one of them");
                return Optional.empty();
            }
        }
        return found.stream().filter(node -> node.type == ResourceType.MODEL).findFirst();
    }

    /** The columns of the model that a version takes over, then its own. */
    List<Tree.Mapping> columnsOf(PropertiesEntry entry, Tree.Mapping version) {
        List<Tree.Mapping> own = new ArrayList<>();
        Optional<Tree.Mapping> filter = Optional.empty();
        for (Tree.Mapping item : columnItems(version, entry.location())) {
            if (item.entries().containsKey("include")) {
                if (filter.isPresent()) {
                    diagnostics.problem(
                            Trees.place(item, entry.location()),
                            Problem.Kind.INVALID_CONTENT,
                            "a version may have one 'include' of columns only");
                }
                filter = filter.or(() -> Optional.of(item));
            } else {
                own.add(item);
            }
        }
        List<Tree.Mapping> all = new ArrayList<>();
        for (Tree.Mapping column : columns.items(entry.value(), entry.location())) {
            if (filter.isEmpty() || includes(filter.get(), ColumnReader.name(column))) {
                all.add(column);
            }
        }
        all.addAll(own);
        return all;
    }

    /** The items of a version's columns: columns with a name, and filters. */
    private List<Tree.Mapping> columnItems(Tree.Mapping version, Location place) {
        List<Tree.Mapping> items = new ArrayList<>();
        Optional<Tree.Sequence> list = Trees.sequence(version, "columns");
        if (list.isEmpty()) {
            return items;
        }
        for (Tree item : list.get().items()) {
            if (item instanceof Tree.Mapping mapping
                    && (mapping.entries().containsKey("include")
                            || mapping.get("name")
                                    .filter(Tree.Scalar.class::isInstance)
                                    .isPresent())) {
                items.add(mapping);
            } else if (!(item instanceof Tree.Unknown)) {
                diagnostics.problem(
                        Trees.place(item, place),
                        Problem.Kind.INVALID_CONTENT,
                        "an item of a version's columns must be a column with a 'name', or an 'include'");
            }
        }
        return items;
    }

    private static boolean includes(Tree.Mapping filter, String name) {
        Tree include = filter.get("include").orElseThrow();
        Optional<String> text = Trees.text(include);
        boolean all =
                text.isPresent() && (text.get().equals("all") || text.get().equals("*"));
        boolean named =
                include instanceof Tree.Sequence list && Trees.texts(list).contains(name);
        boolean excluded = Trees.sequence(filter, "exclude")
                .filter(list -> Trees.texts(list).contains(name))
                .isPresent();
        return (all || named) && !excluded;
    }

    private static Optional<String> doubt(PropertiesEntry entry, Tree.Mapping version) {
        return ColumnReader.doubt(entry.value()).or(() -> ColumnReader.doubt(version));
    }

    private static Origin origin(PropertiesEntry entry, Tree.Mapping version) {
        return version.get("columns")
                .or(() -> entry.get("columns"))
                .map(Tree::origin)
                .orElse(Origin.DEFAULT);
    }
}
