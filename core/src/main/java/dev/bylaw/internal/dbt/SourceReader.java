package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.config.AdapterAliases;
import dev.bylaw.internal.dbt.config.ConfigBuilder;
import dev.bylaw.internal.dbt.config.Freshness;
import dev.bylaw.internal.dbt.render.Reference;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads sources: each table of a source is a resource.
 *
 * <p>Source of the rules: dbt-core 1.11, {@code dbt/parser/sources.py}, {@code dbt/parser/schemas.py}
 * ({@code SourceParser}).
 */
final class SourceReader {
    private static final Tree NULL = new Tree.Scalar(null, Origin.DEFAULT);
    private static final Tree EMPTY = new Tree.Scalar("", Origin.DEFAULT);

    private final ReadContext context;
    private final Diagnostics diagnostics;
    private final NodeIndex index;
    private final GenericTests tests;
    private final TestedReader tested;
    private final ColumnReader columns;
    private final SourcePatches patches;

    SourceReader(ReadContext context, NodeIndex index, GenericTests tests, TestedReader tested, SourcePatches patches) {
        this.context = context;
        this.diagnostics = context.diagnostics();
        this.index = index;
        this.tests = tests;
        this.tested = tested;
        this.columns = new ColumnReader(diagnostics);
        this.patches = patches;
    }

    /** Adds the tables of a source, and their tests. */
    void read(PropertiesEntry entry) {
        Optional<Tree> tables = entry.get("tables").filter(list -> !Trees.isNull(list));
        if (tables.isEmpty()) {
            return;
        }
        if (!(tables.get() instanceof Tree.Sequence list)) {
            diagnostics.problem(
                    Trees.place(tables.get(), entry.location()),
                    Problem.Kind.INVALID_CONTENT,
                    "'tables' of a source must be a list of mappings with a 'name' each, not "
                            + Trees.kind(tables.get()));
            return;
        }
        for (Tree item : list.items()) {
            Optional<String> name = item instanceof Tree.Mapping table
                    ? table.get("name").filter(Trees::isTruthy).map(PythonText::str)
                    : Optional.empty();
            if (name.isEmpty()) {
                diagnostics.problem(
                        Trees.place(item, entry.location()),
                        Problem.Kind.INVALID_CONTENT,
                        "a table of a source must be a mapping with a 'name'");
            } else {
                table(patches.source(entry), patches.table(entry, (Tree.Mapping) item, name.get()), name.get());
            }
        }
    }

    private void table(PropertiesEntry source, Tree.Mapping table, String name) {
        List<String> fqn = new ArrayList<>(List.of(source.project().name()));
        List<String> parts = source.file().parts();
        fqn.addAll(parts.subList(0, parts.size() - 1));
        fqn.add(source.name());
        fqn.add(name);
        Location place = table.get("name")
                .map(tree -> Trees.place(tree, source.location()))
                .orElse(source.location());
        NodeDraft draft = new NodeDraft(
                ResourceType.SOURCE,
                source.project(),
                source.file(),
                place,
                name,
                fqn,
                new ConfigBuilder(ResourceType.SOURCE, context.adapter(), diagnostics));
        draft.explicitId = Optional.of("source." + source.project().name() + "." + source.name() + "." + name);
        Tree.Mapping properties = config(source, table);
        draft.compute(new ConfigBuilder.Layers(
                ReadContext.levels(source.project().settings(), ResourceType.SOURCE, fqn),
                Optional.of(properties),
                Optional.empty(),
                context.rootLevels(source.project().name(), ResourceType.SOURCE, fqn)));
        table.get("description").filter(text -> !Trees.isNull(text)).ifPresent(text -> draft.description = text);
        draft.columns = columns.columns(
                columns.items(table, place),
                ColumnReader.doubt(table),
                table.get("columns").map(Tree::origin).orElse(Origin.DEFAULT));
        describe(draft, source, table, name);
        index.add(draft);
        tests(source, table, name, place);
    }

