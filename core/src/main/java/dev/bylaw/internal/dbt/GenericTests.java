package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.config.ConfigBuilder;
import dev.bylaw.internal.dbt.config.ConfigCalls;
import dev.bylaw.internal.dbt.render.Reference;
import dev.bylaw.internal.dbt.render.RenderedTemplate;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes resources of the generic tests that properties declare.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/parser/generic_test_builders.py}, {@code dbt/parser/schema_generic_tests.py}.
 */
final class GenericTests {
    private static final Pattern NAME =
            Pattern.compile("(?:([a-zA-Z_][0-9a-zA-Z_]*)\\.)?([a-zA-Z_][0-9a-zA-Z_]*).*", Pattern.DOTALL);
    private static final List<String> CONFIGS = List.of(
            "severity",
            "tags",
            "enabled",
            "where",
            "limit",
            "warn_if",
            "error_if",
            "fail_calc",
            "store_failures",
            "store_failures_as",
            "meta",
            "database",
            "schema",
            "alias");
    private static final String WHERE_SUBQUERY = "get_where_subquery";
    private static final Set<String> SHORTCUTS = Set.of("macro.dbt.test_not_null", "macro.dbt.test_unique");
    private static final Set<String> BACKTICKS = Set.of("bigquery", "databricks", "spark", "glue");

    private final ReadContext context;
    private final Diagnostics diagnostics;
    private final NodeIndex index;
    private final MacroIndex macros;
    private final TemplateRunner runner;
    private final boolean argumentsProperty;

    GenericTests(ReadContext context, NodeIndex index, MacroIndex macros, TemplateRunner runner) {
        this.context = context;
        this.diagnostics = context.diagnostics();
        this.index = index;
        this.macros = macros;
        this.runner = runner;
        this.argumentsProperty = context.root().flag("require_generic_test_arguments_property", true);
    }

    /** What a declaration says. */
    private static final class Declared {
        String name = "";
        Optional<String> namespace = Optional.empty();
        Map<String, Tree> arguments = new LinkedHashMap<>();
        Map<String, Tree.Entry> config = new LinkedHashMap<>();
        Optional<String> configOpen = Optional.empty();
        Optional<String> argumentsOpen = Optional.empty();
        Optional<String> customName = Optional.empty();
        Tree description = new Tree.Scalar("", Origin.DEFAULT);
    }

    /** Adds the test that a declaration makes; a declaration that makes none is a problem. */
    void add(TestBlock block) {
        declared(block).ifPresent(declared -> node(block, declared));
    }

    private Optional<Declared> declared(TestBlock block) {
        Tree test = block.test();
        if (test instanceof Tree.Unknown unknown) {
            return problem(block, test, "this test cannot be told: " + unknown.reason());
        }
        Declared declared = new Declared();
        Tree name;
        Tree arguments;
        if (test instanceof Tree.Mapping mapping && mapping.get("test_name").isPresent()) {
            name = mapping.get("test_name").get();
            arguments = new MappingBuilder().putAll(mapping).remove("test_name").build(mapping.origin());
        } else if (test instanceof Tree.Mapping mapping) {
            if (mapping.entries().size() != 1) {
                return problem(
                        block,
                        test,
                        "a test is one name with its arguments below it; here are "
                                + mapping.entries().size() + " keys, so the indentation may be wrong");
            }
            Map.Entry<String, Tree.Entry> only =
                    mapping.entries().entrySet().iterator().next();
            name = new Tree.Scalar(only.getKey(), mapping.origin());
            arguments = only.getValue().value();
        } else {
            name = test;
            arguments = Trees.emptyMapping(test.origin());
        }
        Optional<String> text = Trees.text(name);
        Matcher match = NAME.matcher(text.orElse(""));
        if (text.isEmpty() || !match.matches()) {
            return problem(block, test, "a test must be named by text of letters, digits and underscores");
        }
        if (!(arguments instanceof Tree.Mapping given)) {
            return problem(block, arguments, "the arguments of a test must be a mapping, not " + Trees.kind(arguments));
        }
        declared.namespace = Optional.ofNullable(match.group(1));
        declared.name = match.group(2);
        return arguments(block, declared, given) ? Optional.of(declared) : Optional.empty();
    }

