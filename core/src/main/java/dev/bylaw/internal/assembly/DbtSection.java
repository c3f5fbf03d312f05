package dev.bylaw.internal.assembly;

import dev.bylaw.internal.analysis.NodeAnalysis;
import dev.bylaw.internal.dbt.DbtNode;
import dev.bylaw.internal.dbt.DbtProject;
import dev.bylaw.internal.dbt.ResourceType;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Pointer;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of the document that a dbt project makes: its nodes under the names of dbt's manifest. */
final class DbtSection {
    private static final Map<ResourceType, String> COLLECTIONS = collections();
    private static final String SQL_LAYER = "SQL";

    private final DbtProject project;
    private final Map<String, NodeAnalysis> analyses;
    private final Outputs outputs;
    private final Map<String, String> kinds = new LinkedHashMap<>();

    DbtSection(DbtProject project, Map<String, NodeAnalysis> analyses, Outputs outputs) {
        this.project = project;
        this.analyses = analyses;
        this.outputs = outputs;
        project.nodes().forEach(node -> kinds.put(node.uniqueId(), node.type().id()));
    }

    private static Map<ResourceType, String> collections() {
        Map<ResourceType, String> names = new EnumMap<>(ResourceType.class);
        names.put(ResourceType.MODEL, "models");
        names.put(ResourceType.SOURCE, "sources");
        names.put(ResourceType.SEED, "seeds");
        names.put(ResourceType.SNAPSHOT, "snapshots");
        names.put(ResourceType.EXPOSURE, "exposures");
        names.put(ResourceType.TEST, "data_tests");
        names.put(ResourceType.UNIT_TEST, "unit_tests");
        names.put(ResourceType.MACRO, "macros");
        names.put(ResourceType.GROUP, "groups");
        return names;
    }

    /** Adds the nodes to the collections of the document. */
    void addTo(Map<String, MappingBuilder> collections) {
        for (DbtNode node : project.nodes()) {
            String collection = COLLECTIONS.get(node.type());
            if (collection != null) {
                collections.get(collection).put(node.uniqueId(), node(node));
            }
        }
        for (DbtNode node : project.disabled()) {
            if (COLLECTIONS.containsKey(node.type())) {
                collections.get("disabled").put(node.uniqueId(), node(node));
            }
        }
        project.open().ifPresent(reason -> {
            for (String collection : List.of("models", "sources", "seeds", "snapshots", "data_tests", "macros")) {
                collections.get(collection).open(reason);
            }
        });
    }

    private Tree node(DbtNode node) {
        MappingBuilder entry = new MappingBuilder().putAll(node.attributes());
        entry.put("config", node.config());
        boolean executable =
                switch (node.type()) {
                    case MODEL, SNAPSHOT, TEST, EXPOSURE, UNIT_TEST, SEED -> true;
                    default -> false;
                };
        if (executable) {
            entry.put("depends_on", dependsOn(node.dependsOn()));
        }
        boolean relation =
                switch (node.type()) {
                    case MODEL, SNAPSHOT, SEED, SOURCE -> true;
                    default -> false;
                };
        if (relation) {
            NodeAnalysis analysis = analyses.get(node.uniqueId());
            entry.put("adapter", Trees.scalar(project.adapter().orElse("unknown")));
            entry.put("columns", columns(node, Optional.ofNullable(analysis)));
            entry.put("analysis", analysis(node, Optional.ofNullable(analysis)));
        }
        if (node.type() == ResourceType.MODEL) {
            entry.put("output", outputs.of(node));
        }
        return entry.build(Origin.of(node.location(), "definition"));
    }

    private static Tree dependsOn(DbtNode.Dependencies dependencies) {
        return new MappingBuilder()
                .put("nodes", open(dependencies.nodes(), dependencies.nodesOpen()))
                .put("macros", open(dependencies.macros(), dependencies.macrosOpen()))
                .build(Origin.DEFAULT);
    }

    private static Tree open(List<String> texts, Optional<String> open) {
        List<Tree> items = new ArrayList<>();
        texts.forEach(text -> items.add(Trees.scalar(text)));
        return new Tree.Sequence(items, open, Origin.DEFAULT);
    }

    private static Tree analysis(DbtNode node, Optional<NodeAnalysis> analysis) {
        MappingBuilder entry = new MappingBuilder();
        entry.put("status", Trees.scalar(analysis.map(NodeAnalysis::status).orElse(NodeAnalysis.NONE)));
        entry.put("reasons", Trees.texts(analysis.map(NodeAnalysis::reasons).orElse(List.of()), Origin.DEFAULT));
        List<String> names = new ArrayList<>();
        Optional<String> open = Optional.empty();
        if (analysis.isPresent()) {
            if (!analysis.get().isAnalysed()) {
                entry.put(
                        "columns",
                        new Tree.Unknown(analysis.get().open().orElse("it was not analysed"), Origin.DEFAULT));
                return entry.put("reads", Trees.texts(analysis.get().reads(), Origin.DEFAULT))
                        .build(Origin.DEFAULT);
            }
            analysis.get().columns().forEach(column -> names.add(column.name()));
            open = analysis.get().open();
        } else {
            names.addAll(node.header().keySet());
        }
        return entry.put("columns", open(names, open))
                .put("reads", Trees.texts(analysis.map(NodeAnalysis::reads).orElse(List.of()), Origin.DEFAULT))
                .build(Origin.DEFAULT);
    }

