package dev.bylaw.internal.dbt.manifest;

import dev.bylaw.internal.dbt.DbtNode;
import dev.bylaw.internal.dbt.NodeAttributes;
import dev.bylaw.internal.dbt.ResourceType;
import dev.bylaw.internal.dbt.config.ConfigSchema;
import dev.bylaw.internal.source.TreePath;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the resources of a manifest into those that reading the sources gives. */
final class ManifestNodes {
    private static final Tree NULL = new Tree.Scalar(null, Origin.DEFAULT);
    private static final Set<String> ADAPTERS = Set.of(
            "postgres",
            "redshift",
            "snowflake",
            "bigquery",
            "databricks",
            "spark",
            "athena",
            "trino",
            "duckdb",
            "glue",
            "fabric",
            "synapse",
            "sqlserver",
            "clickhouse",
            "dremio",
            "teradata",
            "oracle");
    private static final Set<String> EMPTY_TEXT = Set.of("description", "source_description", "loader");

    private final ManifestLocations locations;
    private final ManifestColumns columns;
    private final Set<String> internal = new HashSet<>();

    ManifestNodes(Tree.Mapping metadata, ManifestLocations locations) {
        this.locations = locations;
        boolean inherits = Trees.text(metadata, "dbt_version")
                .filter(version -> version.startsWith("2."))
                .isPresent();
        this.columns = new ManifestColumns(inherits);
        internal.add("dbt");
        ADAPTERS.forEach(adapter -> internal.add("dbt_" + adapter));
        Trees.text(metadata, "adapter_type").ifPresent(adapter -> internal.add("dbt_" + adapter));
    }

    /** Whether a resource is of the project or its packages, and of a type that is read. */
    boolean isWanted(String id) {
        Optional<ResourceType> type = ManifestReader.type(id);
        if (type.isEmpty()) {
            return false;
        }
        String[] parts = id.split("\\.", 3);
        return type.get() != ResourceType.MACRO || parts.length == 3 && !internal.contains(parts[1]);
    }

    /** The resource; empty if it is of no type that is read. */
    Optional<DbtNode> convert(Tree.Mapping node, Location place) {
        Optional<ResourceType> type = Trees.text(node, "resource_type").flatMap(ResourceType::of);
        Optional<String> id = Trees.text(node, "unique_id");
        return type.isEmpty() || id.isEmpty()
                ? Optional.empty()
                : Optional.of(new Conversion(node, type.get(), id.get(), place).run());
    }

    /** The conversion of one resource. */
    private final class Conversion {
        private final Tree.Mapping node;
        private final ResourceType type;
        private final String id;
        private final String packageName;
        private final String name;
        private final Optional<String> file;
        private final Location location;
        private final Optional<Tree.Mapping> entry;
        private final Optional<Location> patch;

        Conversion(Tree.Mapping node, ResourceType type, String id, Location place) {
            this.node = node;
            this.type = type;
            this.id = id;
            this.packageName = Trees.text(node, "package_name").orElse("");
            this.name = Trees.text(node, "name").orElse("");
            String original = path("original_file_path");
            this.file = locations.file(packageName, original);
            Location whole = file.map(Location::startOf).orElse(place);
            boolean inYaml = original.endsWith(".yml") || original.endsWith(".yaml");
            this.entry = inYaml ? file.flatMap(this::ownEntry) : patchFile().flatMap(this::patchEntry);
            Location entryPlace =
                    entry.map(found -> ManifestLocations.place(found, whole)).orElse(whole);
            this.location = inYaml ? entryPlace : whole;
            this.patch = inYaml || entry.isEmpty() ? Optional.empty() : Optional.of(entryPlace);
        }

        private String path(String key) {
            return Trees.text(node, key).map(text -> text.replace('\\', '/')).orElse("");
        }

        private Optional<String> patchFile() {
            String patchPath = path("patch_path");
            int mark = patchPath.indexOf("://");
            return mark < 0
                    ? Optional.empty()
                    : locations.file(patchPath.substring(0, mark), patchPath.substring(mark + 3));
        }

        private Optional<Tree.Mapping> patchEntry(String properties) {
            return locations.entry(properties, type.section(), name);
        }

        /** The entry that defines the resource itself. */
        private Optional<Tree.Mapping> ownEntry(String properties) {
            if (type == ResourceType.SOURCE) {
                return locations
                        .entry(
                                properties,
                                "sources",
                                Trees.text(node, "source_name").orElse(""))
                        .flatMap(source -> Trees.sequence(source, "tables"))
                        .flatMap(tables -> ManifestLocations.named(tables, name));
            }
            if (type == ResourceType.TEST) {
                return tested(properties);
            }
            return locations.entry(properties, type.section(), name);
        }

        /** The entry of what a generic test tests; its column, if it has one. */
        private Optional<Tree.Mapping> tested(String properties) {
            String key = Trees.text(node, "file_key_name").orElse("");
            int dot = key.indexOf('.');
            if (dot < 0) {
                return Optional.empty();
            }
            Optional<Tree.Mapping> owner = locations.entry(properties, key.substring(0, dot), key.substring(dot + 1));
            String column = Trees.text(node, "column_name").orElse("").replaceAll("[\"`]", "");
            return owner.flatMap(mapping -> Trees.sequence(mapping, "columns"))
                    .flatMap(list -> ManifestLocations.named(list, column))
                    .or(() -> owner);
        }