    private Optional<Declared> problem(TestBlock block, Tree at, String message) {
        diagnostics.problem(Trees.place(at, block.place()), Problem.Kind.INVALID_CONTENT, message);
        return Optional.empty();
    }

    /** Parts what a declaration gives into arguments and configuration. */
    private boolean arguments(TestBlock block, Declared declared, Tree.Mapping given) {
        Map<String, Tree.Entry> rest = new LinkedHashMap<>(given.entries());
        declared.argumentsOpen = given.open();
        block.column()
                .ifPresent(column -> rest.put(
                        "column_name",
                        new Tree.Entry(Optional.empty(), new Tree.Scalar(quoted(block, column), given.origin()))));
        Tree.Entry nested = argumentsProperty ? rest.remove("arguments") : null;
        if (nested != null && nested.value() instanceof Tree.Mapping mapping) {
            rest.putAll(mapping.entries());
            declared.argumentsOpen = declared.argumentsOpen.or(mapping::open);
        } else if (nested != null && nested.value() instanceof Tree.Unknown unknown) {
            declared.argumentsOpen = declared.argumentsOpen.or(() -> Optional.of(unknown.reason()));
        }
        if (rest.containsKey("model")) {
            problem(block, rest.get("model").value(), "'model' cannot be an argument of a test; dbt sets it");
            return false;
        }
        config(block, declared, rest);
        Tree.Entry description = rest.remove("description");
        if (description != null && !Trees.isNull(description.value())) {
            declared.description = description.value();
        }
        Tree.Entry name = rest.remove("name");
        if (name != null) {
            declared.customName = Trees.text(name.value());
        }
        rest.forEach((key, entry) -> declared.arguments.put(key, entry.value()));
        return true;
    }

    private String quoted(TestBlock block, String column) {
        String quote = BACKTICKS.contains(context.adapter().orElse("")) ? "`" : "\"";
        return block.quoted() ? quote + column + quote : column;
    }

    /** The configuration: keys beside the arguments, which is the old way, and those below {@code config}. */
    private void config(TestBlock block, Declared declared, Map<String, Tree.Entry> rest) {
        Tree.Entry configEntry = rest.remove("config");
        Map<String, Tree.Entry> config = new LinkedHashMap<>();
        if (configEntry != null && configEntry.value() instanceof Tree.Mapping mapping) {
            config.putAll(mapping.entries());
            declared.configOpen = mapping.open();
        } else if (configEntry != null && configEntry.value() instanceof Tree.Unknown unknown) {
            declared.configOpen = Optional.of(unknown.reason());
        } else if (configEntry != null && !Trees.isNull(configEntry.value())) {
            problem(block, configEntry.value(), "'config' of a test must be a mapping");
        }
        ValueRenderer renderer =
                new ValueRenderer(context.templates(), block.project().name());
        for (String key : CONFIGS) {
            Tree.Entry own = rest.remove(key);
            boolean isOwn = own != null && Trees.isTruthy(own.value());
            if (isOwn && config.containsKey(key)) {
                problem(block, own.value(), "'" + key + "' of a test is given twice; keep the one under 'config'");
            }
            // Beside a config, a value that counts as false is not looked at.
            Tree.Entry entry = isOwn || configEntry == null ? own : config.remove(key);
            put(declared, key, entry, renderer);
        }
        config.forEach((key, entry) -> put(declared, key, entry, renderer));
    }

