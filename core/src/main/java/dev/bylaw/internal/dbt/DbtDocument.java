package dev.bylaw.internal.dbt;

import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The part of the rules' document that describes dbt projects: names and nesting of dbt's manifest, whether a project was
 * read from source or from a manifest. What is unknown stays {@link Tree.Unknown}, what may have more members is open.
 */
public final class DbtDocument {
    /** The sections of the document, with the types of resources in them. */
    private static final Map<String, ResourceType> SECTIONS = sections();

    private DbtDocument() {}

    private static Map<String, ResourceType> sections() {
        Map<String, ResourceType> sections = new LinkedHashMap<>();
        sections.put("models", ResourceType.MODEL);
        sections.put("sources", ResourceType.SOURCE);
        sections.put("seeds", ResourceType.SEED);
        sections.put("snapshots", ResourceType.SNAPSHOT);
        sections.put("exposures", ResourceType.EXPOSURE);
        sections.put("data_tests", ResourceType.TEST);
        sections.put("unit_tests", ResourceType.UNIT_TEST);
        sections.put("macros", ResourceType.MACRO);
        sections.put("groups", ResourceType.GROUP);
        return sections;
    }

    /**
     * A column that the SQL of a resource yields.
     *
     * @param name its name
     * @param location where the SQL names it
     * @param further what is known of it besides, for example {@code lineage}
     */
    public record SqlColumn(String name, Optional<Location> location, Tree.Mapping further) {}

    /**
     * The columns that the SQL of a resource yields.
     *
     * @param columns the columns, in their order
     * @param open why there may be more, or why none are known
     * @param missing what is known of a column that is declared and not among these, for example {@code lineage}
     */
    public record SqlColumns(List<SqlColumn> columns, Optional<String> open, Tree.Mapping missing) {
        /** Copies the list. */
        public SqlColumns {
            columns = List.copyOf(columns);
        }
    }

    /** What other stages know of a resource. */
    public interface Additions {
        /** Knows nothing, and does not look at SQL. */
        Additions NONE = new Additions() {};

        /**
         * The columns that SQL analysis found.
         *
         * @param project the project
         * @param node the resource
         * @return the columns; empty if its SQL was not analysed, so that declared columns are all that is said
         */
        default Optional<SqlColumns> columns(DbtProject project, DbtNode node) {
            return Optional.empty();
        }

        /**
         * Further attributes of a resource, for example {@code output} and {@code analysis}.
         *
         * @param project the project
         * @param node the resource
         * @return the attributes
         */
        default Tree.Mapping attributes(DbtProject project, DbtNode node) {
            return Trees.emptyMapping(Origin.DEFAULT);
        }
    }

    /**
     * Builds the sections of all projects. A resource that several projects have, since one is a package of another, is
     * taken from the project that it belongs to.
     *
     * @param projects the projects
     * @param additions what other stages know
     * @return the mapping of {@code models}, {@code sources}, {@code seeds}, {@code snapshots}, {@code exposures},
     *     {@code data_tests}, {@code unit_tests}, {@code macros}, {@code groups} and {@code disabled}
     */
    public static Tree.Mapping build(List<DbtProject> projects, Additions additions) {
        Map<String, Owned> enabled = new TreeMap<>();
        Map<String, List<Owned>> disabled = new TreeMap<>();
        for (DbtProject project : projects) {
            for (DbtNode node : project.nodes()) {
                Owned owned = new Owned(project, node);
                enabled.merge(node.uniqueId(), owned, Owned::better);
            }
            for (DbtNode node : project.disabled()) {
                List<Owned> list = disabled.computeIfAbsent(node.uniqueId(), id -> new ArrayList<>());
                Owned owned = new Owned(project, node);
                if (owned.isOwn()) {
                    list.removeIf(other -> !other.isOwn());
                }
                if (list.isEmpty() || list.get(0).isOwn() == owned.isOwn()) {
                    list.add(owned);
                }
            }
        }
        MappingBuilder document = new MappingBuilder();
        Optional<String> open =
                projects.stream().flatMap(project -> project.open().stream()).findFirst();
        SECTIONS.forEach((name, type) -> {
            MappingBuilder section = new MappingBuilder().open(open);
            enabled.values().stream()
                    .filter(owned -> owned.node().type() == type)
                    .forEach(owned -> section.put(
                            owned.node().uniqueId(),
                            Optional.of(owned.node().location()),
                            node(owned.project(), owned.node(), additions)));
            document.put(name, section.build(Origin.DEFAULT));
        });
        MappingBuilder section = new MappingBuilder().open(open);
        disabled.forEach((id, list) -> section.put(
                id,
                new Tree.Sequence(
                        list.stream()
                                .<Tree>map(owned -> node(owned.project(), owned.node(), additions))
                                .toList(),
                        Origin.DEFAULT)));
        return document.put("disabled", section.build(Origin.DEFAULT)).build(Origin.DEFAULT);
    }

    /** A resource with the project that it was read with. */
    private record Owned(DbtProject project, DbtNode node) {
        boolean isOwn() {
            return project.name().equals(node.packageName());
        }

        Owned better(Owned other) {
            return !isOwn() && other.isOwn() ? other : this;
        }
    }

