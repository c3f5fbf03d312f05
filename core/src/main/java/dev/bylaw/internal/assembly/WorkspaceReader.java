package dev.bylaw.internal.assembly;

import dev.bylaw.internal.analysis.NodeAnalysis;
import dev.bylaw.internal.analysis.ProjectAnalyser;
import dev.bylaw.internal.dbt.DbtOptions;
import dev.bylaw.internal.dbt.DbtProject;
import dev.bylaw.internal.dbt.DbtReader;
import dev.bylaw.internal.dbt.manifest.ManifestReader;
import dev.bylaw.internal.document.Document;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Reads everything that lies in a tree into the document. */
public final class WorkspaceReader {
    private final SourceTree tree;
    private final DbtOptions options;
    private final Optional<String> manifest;
    private final BooleanSupplier cancelled;
    private final Consumer<String> progress;
    private final Diagnostics diagnostics;

    /**
     * A reader.
     *
     * @param tree the files
     * @param options what is said from outside about dbt
     * @param manifest the path of a dbt manifest that is read in place of projects
     * @param cancelled asked from time to time; once it says true, what is left is not read
     * @param progress takes a line of text for each part of the work
     * @param diagnostics where problems and notices go
     */
    public WorkspaceReader(
            SourceTree tree,
            DbtOptions options,
            Optional<String> manifest,
            BooleanSupplier cancelled,
            Consumer<String> progress,
            Diagnostics diagnostics) {
        this.tree = tree;
        this.options = options;
        this.manifest = manifest;
        this.cancelled = cancelled;
        this.progress = progress;
        this.diagnostics = diagnostics;
    }

    /** {@return the document} */
    public Document read() {
        tree.problems().forEach(diagnostics::add);
        Map<String, MappingBuilder> collections = new LinkedHashMap<>();
        Document.COLLECTIONS.forEach(path -> collections.put(String.join("/", path), new MappingBuilder()));
        for (DbtProject project : projects()) {
            progress.accept("analysing the SQL of " + project.name());
            Map<String, NodeAnalysis> analyses = ProjectAnalyser.analyse(project, cancelled);
            new DbtSection(project, analyses, new Outputs(project, Map.of())).addTo(collections);
        }
        return new Document(root(collections));
    }

    private List<DbtProject> projects() {
        if (manifest.isPresent()) {
            progress.accept("reading " + manifest.get());
            List<DbtProject> projects = new ArrayList<>();
            ManifestReader.read(tree, manifest.get(), diagnostics).ifPresent(projects::add);
            return projects;
        }
        progress.accept("reading dbt projects");
        return DbtReader.read(tree, options, new JinjaTemplates(cancelled), diagnostics);
    }

    private static Tree.Mapping root(Map<String, MappingBuilder> collections) {
        MappingBuilder root = new MappingBuilder().put("schema_version", Trees.scalar(Document.SCHEMA_VERSION));
        Map<String, MappingBuilder> outer = new LinkedHashMap<>();
        collections.forEach((path, builder) -> {
            int slash = path.indexOf('/');
            Tree.Mapping built = builder.build(Origin.DEFAULT);
            if (slash < 0) {
                root.put(path, built);
            } else {
                outer.computeIfAbsent(path.substring(0, slash), name -> new MappingBuilder())
                        .put(path.substring(slash + 1), built);
            }
        });
        outer.forEach((name, builder) -> root.put(name, builder.build(Origin.DEFAULT)));
        return root.build(Origin.DEFAULT);
    }
}
