package dev.bylaw.internal.analysis;

import dev.bylaw.internal.dbt.DbtNode;
import dev.bylaw.internal.dbt.DbtProject;
import dev.bylaw.internal.dbt.ResourceType;
import dev.bylaw.internal.dbt.render.Hole;
import dev.bylaw.internal.dbt.render.Reference;
import dev.bylaw.internal.dbt.render.RenderedTemplate;
import dev.bylaw.internal.sql.ColumnInput;
import dev.bylaw.internal.sql.ColumnLineage;
import dev.bylaw.internal.sql.Identifiers;
import dev.bylaw.internal.sql.OutputColumn;
import dev.bylaw.internal.sql.RelationColumns;
import dev.bylaw.internal.sql.SqlAnalyser;
import dev.bylaw.internal.sql.SqlAnalysis;
import dev.bylaw.internal.sql.SqlRequest;
import dev.bylaw.internal.sql.SqlVariants;
import dev.bylaw.internal.tree.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Analyses the SQL of all nodes of a project, those that others read first, so that stars and names without a relation are
 * resolved through the whole project. Not thread-safe.
 */
public final class ProjectAnalyser {
    private final SqlAnalyser sql = new SqlAnalyser();
    private final Map<String, DbtNode> nodes = new HashMap<>();
    private final Map<String, NodeAnalysis> done = new TreeMap<>();
    private final Set<String> begun = new HashSet<>();
    /** What the full query of an incremental model yields, while its incremental one, which may read it, is analysed. */
    private final Map<String, SqlAnalysis> built = new HashMap<>();

    private final String adapter;
    private final Identifiers identifiers;
    private final BooleanSupplier cancelled;

    private ProjectAnalyser(DbtProject project, BooleanSupplier cancelled) {
        this.adapter = project.adapter().orElse("unknown").toLowerCase(Locale.ROOT);
        this.identifiers = Identifiers.of(adapter);
        this.cancelled = cancelled;
        project.nodes().forEach(node -> nodes.put(node.uniqueId(), node));
    }

    /**
     * Analyses a project.
     *
     * @param project the project
     * @param cancelled asked before each node; once it says true, the rest is left out and said to be so
     * @return the analysis of every model and snapshot by id
     */
    public static Map<String, NodeAnalysis> analyse(DbtProject project, BooleanSupplier cancelled) {
        ProjectAnalyser analyser = new ProjectAnalyser(project, cancelled);
        for (DbtNode node : project.nodes()) {
            if (hasColumnsOfSql(node)) {
                analyser.withInputs(node);
            }
        }
        return Collections.unmodifiableMap(analyser.done);
    }

    private static boolean hasColumnsOfSql(DbtNode node) {
        return node.type() == ResourceType.MODEL || node.type() == ResourceType.SNAPSHOT;
    }

    /** Analyses a node after everything it reads, without recursion, since projects are deep. */
    private void withInputs(DbtNode start) {
        Deque<DbtNode> stack = new ArrayDeque<>(List.of(start));
        while (!stack.isEmpty()) {
            DbtNode node = stack.peek();
            if (done.containsKey(node.uniqueId())) {
                stack.pop();
                continue;
            }
            boolean first = begun.add(node.uniqueId());
            List<DbtNode> waiting = first ? unread(node) : List.of();
            if (waiting.isEmpty()) {
                done.put(node.uniqueId(), analyse(node));
                stack.pop();
            } else {
                waiting.forEach(stack::push);
            }
        }
    }

    /** What a node reads that has not been analysed; what is being analysed already is a circle and left alone. */
    private List<DbtNode> unread(DbtNode node) {
        List<DbtNode> unread = new ArrayList<>();
        for (String id : new TreeSet<>(node.dependsOn().resolved().values())) {
            DbtNode input = nodes.get(id);
            if (input != null && hasColumnsOfSql(input) && !done.containsKey(id) && !begun.contains(id)) {
                unread.add(input);
            }
        }
        return unread;
    }

    private NodeAnalysis analyse(DbtNode node) {
        List<String> reads = reads(node);
        if (cancelled.getAsBoolean()) {
            return NodeAnalysis.failed("the check was cancelled", reads);
        }
        if (node.template().isEmpty()) {
            return NodeAnalysis.failed(
                    node.file().endsWith(".py") ? "it is a Python model" : "its SQL is not here", reads);
        }
        SqlAnalysis analysis = analyse(node, node.template().get());
        if (node.incremental().isPresent()) {
            built.put(node.uniqueId(), analysis);
            analysis = SqlVariants.united(
                    analysis, analyse(node, node.incremental().get()));
            built.remove(node.uniqueId());
        }
        return named(node, analysis, reads);
    }

