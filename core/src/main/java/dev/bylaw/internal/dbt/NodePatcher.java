package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.config.ConfigSchema;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Applies properties entries to the resources that files define.
 *
 * <p>Source of the rules: dbt-core 1.11, {@code dbt/parser/schemas.py} ({@code NodePatchParser},
 * {@code SingularTestPatchParser}).
 */
final class NodePatcher {
    private static final Set<String> REFABLE = Set.of("models", "seeds", "snapshots");
    /** Configurations that are properties as well, or are reported elsewhere. */
    private static final Set<String> ALSO_PROPERTIES =
            Set.of("meta", "docs", "group", "contract", "access", "quote_columns", "freshness");

    private final Diagnostics diagnostics;
    private final NodeIndex index;
    private final NodeReader nodes;
    private final ColumnReader columns;

    NodePatcher(ReadContext context, NodeIndex index, NodeReader nodes) {
        this.diagnostics = context.diagnostics();
        this.index = index;
        this.nodes = nodes;
        this.columns = new ColumnReader(diagnostics);
    }

    /** The type of the resources that a section describes. */
    static ResourceType type(String section) {
        for (ResourceType type : ResourceType.values()) {
            if (type.section().equals(section)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no section of properties: " + section);
    }

    /** Applies an entry without versions. */
    void apply(PropertiesEntry entry) {
        misplaced(entry);
        List<NodeDraft> found = find(entry);
        if (found.isEmpty()) {
            disabled(entry);
            return;
        }
        if (found.size() > 1) {
            diagnostics.problem(
                    entry.location(),
                    Problem.Kind.INVALID_CONTENT,
                    "'" + entry.name() + "' is the name of several resources: "
                            + String.join(
                                    ", ",
                                    found.stream().map(NodeDraft::uniqueId).toList()));
            return;
        }
        NodeDraft node = found.get(0);
        if (node.type != type(entry.section())) {
            diagnostics.notice(
                    entry.location(),
                    "wrong-section",
                    "'" + entry.name() + "' is a " + node.type.id() + "; under '" + entry.section()
                            + "' this entry has no effect, move it to '" + node.type.section() + "'");
            return;
        }
        if (node.patch.isPresent()) {
            diagnostics.problem(
                    entry.location(),
                    Problem.Kind.INVALID_CONTENT,
                    "'" + entry.name() + "' is described twice, here and in "
                            + node.patch.get().file().path() + "; dbt refuses this, keep one of the two");
            return;
        }
        patch(node, entry);
    }

    private List<NodeDraft> find(PropertiesEntry entry) {
        ResourceType type = type(entry.section());
        if (REFABLE.contains(entry.section())) {
            List<NodeDraft> own =
                    index.refable(entry.name(), Optional.of(entry.project().name()));
            return own.isEmpty() ? index.refable(entry.name(), Optional.empty()) : own;
        }
        return index.enabled().stream()
                .filter(node -> node.type == type && node.name.equals(entry.name()))
                .filter(node -> type != ResourceType.TEST
                        || node.project.name().equals(entry.project().name()))
                .limit(1)
                .toList();
    }

    private void disabled(PropertiesEntry entry) {
        ResourceType type = type(entry.section());
        List<NodeDraft> found =
                index.disabled(entry.name(), Optional.of(entry.project().name()), List.of(type));
        if (found.isEmpty() || type == ResourceType.TEST) {
            unmatched(entry, type, entry.name());
            return;
        }
        if (found.size() > 1
                && entry.config().get("enabled").filter(Trees::isTruthy).isPresent()) {
            diagnostics.problem(
                    entry.location(),
                    Problem.Kind.INVALID_CONTENT,
                    found.size() + " disabled resources have the name '" + entry.name()
                            + "'; properties cannot enable one of them, do it in dbt_project.yml or in the file");
            return;
        }
        found.forEach(node -> patch(node, entry));
    }

    /** Says that an entry describes nothing. */
    void unmatched(PropertiesEntry entry, ResourceType type, String name) {
        diagnostics.notice(
                entry.location(),
                "unmatched-properties",
                "there is no " + type.id() + " '" + name + "', so this entry has no effect"
                        + Suggestion.hint(
                                name, index.names(type, entry.project().name())));
    }

    private void patch(NodeDraft node, PropertiesEntry entry) {
        if (entry.hasConfig()) {
            config(node, entry, entry.config());
        }
        properties(node, entry);
        if (node.type == ResourceType.TEST) {
            return;
        }
        node.columns = columns.columns(
                columns.items(entry.value(), entry.location()), ColumnReader.doubt(entry.value()), origin(entry));
        if (node.type == ResourceType.MODEL) {
            constraints(node, entry.value());
            node.deprecationDate = entry.get("deprecation_date").filter(date -> !Trees.isNull(date));
        }
    }

    private static Origin origin(PropertiesEntry entry) {
        return entry.get("columns").map(Tree::origin).orElse(Origin.DEFAULT);
    }

    /** Computes the configuration of a resource with that of an entry. */
    void config(NodeDraft node, PropertiesEntry entry, Tree.Mapping config) {
        checkAccess(config);
        boolean isPython = node.type == ResourceType.MODEL && node.further.containsKey("language");
        Tree.Mapping full = isPython ? NodeReader.pythonDefaults(config) : config;
        node.compute(nodes.layers(node, entry.project(), Optional.of(full), Optional.of(node.calls)));
    }

    private void checkAccess(Tree.Mapping config) {
        Optional<Tree> access = config.get("access");
        Optional<String> text = access.flatMap(Trees::text);
        if (text.isPresent() && !Set.of("private", "protected", "public").contains(text.get())) {
            diagnostics.problem(
                    Trees.place(access.get(), Location.startOf("")),
                    Problem.Kind.INVALID_CONTENT,
                    "'access' must be private, protected or public, not '" + text.get() + "'");
        }
    }

    /** Takes over what only properties can say. */
    void properties(NodeDraft node, PropertiesEntry entry) {
        node.patch = Optional.of(entry);
        entry.get("description").filter(text -> !Trees.isNull(text)).ifPresent(text -> node.description = text);
    }

    /** Takes over the constraints of a model, and the references they hold. */
    void constraints(NodeDraft node, Tree.Mapping owner) {
        node.constraints = ConstraintReader.read(owner, true, diagnostics);
        List<Tree> all = new ArrayList<>();
        if (node.constraints instanceof Tree.Sequence list) {
            all.addAll(list.items());
        }
        node.columns.entries().values().forEach(column -> {
            if (column.value() instanceof Tree.Mapping mapping) {
                Trees.sequence(mapping, "constraints").ifPresent(list -> all.addAll(list.items()));
            }
        });
        for (Tree item : all) {
            if (item instanceof Tree.Mapping constraint) {
                foreignKey(node, constraint);
            }
        }
        PrimaryKeys.check(node, diagnostics);
    }

    private void foreignKey(NodeDraft node, Tree.Mapping constraint) {
        Optional<Tree> to = constraint.get("to").filter(Trees::isTruthy);
        boolean isForeign = Trees.text(constraint, "type").equals(Optional.of("foreign_key"));
        if (!isForeign || to.isEmpty()) {
            return;
        }
        if (to.get() instanceof Tree.Unknown unknown) {
            node.referencesOpen = Optional.of(unknown.reason());
            return;
        }
        CallText.parse(to.get())
                .ifPresentOrElse(
                        node.references::add,
                        () -> diagnostics.problem(
                                Trees.place(to.get(), Location.startOf("")),
                                Problem.Kind.INVALID_CONTENT,
                                "'to' of a foreign key must be ref('...') or source('...', '...')"));
    }

    /** Configurations that stand outside of {@code config} have no effect there. */
    private void misplaced(PropertiesEntry entry) {
        ResourceType type = type(entry.section());
        if (type == ResourceType.TEST) {
            return;
        }
        ConfigSchema schema = ConfigSchema.of(type);
        for (String key : schema.names()) {
            Tree.Entry found = entry.value().entries().get(key);
            if (found != null && !ALSO_PROPERTIES.contains(key)) {
                diagnostics.notice(
                        Trees.place(found, entry.location()),
                        "misplaced-property",
                        "'" + key + "' has no effect here; put it under 'config'");
            }
        }
    }
}
