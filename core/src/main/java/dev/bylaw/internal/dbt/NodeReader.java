package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.config.ConfigBuilder;
import dev.bylaw.internal.dbt.config.ConfigCalls;
import dev.bylaw.internal.dbt.render.RenderedTemplate;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the resources that are files of their own: models, seeds, snapshots, analyses, singular tests and functions, with
 * the configuration that the settings of the project and the file itself give.
 *
 * <p>Source of the rules: dbt-core 1.11, {@code dbt/parser/base.py} and the parsers beside it.
 */
final class NodeReader {
    private static final String PYTHON = ".py";
    /** Calls of {@code config} in one template; each may make lists longer. */
    private static final int MOST_CALLS = 1000;

    private final ReadContext context;
    private final Diagnostics diagnostics;
    private final NodeIndex index;
    private final TemplateRunner runner;
    private final PatchFinder patches;

    NodeReader(ReadContext context, NodeIndex index, TemplateRunner runner, PatchFinder patches) {
        this.context = context;
        this.diagnostics = context.diagnostics();
        this.index = index;
        this.runner = runner;
        this.patches = patches;
    }

    /** Reads all such resources of a package. */
    void read(DbtPackage project, PackageFiles files) {
        files.models().forEach(file -> whole(project, file, ResourceType.MODEL, List.of()));
        files.snapshots().forEach(file -> snapshots(project, file));
        files.analyses().forEach(file -> whole(project, file, ResourceType.ANALYSIS, List.of("analysis")));
        files.singularTests().forEach(file -> whole(project, file, ResourceType.TEST, List.of()));
        files.seeds().forEach(file -> seed(project, file));
        files.functions().forEach(file -> whole(project, file, ResourceType.FUNCTION, List.of()));
    }

    private static List<String> fqn(DbtPackage project, PackageFiles.Source file, List<String> prefix) {
        List<String> fqn = new ArrayList<>(List.of(project.name()));
        fqn.addAll(prefix);
        fqn.addAll(file.parts());
        return fqn;
    }

    private ConfigBuilder builder(ResourceType type) {
        return new ConfigBuilder(type, context.adapter(), diagnostics);
    }

    /** A file that is one resource. */
    private void whole(DbtPackage project, PackageFiles.Source file, ResourceType type, List<String> prefix) {
        Location start = Location.startOf(file.path());
        NodeDraft draft =
                new NodeDraft(type, project, file, start, file.stem(), fqn(project, file, prefix), builder(type));
        if (file.path().toLowerCase(Locale.ROOT).endsWith(PYTHON)) {
            python(draft);
            index.add(draft);
            return;
        }
        Optional<SourceFile> text = context.tree().text(file.path(), diagnostics);
        if (text.isEmpty()) {
            unreadable(draft);
        } else {
            template(draft, text.get());
        }
        index.add(draft);
    }

    /** The blocks of a file that are snapshots. */
    private void snapshots(DbtPackage project, PackageFiles.Source file) {
        Optional<SourceFile> text = context.tree().text(file.path(), diagnostics);
        if (text.isEmpty()) {
            return;
        }
        for (TemplateBlocks.Block block : TemplateBlocks.of(text.get(), Set.of("snapshot"), diagnostics)) {
            Location place = text.get().location(block.start(), block.contentStart());
            if (block.name().isEmpty()) {
                diagnostics.problem(place, Problem.Kind.INVALID_SYNTAX, "a snapshot block needs a name");
                continue;
            }
            List<String> fqn = fqn(project, file, List.of());
            fqn.add(block.name());
            NodeDraft draft = new NodeDraft(
                    ResourceType.SNAPSHOT, project, file, place, block.name(), fqn, builder(ResourceType.SNAPSHOT));
            template(draft, TemplateRunner.part(text.get(), block.contentStart(), block.contentEnd()));
            index.add(draft);
        }
    }

    private void seed(DbtPackage project, PackageFiles.Source file) {
        NodeDraft draft = new NodeDraft(
                ResourceType.SEED,
                project,
                file,
                Location.startOf(file.path()),
                file.stem(),
                fqn(project, file, List.of()),
                builder(ResourceType.SEED));
        begin(draft);
        stage(draft, Optional.empty(), Optional.of(draft.calls));
        index.add(draft);
    }

    /** Reads the header of a seed, whose delimiter is known only now. */
    void header(NodeDraft seed) {
        Optional<String> delimiter = Trees.text(seed.config.build(), "delimiter");
        if (delimiter.isPresent() && delimiter.get().length() == 1) {
            seed.header = CsvHeader.read(
                    context.tree(), seed.file.path(), delimiter.get().charAt(0), diagnostics);
        }
    }