    private static void put(Declared declared, String key, Tree.Entry entry, ValueRenderer renderer) {
        if (entry == null) {
            return;
        }
        Tree value =
                entry.value() instanceof Tree.Scalar scalar ? renderer.render(scalar, path -> false) : entry.value();
        if (!Trees.isNull(value)) {
            declared.config.put(key, new Tree.Entry(entry.key(), value.withLayer("properties")));
        }
    }

    private void node(TestBlock block, Declared declared) {
        String prefix = declared.namespace.map(namespace -> namespace + "_").orElse("");
        String test = prefix + (block.source() ? "source_" : "") + declared.name;
        TestNames.Names names = declared.customName
                .map(name -> new TestNames.Names(name, name))
                .orElseGet(() -> TestNames.synthesize(test, block.target(), declared.arguments));
        if (!names.compiled().equals(names.full()) && !declared.config.containsKey("alias")) {
            declared.config.put(
                    "alias", new Tree.Entry(Optional.empty(), new Tree.Scalar(names.compiled(), Origin.DEFAULT)));
        }
        NodeDraft draft = draft(block, names);
        Optional<String> macro = macro(block, declared, draft);
        Tree.Mapping config = new Tree.Mapping(
                declared.config,
                declared.configOpen,
                Trees.emptyMapping(block.test().origin()).origin());
        boolean shortcut = macro.filter(SHORTCUTS::contains).isPresent();
        // Other tests are rendered with their configuration as a call, which then counts a second time.
        draft.calls = shortcut ? config : ConfigCalls.merge(List.of(config, config), diagnostics);
        inheritedTags(block, config).forEach(tag -> draft.tags.put(PythonText.str(tag), tag));
        draft.begin(layers(draft, config));
        draft.compute(layers(draft, draft.calls));
        draft.description = declared.description;
        draft.references.add(block.relation());
        if (!shortcut) {
            render(draft, block, declared);
        }
        describe(draft, block, declared);
        index.add(draft);
    }

    private NodeDraft draft(TestBlock block, TestNames.Names names) {
        List<String> fqn = new ArrayList<>(List.of(block.project().name()));
        // As dbt: the path of the file without its first directory.
        String path = block.file().originalPath();
        String[] parts = path.split("/", -1);
        for (int i = 1; i < parts.length - 1; i++) {
            fqn.add(parts[i]);
        }
        fqn.add(names.full());
        return new NodeDraft(
                ResourceType.TEST,
                block.project(),
                block.file(),
                block.place(),
                names.full(),
                fqn,
                new ConfigBuilder(ResourceType.TEST, context.adapter(), diagnostics));
    }

    private ConfigBuilder.Layers layers(NodeDraft draft, Tree.Mapping calls) {
        return new ConfigBuilder.Layers(
                ReadContext.levels(draft.project.settings(), ResourceType.TEST, draft.fqn),
                Optional.empty(),
                Optional.of(calls),
                context.rootLevels(draft.project.name(), ResourceType.TEST, draft.fqn));
    }

    /** The tags of the column or source together with those of the test, sorted. */
    private static List<Tree> inheritedTags(TestBlock block, Tree.Mapping config) {
        Map<String, Tree> tags = new TreeMap<>();
        block.tags().forEach(tag -> tags.putIfAbsent(PythonText.str(tag), tag));
        config.get("tags").ifPresent(own -> {
            if (own instanceof Tree.Sequence list) {
                list.items().forEach(tag -> tags.putIfAbsent(PythonText.str(tag), tag));
            } else if (Trees.text(own).isPresent()) {
                tags.putIfAbsent(PythonText.str(own), own);
            }
        });
        return List.copyOf(tags.values());
    }

    /** The macro behind a test, as far as it can be told; what that calls in turn is not followed. */
    private Optional<String> macro(TestBlock block, Declared declared, NodeDraft draft) {
        String name = "test_" + declared.name;
        String packageName = declared.namespace.orElse(block.project().name());
        Optional<String> macro = macros.find(packageName, name);
        macro.ifPresent(draft.macros::add);
        if (macro.isEmpty() && declared.namespace.isEmpty() && context.absence().isEmpty()) {
            diagnostics.notice(
                    block.place(),
                    "unknown-test",
                    "there is no generic test '" + declared.name + "' in the project or its packages");
        }
        return macro;
    }