        DbtNode run() {
            Origin origin = Origin.of(location, ManifestReader.LAYER);
            Tree.Mapping config = config(origin);
            Map<String, Tree> attributes = attributes(origin);
            String uniqueId = type == ResourceType.TEST ? ManifestTests.identifier(node, id, packageName) : id;
            MappingBuilder builder = new MappingBuilder()
                    .put("unique_id", uniqueId, origin)
                    .put("resource_type", type.id(), origin)
                    .put("name", name, origin)
                    .put("package_name", packageName, origin)
                    .put("original_file_path", TreePath.normalize(path("original_file_path")), origin)
                    .put("description", text("description", origin));
            attributes.forEach(builder::put);
            return new DbtNode(
                    uniqueId,
                    type,
                    name,
                    packageName,
                    location.file(),
                    location,
                    patch,
                    config,
                    builder.build(origin),
                    dependencies(),
                    Map.of(),
                    Optional.empty(),
                    Optional.empty());
        }

        private Tree text(String key, Origin origin) {
            return node.get(key)
                    .filter(value -> !Trees.isNull(value))
                    .map(value -> placed(value, origin))
                    .orElse(new Tree.Scalar("", origin));
        }

        /** A value with the place of its resource. */
        private Tree placed(Tree value, Origin origin) {
            return Placement.at(value, origin);
        }

        private Tree.Mapping config(Origin origin) {
            Tree.Mapping stated = Trees.mapping(node, "config").orElse(Trees.emptyMapping(origin));
            ConfigSchema schema = ConfigSchema.of(type);
            MappingBuilder config = new MappingBuilder();
            for (String key : schema.names()) {
                config.put(
                        key,
                        stated.get(key)
                                .map(value -> placed(value, origin))
                                .orElseGet(() -> schema.initial(key).orElse(NULL)));
            }
            if (type != ResourceType.GROUP && type != ResourceType.MACRO) {
                stated.entries().forEach((key, entry) -> {
                    if (!config.has(key)) {
                        config.put(key, placed(entry.value(), origin));
                    }
                });
            }
            return config.build(origin);
        }

        private Map<String, Tree> attributes(Origin origin) {
            Map<String, Tree> attributes = new LinkedHashMap<>();
            for (String key : NodeAttributes.of(type)) {
                Tree value = EMPTY_TEXT.contains(key)
                        ? text(key, origin)
                        : node.get(key).map(stated -> placed(stated, origin)).orElse(NULL);
                attributes.put(key, value);
            }
            attributes.computeIfPresent("deprecation_date", (key, value) -> NodeAttributes.date(value));
            attributes.computeIfPresent("columns", (key, value) -> columns.convert(value, attributes, entry, origin));
            attributes.computeIfPresent("contract", (key, value) -> without(value, "checksum"));
            attributes.computeIfPresent("patch_path", (key, value) -> patchPath(value));
            attributes.computeIfPresent("language", (key, value) -> orElse(value, "sql"));
            attributes.computeIfPresent("access", (key, value) -> orElse(value, "protected"));
            if (type == ResourceType.UNIT_TEST) {
                NodeAttributes.unitTest(attributes);
                node.get("version")
                        .filter(v -> !Trees.isNull(v))
                        .ifPresent(v -> attributes.put("version", placed(v, origin)));
            }
            if (type == ResourceType.TEST && Trees.isNull(attributes.get("test_metadata"))) {
                attributes.put("column_name", NULL);
            }
            emptyCollections(attributes, origin);
            return attributes;
        }

        private Tree patchPath(Tree value) {
            return Trees.text(value)
                    .<Tree>map(text -> {
                        String slashed = text.replace('\\', '/');
                        int mark = slashed.indexOf("://");
                        String normal = mark < 0
                                ? slashed
                                : slashed.substring(0, mark + 3) + TreePath.normalize(slashed.substring(mark + 3));
                        return new Tree.Scalar(normal, value.origin());
                    })
                    .orElse(value);
        }

        private DbtNode.Dependencies dependencies() {
            Tree.Mapping stated = Trees.mapping(node, "depends_on").orElse(Trees.emptyMapping(Origin.DEFAULT));
            List<String> nodes = new ArrayList<>(
                    Trees.sequence(stated, "nodes").map(Trees::texts).orElse(List.of()));
            nodes.sort(Comparator.naturalOrder());
            List<String> macros = new ArrayList<>(
                    Trees.sequence(stated, "macros").map(Trees::texts).orElse(List.of()));
            macros.sort(Comparator.naturalOrder());
            return DbtNode.Dependencies.closed(nodes, macros);
        }
    }

    /** dbt 2 leaves out what is empty. */
    private static void emptyCollections(Map<String, Tree> attributes, Origin origin) {
        for (String key : List.of("tags", "constraints", "fqn", "arguments")) {
            attributes.computeIfPresent(
                    key, (name, value) -> Trees.isNull(value) ? Trees.emptySequence(origin) : value);
        }
        for (String key : List.of("meta", "columns", "source_meta")) {
            attributes.computeIfPresent(key, (name, value) -> Trees.isNull(value) ? Trees.emptyMapping(origin) : value);
        }
    }

    private static Tree without(Tree value, String key) {
        return value instanceof Tree.Mapping mapping
                ? new MappingBuilder().putAll(mapping).remove(key).build(mapping.origin())
                : value;
    }

    private static Tree orElse(Tree value, String otherwise) {
        return Trees.isNull(value) ? new Tree.Scalar(otherwise, Origin.DEFAULT) : value;
    }
}