    /** The configuration of the yml, which is laid over that of dbt_project.yml as a whole. */
    private Tree.Mapping config(PropertiesEntry source, Tree.Mapping table) {
        Tree.Mapping ofSource = source.config();
        Tree.Mapping ofTable = Trees.mapping(table, "config").orElse(Trees.emptyMapping(table.origin()));
        MappingBuilder config = new MappingBuilder().putAll(ofSource).open(ofSource.open());
        ofTable.open()
                .ifPresent(reason -> ofSource.entries()
                        .forEach((key, entry) -> config.put(
                                key,
                                new Tree.Entry(
                                        entry.key(),
                                        new Tree.Unknown(reason, entry.value().origin())))));
        config.putAll(ofTable).open(ofTable.open());
        Optional<Tree> freshness = Freshness.merge(List.of(
                source.get("freshness"), ofSource.get("freshness"), table.get("freshness"), ofTable.get("freshness")));
        config.remove("freshness");
        freshness.ifPresent(value -> config.put("freshness", value));
        config.put("loaded_at_field", loadedAt("loaded_at_field", source.value(), ofSource, table, ofTable));
        config.put("loaded_at_query", loadedAt("loaded_at_query", source.value(), ofSource, table, ofTable));
        config.put("meta", meta(source.get("meta"), ofSource.get("meta"), table.get("meta"), ofTable.get("meta")));
        config.put("tags", tags(source.get("tags"), ofSource.get("tags"), table.get("tags"), ofTable.get("tags")));
        return config.build(ofTable.origin());
    }

    /** The statement of the table counts, also a null; a query of the source does not count beside a field of the table. */
    private static Tree loadedAt(
            String key, Tree.Mapping source, Tree.Mapping ofSource, Tree.Mapping table, Tree.Mapping ofTable) {
        String field = "loaded_at_field";
        boolean fieldPresent = table.get(field).isPresent()
                || ofTable.get(field).filter(Trees::isTruthy).isPresent();
        Optional<Tree> own = truthy(table.get(key)).or(() -> truthy(ofTable.get(key)));
        boolean stated = key.equals(field)
                ? fieldPresent
                        || ofTable.get(key)
                                .filter(value -> !Trees.isNull(value))
                                .isPresent()
                : present(table.get(key)) || present(ofTable.get(key)) || fieldPresent;
        if (stated) {
            return own.or(() -> ofTable.get(key)).orElse(NULL);
        }
        return truthy(source.get(key)).or(() -> ofSource.get(key)).orElse(NULL);
    }

    private static Optional<Tree> truthy(Optional<Tree> value) {
        return value.filter(Trees::isTruthy);
    }

    private static boolean present(Optional<Tree> value) {
        return value.filter(tree -> !Trees.isNull(tree)).isPresent();
    }

    /** Mappings laid over each other, the last one on top. */
    @SafeVarargs
    private static Tree meta(Optional<Tree>... parts) {
        MappingBuilder meta = new MappingBuilder();
        Origin last = Origin.DEFAULT;
        for (Optional<Tree> part : parts) {
            Optional<String> doubt = part.flatMap(value -> value instanceof Tree.Unknown unknown
                    ? Optional.of(unknown.reason())
                    : value instanceof Tree.Mapping mapping ? mapping.open() : Optional.empty());
            if (doubt.isPresent()) {
                meta.build(Origin.DEFAULT)
                        .entries()
                        .forEach((key, entry) -> meta.put(
                                key,
                                new Tree.Entry(
                                        entry.key(),
                                        new Tree.Unknown(
                                                doubt.get(), entry.value().origin()))));
                meta.open(doubt);
            }
            if (part.isPresent() && part.get() instanceof Tree.Mapping mapping) {
                meta.putAll(mapping);
                last = mapping.origin();
            }
        }
        return meta.build(last);
    }

    /** Texts together, sorted, without repetitions. */
    @SafeVarargs
    private static Tree tags(Optional<Tree>... parts) {
        Map<String, Tree> tags = new TreeMap<>();
        Optional<String> open = Optional.empty();
        Origin last = Origin.DEFAULT;
        for (Optional<Tree> part : parts) {
            if (part.isEmpty()) {
                continue;
            }
            List<Tree> items = part.get() instanceof Tree.Sequence list ? list.items() : List.of(part.get());
            if (part.get() instanceof Tree.Sequence list) {
                open = open.or(list::open);
            }
            for (Tree item : items) {
                if (item instanceof Tree.Unknown unknown) {
                    open = open.or(() -> Optional.of(unknown.reason()));
                } else {
                    Trees.text(item).ifPresent(text -> tags.put(text, item));
                }
            }
            last = part.get().origin();
        }
        return new Tree.Sequence(List.copyOf(tags.values()), open, last);
    }

