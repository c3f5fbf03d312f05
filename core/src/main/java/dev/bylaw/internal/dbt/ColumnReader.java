package dev.bylaw.internal.dbt;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Turns the declared columns of a properties entry into the form of the manifest.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/parser/common.py} ({@code ParserRef}),
 * {@code dbt/artifacts/resources/v1/components.py} ({@code ColumnInfo}).
 */
final class ColumnReader {
    private static final Set<String> KNOWN = Set.of(
            "name",
            "description",
            "meta",
            "data_type",
            "constraints",
            "docs",
            "config",
            "data_tests",
            "tests",
            "quote",
            "tags",
            "granularity");
    private static final Tree NULL = new Tree.Scalar(null, Origin.DEFAULT);

    private final Diagnostics diagnostics;

    ColumnReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** The items of a list of columns that are mappings with a name; others are problems. */
    List<Tree.Mapping> items(Tree.Mapping owner, Location place) {
        List<Tree.Mapping> items = new ArrayList<>();
        Optional<Tree> columns = owner.get("columns");
        if (columns.isEmpty()) {
            return items;
        }
        if (!(columns.get() instanceof Tree.Sequence list)) {
            if (!(columns.get() instanceof Tree.Unknown)) {
                diagnostics.problem(
                        Trees.place(owner.entries().get("columns"), place),
                        Problem.Kind.INVALID_CONTENT,
                        "'columns' must be a list of mappings with a 'name' each, not " + Trees.kind(columns.get()));
            }
            return items;
        }
        for (Tree item : list.items()) {
            if (item instanceof Tree.Mapping column && isNamed(column)) {
                items.add(column);
            } else if (!(item instanceof Tree.Unknown)) {
                diagnostics.problem(
                        Trees.place(item, place),
                        Problem.Kind.INVALID_CONTENT,
                        "a column must be a mapping with a 'name'");
            }
        }
        return items;
    }

    private static boolean isNamed(Tree.Mapping column) {
        return column.get("name")
                .filter(name -> name instanceof Tree.Scalar && !Trees.isNull(name)
                        || column.entries().containsKey("include"))
                .isPresent();
    }

    /** Why there may be more columns than are listed. */
    static Optional<String> doubt(Tree.Mapping owner) {
        Optional<Tree> columns = owner.get("columns");
        if (columns.isPresent() && columns.get() instanceof Tree.Unknown unknown) {
            return Optional.of(unknown.reason());
        }
        if (columns.isPresent() && columns.get() instanceof Tree.Sequence list) {
            return list.open()
                    .or(() -> list.items().stream()
                            .filter(item -> item instanceof Tree.Unknown)
                            .map(item -> ((Tree.Unknown) item).reason())
                            .findFirst());
        }
        return Optional.empty();
    }

    static String name(Tree.Mapping column) {
        return PythonText.str(column.get("name").orElse(NULL));
    }

    /** The columns by name; of two columns of one name the last one counts. */
    Tree.Mapping columns(List<Tree.Mapping> items, Optional<String> open, Origin origin) {
        MappingBuilder columns = new MappingBuilder().open(open);
        for (Tree.Mapping item : items) {
            String name = name(item);
            Optional<Location> place =
                    item.get("name").flatMap(tree -> tree.origin().location());
            if (columns.has(name)) {
                diagnostics.notice(
                        place.orElse(Location.startOf("")),
                        "duplicate-column",
                        "the column '" + name + "' is declared twice; only this last one counts");
            }
            columns.put(name, place, column(name, item));
        }
        return columns.build(origin);
    }

