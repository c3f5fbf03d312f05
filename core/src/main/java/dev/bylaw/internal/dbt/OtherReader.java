package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.config.ConfigBuilder;
import dev.bylaw.internal.dbt.render.Reference;
import dev.bylaw.internal.dbt.render.RenderedTemplate;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads the resources that only properties define: exposures, groups, unit tests, and, with little more than their names,
 * metrics, semantic models and saved queries.
 *
 * <p>Source of the rules: dbt-core 1.11, {@code dbt/parser/schema_yaml_readers.py}, {@code dbt/parser/unit_tests.py}.
 */
final class OtherReader {
    private static final Tree NULL = new Tree.Scalar(null, Origin.DEFAULT);
    private static final Tree EMPTY = new Tree.Scalar("", Origin.DEFAULT);
    private static final Set<String> EXPOSURE_TYPES = Set.of("dashboard", "notebook", "analysis", "ml", "application");
    private static final Set<String> MATURITIES = Set.of("low", "medium", "high");

    private final ReadContext context;
    private final Diagnostics diagnostics;
    private final NodeIndex index;
    private final TemplateRunner runner;

    OtherReader(ReadContext context, NodeIndex index, TemplateRunner runner) {
        this.context = context;
        this.diagnostics = context.diagnostics();
        this.index = index;
        this.runner = runner;
    }

    /** Adds the resource of an entry. */
    void read(PropertiesEntry entry) {
        switch (entry.section()) {
            case "exposures" -> exposure(entry);
            case "groups" -> group(entry);
            case "unit_tests" -> unitTest(entry);
            case "metrics", "semantic_models", "saved_queries" -> semantic(entry);
            default -> {}
        }
    }

    private NodeDraft draft(PropertiesEntry entry, ResourceType type, List<String> names) {
        List<String> fqn = new ArrayList<>(List.of(entry.project().name()));
        List<String> parts = entry.file().parts();
        fqn.addAll(parts.subList(0, parts.size() - 1));
        fqn.addAll(names);
        NodeDraft draft = new NodeDraft(
                type,
                entry.project(),
                entry.file(),
                entry.location(),
                entry.name(),
                fqn,
                new ConfigBuilder(type, context.adapter(), diagnostics));
        entry.get("description").filter(text -> !Trees.isNull(text)).ifPresent(text -> draft.description = text);
        return draft;
    }

    private void compute(NodeDraft draft, Optional<Tree.Mapping> properties) {
        draft.compute(new ConfigBuilder.Layers(
                ReadContext.levels(draft.project.settings(), draft.type, draft.fqn),
                properties,
                Optional.empty(),
                context.rootLevels(draft.project.name(), draft.type, draft.fqn)));
    }

    private void exposure(PropertiesEntry entry) {
        NodeDraft draft = draft(entry, ResourceType.EXPOSURE, List.of(entry.name()));
        compute(draft, Optional.of(entry.config()));
        checkOwner(entry, "an exposure");
        checkOneOf(entry, "type", EXPOSURE_TYPES, true);
        checkOneOf(entry, "maturity", MATURITIES, false);
        for (String key : List.of("type", "url", "label", "maturity")) {
            draft.further.put(key, entry.get(key).orElse(NULL));
        }
        draft.further.put("owner", owner(entry));
        Optional<Tree> section = entry.project().settings().section(ResourceType.EXPOSURE);
        Tree.Mapping levels = section.filter(Tree.Mapping.class::isInstance)
                .map(Tree.Mapping.class::cast)
                .orElse(Trees.emptyMapping(Origin.DEFAULT));
        Tree.Mapping config = draft.config.build();
        draft.tags.clear();
        sortedTags(List.of(levels.get("tags"), entry.get("tags"), config.get("tags")), draft);
        draft.further.put("meta", laidOver(List.of(levels.get("meta"), entry.get("meta"), config.get("meta"))));
        dependencies(draft, entry);
        index.add(draft);
    }

    private static void sortedTags(List<Optional<Tree>> parts, NodeDraft draft) {
        Map<String, Tree> sorted = new TreeMap<>();
        for (Optional<Tree> part : parts) {
            if (part.isPresent() && part.get() instanceof Tree.Sequence list) {
                list.items().forEach(tag -> sorted.putIfAbsent(PythonText.str(tag), tag));
                draft.tagsOpen = draft.tagsOpen.or(list::open);
            } else if (part.isPresent() && part.get() instanceof Tree.Unknown unknown) {
                draft.tagsOpen = draft.tagsOpen.or(() -> Optional.of(unknown.reason()));
            }
        }
        draft.tags.putAll(sorted);
    }

    private static Tree laidOver(List<Optional<Tree>> parts) {
        MappingBuilder builder = new MappingBuilder();
        Origin last = Origin.DEFAULT;
        for (Optional<Tree> part : parts) {
            if (part.isPresent() && part.get() instanceof Tree.Mapping mapping) {
                builder.putAll(mapping).open(mapping.open());
                last = mapping.origin();
            } else if (part.isPresent() && part.get() instanceof Tree.Unknown unknown) {
                builder.open(unknown.reason());
            }
        }
        return builder.build(last);
    }

