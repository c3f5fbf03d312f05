package dev.bylaw.internal.dbt;

import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.MappingBuilder;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.internal.yaml.YamlOptions;
import dev.bylaw.internal.yaml.YamlReader;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import dev.bylaw.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads properties files: the lists of models, sources, exposures and so on that any YAML file in a package's directories may
 * hold.
 *
 * <p>Source: dbt-core 1.11, {@code dbt/parser/schemas.py}, {@code dbt/parser/read_files.py},
 * {@code dbt/parser/schema_renderer.py}.
 */
final class PropertiesReader {
    /** The layer of values that a properties file states. */
    static final String LAYER = "properties";

    private static final List<String> SECTIONS = List.of(
            "models",
            "seeds",
            "snapshots",
            "sources",
            "macros",
            "data_tests",
            "analyses",
            "exposures",
            "functions",
            "metrics",
            "groups",
            "semantic_models",
            "unit_tests",
            "saved_queries");
    private static final Set<String> PATCHES = Set.of("models", "seeds", "snapshots", "analyses", "functions");
    private static final List<String> MOVED = List.of("meta", "docs", "group", "contract", "access");
    private static final Set<String> LATER = Set.of("tests", "data_tests", "description", "loaded_at_query");
    private static final Set<String> LATER_CONFIG = Set.of("pre_hook", "post_hook", "loaded_at_query");
    private static final Set<String> WITH_TESTS = Set.of("columns", "dimensions", "measures", "entities");

    private final ReadContext context;
    private final Diagnostics diagnostics;

    PropertiesReader(ReadContext context) {
        this.context = context;
        this.diagnostics = context.diagnostics();
    }

    /** The entries of all properties files of a package, in the order of the files. */
    List<PropertiesEntry> read(DbtPackage project, PackageFiles files) {
        List<PropertiesEntry> entries = new ArrayList<>();
        for (PackageFiles.Source file : files.properties()) {
            context.tree()
                    .text(file.path(), diagnostics)
                    .flatMap(text -> document(text, file))
                    .ifPresent(document -> sections(project, file, document, entries));
        }
        return entries;
    }

    private Optional<Tree.Mapping> document(SourceFile text, PackageFiles.Source file) {
        Optional<Tree> tree =
                YamlReader.read(text, YamlOptions.dbt(LAYER), context.tree().limits(), diagnostics);
        if (tree.isEmpty() || Trees.isNull(tree.get())) {
            return Optional.empty();
        }
        if (tree.get() instanceof Tree.Mapping mapping) {
            return Optional.of(mapping);
        }
        diagnostics.problem(
                Location.startOf(file.path()),
                Problem.Kind.INVALID_CONTENT,
                "a properties file must hold a mapping with keys such as 'models', not " + Trees.kind(tree.get()));
        return Optional.empty();
    }

    private void sections(
            DbtPackage project, PackageFiles.Source file, Tree.Mapping document, List<PropertiesEntry> entries) {
        Location start = Location.startOf(file.path());
        document.entries().forEach((key, entry) -> {
            if (!SECTIONS.contains(key) && !key.equals("version")) {
                Suggestion.closest(key, SECTIONS)
                        .ifPresent(section -> diagnostics.notice(
                                Trees.place(entry, start),
                                "unknown-section",
                                "dbt does not know the key '" + key + "' and passes over it; did you mean " + section
                                        + "?"));
            }
        });
        for (String section : SECTIONS) {
            Tree.Entry entry = document.entries().get(section);
            if (entry == null) {
                continue;
            }
            if (!(entry.value() instanceof Tree.Sequence list)) {
                diagnostics.problem(
                        Trees.place(entry, start),
                        Problem.Kind.INVALID_CONTENT,
                        "'" + section + "' must be a list of mappings with a 'name' each, not "
                                + Trees.kind(entry.value()));
                continue;
            }
            for (Tree item : list.items()) {
                entry(project, file, section, item).ifPresent(entries::add);
            }
        }
    }

    private Optional<PropertiesEntry> entry(DbtPackage project, PackageFiles.Source file, String section, Tree item) {
        Location place = Trees.place(item, Location.startOf(file.path()));
        if (!(item instanceof Tree.Mapping raw)) {
            diagnostics.problem(
                    place,
                    Problem.Kind.INVALID_CONTENT,
                    "an entry of '" + section + "' must be a mapping with a 'name', not " + Trees.kind(item));
            return Optional.empty();
        }
        Tree.Mapping value =
                (Tree.Mapping) new ValueRenderer(context.templates(), project.name()).render(raw, kept(section));
        Optional<Tree> name = value.get("name").map(PropertiesReader::nameText);
        Optional<String> text = name.flatMap(Trees::text);
        if (text.isEmpty()) {
            String why = name.isPresent() && name.get() instanceof Tree.Unknown unknown
                    ? "the name of this entry of '" + section + "' cannot be told: " + unknown.reason()
                    : "an entry of '" + section + "' needs a 'name'";
            diagnostics.problem(place, Problem.Kind.INVALID_CONTENT, why);
            return Optional.empty();
        }
        PropertiesEntry entry = new PropertiesEntry(section, project, file, text.get(), value);
        return Optional.of(normalize(entry));
    }