    private static Tree.Mapping node(DbtProject project, DbtNode node, Additions additions) {
        Origin origin = node.attributes().origin();
        MappingBuilder builder = new MappingBuilder();
        node.attributes().entries().forEach((key, entry) -> {
            builder.put(key, entry);
            if (key.equals("original_file_path") && hasAdapter(node.type())) {
                builder.put("adapter", adapter(project));
            }
        });
        builder.put("config", node.config());
        if (node.attribute("columns").isPresent()) {
            builder.put("columns", columns(project, node, additions));
        }
        if (hasDependencies(node.type())) {
            builder.put("depends_on", dependsOn(node.dependsOn(), origin));
        }
        builder.putAll(additions.attributes(project, node));
        return builder.open(node.attributes().open()).build(origin);
    }

    private static boolean hasAdapter(ResourceType type) {
        return type.isRefable() || type == ResourceType.SOURCE;
    }

    private static Tree adapter(DbtProject project) {
        return project.adapter()
                .<Tree>map(adapter -> new Tree.Scalar(adapter, Origin.DEFAULT))
                .orElse(new Tree.Unknown("no profile tells the adapter", Origin.DEFAULT));
    }

    private static boolean hasDependencies(ResourceType type) {
        return switch (type) {
            case SOURCE, MACRO, GROUP -> false;
            default -> true;
        };
    }

    private static Tree dependsOn(DbtNode.Dependencies dependencies, Origin origin) {
        Tree.Sequence nodes = Trees.texts(dependencies.nodes(), origin);
        Tree.Sequence macros = Trees.texts(dependencies.macros(), origin);
        return new MappingBuilder()
                .put("nodes", new Tree.Sequence(nodes.items(), dependencies.nodesOpen(), origin))
                .put("macros", new Tree.Sequence(macros.items(), dependencies.macrosOpen(), origin))
                .build(origin);
    }

    private static Tree.Mapping columns(DbtProject project, DbtNode node, Additions additions) {
        Tree.Mapping declared = node.columns();
        Optional<SqlColumns> sql = additions.columns(project, node);
        Tree.Mapping missing = sql.map(SqlColumns::missing).orElse(Trees.emptyMapping(Origin.DEFAULT));
        MappingBuilder columns = new MappingBuilder().open(declared.open());
        Map<String, String> byLowerName = new LinkedHashMap<>();
        declared.entries().forEach((name, entry) -> {
            Tree.Mapping column = (Tree.Mapping) entry.value();
            Tree.Mapping complete = new MappingBuilder()
                    .putAll(column)
                    .putAll(missing)
                    .open(column.open())
                    .build(column.origin());
            columns.put(name, new Tree.Entry(entry.key(), column(name, complete, true)));
            byLowerName.putIfAbsent(key(name, Trees.bool(column, "quote").orElse(false)), name);
        });
        List<SqlColumn> found = new ArrayList<>();
        node.header().forEach((name, location) -> found.add(new SqlColumn(name, Optional.of(location), missing)));
        sql.ifPresent(all -> {
            found.addAll(all.columns());
            columns.open(all.open());
        });
        for (SqlColumn column : found) {
            Optional<String> known = Optional.ofNullable(byLowerName.get(key(column.name(), false)))
                    .or(() -> Optional.ofNullable(byLowerName.get(key(column.name(), true))));
            if (known.isPresent()) {
                Tree.Mapping before = (Tree.Mapping) columns.get(known.get()).orElseThrow();
                columns.put(
                        known.get(),
                        declared.entries().containsKey(known.get())
                                ? declared.entries().get(known.get()).key()
                                : column.location(),
                        new MappingBuilder()
                                .putAll(before)
                                .putAll(column.further())
                                .open(before.open())
                                .build(before.origin()));
            } else {
                byLowerName.put(key(column.name(), false), column.name());
                columns.put(column.name(), column.location(), undeclared(column));
            }
        }
        return columns.build(declared.origin());
    }

    /** Names of columns are the same in any case, unless they are quoted. */
    private static String key(String name, boolean quoted) {
        return quoted ? "\"" + name : name.toLowerCase(Locale.ROOT);
    }

    private static Tree.Mapping undeclared(SqlColumn column) {
        Origin origin = new Origin(column.location(), "SQL");
        Tree.Mapping empty = Trees.emptyMapping(origin);
        Tree.Sequence none = Trees.emptySequence(origin);
        Tree.Mapping config =
                new MappingBuilder().put("meta", empty).put("tags", none).build(origin);
        Tree.Mapping plain = new MappingBuilder()
                .put("name", column.name(), origin)
                .put("description", "", origin)
                .put("meta", empty)
                .put("data_type", null, origin)
                .put("constraints", none)
                .put("quote", null, origin)
                .put("config", config)
                .put("tags", none)
                .put("granularity", null, origin)
                .putAll(column.further())
                .build(origin);
        return column(column.name(), plain, false);
    }

    private static Tree.Mapping column(String name, Tree.Mapping column, boolean declared) {
        String pointer = "/columns/" + name.replace("~", "~0").replace("/", "~1");
        // Put twice: first, and over a key of that name that a properties file may have.
        return new MappingBuilder()
                .put("pointer", pointer, column.origin())
                .putAll(column)
                .put("pointer", pointer, column.origin())
                .put("declared", declared, column.origin())
                .open(column.open())
                .build(column.origin());
    }
}