    private Tree.Mapping column(String name, Tree.Mapping item) {
        Tree.Mapping config = Trees.mapping(item, "config").orElse(Trees.emptyMapping(item.origin()));
        Tree meta = meta(item.get("meta"), config.get("meta"), item.origin());
        Tree.Sequence tags = tags(item.get("tags"), config.get("tags"), item.origin());
        Tree.Mapping kept =
                new MappingBuilder().put("meta", meta).put("tags", tags).build(config.origin());
        Tree nameTree = new Tree.Scalar(name, item.get("name").orElse(NULL).origin());
        MappingBuilder column = new MappingBuilder()
                .put("name", nameTree)
                .put("description", item.get("description").orElse(new Tree.Scalar("", Origin.DEFAULT)))
                .put("meta", meta)
                .put("data_type", item.get("data_type").orElse(NULL))
                .put("constraints", ConstraintReader.read(item, false, diagnostics))
                .put("quote", item.get("quote").orElse(NULL))
                .put("config", kept)
                .put("tags", tags)
                .put("granularity", item.get("granularity").orElse(NULL));
        item.entries().forEach((key, entry) -> {
            if (!KNOWN.contains(key)) {
                column.put(key, entry);
            }
        });
        item.get("description")
                .filter(Trees::isNull)
                .ifPresent(none -> column.put("description", new Tree.Scalar("", none.origin())));
        return column.open(item.open()).build(item.origin());
    }

    /** Both places of meta together; that under {@code config} wins. */
    private Tree meta(Optional<Tree> own, Optional<Tree> config, Origin origin) {
        MappingBuilder meta = new MappingBuilder();
        Origin last = origin;
        for (Optional<Tree> part : List.of(own, config)) {
            if (part.isEmpty()) {
                continue;
            }
            if (part.get() instanceof Tree.Mapping mapping) {
                // An open mapping may have replaced what was there before.
                mapping.open().ifPresent(reason -> doubtAll(meta, reason));
                meta.putAll(mapping).open(mapping.open());
            } else if (part.get() instanceof Tree.Unknown unknown) {
                doubtAll(meta, unknown.reason());
                meta.open(unknown.reason());
            } else {
                diagnostics.problem(
                        Trees.place(part.get(), Location.startOf("")),
                        Problem.Kind.INVALID_CONTENT,
                        "'meta' must be a mapping, not " + Trees.kind(part.get()));
            }
            last = part.get().origin();
        }
        return meta.build(last);
    }

    private static void doubtAll(MappingBuilder meta, String reason) {
        Tree.Mapping before = meta.build(Origin.DEFAULT);
        before.entries()
                .forEach((key, entry) -> meta.put(
                        key,
                        new Tree.Entry(
                                entry.key(),
                                new Tree.Unknown(reason, entry.value().origin()))));
    }

    /** Both places of tags together, without repetitions, sorted: dbt keeps them as a set. */
    Tree.Sequence tags(Optional<Tree> own, Optional<Tree> config, Origin origin) {
        own.filter(value -> value instanceof Tree.Scalar && !Trees.isNull(value))
                .ifPresent(value -> diagnostics.problem(
                        Trees.place(value, Location.startOf("")),
                        Problem.Kind.INVALID_CONTENT,
                        "'tags' of a column must be a list of texts, not " + Trees.kind(value)));
        Map<String, Tree> tags = new TreeMap<>();
        Optional<String> open = Optional.empty();
        Origin last = origin;
        for (Optional<Tree> part : List.of(own, config)) {
            if (part.isEmpty() || Trees.isNull(part.get())) {
                continue;
            }
            last = part.get().origin();
            Tree.Sequence list = listed(part.get());
            open = open.or(list::open);
            for (Tree item : list.items()) {
                Optional<String> text = Trees.text(item);
                if (text.isPresent()) {
                    tags.put(text.get(), item);
                } else if (item instanceof Tree.Unknown unknown) {
                    open = open.or(() -> Optional.of(unknown.reason()));
                } else {
                    notText(item);
                }
            }
        }
        return new Tree.Sequence(List.copyOf(tags.values()), open, last);
    }

    private static Tree.Sequence listed(Tree value) {
        if (value instanceof Tree.Sequence list) {
            return list;
        }
        if (value instanceof Tree.Unknown unknown) {
            return new Tree.Sequence(List.of(), Optional.of(unknown.reason()), unknown.origin());
        }
        return new Tree.Sequence(List.of(value), value.origin());
    }

    private void notText(Tree item) {
        diagnostics.problem(
                Trees.place(item, Location.startOf("")),
                Problem.Kind.INVALID_CONTENT,
                "a tag must be text, not " + Trees.kind(item) + "; put it in quotes");
    }
}
