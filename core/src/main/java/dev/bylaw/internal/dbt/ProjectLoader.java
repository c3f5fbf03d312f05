package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.render.Templates;
import dev.bylaw.internal.dbt.render.TemplatesFactory;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads one root project with its packages, in the order in which dbt learns about them. */
final class ProjectLoader {
    private static final Set<String> NODES =
            Set.of("models", "seeds", "snapshots", "analyses", "data_tests", "functions");
    private static final Set<String> TESTED = Set.of("models", "seeds", "snapshots");

    private final SourceTree tree;
    private final DbtOptions options;
    private final TemplatesFactory factory;
    private final Diagnostics diagnostics;

    ProjectLoader(SourceTree tree, DbtOptions options, TemplatesFactory factory, Diagnostics diagnostics) {
        this.tree = tree;
        this.options = options;
        this.factory = factory;
        this.diagnostics = diagnostics;
    }

    /** The project of a directory; empty, with a problem, if it cannot be read. */
    Optional<DbtProject> load(String directory) {
        ProjectFileReader files = new ProjectFileReader(tree, diagnostics);
        Optional<Tree.Mapping> raw = files.raw(directory);
        if (raw.isEmpty()) {
            return Optional.empty();
        }
        Target none = Target.unknown("the target is not known yet", options.target(), options.adapter());
        Target target = new ProfileReader(tree, options, templates(none), diagnostics).read(directory, raw.get());
        Templates early = templates(target);
        Optional<ProjectSettings> settings = files.settings(directory, raw.get(), early);
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        PackageFinder.Found found = new PackageFinder(tree, files, early, diagnostics).find(settings.get());
        return Optional.of(load(settings.get(), found, target));
    }

    /** A renderer that knows no macros and no packages. */
    private Templates templates(Target target) {
        return factory.create(new TemplatesFactory.Setting(
                List.of(),
                new TreeSet<>(),
                Map.of(),
                target.adapter(),
                target.asVariable(),
                options.variables(),
                options.environment()));
    }

    private DbtProject load(ProjectSettings root, PackageFinder.Found found, Target target) {
        Map<String, DbtPackage> packages = new LinkedHashMap<>();
        Map<String, PackageFiles> files = new LinkedHashMap<>();
        MacroIndex macroIndex = new MacroIndex(root.name());
        MacroReader macros = new MacroReader(tree, diagnostics, macroIndex);
        List<TemplatesFactory.MacroPackage> macroPackages = new ArrayList<>();
        for (DbtPackage project : found.packages()) {
            packages.put(project.name(), project);
            files.put(project.name(), new PackageFiles(tree, project.settings(), diagnostics));
            macroPackages.add(macros.read(project, files.get(project.name())));
        }
        Templates templates = factory.create(new TemplatesFactory.Setting(
                macroPackages,
                found.absent(),
                root.dispatch(),
                target.adapter(),
                target.asVariable(),
                options.variables(),
                options.environment()));
        ReadContext context = new ReadContext(tree, diagnostics, root, packages, found.absent(), templates, target);
        return new Reading(context, files, macroIndex, macros).run();
    }

    /** The reading of resources, once the packages and the renderer are known. */
    private final class Reading {
        private final ReadContext context;
        private final Map<String, PackageFiles> files;
        private final MacroIndex macroIndex;
        private final MacroReader macros;
        private final NodeIndex index;
        private final TemplateRunner runner;
        private final DocBlocks docs;
        private final List<PropertiesEntry> entries = new ArrayList<>();

        Reading(ReadContext context, Map<String, PackageFiles> files, MacroIndex macroIndex, MacroReader macros) {
            this.context = context;
            this.files = files;
            this.macroIndex = macroIndex;
            this.macros = macros;
            this.index = new NodeIndex(diagnostics);
            this.runner = new TemplateRunner(context.templates());
            this.docs = new DocBlocks(context);
        }

        DbtProject run() {
            PropertiesReader properties = new PropertiesReader(context);
            context.packages().values().forEach(project -> {
                entries.addAll(properties.read(project, files.get(project.name())));
                docs.read(project, files.get(project.name()));
            });
            NodeReader nodes = new NodeReader(context, index, runner, new PatchFinder(entries));
            context.packages().values().forEach(project -> nodes.read(project, files.get(project.name())));
            index.rebuild();
            NodePatcher patcher = new NodePatcher(context, index, nodes);
            VersionPatcher versions = new VersionPatcher(context, index, patcher);
            patch(patcher, versions, nodes);
            index.settle();
            tests(versions);
            index.settle();
            return finish(nodes);
        }

