package dev.bylaw.internal.dbt.manifest;

import dev.bylaw.internal.dbt.DbtNode;
import dev.bylaw.internal.dbt.DbtProject;
import dev.bylaw.internal.dbt.ResourceType;
import dev.bylaw.internal.json.JsonArtifact;
import dev.bylaw.internal.json.JsonSkips;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.source.TreePath;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code manifest.json}, version 12 (dbt 1.8 and later): streamed, one resource after the other, without the code of
 * models and macros. Stateless.
 *
 * <p>Source of the format: schemas.getdbt.com, {@code dbt/manifest/v12.json}; dbt-core 1.11,
 * {@code dbt/artifacts/schemas/manifest}.
 */
public final class ManifestReader {
    /** The layer of values of a manifest. */
    static final String LAYER = "manifest";

    private static final int VERSION = 12;
    private static final Pattern SCHEMA_VERSION = Pattern.compile(".*/manifest/v(\\d{1,4})\\.json");
    private static final JsonSkips NODE = JsonSkips.of(
            "raw_code",
            "raw_sql",
            "compiled_code",
            "compiled_sql",
            "extra_ctes",
            "unrendered_config",
            "macro_sql",
            "checksum",
            "created_at",
            "doc_blocks",
            "columns.*.doc_blocks",
            "given.*.rows",
            "expect.rows",
            "type_params",
            "measures",
            "dimensions",
            "entities",
            "query_params");
    private static final Set<String> MEMBERS = Set.of(
            "nodes",
            "sources",
            "exposures",
            "groups",
            "unit_tests",
            "macros",
            "metrics",
            "semantic_models",
            "saved_queries",
            "functions");

    private final SourceTree tree;
    private final String path;
    private final String directory;
    private final Diagnostics diagnostics;
    private Optional<Tree.Mapping> metadata = Optional.empty();
    private final List<DbtNode> disabled = new ArrayList<>();
    private final Map<String, DbtNode> nodes = new TreeMap<>();
    private Optional<ManifestNodes> converter = Optional.empty();

    private ManifestReader(SourceTree tree, String path, String directory, Diagnostics diagnostics) {
        this.tree = tree;
        this.path = path;
        this.directory = directory;
        this.diagnostics = diagnostics;
    }

    /**
     * Reads a manifest.
     *
     * @param tree the files, among them the manifest
     * @param path the path of the manifest; if it lies in a folder {@code target}, the project is taken to be the folder
     *     around that, otherwise the folder of the manifest
     * @param diagnostics where problems and notices go
     * @return the project; empty if this is not a manifest that can be read
     */
    public static Optional<DbtProject> read(SourceTree tree, String path, Diagnostics diagnostics) {
        String folder = TreePath.parent(path);
        String directory = TreePath.name(folder).equals("target") ? TreePath.parent(folder) : folder;
        return read(tree, path, directory, diagnostics);
    }

    /**
     * Reads a manifest of the project of a directory.
     *
     * @param tree the files, among them the manifest
     * @param path the path of the manifest
     * @param directory the directory of the project in the tree
     * @param diagnostics where problems and notices go
     * @return the project; empty if this is not a manifest that can be read
     */
    public static Optional<DbtProject> read(SourceTree tree, String path, String directory, Diagnostics diagnostics) {
        return new ManifestReader(tree, path, directory, diagnostics).run();
    }

    private Optional<DbtProject> run() {
        Optional<InputStream> in = tree.artifact(path, diagnostics);
        if (in.isEmpty()) {
            return Optional.empty();
        }
        boolean complete = JsonArtifact.read(
                in.get(),
                path,
                LAYER,
                tree.limits(),
                diagnostics,
                artifact -> artifact.members(name -> member(artifact, name)));
        if (!complete) {
            return Optional.empty();
        }
        if (metadata.isEmpty()) {
            diagnostics.problem(
                    Location.startOf(path),
                    Problem.Kind.INVALID_CONTENT,
                    "this is no manifest of dbt: it has no 'metadata'");
            return Optional.empty();
        }
        return converter.isPresent() ? Optional.of(project()) : Optional.empty();
    }