    /** A name that YAML takes for a number or a truth value is the text of it. */
    private static Tree nameText(Tree name) {
        return name instanceof Tree.Scalar scalar && scalar.value() != null
                ? new Tree.Scalar(PythonText.str(scalar), scalar.origin())
                : name;
    }

    /** Moves properties that have become configurations, and gives tests their one name. */
    private PropertiesEntry normalize(PropertiesEntry entry) {
        Tree.Mapping value = entry.value();
        Optional<Tree.Entry> config = Optional.ofNullable(value.entries().get("config"));
        if (config.isPresent() && !isUsable(config.get().value())) {
            diagnostics.problem(
                    Trees.place(config.get(), entry.location()),
                    Problem.Kind.INVALID_CONTENT,
                    "'config' must be a mapping, not " + Trees.kind(config.get().value())
                            + "; leave it out if it is empty");
            value = without(value, "config");
        } else if (config.isPresent() && config.get().value() instanceof Tree.Unknown unknown) {
            value = with(
                    value,
                    "config",
                    new Tree.Entry(
                            config.get().key(),
                            new Tree.Mapping(Map.of(), Optional.of(unknown.reason()), unknown.origin())));
        }
        if (PATCHES.contains(entry.section())) {
            for (String key : MOVED) {
                value = move(value, key, entry.location());
            }
        }
        return entry.withValue(TestLists.rename(value, entry.location(), diagnostics));
    }

    private static boolean isUsable(Tree config) {
        return config instanceof Tree.Mapping || config instanceof Tree.Unknown;
    }

    private Tree.Mapping move(Tree.Mapping value, String key, Location place) {
        Tree.Entry property = value.entries().get(key);
        if (property == null) {
            return value;
        }
        Tree.Mapping config = Trees.mapping(value, "config")
                .orElse(Trees.emptyMapping(property.value().origin()));
        if (config.get(key).isPresent()) {
            diagnostics.problem(
                    Trees.place(property, place),
                    Problem.Kind.INVALID_CONTENT,
                    "'" + key + "' is given here and under 'config'; dbt refuses this, keep the one under 'config'");
            return without(value, key);
        }
        MappingBuilder moved =
                new MappingBuilder().putAll(config).put(key, property).open(config.open());
        Origin origin = config.entries().isEmpty() ? property.value().origin() : config.origin();
        Optional<Location> keyPlace =
                Optional.ofNullable(value.entries().get("config")).flatMap(Tree.Entry::key);
        return with(without(value, key), "config", new Tree.Entry(keyPlace.or(property::key), moved.build(origin)));
    }

    private static Tree.Mapping without(Tree.Mapping mapping, String key) {
        return new MappingBuilder()
                .putAll(mapping)
                .remove(key)
                .open(mapping.open())
                .build(mapping.origin());
    }

    private static Tree.Mapping with(Tree.Mapping mapping, String key, Tree.Entry entry) {
        return new MappingBuilder()
                .putAll(mapping)
                .put(key, entry)
                .open(mapping.open())
                .build(mapping.origin());
    }

    /** Which paths of an entry dbt renders later, or never. */
    static Predicate<List<String>> kept(String section) {
        return switch (section) {
            case "sources" ->
                path -> {
                    if (path.isEmpty()) {
                        return false;
                    }
                    boolean own = path.get(0).equals("description")
                            || path.get(0).equals("loaded_at_query")
                            || path.size() >= 2
                                    && path.get(0).equals("config")
                                    && path.get(1).equals("loaded_at_query");
                    return own
                            || path.get(0).equals("tables") && path.size() >= 2 && isKept(path.subList(2, path.size()));
                };
            case "macros" ->
                path -> !path.isEmpty()
                        && isKept(path.get(0).equals("arguments") ? path.subList(1, path.size()) : path);
            case "metrics" ->
                path -> !path.isEmpty()
                        && (path.get(path.size() - 1).equals("filter")
                                || path.size() > 1 && path.get(path.size() - 2).equals("filter")
                                || isKept(path));
            case "saved_queries" ->
                path -> path.size() > 1
                                && path.get(0).equals("query_params")
                                && path.get(1).equals("where")
                        || isKept(path);
            default -> PropertiesReader::isKept;
        };
    }

    private static boolean isKept(List<String> path) {
        int size = path.size();
        return size >= 1 && LATER.contains(path.get(0))
                || size == 2 && LATER.contains(path.get(1))
                || size >= 2 && path.get(0).equals("config") && LATER_CONFIG.contains(path.get(1))
                || size == 5 && path.get(4).equals("description")
                || size >= 3
                        && WITH_TESTS.contains(path.get(0))
                        && (path.get(2).equals("tests")
                                || path.get(2).equals("data_tests")
                                || path.get(2).equals("description"));
    }
}