    private SqlAnalysis analyse(DbtNode node, RenderedTemplate template) {
        if (template.failure().isPresent()) {
            String reason = template.failure().get().message();
            return new SqlAnalysis(
                    SqlAnalysis.Status.FAILED, List.of(reason), List.of(), Optional.of(reason), List.of());
        }
        Map<String, String> relations = new LinkedHashMap<>();
        template.relations().forEach((marker, reference) -> relations.put(marker, relationId(node, reference, marker)));
        Map<String, String> holes = new LinkedHashMap<>();
        for (Hole hole : template.holes()) {
            if (!hole.marker().isEmpty()) {
                holes.putIfAbsent(hole.marker().toLowerCase(Locale.ROOT), hole.reason());
            }
        }
        SqlAnalysis analysis = withoutMarkers(
                sql.analyse(new SqlRequest(template.text(), adapter, relations, holes, this::columnsOf)),
                relations.keySet());
        List<String> unplaced = template.holes().stream()
                .filter(hole -> hole.marker().isEmpty())
                .map(Hole::reason)
                .distinct()
                .toList();
        return unplaced.isEmpty() ? analysis : doubted(analysis, unplaced);
    }

    /** A relation that stands where a column is expected gives columns that nobody knows; its marker names none of them. */
    private static SqlAnalysis withoutMarkers(SqlAnalysis analysis, Set<String> markers) {
        List<OutputColumn> columns = analysis.columns().stream()
                .filter(column -> !markers.contains(column.name().toLowerCase(Locale.ROOT)))
                .toList();
        if (columns.size() == analysis.columns().size()) {
            return analysis;
        }
        String reason = "a relation stands where a column is expected";
        List<String> reasons = new ArrayList<>(analysis.reasons());
        reasons.add(reason);
        Optional<String> open = analysis.open().map(other -> other + "; " + reason);
        return new SqlAnalysis(
                SqlAnalysis.Status.PARTIAL, reasons, columns, open.or(() -> Optional.of(reason)), analysis.indirect());
    }

    /** A condition that cannot be known may have kept columns away, and inputs from every column. */
    private static SqlAnalysis doubted(SqlAnalysis analysis, List<String> reasons) {
        List<String> all = new ArrayList<>(analysis.reasons());
        all.addAll(reasons);
        SqlAnalysis.Status status =
                analysis.status() == SqlAnalysis.Status.COMPLETE ? SqlAnalysis.Status.PARTIAL : analysis.status();
        List<OutputColumn> columns = analysis.columns().stream()
                .map(column -> new OutputColumn(
                        column.name(),
                        column.quoted(),
                        column.location(),
                        new ColumnLineage(
                                column.lineage().inputs(),
                                column.lineage().candidates(),
                                column.lineage().unknown().or(() -> Optional.of(reasons.get(0))))))
                .toList();
        return new SqlAnalysis(
                status, all, columns, analysis.open().or(() -> Optional.of(reasons.get(0))), analysis.indirect());
    }

    private String relationId(DbtNode node, Reference reference, String marker) {
        if (reference instanceof Reference.This) {
            return node.uniqueId();
        }
        String found = node.dependsOn().resolved().get(reference);
        return found != null ? found : "unknown:" + marker;
    }

    /** The columns of a relation that a query reads. */
    private RelationColumns columnsOf(String id) {
        DbtNode node = nodes.get(id);
        if (node == null) {
            return new RelationColumns(List.of(), Optional.of("what is read is not here"));
        }
        List<String> declared = new ArrayList<>(node.columns().entries().keySet());
        switch (node.type()) {
            case SEED -> {
                List<String> header = new ArrayList<>(node.header().keySet());
                return header.isEmpty()
                        ? new RelationColumns(
                                declared, Optional.of("the header of seed " + node.name() + " is not here"))
                        : new RelationColumns(header, Optional.empty());
            }
            case MODEL, SNAPSHOT -> {
                SqlAnalysis full = built.get(id);
                if (full != null && full.status() != SqlAnalysis.Status.FAILED) {
                    List<String> names =
                            full.columns().stream().map(OutputColumn::name).toList();
                    return new RelationColumns(names, full.open());
                }
                NodeAnalysis analysis = done.get(id);
                if (analysis == null || !analysis.isAnalysed()) {
                    String reason = analysis == null
                            ? "model " + node.name() + " reads itself"
                            : "model " + node.name() + " was not analysed";
                    return new RelationColumns(declared, Optional.of(reason));
                }
                Set<String> names = new LinkedHashSet<>();
                analysis.columns().forEach(column -> names.add(column.name()));
                if (analysis.open().isPresent()) {
                    names.addAll(declared);
                }
                return new RelationColumns(List.copyOf(names), analysis.open());
            }
            default -> {
                return new RelationColumns(
                        declared, Optional.of("source " + node.name() + " may have columns that are not declared"));
            }
        }
    }