        private void patch(NodePatcher patcher, VersionPatcher versions, NodeReader nodes) {
            YamlSnapshots snapshots = new YamlSnapshots(context, index, nodes, runner);
            for (PropertiesEntry entry : entries) {
                tree.goOn();
                if (entry.section().equals("snapshots")) {
                    snapshots.add(entry);
                }
                if (VersionPatcher.hasVersions(entry)) {
                    versions.apply(entry);
                } else if (NODES.contains(entry.section())) {
                    patcher.apply(entry);
                } else if (entry.section().equals("macros")) {
                    macros.patch(entry);
                }
            }
        }

        private void tests(VersionPatcher versions) {
            GenericTests tests = new GenericTests(context, index, macroIndex, runner);
            TestedReader tested = new TestedReader(context, tests, versions);
            SourcePatches patches = new SourcePatches(diagnostics);
            entries.stream()
                    .filter(entry -> entry.section().equals("sources") && SourcePatches.isPatch(entry))
                    .forEach(patches::add);
            SourceReader sources = new SourceReader(context, index, tests, tested, patches);
            OtherReader others = new OtherReader(context, index, runner);
            for (PropertiesEntry entry : entries) {
                tree.goOn();
                if (TESTED.contains(entry.section())) {
                    tested.read(entry);
                } else if (entry.section().equals("sources")) {
                    if (!SourcePatches.isPatch(entry)) {
                        sources.read(entry);
                    }
                } else {
                    others.read(entry);
                }
            }
            patches.reportUnused();
        }

        private DbtProject finish(NodeReader nodes) {
            ReferenceResolver resolver = new ReferenceResolver(context, index);
            UnitTests unitTests = new UnitTests(context, index);
            NodeFinisher finisher = new NodeFinisher(docs, new RelationNames(context, macroIndex, runner));
            NodeChecks checks = new NodeChecks(context, index);
            Map<String, DbtNode> enabled = new TreeMap<>();
            List<DbtNode> disabled = new ArrayList<>();
            List<NodeDraft> drafts = new ArrayList<>(index.all());
            drafts.addAll(macros.drafts());
            for (NodeDraft draft : drafts) {
                tree.goOn();
                if (draft.type == ResourceType.SEED) {
                    nodes.header(draft);
                }
                boolean isEnabled = !draft.isDisabled();
                if (isEnabled) {
                    runner.hooks(draft);
                    resolver.resolve(draft);
                    checks.check(draft);
                }
                boolean isUnitTest = isEnabled && draft.type == ResourceType.UNIT_TEST;
                for (NodeDraft result : isUnitTest ? unitTests.resolve(draft) : List.of(draft)) {
                    if (result.isDisabled()) {
                        disabled.add(finisher.finish(result));
                    } else {
                        enabled.put(result.uniqueId(), finisher.finish(result));
                    }
                }
            }
            disabled.sort(Comparator.comparing(DbtNode::uniqueId).thenComparing(DbtNode::location));
            return new DbtProject(
                    context.root().name(),
                    context.root().directory(),
                    Location.startOf(context.root().file()),
                    context.adapter(),
                    List.copyOf(context.packages().keySet()),
                    context.absence(),
                    List.copyOf(enabled.values()),
                    disabled);
        }
    }

    /** Snapshots that properties define by themselves. */
    private record YamlSnapshots(ReadContext context, NodeIndex index, NodeReader nodes, TemplateRunner runner) {
        void add(PropertiesEntry entry) {
            Optional<Tree> relation = entry.get("relation").filter(value -> !Trees.isNull(value));
            if (relation.isEmpty()) {
                return;
            }
            if (Trees.text(relation.get()).isEmpty() && !(relation.get() instanceof Tree.Unknown)) {
                context.diagnostics()
                        .problem(
                                entry.location(),
                                Problem.Kind.INVALID_CONTENT,
                                "'relation' of a snapshot must be ref('...') or source('...', '...')");
                return;
            }
            nodes.yamlSnapshot(entry, relation.get());
            index.rebuild();
        }
    }
}
