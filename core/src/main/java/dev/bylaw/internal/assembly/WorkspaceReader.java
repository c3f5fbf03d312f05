package dev.bylaw.internal.assembly;

import dev.bylaw.internal.analysis.NodeAnalysis;
import dev.bylaw.internal.analysis.ProjectAnalyser;
import dev.bylaw.internal.contract.ContractLinks;
import dev.bylaw.internal.contract.ContractReader;
import dev.bylaw.internal.contract.Contracts;
import dev.bylaw.internal.dbt.DbtDocument;
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
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Reads everything that lies in a tree into the document. */
public final class WorkspaceReader {
    /** Names of folders that hold what others made. */
    private static final Set<String> FOREIGN = Set.of("dbt_packages", "dbt_modules", "target", "node_modules", ".venv");

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
        List<DbtProject> projects = projects();
        Map<DbtProject, Map<String, NodeAnalysis>> analyses = new IdentityHashMap<>();
        for (DbtProject project : projects) {
            if (project.adapter().isEmpty()) {
                diagnostics.add(new Notice(
                        "adapter-unknown",
                        "no profile tells the adapter of the dbt project " + project.name()
                                + ", so what depends on it is undecided; add a profiles.yml or name the adapter (--adapter)",
                        Optional.empty()));
            }
            progress.accept("analysing the SQL of " + project.name());
            analyses.put(project, ProjectAnalyser.analyse(project, cancelled));
            requireTime();
        }
        Contracts contracts = ContractReader.read(tree, WorkspaceReader::isOwn, diagnostics);
        boolean nothing = projects.isEmpty()
                && contracts.contracts().isEmpty()
                && contracts.products().isEmpty()
                && contracts.contractsOpen().isEmpty()
                && contracts.productsOpen().isEmpty();
        if (nothing && diagnostics.problems().isEmpty()) {
            diagnostics.add(new Notice(
                    "nothing-found",
                    "there is no dbt project (dbt_project.yml) and no data contract here; name the folder of the data"
                            + " product",
                    Optional.empty()));
        }
        ContractSection section = new ContractSection(contracts, ContractLinks.link(contracts, projects, diagnostics));
        Outputs outputs = new Outputs(projects, section.naming());
        Tree.Mapping dbt = DbtDocument.build(projects, new NodeAdditions(analyses, outputs, cancelled));
        MappingBuilder root = new MappingBuilder()
                .put("schema_version", Trees.scalar(Document.SCHEMA_VERSION))
                .put("products", contracts.productsTree())
                .put("contracts", section.tree())
                .putAll(dbt)
                .put("infrastructure", unread(List.of("buckets", "iam_policies", "tables", "grants"), infrastructure()))
                .put("pipelines", new MappingBuilder().open(pipelines()).build(Origin.DEFAULT));
        return new Document(root.build(Origin.DEFAULT));
    }

    private void requireTime() {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("the check was cancelled or took too long");
        }
    }

    /** Whether a file is of the product itself: not of what is installed or built in its folder. */
    private static boolean isOwn(String path) {
        for (String step : path.split("/", -1)) {
            if (FOREIGN.contains(step)) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> infrastructure() {
        return first(path -> path.endsWith(".tf") || path.endsWith(".tf.json"))
                .map(path -> "files of Terraform, such as " + path + ", are not read by this version");
    }

    private Optional<String> pipelines() {
        return first(path -> path.equals(".gitlab-ci.yml") || path.startsWith(".github/workflows/"))
                .map(path -> "files of pipelines, such as " + path + ", are not read by this version");
    }

    private Optional<String> first(Predicate<String> wanted) {
        return tree.files().stream()
                .map(SourceTree.Entry::path)
                .filter(path -> isOwn(path) && wanted.test(path))
                .findFirst();
    }

    private static Tree unread(List<String> collections, Optional<String> reason) {
        MappingBuilder outer = new MappingBuilder();
        collections.forEach(
                name -> outer.put(name, new MappingBuilder().open(reason).build(Origin.DEFAULT)));
        return outer.build(Origin.DEFAULT);
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
}
