package dev.bylaw.internal.dbt.manifest;

import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The columns of a manifest: with their places in the properties file, their tags sorted (dbt 1 writes a set in any
 * order), and without what dbt 2 makes them inherit from their model.
 *
 * <p>Source: dbt-core 2.0, {@code crates/dbt-schemas/src/schemas/dbt_column.rs}: a column without {@code meta} or
 * {@code tags} gets those of the model.
 */
final class ManifestColumns {
    private static final String MAYBE_INHERITED =
            "dbt 2 writes the model's value here where the column has none of its own, and the properties file is not here";

    private final boolean inherits;

    ManifestColumns(boolean inherits) {
        this.inherits = inherits;
    }

    /**
     * Converts columns.
     *
     * @param columns the columns
     * @param node the attributes of their model
     * @param entry the properties entry of the model, if it is here
     * @param origin the place of the model
     */
    Tree convert(Tree columns, Map<String, Tree> node, Optional<Tree.Mapping> entry, Origin origin) {
        if (!(columns instanceof Tree.Mapping mapping)) {
            return columns;
        }
        Optional<Tree.Sequence> declared = entry.flatMap(found -> Trees.sequence(found, "columns"));
        MappingBuilder builder = new MappingBuilder();
        mapping.entries().forEach((name, column) -> {
            Optional<Tree.Mapping> own = declared.flatMap(list -> ManifestLocations.named(list, name));
            Optional<Location> place = own.map(found -> ManifestLocations.place(found, Location.startOf("")))
                    .or(origin::location);
            Origin columnOrigin = new Origin(place, ManifestReader.LAYER);
            if (column.value() instanceof Tree.Mapping parts) {
                builder.put(name, place, column(parts, node, own, declared.isPresent(), columnOrigin));
            }
        });
        return builder.build(origin);
    }

    private Tree column(
            Tree.Mapping parts, Map<String, Tree> node, Optional<Tree.Mapping> own, boolean hasEntry, Origin origin) {
        Tree.Mapping placed = (Tree.Mapping) Placement.at(parts, origin);
        MappingBuilder column = new MappingBuilder()
                .put("name", null, origin)
                .put("description", "", origin)
                .put("meta", Trees.emptyMapping(origin))
                .put("data_type", null, origin)
                .put("constraints", Trees.emptySequence(origin))
                .put("quote", null, origin)
                .put("config", Trees.emptyMapping(origin))
                .put("tags", Trees.emptySequence(origin))
                .put("granularity", null, origin);
        placed.entries().forEach((key, entry) -> {
            if (!Trees.isNull(entry.value()) || !column.has(key)) {
                column.put(key, entry);
            }
        });
        column.remove("doc_blocks");
        Tree meta = column.get("meta").orElseThrow();
        Tree tags = sorted(column.get("tags").orElseThrow());
        if (inherits) {
            meta = own(meta, node.get("meta"), own, hasEntry, "meta");
            tags = own(
                    tags,
                    Optional.ofNullable(node.get("tags"))
                            .map(ManifestColumns::sorted)
                            .orElse(tags),
                    own,
                    hasEntry,
                    "tags");
        }
        Tree.Mapping config =
                new MappingBuilder().put("meta", meta).put("tags", tags).build(origin);
        return column.put("meta", meta).put("tags", tags).put("config", config).build(origin);
    }

    /** The value that is the column's own: one that equals the model's may be inherited. */
    private static Tree own(Tree value, Tree ofModel, Optional<Tree.Mapping> own, boolean hasEntry, String key) {
        boolean same = ofModel != null && Trees.plain(value).equals(Trees.plain(ofModel));
        if (!same || !Trees.isTruthy(value)) {
            return value;
        }
        if (own.isEmpty() && !hasEntry) {
            return value instanceof Tree.Mapping
                    ? new Tree.Mapping(Map.of(), Optional.of(MAYBE_INHERITED), value.origin())
                    : new Tree.Sequence(List.of(), Optional.of(MAYBE_INHERITED), value.origin());
        }
        boolean stated = own.isPresent()
                && (own.get().get(key).isPresent()
                        || Trees.mapping(own.get(), "config")
                                .flatMap(config -> config.get(key))
                                .isPresent());
        if (stated) {
            return value;
        }
        return value instanceof Tree.Mapping ? Trees.emptyMapping(value.origin()) : Trees.emptySequence(value.origin());
    }

    private static Tree sorted(Tree tags) {
        if (!(tags instanceof Tree.Sequence list)) {
            return tags;
        }
        Map<String, Tree> byText = new TreeMap<>();
        list.items().forEach(tag -> Trees.text(tag).ifPresent(text -> byText.put(text, tag)));
        return new Tree.Sequence(List.copyOf(byText.values()), list.origin());
    }
}