    private void describe(NodeDraft draft, PropertiesEntry source, Tree.Mapping table, String name) {
        Origin origin = Origin.of(draft.location, PropertiesReader.LAYER);
        Tree.Mapping value = source.value();
        Tree sourceName =
                new Tree.Scalar(source.name(), value.get("name").orElse(NULL).origin());
        Map<String, Tree> further = draft.further;
        further.put("source_name", sourceName);
        further.put("source_description", given(value, "description").orElse(EMPTY));
        further.put("loader", given(value, "loader").orElse(EMPTY));
        further.put("identifier", truthy(table.get("identifier")).orElse(new Tree.Scalar(name, origin)));
        further.put("external", external(given(table, "external").orElse(NULL)));
        further.put("source_meta", meta(value.get("meta"), source.config().get("meta")));
        further.put(
                "schema", truthy(alias(value, "schema")).orElse(new Tree.Scalar(source.name(), sourceName.origin())));
        further.put(
                "database",
                truthy(alias(value, "database")).orElse(context.target().database()));
        further.put("quoting", quoting(value, table));
        Tree.Mapping config = draft.config.build();
        for (String key : List.of("freshness", "loaded_at_field", "loaded_at_query")) {
            further.put(key, config.get(key).orElse(NULL));
        }
    }

    private static Tree external(Tree value) {
        if (!(value instanceof Tree.Mapping mapping)) {
            return value;
        }
        MappingBuilder external = new MappingBuilder();
        for (String key : List.of("location", "file_format", "row_format", "tbl_properties", "partitions")) {
            external.put(key, NULL);
        }
        return external.putAll(mapping).open(mapping.open()).build(mapping.origin());
    }

    private static Optional<Tree> given(Tree.Mapping mapping, String key) {
        return mapping.get(key).filter(value -> !Trees.isNull(value));
    }

    /** A value by dbt's name or the adapter's. */
    private Optional<Tree> alias(Tree.Mapping value, String key) {
        Map<String, String> aliases = AdapterAliases.of(context.adapter());
        return value.entries().entrySet().stream()
                .filter(entry ->
                        aliases.getOrDefault(entry.getKey(), entry.getKey()).equals(key))
                .map(entry -> entry.getValue().value())
                .findFirst();
    }

    private static Tree quoting(Tree.Mapping source, Tree.Mapping table) {
        Map<String, Tree> parts = new LinkedHashMap<>();
        for (String key : List.of("database", "schema", "identifier", "column")) {
            parts.put(key, NULL);
        }
        for (Tree.Mapping owner : List.of(source, table)) {
            Trees.mapping(owner, "quoting")
                    .ifPresent(quoting -> parts.replaceAll((key, before) ->
                            quoting.get(key).filter(v -> !Trees.isNull(v)).orElse(before)));
        }
        MappingBuilder builder = new MappingBuilder();
        parts.forEach(builder::put);
        return builder.build(Origin.DEFAULT);
    }

    private void tests(PropertiesEntry source, Tree.Mapping table, String name, Location place) {
        String reference = "source('" + source.name() + "', '" + name + "')";
        Reference relation = new Reference.Source(source.name(), name, place, false);
        String target = source.name() + "_" + name;
        List<Tree> inherited = new ArrayList<>();
        for (Tree.Mapping owner : List.of(source.value(), table)) {
            Trees.sequence(owner, "tags").ifPresent(list -> inherited.addAll(list.items()));
        }
        for (Tree test : TestedReader.items(table.get("data_tests"), place, diagnostics)) {
            tests.add(block(source, test, target, reference, relation, Optional.empty(), false, inherited));
        }
        boolean quoteAll = Trees.mapping(table, "quoting")
                .flatMap(quoting -> Trees.bool(quoting, "column"))
                .or(() -> Trees.mapping(source.value(), "quoting").flatMap(quoting -> Trees.bool(quoting, "column")))
                .orElse(false);
        for (Tree.Mapping column :
                new ColumnReader(new Diagnostics(context.tree().limits())).items(table, place)) {
            List<Tree> tags = new ArrayList<>(inherited);
            tags.addAll(tested.columnTags(column));
            boolean quoted = Trees.bool(column, "quote").orElse(quoteAll);
            for (Tree test : TestedReader.items(column.get("data_tests"), place, diagnostics)) {
                Optional<String> columnName = Optional.of(ColumnReader.name(column));
                tests.add(block(source, test, target, reference, relation, columnName, quoted, tags));
            }
        }
    }

    private static TestBlock block(
            PropertiesEntry source,
            Tree test,
            String target,
            String reference,
            Reference relation,
            Optional<String> column,
            boolean quoted,
            List<Tree> tags) {
        return new TestBlock(
                source.project(),
                source.file(),
                Trees.place(test, source.location()),
                test,
                target,
                reference,
                relation,
                true,
                column,
                quoted,
                tags);
    }
}