    /** Renders the call of the test's macro, for the references and macros it uses. */
    private void render(NodeDraft draft, TestBlock block, Declared declared) {
        TestCall call = TestCall.of(declared.namespace, declared.name, declared.arguments, block.reference());
        RenderedTemplate rendered =
                runner.render(draft, new Tree.Scalar(call.text(), block.test().origin()));
        List<Reference> own = new ArrayList<>(draft.references);
        for (Reference reference : rendered.references()) {
            if (own.stream().noneMatch(known -> TestCall.isSame(known, reference))) {
                draft.references.add(reference);
            }
        }
        // A macro of the project that stands for ref() or source() does not count in a test.
        rendered.macros().stream()
                .filter(id -> !id.endsWith(".ref") && !id.endsWith(".source"))
                .forEach(draft.macros::add);
        if (draft.macros.stream().noneMatch(id -> id.endsWith("." + WHERE_SUBQUERY))) {
            draft.macros.add("macro.dbt." + WHERE_SUBQUERY);
        }
        Optional<String> doubt = declared.argumentsOpen.or(call::doubt).or(rendered::graphOpen);
        draft.referencesOpen = draft.referencesOpen.or(() -> doubt);
        draft.macrosOpen = doubt;
    }

    /** What the manifest says of a generic test besides. */
    private void describe(NodeDraft draft, TestBlock block, Declared declared) {
        Origin origin = Origin.of(block.place(), PropertiesReader.LAYER);
        MappingBuilder arguments = new MappingBuilder().open(declared.argumentsOpen);
        declared.arguments.forEach(arguments::put);
        String model = "{{ get_where_subquery(" + block.reference() + ") }}";
        arguments.put("model", model, origin);
        draft.further.put(
                "test_metadata",
                new MappingBuilder()
                        .put("name", declared.name, origin)
                        .put("kwargs", arguments.build(origin))
                        .put("namespace", declared.namespace.orElse(null), origin)
                        .build(origin));
        draft.further.put(
                "column_name",
                new Tree.Scalar(
                        block.column().map(column -> quoted(block, column)).orElse(null), origin));
        Map<String, Tree> others = new LinkedHashMap<>(declared.arguments);
        others.remove("column_name");
        draft.explicitId = Optional.of(TestNames.identifier(
                block.project().name(),
                prefixed(declared),
                attached(block, draft),
                block.column().map(column -> quoted(block, column)).orElse(""),
                others));
    }

    /** The unique id of what is tested; a test of a model belongs to the group of the model. */
    private String attached(TestBlock block, NodeDraft draft) {
        if (block.relation() instanceof Reference.Source source) {
            return "source." + block.project().name() + "." + source.source() + "." + source.table();
        }
        Reference.Ref ref = (Reference.Ref) block.relation();
        String name = ref.name() + ref.version().map(version -> ".v" + version).orElse("");
        List<NodeDraft> found = index.refable(name, Optional.of(block.project().name()));
        if (found.isEmpty()) {
            found = index.disabled(name, Optional.empty(), List.of());
        }
        if (found.isEmpty()) {
            return "model." + block.project().name() + "." + name;
        }
        NodeDraft node = found.get(0);
        draft.further.put(
                "attached_node", new Tree.Scalar(node.uniqueId(), Origin.of(block.place(), PropertiesReader.LAYER)));
        draft.group = node.group;
        return node.uniqueId();
    }

    private static String prefixed(Declared declared) {
        return declared.customName.orElse(
                declared.namespace.map(namespace -> namespace + ".").orElse("") + declared.name);
    }
}