    /** Puts the names of a query's columns into the spelling of the document. */
    private NodeAnalysis named(DbtNode node, SqlAnalysis analysis, List<String> reads) {
        Map<String, NodeAnalysis.Column> columns = new LinkedHashMap<>();
        List<String> reasons = new ArrayList<>(analysis.reasons());
        for (OutputColumn column : analysis.columns()) {
            String name = spelling(node, column);
            NodeAnalysis.Column made = column(node, name, column);
            String key = identifiers.fold(name, column.quoted());
            NodeAnalysis.Column twin = columns.get(key);
            columns.put(key, twin == null ? made : united(twin, made));
            if (twin != null) {
                reasons.add("two columns are called " + name);
            }
        }
        if (node.type() == ResourceType.SNAPSHOT && analysis.status() != SqlAnalysis.Status.FAILED) {
            for (String name : SnapshotColumns.of(node)) {
                columns.putIfAbsent(
                        identifiers.fold(name, false),
                        new NodeAnalysis.Column(name, node.location(), List.of(), List.of(), Optional.empty()));
            }
        }
        return new NodeAnalysis(analysis.status().id(), reasons, List.copyOf(columns.values()), analysis.open(), reads);
    }

    private NodeAnalysis.Column column(DbtNode node, String name, OutputColumn column) {
        // What an incremental model keeps of its earlier rows came from where its new rows come from.
        List<NodeAnalysis.Input> inputs = inputs(column.lineage().inputs()).stream()
                .filter(input ->
                        !(input.node().equals(node.uniqueId()) && input.column().equals(name)))
                .toList();
        List<String> candidates = inputs(column.lineage().candidates()).stream()
                .map(NodeAnalysis.Input::id)
                .distinct()
                .toList();
        return new NodeAnalysis.Column(
                name, column.location(), inputs, candidates, column.lineage().unknown());
    }

    /** Of two columns of one name the engine keeps one or renames one; whichever it is, it is made of what makes both. */
    private static NodeAnalysis.Column united(NodeAnalysis.Column one, NodeAnalysis.Column other) {
        Set<NodeAnalysis.Input> inputs = new TreeSet<>(one.inputs());
        inputs.addAll(other.inputs());
        Set<String> candidates = new LinkedHashSet<>(one.candidates());
        candidates.addAll(other.candidates());
        return new NodeAnalysis.Column(
                one.name(),
                one.location(),
                List.copyOf(inputs),
                List.copyOf(candidates),
                one.unknown().or(other::unknown));
    }

    private String spelling(DbtNode node, OutputColumn column) {
        for (Map.Entry<String, Tree.Entry> declared : node.columns().entries().entrySet()) {
            if (identifiers.same(declared.getKey(), false, column.name())) {
                return declared.getKey();
            }
        }
        return column.name();
    }

    private List<NodeAnalysis.Input> inputs(List<ColumnInput> found) {
        Set<NodeAnalysis.Input> inputs = new TreeSet<>();
        for (ColumnInput input : found) {
            inputs.add(new NodeAnalysis.Input(
                    input.relation(), spelling(input.relation(), input.column()), input.kind(), input.functions()));
        }
        return List.copyOf(inputs);
    }

    /** The spelling of a column where its node declares or yields it. */
    private String spelling(String relation, String column) {
        for (String name : columnsOf(relation).names()) {
            if (identifiers.same(name, false, column)) {
                return name;
            }
        }
        return column;
    }

    /** The nodes that only an untaken branch reads. */
    private static List<String> reads(DbtNode node) {
        Set<String> reads = new TreeSet<>();
        node.dependsOn().resolved().forEach((reference, id) -> {
            if (reference.untaken() && !node.dependsOn().nodes().contains(id)) {
                reads.add(id);
            }
        });
        return List.copyOf(reads);
    }
}