    private void member(JsonArtifact artifact, String name) {
        if (name.equals("metadata") && metadata.isEmpty()) {
            Location place = artifact.place();
            Tree value = artifact.value(JsonSkips.of("env"));
            metadata =
                    Optional.of(value instanceof Tree.Mapping mapping ? mapping : Trees.emptyMapping(value.origin()));
            if (isSupported(metadata.get(), place)) {
                converter = Optional.of(
                        new ManifestNodes(metadata.get(), new ManifestLocations(tree, directory, metadata.get())));
            }
        } else if (converter.isEmpty() && (MEMBERS.contains(name) || name.equals("disabled")) && metadata.isEmpty()) {
            diagnostics.problem(
                    artifact.place(),
                    Problem.Kind.INVALID_CONTENT,
                    "this is no manifest of dbt: '" + name + "' comes before 'metadata'");
            metadata = Optional.of(Trees.emptyMapping(Origin.DEFAULT));
        } else if (converter.isPresent() && MEMBERS.contains(name)) {
            artifact.members(id -> resource(artifact, id));
        } else if (converter.isPresent() && name.equals("disabled")) {
            artifact.members(id -> disabled(artifact));
        }
    }

    private boolean isSupported(Tree.Mapping stated, Location place) {
        String schema = Trees.text(stated, "dbt_schema_version").orElse("");
        Matcher match = SCHEMA_VERSION.matcher(schema);
        if (!match.matches()) {
            diagnostics.problem(
                    place,
                    Problem.Kind.INVALID_CONTENT,
                    "this is no manifest of dbt: 'metadata' has no 'dbt_schema_version' of a manifest");
            return false;
        }
        if (Integer.parseInt(match.group(1)) != VERSION) {
            String dbt =
                    Trees.text(stated, "dbt_version").map(v -> ", dbt " + v).orElse("");
            diagnostics.problem(
                    place,
                    Problem.Kind.UNSUPPORTED_VERSION,
                    "this manifest has version " + match.group(1) + dbt + "; version " + VERSION
                            + " is read (dbt 1.8 and later), so write it anew with such a dbt or leave it out and let the"
                            + " sources be read");
            return false;
        }
        return true;
    }

    private void resource(JsonArtifact artifact, String id) {
        Location place = artifact.place();
        if (!converter.orElseThrow().isWanted(id)) {
            return;
        }
        if (artifact.value(NODE) instanceof Tree.Mapping mapping) {
            converter.orElseThrow().convert(mapping, place).ifPresent(node -> nodes.put(node.uniqueId(), node));
        }
    }

    private void disabled(JsonArtifact artifact) {
        Location place = artifact.place();
        // Each id has a list: several resources of one id may be disabled.
        Tree value = artifact.value(JsonSkips.of(
                "*.raw_code", "*.compiled_code", "*.unrendered_config", "*.checksum", "*.created_at", "*.doc_blocks"));
        if (value instanceof Tree.Sequence list) {
            for (Tree item : list.items()) {
                if (item instanceof Tree.Mapping mapping) {
                    converter.orElseThrow().convert(mapping, place).ifPresent(disabled::add);
                }
            }
        }
    }

    private DbtProject project() {
        Tree.Mapping stated = metadata.orElseThrow();
        String name = Trees.text(stated, "project_name").orElse("");
        Set<String> packages = new LinkedHashSet<>(List.of(name));
        nodes.values().forEach(node -> packages.add(node.packageName()));
        disabled.sort(Comparator.comparing(DbtNode::uniqueId).thenComparing(DbtNode::location));
        return new DbtProject(
                name,
                directory,
                Location.startOf(path),
                Trees.text(stated, "adapter_type"),
                List.copyOf(packages),
                Optional.empty(),
                List.copyOf(nodes.values()),
                disabled);
    }

    /** The type of a resource by its id. */
    static Optional<ResourceType> type(String id) {
        int dot = id.indexOf('.');
        return dot < 0 ? Optional.empty() : ResourceType.of(id.substring(0, dot));
    }
}
