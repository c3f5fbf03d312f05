package dev.bylaw.internal.dbt;

import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes immutable resources of drafts, with the attributes that a manifest has for their type. */
final class NodeFinisher {
    private static final Tree NULL = new Tree.Scalar(null, Origin.DEFAULT);

    private static final Pattern BEGIN = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:[T ](\\d{2}:\\d{2})(:\\d{2})?)?");

    private final DocBlocks docs;
    private final RelationNames relations;

    NodeFinisher(DocBlocks docs, RelationNames relations) {
        this.docs = docs;
        this.relations = relations;
    }

    DbtNode finish(NodeDraft draft) {
        Tree.Mapping config = config(draft);
        return new DbtNode(
                draft.uniqueId(),
                draft.type,
                draft.name,
                draft.project.name(),
                draft.file.path(),
                draft.location,
                draft.patch.map(PropertiesEntry::location),
                config,
                attributes(draft, config),
                new DbtNode.Dependencies(
                        draft.dependsOn.stream().sorted().toList(),
                        draft.open(),
                        List.copyOf(draft.macros),
                        draft.macrosOpen,
                        draft.resolved,
                        draft.anyReference,
                        draft.maybeDependsOn),
                header(draft),
                draft.template,
                draft.incremental);
    }

    private static Tree.Mapping config(NodeDraft draft) {
        Tree.Mapping config = draft.config.build();
        if (draft.targetDisabled) {
            return new MappingBuilder()
                    .putAll(config)
                    .put("enabled", false, config.origin())
                    .open(config.open())
                    .build(config.origin());
        }
        if (draft.type != ResourceType.EXPOSURE) {
            return draft.type == ResourceType.MODEL ? begun(config) : config;
        }
        return new MappingBuilder()
                .putAll(config)
                .put("tags", tags(draft, config))
                .put("meta", draft.further.get("meta"))
                .open(config.open())
                .build(config.origin());
    }

    /** The beginning of a microbatch model is a time to dbt, also where only a date is written. */
    private static Tree.Mapping begun(Tree.Mapping config) {
        boolean batches = Trees.text(config, "materialized").equals(Optional.of("incremental"))
                && Trees.text(config, "incremental_strategy").equals(Optional.of("microbatch"));
        Optional<String> begin = Trees.text(config, "begin");
        Matcher match = BEGIN.matcher(begin.orElse(""));
        if (!batches || !match.matches()) {
            return config;
        }
        String time = match.group(2) == null ? "00:00" : match.group(2);
        String seconds = match.group(3) == null ? ":00" : match.group(3);
        Origin origin = config.get("begin").orElseThrow().origin();
        return new MappingBuilder()
                .putAll(config)
                .put("begin", match.group(1) + "T" + time + seconds, origin)
                .open(config.open())
                .build(config.origin());
    }

    private static Map<String, Location> header(NodeDraft draft) {
        Map<String, Location> header = new LinkedHashMap<>();
        draft.header.forEach(column -> header.putIfAbsent(column.name(), column.location()));
        return header;
    }

    private static Tree tags(NodeDraft draft, Tree.Mapping config) {
        if (draft.type == ResourceType.SOURCE) {
            return config.get("tags").orElse(NULL);
        }
        Origin origin = config.get("tags").map(Tree::origin).orElse(Origin.DEFAULT);
        return new Tree.Sequence(new ArrayList<>(draft.tags.values()), draft.tagsOpen, origin);
    }

    private Tree.Mapping attributes(NodeDraft draft, Tree.Mapping config) {
        Origin origin = Origin.of(draft.location, "file");
        MappingBuilder attributes = new MappingBuilder()
                .put("unique_id", draft.uniqueId(), origin)
                .put("resource_type", draft.type.id(), origin)
                .put("name", draft.name, origin)
                .put("package_name", draft.project.name(), origin)
                .put("original_file_path", draft.file.originalPath(), origin)
                .put("description", docs.describe(draft.description, draft.project));
        if (draft.type != ResourceType.MACRO && draft.type != ResourceType.GROUP) {
            attributes.put("fqn", Trees.texts(draft.fqn, origin));
        }
        if (NodeAttributes.hasMeta(draft.type)) {
            attributes.put("meta", config.get("meta").orElse(Trees.emptyMapping(Origin.DEFAULT)));
        }
        switch (draft.type) {
            case MODEL, SEED, SNAPSHOT, ANALYSIS, FUNCTION -> relation(draft, config, attributes, origin);
            case TEST -> test(draft, config, attributes);
            case SOURCE -> {
                attributes.put("tags", tags(draft, config));
                attributes.put("columns", columns(draft));
                attributes.put("source_description", describe(draft, draft.further.remove("source_description")));
            }
            case MACRO -> {
                attributes.put("arguments", arguments(draft));
                draft.further.remove("arguments");
            }
            case EXPOSURE -> attributes.put("tags", tags(draft, config));
            case UNIT_TEST -> NodeAttributes.unitTest(draft.further);
            case GROUP, METRIC, SEMANTIC_MODEL, SAVED_QUERY -> {}
        }
        draft.further.forEach(attributes::put);
        return attributes.build(origin);
    }

    private Tree describe(NodeDraft draft, Tree description) {
        return docs.describe(description, draft.project);
    }

    private void relation(NodeDraft draft, Tree.Mapping config, MappingBuilder attributes, Origin origin) {
        attributes
                .put("tags", tags(draft, config))
                .put("columns", columns(draft))
                .put("group", draft.group.orElse(NULL))
                .put("docs", config.get("docs").orElse(NULL))
                .put(
                        "patch_path",
                        draft.patch.<Object>map(PropertiesEntry::patchPath).orElse(null),
                        draft.patch
                                .map(patch -> Origin.of(patch.location(), PropertiesReader.LAYER))
                                .orElse(origin))
                .put("alias", relations.alias(draft))
                .put("schema", relations.schema(draft))
                .put("database", relations.database(draft));
        if (draft.type != ResourceType.SEED) {
            Tree language = Optional.ofNullable(draft.further.remove("language"))
                    .orElse(new Tree.Scalar("sql", Origin.DEFAULT));
            attributes.put("contract", config.get("contract").orElse(NULL)).put("language", language);
        }
        if (draft.type == ResourceType.MODEL) {
            attributes
                    .put("access", config.get("access").orElse(NULL))
                    .put("constraints", draft.constraints)
                    .put("version", draft.version.orElse(NULL))
                    .put("latest_version", draft.latestVersion.orElse(NULL))
                    .put(
                            "deprecation_date",
                            draft.deprecationDate.map(NodeAttributes::date).orElse(NULL));
        }
    }

    private static void test(NodeDraft draft, Tree.Mapping config, MappingBuilder attributes) {
        attributes.put("tags", tags(draft, config)).put("group", draft.group.orElse(NULL));
        for (String key : List.of("test_metadata", "column_name", "attached_node")) {
            attributes.put(key, draft.further.getOrDefault(key, NULL));
        }
    }

    private Tree columns(NodeDraft draft) {
        MappingBuilder columns = new MappingBuilder().open(draft.columns.open());
        draft.columns.entries().forEach((name, entry) -> {
            Tree.Mapping column = (Tree.Mapping) entry.value();
            Tree description = column.get("description").orElse(new Tree.Scalar("", Origin.DEFAULT));
            MappingBuilder described = new MappingBuilder()
                    .putAll(column)
                    .put("description", describe(draft, description))
                    .open(column.open());
            columns.put(name, new Tree.Entry(entry.key(), described.build(column.origin())));
        });
        return columns.build(draft.columns.origin());
    }

    private Tree arguments(NodeDraft draft) {
        Tree arguments = draft.further.getOrDefault("arguments", Trees.emptySequence(Origin.DEFAULT));
        if (!(arguments instanceof Tree.Sequence list)) {
            return arguments;
        }
        List<Tree> items = new ArrayList<>();
        for (Tree item : list.items()) {
            Tree.Mapping argument = (Tree.Mapping) item;
            Optional<Tree> description = argument.get("description");
            items.add(new MappingBuilder()
                    .putAll(argument)
                    .put("description", describe(draft, description.orElse(NULL)))
                    .build(argument.origin()));
        }
        return new Tree.Sequence(items, list.open(), list.origin());
    }
}
