package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.ProjectSettings.PathKind;
import dev.bylaw.internal.dbt.ProjectSettings.SearchPath;
import dev.bylaw.internal.dbt.config.ConfigSchema;
import dev.bylaw.internal.dbt.render.Templates;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.source.TreePath;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.internal.yaml.YamlOptions;
import dev.bylaw.internal.yaml.YamlReader;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code dbt_project.yml} files. */
final class ProjectFileReader {
    static final String FILE = "dbt_project.yml";

    private static final Pattern NAME = Pattern.compile("[^\\d\\W]\\w*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Set<String> HOOKS = Set.of("pre-hook", "post-hook", "pre_hook", "post_hook");
    private static final Set<String> WITH_HOOKS = Set.of("seeds", "models", "snapshots", "tests", "data_tests");
    private static final Set<String> KEPT = Set.of("on-run-start", "on-run-end", "query-comment", "vars");

    private final SourceTree tree;
    private final Diagnostics diagnostics;

    ProjectFileReader(SourceTree tree, Diagnostics diagnostics) {
        this.tree = tree;
        this.diagnostics = diagnostics;
    }

    /** The file of a project as it is written; empty if it cannot be read. */
    Optional<Tree.Mapping> raw(String directory) {
        String path = TreePath.join(directory, FILE);
        Optional<Tree> document = tree.text(path, diagnostics)
                .flatMap(file -> YamlReader.read(file, YamlOptions.dbt(FILE), tree.limits(), diagnostics));
        if (document.isEmpty()) {
            return Optional.empty();
        }
        if (document.get() instanceof Tree.Mapping mapping) {
            return Optional.of(mapping);
        }
        diagnostics.problem(
                Location.startOf(path),
                Problem.Kind.INVALID_CONTENT,
                "this file must hold a mapping with the key 'name', not " + Trees.kind(document.get()));
        return Optional.empty();
    }

    /**
     * The settings of a project.
     *
     * @param directory its directory
     * @param raw its file
     * @param templates what its values are rendered with: the target and the variables given from outside
     * @return empty, with a problem, if the project has no usable name
     */
    Optional<ProjectSettings> settings(String directory, Tree.Mapping raw, Templates templates) {
        String path = TreePath.join(directory, FILE);
        Tree rendered = new ValueRenderer(templates, Trees.text(raw, "name").orElse(""))
                .render(renameTests(raw), ProjectFileReader::isKept);
        Tree.Mapping document = (Tree.Mapping) rendered;
        Optional<String> name = Trees.text(document, "name");
        if (name.isEmpty() || !NAME.matcher(name.get()).matches()) {
            Location place = document.get("name")
                    .flatMap(value -> value.origin().location())
                    .orElse(Location.startOf(path));
            diagnostics.problem(
                    place,
                    Problem.Kind.INVALID_CONTENT,
                    "a dbt project needs a 'name' of letters, digits and underscores that does not begin with a digit;"
                            + " without it nothing of this project is read");
            return Optional.empty();
        }
        warnOfUnprefixedMappings(document);
        return Optional.of(new ProjectSettings(name.get(), directory, path, document, paths(document, path)));
    }

    /** {@code tests} is the old name of {@code data_tests}. */
    private Tree.Mapping renameTests(Tree.Mapping raw) {
        Tree.Entry tests = raw.entries().get("tests");
        if (tests == null) {
            return raw;
        }
        if (raw.get("data_tests").isPresent()) {
            diagnostics.problem(
                    Trees.place(tests, Location.startOf("")),
                    Problem.Kind.INVALID_CONTENT,
                    "'tests' and 'data_tests' are the same section; keep 'data_tests' alone");
            return raw;
        }
        MappingBuilder renamed = new MappingBuilder();
        raw.entries().forEach((key, entry) -> renamed.put(key.equals("tests") ? "data_tests" : key, entry));
        return renamed.build(raw.origin());
    }

    private static boolean isKept(List<String> path) {
        if (path.isEmpty()) {
            return false;
        }
        if (KEPT.contains(path.get(0))) {
            return true;
        }
        return WITH_HOOKS.contains(path.get(0))
                && path.stream().anyMatch(part -> HOOKS.contains(part.replaceFirst("^[+ ]+", "")));
    }

    private Map<PathKind, List<SearchPath>> paths(Tree.Mapping document, String file) {
        Map<PathKind, List<SearchPath>> paths = new LinkedHashMap<>();
        Set<SearchPath> all = new LinkedHashSet<>();
        for (PathKind kind : PathKind.values()) {
            Optional<List<SearchPath>> stated = stated(document, kind.key());
            if (kind == PathKind.MODELS) {
                stated = stated.or(() -> deprecated(document, "source-paths", kind));
            } else if (kind == PathKind.SEEDS) {
                stated = stated.or(() -> deprecated(document, "data-paths", kind));
            }
            List<SearchPath> list = stated.orElseGet(() -> kind == PathKind.DOCS
                    ? List.copyOf(all)
                    : List.of(new SearchPath(kind.initial(), Location.startOf(file))));
            paths.put(kind, list);
            all.addAll(list);
        }
        return paths;
    }

    private Optional<List<SearchPath>> deprecated(Tree.Mapping document, String key, PathKind kind) {
        Optional<List<SearchPath>> stated = stated(document, key);
        if (stated.isPresent()) {
            diagnostics.notice(
                    Trees.place(document.entries().get(key), Location.startOf(FILE)),
                    "deprecated-key",
                    "'" + key + "' is the old name of '" + kind.key() + "'");
        }
        return stated;
    }

    private Optional<List<SearchPath>> stated(Tree.Mapping document, String key) {
        Optional<Tree> value = document.get(key).filter(tree -> !Trees.isNull(tree));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Location place = Trees.place(document.entries().get(key), Location.startOf(FILE));
        if (!(value.get() instanceof Tree.Sequence sequence)) {
            diagnostics.problem(
                    place,
                    Problem.Kind.INVALID_CONTENT,
                    "'" + key + "' must be a list of directories, not " + Trees.kind(value.get()));
            return Optional.of(List.of());
        }
        List<SearchPath> list = new ArrayList<>();
        for (Tree item : sequence.items()) {
            Location at = item.origin().location().orElse(place);
            Optional<String> path = Trees.text(item);
            if (path.isPresent()) {
                searchPath(key, path.get(), at).ifPresent(list::add);
            } else {
                String what = item instanceof Tree.Unknown unknown ? unknown.reason() : Trees.kind(item);
                diagnostics.problem(
                        at, Problem.Kind.INVALID_CONTENT, "'" + key + "' holds a path that cannot be told: " + what);
            }
        }
        return Optional.of(list);
    }

    private Optional<SearchPath> searchPath(String key, String path, Location place) {
        if (TreePath.isAbsolute(path)) {
            diagnostics.problem(
                    place,
                    Problem.Kind.OUTSIDE_ROOT,
                    "'" + key + "' holds an absolute path; only directories of the project are read");
            return Optional.empty();
        }
        return Optional.of(new SearchPath(TreePath.normalize(path), place));
    }

    /** A mapping such as {@code meta:} without {@code +} is taken for a folder by dbt and has no effect. */
    private void warnOfUnprefixedMappings(Tree.Mapping document) {
        for (ResourceType type : ResourceType.values()) {
            if (!type.projectSection().isEmpty() && type != ResourceType.ANALYSIS) {
                ConfigSchema schema = ConfigSchema.of(type);
                document.get(type.projectSection()).ifPresent(section -> warnOfUnprefixedMappings(section, schema));
            }
        }
    }

    private void warnOfUnprefixedMappings(Tree level, ConfigSchema schema) {
        if (!(level instanceof Tree.Mapping mapping)) {
            return;
        }
        mapping.entries().forEach((key, entry) -> {
            if (entry.value() instanceof Tree.Mapping inner && !key.startsWith("+")) {
                if (schema.isMapping(key)) {
                    diagnostics.notice(
                            Trees.place(entry, Location.startOf(FILE)),
                            "unprefixed-config",
                            "without a + dbt takes '" + key + "' for a folder and this has no effect; write '+" + key
                                    + "'");
                } else {
                    warnOfUnprefixedMappings(inner, schema);
                }
            }
        });
    }
}
