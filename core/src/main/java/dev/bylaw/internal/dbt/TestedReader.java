package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.render.Reference;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the generic tests that entries of models, seeds and snapshots declare: on columns, on the whole, and for each
 * version.
 *
 * <p>Source of the rules: dbt-core 1.11, {@code dbt/parser/schema_generic_tests.py}.
 */
final class TestedReader {
    private final Diagnostics diagnostics;
    private final GenericTests tests;
    private final ColumnReader columns;
    private final VersionPatcher versions;

    TestedReader(ReadContext context, GenericTests tests, VersionPatcher versions) {
        this.diagnostics = context.diagnostics();
        this.tests = tests;
        this.columns = new ColumnReader(new Diagnostics(context.tree().limits()));
        this.versions = versions;
    }

    /** Adds the tests of an entry. */
    void read(PropertiesEntry entry) {
        if (!VersionPatcher.hasVersions(entry)) {
            add(entry, Optional.empty(), columns.items(entry.value(), entry.location()), entry.get("data_tests"));
            return;
        }
        for (Tree.Mapping version : VersionPatcher.versions(entry)) {
            Optional<Tree> own = version.get("data_tests").filter(list -> !Trees.isNull(list));
            add(
                    entry,
                    version.get("v"),
                    versions.columnsOf(entry, version),
                    own.isPresent() ? own : entry.get("data_tests"));
        }
    }

    private void add(
            PropertiesEntry entry, Optional<Tree> version, List<Tree.Mapping> columnItems, Optional<Tree> ofModel) {
        Optional<String> versionText = version.filter(Trees::isTruthy).map(PythonText::str);
        String target = entry.name() + versionText.map(v -> "_v" + v).orElse("");
        String reference = "ref('" + entry.name() + "'"
                + versionText.map(v -> ", version='" + v + "'").orElse("") + ")";
        Reference relation = new Reference.Ref(Optional.empty(), entry.name(), versionText, entry.location(), false);
        boolean quoteAll = Trees.bool(entry.value(), "quote_columns").orElse(false);
        for (Tree.Mapping column : columnItems) {
            boolean quoted = Trees.bool(column, "quote").orElse(quoteAll);
            List<Tree> tags = columnTags(column);
            for (Tree test : items(column.get("data_tests"), entry.location(), diagnostics)) {
                tests.add(new TestBlock(
                        entry.project(),
                        entry.file(),
                        Trees.place(test, entry.location()),
                        test,
                        target,
                        reference,
                        relation,
                        false,
                        Optional.of(ColumnReader.name(column)),
                        quoted,
                        tags));
            }
        }
        for (Tree test : items(ofModel, entry.location(), diagnostics)) {
            tests.add(new TestBlock(
                    entry.project(),
                    entry.file(),
                    Trees.place(test, entry.location()),
                    test,
                    target,
                    reference,
                    relation,
                    false,
                    Optional.empty(),
                    false,
                    List.of()));
        }
    }

    /** The tags that a column hands to its tests. */
    List<Tree> columnTags(Tree.Mapping column) {
        Optional<Tree> config = Trees.mapping(column, "config").flatMap(mapping -> mapping.get("tags"));
        return columns.tags(column.get("tags"), config, Origin.DEFAULT).items();
    }

    /** The items of a list of tests. */
    static List<Tree> items(Optional<Tree> list, Location place, Diagnostics diagnostics) {
        if (list.isEmpty() || Trees.isNull(list.get())) {
            return List.of();
        }
        if (list.get() instanceof Tree.Sequence sequence) {
            return new ArrayList<>(sequence.items());
        }
        String what = list.get() instanceof Tree.Unknown unknown ? unknown.reason() : Trees.kind(list.get());
        diagnostics.problem(
                Trees.place(list.get(), place),
                Problem.Kind.INVALID_CONTENT,
                "tests must be a list of names and mappings; here is " + what);
        return List.of();
    }
}