    /** The entries of depends_on are calls of ref, source or metric. */
    private void dependencies(NodeDraft draft, PropertiesEntry entry) {
        Optional<Tree> list = entry.get("depends_on").filter(value -> !Trees.isNull(value));
        if (list.isEmpty()) {
            return;
        }
        if (!(list.get() instanceof Tree.Sequence sequence)) {
            draft.referencesOpen = Trees.doubt(list.get());
            if (draft.referencesOpen.isEmpty()) {
                diagnostics.problem(
                        Trees.place(list.get(), entry.location()),
                        Problem.Kind.INVALID_CONTENT,
                        "'depends_on' must be a list of texts such as \"ref('model')\", not " + Trees.kind(list.get()));
            }
            return;
        }
        draft.referencesOpen = sequence.open();
        for (Tree item : sequence.items()) {
            Optional<Reference> literal = CallText.parse(item);
            if (literal.isPresent()) {
                draft.references.add(literal.get());
            } else if (Trees.text(item).isPresent()) {
                Tree template = new Tree.Scalar("{{ " + Trees.text(item).get() + " }}", item.origin());
                RenderedTemplate rendered = runner.render(draft, template);
                draft.references.addAll(rendered.references());
            } else {
                draft.referencesOpen = draft.referencesOpen.or(() -> Trees.doubt(item));
            }
        }
    }

    private void checkOwner(PropertiesEntry entry, String what) {
        Optional<Tree> owner = entry.get("owner");
        boolean named = owner.isPresent()
                && (owner.get() instanceof Tree.Unknown
                        || owner.get() instanceof Tree.Mapping mapping
                                && (mapping.get("name").isPresent()
                                        || mapping.get("email").isPresent()));
        if (!named) {
            diagnostics.problem(
                    owner.map(tree -> Trees.place(tree, entry.location())).orElse(entry.location()),
                    Problem.Kind.INVALID_CONTENT,
                    what + " needs an 'owner' with a 'name' or an 'email'");
        }
    }

    private void checkOneOf(PropertiesEntry entry, String key, Set<String> values, boolean required) {
        Optional<Tree> value = entry.get(key).filter(tree -> !Trees.isNull(tree));
        boolean isFine = value.isEmpty() && !required
                || value.isPresent()
                        && (value.get() instanceof Tree.Unknown || values.contains(PythonText.str(value.get())));
        if (!isFine) {
            diagnostics.problem(
                    value.map(tree -> Trees.place(tree, entry.location())).orElse(entry.location()),
                    Problem.Kind.INVALID_CONTENT,
                    "'" + key + "' of an exposure must be one of " + String.join(", ", new TreeSet<>(values)));
        }
    }

    private static Tree owner(PropertiesEntry entry) {
        Tree owner = entry.get("owner").orElse(NULL);
        if (!(owner instanceof Tree.Mapping mapping)) {
            return owner;
        }
        MappingBuilder builder = new MappingBuilder().put("email", NULL).put("name", NULL);
        return builder.putAll(mapping).open(mapping.open()).build(mapping.origin());
    }

    private void group(PropertiesEntry entry) {
        NodeDraft draft = draft(entry, ResourceType.GROUP, List.of(entry.name()));
        compute(draft, Optional.of(entry.config()));
        checkOwner(entry, "a group");
        draft.further.put("owner", owner(entry));
        index.add(draft);
    }

    private void unitTest(PropertiesEntry entry) {
        String model = entry.get("model").map(PythonText::str).orElse("");
        // As dbt: the path of the file without its first directory.
        String[] parts = entry.file().originalPath().split("/", -1);
        List<String> fqn = new ArrayList<>(List.of(entry.project().name()));
        for (int i = 1; i < parts.length - 1; i++) {
            fqn.add(parts[i]);
        }
        fqn.add(model);
        fqn.add(entry.name());
        NodeDraft draft = draft(entry, ResourceType.UNIT_TEST, List.of());
        draft.fqn = fqn;
        draft.explicitId = Optional.of("unit_test." + entry.project().name() + "." + model + "." + entry.name());
        compute(draft, Optional.of(entry.config()));
        for (String key : List.of("model", "given", "expect", "overrides", "versions")) {
            draft.further.put(key, entry.get(key).orElse(NULL));
        }
        if (model.isEmpty()) {
            diagnostics.problem(entry.location(), Problem.Kind.INVALID_CONTENT, "a unit test needs a 'model'");
        }
        index.add(draft);
    }

    private void semantic(PropertiesEntry entry) {
        ResourceType type = NodePatcher.type(entry.section());
        NodeDraft draft = draft(entry, type, List.of(entry.name()));
        compute(draft, Optional.of(entry.config()));
        draft.further.put("label", entry.get("label").orElse(NULL));
        if (type == ResourceType.METRIC) {
            draft.further.put("type", entry.get("type").orElse(NULL));
        }
        if (type == ResourceType.SEMANTIC_MODEL) {
            draft.further.put("model", entry.get("model").orElse(EMPTY));
            entry.get("model").flatMap(CallText::parse).ifPresent(draft.references::add);
        }
        index.add(draft);
    }
}
