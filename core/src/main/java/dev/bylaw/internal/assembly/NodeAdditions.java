package dev.bylaw.internal.assembly;

import dev.bylaw.internal.analysis.NodeAnalysis;
import dev.bylaw.internal.dbt.DbtDocument;
import dev.bylaw.internal.dbt.DbtNode;
import dev.bylaw.internal.dbt.DbtProject;
import dev.bylaw.internal.dbt.ResourceType;
import dev.bylaw.internal.text.Stop;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What the analysis of SQL and the decision about outputs add to the nodes of dbt projects. */
final class NodeAdditions implements DbtDocument.Additions {
    private static final Tree.Mapping NO_LINEAGE =
            lineageOf(NodeAnalysis.NONE, Trees.emptySequence(Origin.DEFAULT), List.of(), List.of());

    private final Map<DbtProject, Map<String, NodeAnalysis>> analyses;
    private final Outputs outputs;
    private final Stop stop;
    private final Map<DbtProject, Map<String, String>> kinds = new IdentityHashMap<>();

    /**
     * Additions to the nodes of projects.
     *
     * @param analyses for each project, by identity, what the SQL of its nodes says
     * @param outputs which models are outputs
     * @param stopped asked for each node; once it says true, the work ends with a {@code CancellationException}
     */
    NodeAdditions(Map<DbtProject, Map<String, NodeAnalysis>> analyses, Outputs outputs, BooleanSupplier stopped) {
        this.stop = new Stop(stopped);
        this.analyses = analyses;
        this.outputs = outputs;
        analyses.keySet().forEach(project -> {
            Map<String, String> ofProject = new HashMap<>();
            project.nodes()
                    .forEach(node -> ofProject.put(node.uniqueId(), node.type().id()));
            kinds.put(project, ofProject);
        });
    }

    private Optional<NodeAnalysis> analysis(DbtProject project, DbtNode node) {
        return Optional.ofNullable(analyses.get(project)).map(all -> all.get(node.uniqueId()));
    }

    private static boolean isRelation(DbtNode node) {
        return node.type().isRefable() || node.type() == ResourceType.SOURCE;
    }

    @Override
    public Optional<DbtDocument.SqlColumns> columns(DbtProject project, DbtNode node) {
        stop.check();
        if (!isRelation(node)) {
            return Optional.empty();
        }
        List<DbtDocument.SqlColumn> columns = new ArrayList<>();
        Optional<NodeAnalysis> analysis = analysis(project, node);
        analysis.ifPresent(sql -> sql.columns()
                .forEach(column -> columns.add(new DbtDocument.SqlColumn(
                        column.name(), Optional.of(column.location()), lineage(project, column)))));
        return Optional.of(
                new DbtDocument.SqlColumns(columns, analysis.flatMap(NodeAnalysis::open), missing(analysis)));
    }

    /** What is said of a column that is declared, or in the header of a seed, and that no SQL yields. */
    private static Tree.Mapping missing(Optional<NodeAnalysis> analysis) {
        if (analysis.isEmpty()) {
            return NO_LINEAGE;
        }
        Optional<String> open = analysis.get().open();
        if (open.isEmpty()) {
            return lineageOf(
                    NodeAnalysis.NONE,
                    Trees.emptySequence(Origin.DEFAULT),
                    List.of(),
                    List.of("the SQL does not yield this column"));
        }
        return lineageOf("unknown", new Tree.Unknown(open.get(), Origin.DEFAULT), List.of(), List.of(open.get()));
    }

    private Tree.Mapping lineage(DbtProject project, NodeAnalysis.Column column) {
        List<Tree> inputs = new ArrayList<>();
        column.inputs().forEach(input -> inputs.add(input(project, input)));
        return lineageOf(
                column.lineageStatus(),
                new Tree.Sequence(inputs, column.unknown(), Origin.DEFAULT),
                column.candidates(),
                column.unknown().stream().toList());
    }

    private static Tree.Mapping lineageOf(String status, Tree inputs, List<String> candidates, List<String> reasons) {
        Tree lineage = new MappingBuilder()
                .put("status", Trees.scalar(status))
                .put("inputs", inputs)
                .put("candidates", Trees.texts(candidates, Origin.DEFAULT))
                .put("reasons", Trees.texts(reasons, Origin.DEFAULT))
                .build(Origin.DEFAULT);
        return new MappingBuilder().put("lineage", lineage).build(Origin.DEFAULT);
    }

    private Tree input(DbtProject project, NodeAnalysis.Input input) {
        return new MappingBuilder()
                .put("id", Trees.scalar(input.id()))
                .put("node", Trees.scalar(input.node()))
                .put("kind", Trees.scalar(kinds.get(project).getOrDefault(input.node(), "unknown")))
                .put("column", Trees.scalar(input.column()))
                .put("edge", Trees.scalar(input.edge().id()))
                .put("functions", Trees.texts(input.functions(), Origin.DEFAULT))
                .build(Origin.DEFAULT);
    }

    @Override
    public Tree.Mapping attributes(DbtProject project, DbtNode node) {
        MappingBuilder attributes = new MappingBuilder();
        if (isRelation(node)) {
            attributes.put("analysis", analysis(node, analysis(project, node)));
        }
        if (node.type() == ResourceType.MODEL) {
            attributes.put("output", outputs.of(node));
        }
        return attributes.build(Origin.DEFAULT);
    }

    private static Tree analysis(DbtNode node, Optional<NodeAnalysis> analysis) {
        MappingBuilder entry = new MappingBuilder();
        entry.put("status", Trees.scalar(analysis.map(NodeAnalysis::status).orElse(NodeAnalysis.NONE)));
        entry.put("reasons", Trees.texts(analysis.map(NodeAnalysis::reasons).orElse(List.of()), Origin.DEFAULT));
        entry.put("columns", names(node, analysis));
        return entry.put("reads", Trees.texts(analysis.map(NodeAnalysis::reads).orElse(List.of()), Origin.DEFAULT))
                .build(Origin.DEFAULT);
    }

    /** The names of the columns in the order of the relation. */
    private static Tree names(DbtNode node, Optional<NodeAnalysis> analysis) {
        List<Tree> names = new ArrayList<>();
        if (analysis.isEmpty()) {
            node.header().keySet().forEach(name -> names.add(Trees.scalar(name)));
            return new Tree.Sequence(names, Origin.DEFAULT);
        }
        if (!analysis.get().isAnalysed()) {
            return new Tree.Unknown(analysis.get().open().orElse("it was not analysed"), Origin.DEFAULT);
        }
        analysis.get().columns().forEach(column -> names.add(Trees.scalar(column.name())));
        return new Tree.Sequence(names, analysis.get().open(), Origin.DEFAULT);
    }
}