    private void template(NodeDraft draft, SourceFile text) {
        begin(draft);
        runner.render(draft, text, beforeCalls(draft));
        RenderedTemplate rendered = draft.template.orElseThrow();
        List<Tree.Mapping> calls = rendered.config();
        draft.calls = ConfigCalls.merge(calls.subList(0, Math.min(calls.size(), MOST_CALLS)), diagnostics);
        if (calls.size() > MOST_CALLS) {
            String reason = "this template has more than " + MOST_CALLS + " calls of config(); the others are not read";
            diagnostics.problem(Location.startOf(text.path()), Problem.Kind.LIMIT_EXCEEDED, reason);
            draft.calls = new Tree.Mapping(draft.calls.entries(), Optional.of(reason), draft.calls.origin());
        }
        rendered.failure().ifPresent(failure -> {
            diagnostics.add(failure);
            // What is behind the fault may set anything.
            draft.calls = new Tree.Mapping(draft.calls.entries(), Optional.of(failure.message()), draft.calls.origin());
        });
        stage(draft, Optional.empty(), Optional.of(draft.calls));
    }

    /** What the configuration is before the file itself says anything, with the properties that will most likely apply. */
    private Tree.Mapping beforeCalls(NodeDraft draft) {
        Diagnostics ignored = new Diagnostics(Limits.DEFAULT);
        return new ConfigBuilder(draft.type, context.adapter(), ignored)
                .compute(layers(draft, draft.project, patches.likely(draft), Optional.empty()));
    }

    private void unreadable(NodeDraft draft) {
        String reason = "the file " + draft.file.path() + " cannot be read";
        draft.anyReference = Optional.of(reason);
        draft.macrosOpen = Optional.of(reason);
        begin(draft);
        draft.calls = new Tree.Mapping(Map.of(), Optional.of(reason), Origin.DEFAULT);
        stage(draft, Optional.empty(), Optional.of(draft.calls));
    }

    /** Adds a snapshot that properties define by themselves: all rows of a relation. */
    void yamlSnapshot(PropertiesEntry entry, Tree relation) {
        List<String> parts = entry.file().parts();
        List<String> fqn = new ArrayList<>(List.of(entry.project().name()));
        fqn.addAll(parts.subList(0, parts.size() - 1));
        fqn.add(entry.name());
        NodeDraft draft = new NodeDraft(
                ResourceType.SNAPSHOT,
                entry.project(),
                entry.file(),
                entry.location(),
                entry.name(),
                fqn,
                builder(ResourceType.SNAPSHOT));
        begin(draft);
        Optional<String> text = Trees.text(relation);
        if (text.isPresent()) {
            CallText.parse(relation).ifPresent(draft.references::add);
            Tree query = new Tree.Scalar("select * from {{ " + text.get() + " }}", relation.origin());
            RenderedTemplate rendered = runner.render(draft, query);
            draft.template = Optional.of(rendered);
            if (draft.references.isEmpty()) {
                draft.references.addAll(rendered.references());
            }
        } else {
            draft.anyReference = Trees.doubt(relation);
        }
        index.add(draft);
    }

    /** A Python model is listed; its calls are read where they hold nothing but literals. */
    private void python(NodeDraft draft) {
        Optional<SourceFile> text = context.tree().text(draft.file.path(), diagnostics);
        if (text.isEmpty()) {
            unreadable(draft);
            return;
        }
        PythonModel model = PythonModel.read(text.get());
        draft.further.put("language", new Tree.Scalar("python", Origin.DEFAULT));
        draft.references.addAll(model.references());
        draft.anyReference = model.referencesOpen();
        draft.calls = model.config();
        begin(draft);
        stage(draft, Optional.of(pythonDefaults(Trees.emptyMapping(Origin.DEFAULT))), Optional.of(draft.calls));
    }

    /** Properties of a Python model: it is a table unless they say otherwise. */
    static Tree.Mapping pythonDefaults(Tree.Mapping properties) {
        MappingBuilder builder = new MappingBuilder().putAll(properties).open(properties.open());
        if (!builder.has("materialized")) {
            builder.put("materialized", "table", Origin.DEFAULT);
        }
        return builder.build(properties.origin());
    }

    private void begin(NodeDraft draft) {
        draft.begin(layers(draft, draft.project, Optional.empty(), Optional.empty()));
    }

    private void stage(NodeDraft draft, Optional<Tree.Mapping> properties, Optional<Tree.Mapping> calls) {
        draft.compute(layers(draft, draft.project, properties, calls));
    }

    /** The layers of a resource; {@code own} is the project of the resource, or that of its properties. */
    ConfigBuilder.Layers layers(
            NodeDraft draft, DbtPackage own, Optional<Tree.Mapping> properties, Optional<Tree.Mapping> calls) {
        return new ConfigBuilder.Layers(
                ReadContext.levels(own.settings(), draft.type, draft.fqn),
                properties,
                calls,
                context.rootLevels(own.name(), draft.type, draft.fqn));
    }
}