    private Tree columns(DbtNode node, Optional<NodeAnalysis> analysis) {
        Map<String, NodeAnalysis.Column> found = new LinkedHashMap<>();
        analysis.ifPresent(sql -> sql.columns().forEach(column -> found.put(column.name(), column)));
        MappingBuilder columns = new MappingBuilder();
        node.columns().entries().forEach((name, entry) -> {
            if (entry.value() instanceof Tree.Mapping declared) {
                columns.put(
                        name,
                        entry.key(),
                        declared(name, declared, lineage(analysis, Optional.ofNullable(found.get(name)))));
            } else {
                columns.put(name, entry);
            }
        });
        node.header().forEach((name, place) -> {
            if (!columns.has(name)) {
                columns.put(name, undeclared(name, place, NO_LINEAGE));
            }
        });
        found.forEach((name, column) -> {
            if (!columns.has(name)) {
                columns.put(name, undeclared(name, column.location(), lineage(analysis, Optional.of(column))));
            }
        });
        columns.open(node.columns().open());
        analysis.flatMap(NodeAnalysis::open).ifPresent(columns::open);
        return columns.build(Origin.of(node.location(), "definition"));
    }

    private static final Tree NO_LINEAGE = new MappingBuilder()
            .put("status", Trees.scalar(NodeAnalysis.NONE))
            .put("inputs", Trees.emptySequence(Origin.DEFAULT))
            .put("reasons", Trees.emptySequence(Origin.DEFAULT))
            .build(Origin.DEFAULT);

    private static Tree declared(String name, Tree.Mapping column, Tree lineage) {
        return new MappingBuilder()
                .put("pointer", Trees.scalar(Pointer.child("/columns", name)))
                .put("declared", Trees.scalar(true))
                .putAll(column)
                .put("lineage", lineage)
                .build(column.origin());
    }

    private static Tree undeclared(String name, Location place, Tree lineage) {
        Origin origin = Origin.of(place, SQL_LAYER);
        return new MappingBuilder()
                .put("pointer", Trees.scalar(Pointer.child("/columns", name)))
                .put("declared", Trees.scalar(false))
                .put("name", new Tree.Scalar(name, origin))
                .put("description", Trees.scalar(""))
                .put("data_type", Trees.scalar(null))
                .put("tags", Trees.emptySequence(Origin.DEFAULT))
                .put("meta", Trees.emptyMapping(Origin.DEFAULT))
                .put("config", Trees.emptyMapping(Origin.DEFAULT))
                .put("constraints", Trees.emptySequence(Origin.DEFAULT))
                .put("lineage", lineage)
                .build(origin);
    }

    private Tree lineage(Optional<NodeAnalysis> analysis, Optional<NodeAnalysis.Column> column) {
        if (analysis.isEmpty()) {
            return NO_LINEAGE;
        }
        MappingBuilder lineage = new MappingBuilder();
        if (column.isEmpty()) {
            String why = analysis.get().open().orElse("the SQL does not yield this column");
            boolean unknown = analysis.get().open().isPresent();
            return lineage.put("status", Trees.scalar(unknown ? "unknown" : NodeAnalysis.NONE))
                    .put(
                            "inputs",
                            unknown ? new Tree.Unknown(why, Origin.DEFAULT) : Trees.emptySequence(Origin.DEFAULT))
                    .put("reasons", Trees.texts(List.of(why), Origin.DEFAULT))
                    .build(Origin.DEFAULT);
        }
        List<Tree> inputs = new ArrayList<>();
        column.get().inputs().forEach(input -> inputs.add(input(input)));
        List<String> reasons = new ArrayList<>();
        column.get().unknown().ifPresent(reasons::add);
        return lineage.put("status", Trees.scalar(column.get().lineageStatus()))
                .put("inputs", new Tree.Sequence(inputs, column.get().unknown(), Origin.DEFAULT))
                .put("candidates", Trees.texts(column.get().candidates(), Origin.DEFAULT))
                .put("reasons", Trees.texts(reasons, Origin.DEFAULT))
                .build(Origin.DEFAULT);
    }

    private Tree input(NodeAnalysis.Input input) {
        return new MappingBuilder()
                .put("id", Trees.scalar(input.id()))
                .put("node", Trees.scalar(input.node()))
                .put("kind", Trees.scalar(kinds.getOrDefault(input.node(), "unknown")))
                .put("column", Trees.scalar(input.column()))
                .put("edge", Trees.scalar(input.edge().id()))
                .put("functions", Trees.texts(input.functions(), Origin.DEFAULT))
                .build(Origin.DEFAULT);
    }
}
