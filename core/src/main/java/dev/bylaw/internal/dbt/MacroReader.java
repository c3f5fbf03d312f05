package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.config.ConfigBuilder;
import dev.bylaw.internal.dbt.render.TemplatesFactory;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads macro files: their texts for the renderer, and the names of what they define.
 *
 * <p>Source of the rules: dbt-core 1.11, {@code dbt/parser/macros.py}, {@code dbt/parser/generic_test.py},
 * {@code dbt/parser/schemas.py} ({@code MacroPatchParser}).
 */
final class MacroReader {
    private static final Set<String> IN_MACROS = Set.of("macro", "materialization", "test", "data_test");
    private static final Set<String> IN_TESTS = Set.of("test", "data_test");
    private static final Pattern ADAPTER = Pattern.compile("adapter\\s*=\\s*['\"](\\w+)['\"]");

    private final SourceTree tree;
    private final Diagnostics diagnostics;
    private final MacroIndex index;
    private final Map<String, NodeDraft> drafts = new LinkedHashMap<>();

    MacroReader(SourceTree tree, Diagnostics diagnostics, MacroIndex index) {
        this.tree = tree;
        this.diagnostics = diagnostics;
        this.index = index;
    }

    /** Reads the macro files of a package. */
    TemplatesFactory.MacroPackage read(DbtPackage project, PackageFiles files) {
        List<SourceFile> texts = new ArrayList<>();
        for (PackageFiles.Source file : files.macros()) {
            tree.text(file.path(), diagnostics).ifPresent(text -> {
                texts.add(text);
                blocks(project, file, text, IN_MACROS);
            });
        }
        for (PackageFiles.Source file : files.genericTests()) {
            tree.text(file.path(), diagnostics).ifPresent(text -> {
                texts.add(text);
                blocks(project, file, text, IN_TESTS);
            });
        }
        return new TemplatesFactory.MacroPackage(
                project.name(), texts, project.settings().variables());
    }

    private void blocks(DbtPackage project, PackageFiles.Source file, SourceFile text, Set<String> types) {
        for (TemplateBlocks.Block block : TemplateBlocks.of(text, types, diagnostics)) {
            if (block.name().isEmpty()) {
                continue;
            }
            String name = name(block);
            Location place = text.location(block.start(), block.contentStart());
            NodeDraft draft = new NodeDraft(
                    ResourceType.MACRO,
                    project,
                    file,
                    place,
                    name,
                    List.of(),
                    new ConfigBuilder(ResourceType.MACRO, Optional.empty(), diagnostics));
            NodeDraft before = drafts.putIfAbsent(draft.uniqueId(), draft);
            if (before == null) {
                index.add(project.name(), name);
                compute(draft, Optional.empty());
            } else {
                diagnostics.problem(
                        place,
                        Problem.Kind.INVALID_CONTENT,
                        "the macro '" + name + "' is defined twice in the package '" + project.name()
                                + "', here and in " + before.location.file() + "; dbt refuses this");
            }
        }
    }

    private static String name(TemplateBlocks.Block block) {
        if (block.type().equals("macro")) {
            return block.name();
        }
        if (!block.type().equals("materialization")) {
            return "test_" + block.name();
        }
        Matcher adapter = ADAPTER.matcher(block.tag());
        return "materialization_" + block.name() + "_" + (adapter.find() ? adapter.group(1) : "default");
    }

    private static void compute(NodeDraft draft, Optional<Tree.Mapping> properties) {
        draft.compute(new ConfigBuilder.Layers(List.of(), properties, Optional.empty(), List.of()));
    }

    /** The macros that were read. */
    List<NodeDraft> drafts() {
        return List.copyOf(drafts.values());
    }

    /** Applies a properties entry to the macro that it describes. */
    void patch(PropertiesEntry entry) {
        String packageName = entry.project().name();
        NodeDraft draft = drafts.get(MacroIndex.id(packageName, entry.name()));
        if (draft == null) {
            diagnostics.notice(
                    entry.location(),
                    "unmatched-properties",
                    "there is no macro '" + entry.name() + "', so this entry has no effect"
                            + Suggestion.hint(entry.name(), index.names(packageName)));
            return;
        }
        if (draft.patch.isPresent()) {
            diagnostics.problem(
                    entry.location(),
                    Problem.Kind.INVALID_CONTENT,
                    "the macro '" + entry.name() + "' is described twice, here and in "
                            + draft.patch.get().file().path());
            return;
        }
        draft.patch = Optional.of(entry);
        entry.get("description").filter(text -> !Trees.isNull(text)).ifPresent(text -> draft.description = text);
        MappingBuilder properties = new MappingBuilder();
        for (Optional<Tree.Mapping> owner : List.of(Optional.of(entry.value()), Optional.of(entry.config()))) {
            for (String key : List.of("meta", "docs")) {
                owner.flatMap(mapping -> mapping.get(key)).ifPresent(value -> {
                    Optional<Tree> before = properties.get(key);
                    boolean both = key.equals("meta")
                            && before.isPresent()
                            && before.get() instanceof Tree.Mapping
                            && value instanceof Tree.Mapping;
                    properties.put(
                            key,
                            both
                                    ? new MappingBuilder()
                                            .putAll((Tree.Mapping) before.get())
                                            .putAll((Tree.Mapping) value)
                                            .build(value.origin())
                                    : value);
                });
            }
        }
        compute(draft, Optional.of(properties.build(entry.value().origin())));
        draft.further.put("arguments", arguments(entry));
    }

    private static Tree arguments(PropertiesEntry entry) {
        Optional<Tree> given = entry.get("arguments").filter(value -> !Trees.isNull(value));
        if (given.isEmpty() || !(given.get() instanceof Tree.Sequence list)) {
            return given.filter(Tree.Unknown.class::isInstance).orElse(Trees.emptySequence(Origin.DEFAULT));
        }
        List<Tree> items = new ArrayList<>();
        for (Tree item : list.items()) {
            if (item instanceof Tree.Mapping argument) {
                items.add(new MappingBuilder()
                        .put("name", argument.get("name").orElse(new Tree.Scalar("", Origin.DEFAULT)))
                        .put("type", argument.get("type").orElse(new Tree.Scalar(null, Origin.DEFAULT)))
                        .put("description", argument.get("description").orElse(new Tree.Scalar("", Origin.DEFAULT)))
                        .build(argument.origin()));
            }
        }
        return new Tree.Sequence(items, list.open(), list.origin());
    }
}
