package dev.bylaw.internal.dbt;

import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which attributes the resources of a type have, and the form in which they are kept, whether they were read from source
 * or from a manifest.
 */
public final class NodeAttributes {
    private static final Tree NULL = new Tree.Scalar(null, Origin.DEFAULT);
    private static final List<String> RELATION =
            List.of("tags", "columns", "group", "docs", "patch_path", "alias", "schema", "database");
    private static final List<String> CODE = List.of("contract", "language");
    private static final List<String> MODEL =
            List.of("access", "constraints", "version", "latest_version", "deprecation_date");

    private NodeAttributes() {}

    /** {@return the names of the attributes that a type has besides those that all have} */
    public static List<String> of(ResourceType type) {
        List<String> names = new ArrayList<>();
        if (type != ResourceType.MACRO && type != ResourceType.GROUP) {
            names.add("fqn");
        }
        if (hasMeta(type)) {
            names.add("meta");
        }
        switch (type) {
            case MODEL -> {
                names.addAll(RELATION);
                names.addAll(CODE);
                names.addAll(MODEL);
            }
            case SNAPSHOT, ANALYSIS, FUNCTION -> {
                names.addAll(RELATION);
                names.addAll(CODE);
            }
            case SEED -> names.addAll(RELATION);
            case TEST -> names.addAll(List.of("tags", "group", "test_metadata", "column_name", "attached_node"));
            case SOURCE ->
                names.addAll(List.of(
                        "tags",
                        "columns",
                        "source_description",
                        "source_name",
                        "loader",
                        "identifier",
                        "external",
                        "source_meta",
                        "schema",
                        "database",
                        "quoting",
                        "freshness",
                        "loaded_at_field",
                        "loaded_at_query"));
            case EXPOSURE -> names.addAll(List.of("tags", "type", "url", "label", "maturity", "owner"));
            case GROUP -> names.add("owner");
            case MACRO -> names.add("arguments");
            case UNIT_TEST -> names.addAll(List.of("model", "given", "expect", "overrides", "versions"));
            case METRIC -> names.addAll(List.of("label", "type"));
            case SEMANTIC_MODEL -> names.addAll(List.of("label", "model"));
            case SAVED_QUERY -> names.add("label");
        }
        return names;
    }

    /** {@return whether resources of a type have meta beside that of their configuration} */
    public static boolean hasMeta(ResourceType type) {
        return switch (type) {
            case GROUP, UNIT_TEST, METRIC, SEMANTIC_MODEL, SAVED_QUERY -> false;
            default -> true;
        };
    }

    /** {@return the day of a date; dbt adds midnight and the time zone of the machine} */
    public static Tree date(Tree date) {
        return Trees.text(date)
                .filter(text -> text.length() > 10 && text.startsWith("T00:00:00", 10))
                .<Tree>map(text -> new Tree.Scalar(text.substring(0, 10), date.origin()))
                .orElse(date);
    }

    /** Keeps of the parts of a unit test what it is about, not its rows. */
    public static void unitTest(Map<String, Tree> attributes) {
        attributes.computeIfPresent("given", (key, value) -> {
            if (!(value instanceof Tree.Sequence list)) {
                return value;
            }
            List<Tree> inputs = new ArrayList<>();
            list.items().forEach(item -> inputs.add(fixture(item, true)));
            return new Tree.Sequence(inputs, list.open(), list.origin());
        });
        attributes.computeIfPresent("expect", (key, value) -> fixture(value, false));
        attributes.computeIfPresent("overrides", (key, value) -> parts(value, "macros", "vars", "env_vars"));
        attributes.computeIfPresent("versions", (key, value) -> {
            if (!(value instanceof Tree.Mapping mapping)) {
                return value;
            }
            return new MappingBuilder()
                    .put("include", mapping.get("include").orElse(NULL))
                    .put("exclude", mapping.get("exclude").orElse(NULL))
                    .build(mapping.origin());
        });
    }

    private static Tree fixture(Tree value, boolean input) {
        if (!(value instanceof Tree.Mapping mapping)) {
            return value;
        }
        MappingBuilder fixture = new MappingBuilder();
        if (input) {
            fixture.put("input", mapping.get("input").orElse(NULL));
        }
        return fixture.put("format", mapping.get("format").orElse(new Tree.Scalar("dict", Origin.DEFAULT)))
                .put("fixture", mapping.get("fixture").orElse(NULL))
                .open(mapping.open())
                .build(mapping.origin());
    }

    private static Tree parts(Tree value, String... keys) {
        if (!(value instanceof Tree.Mapping mapping)) {
            return value;
        }
        MappingBuilder builder = new MappingBuilder();
        for (String key : keys) {
            Optional<Tree> part = mapping.get(key).filter(tree -> !Trees.isNull(tree));
            builder.put(key, part.orElse(Trees.emptyMapping(Origin.DEFAULT)));
        }
        return builder.build(mapping.origin());
    }
}
