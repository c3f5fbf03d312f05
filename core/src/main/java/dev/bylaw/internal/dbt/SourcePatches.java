package dev.bylaw.internal.dbt;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Entries of sources that change a source of a package ({@code overrides}).
 *
 * <p>Source of the rules: dbt-core 1.11, {@code dbt/parser/sources.py} ({@code patch_source}),
 * {@code dbt/contracts/graph/unparsed.py} ({@code SourcePatch}).
 */
final class SourcePatches {
    /** What a patch replaces also where it does not state it, since dbt writes a default there. */
    private static final List<String> OF_SOURCE = List.of("config", "freshness");

    private static final List<String> OF_TABLE = List.of("quoting", "freshness");
    private static final Set<String> NOT_COPIED = Set.of("name", "overrides", "tables");

    private final Diagnostics diagnostics;
    private final Map<String, PropertiesEntry> patches = new LinkedHashMap<>();
    private final Set<String> unused = new TreeSet<>();

    SourcePatches(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Whether an entry changes another package's source. */
    static boolean isPatch(PropertiesEntry entry) {
        return entry.value().entries().containsKey("overrides");
    }

    private static String key(String packageName, String source) {
        return packageName + "." + source;
    }

    void add(PropertiesEntry entry) {
        String overridden = entry.get("overrides").map(PythonText::str).orElse("");
        PropertiesEntry before = patches.putIfAbsent(key(overridden, entry.name()), entry);
        unused.add(key(overridden, entry.name()));
        if (before != null) {
            diagnostics.problem(
                    entry.location(),
                    Problem.Kind.INVALID_CONTENT,
                    "the source '" + entry.name() + "' of the package '" + overridden
                            + "' is overridden twice, here and in "
                            + before.file().path());
        }
    }

    /** A source with what overrides it. */
    PropertiesEntry source(PropertiesEntry source) {
        Optional<PropertiesEntry> patch = patch(source);
        if (patch.isEmpty()) {
            return source;
        }
        return source.withValue(laidOver(source.value(), patch.get().value(), OF_SOURCE));
    }

    /** A table of a source with what overrides it. */
    Tree.Mapping table(PropertiesEntry source, Tree.Mapping table, String name) {
        Optional<Tree.Sequence> tables = patch(source).flatMap(entry -> Trees.sequence(entry.value(), "tables"));
        if (tables.isEmpty()) {
            return table;
        }
        for (Tree item : tables.get().items()) {
            if (item instanceof Tree.Mapping patch
                    && patch.get("name").map(PythonText::str).equals(Optional.of(name))) {
                return laidOver(table, patch, OF_TABLE);
            }
        }
        return table;
    }

    private Optional<PropertiesEntry> patch(PropertiesEntry source) {
        String key = key(source.project().name(), source.name());
        unused.remove(key);
        return Optional.ofNullable(patches.get(key));
    }

    private static Tree.Mapping laidOver(Tree.Mapping base, Tree.Mapping patch, List<String> replaced) {
        MappingBuilder builder = new MappingBuilder().putAll(base).open(base.open());
        replaced.forEach(builder::remove);
        patch.entries().forEach((key, entry) -> {
            if (!NOT_COPIED.contains(key) && !Trees.isNull(entry.value())) {
                builder.put(key, entry);
            }
        });
        return builder.open(patch.open()).build(base.origin());
    }

    /** Says which patches change nothing. */
    void reportUnused() {
        unused.forEach(key -> {
            PropertiesEntry entry = patches.get(key);
            diagnostics.notice(
                    entry.location(),
                    "unmatched-properties",
                    "there is no source " + key + " that this entry could override");
        });
    }
}
