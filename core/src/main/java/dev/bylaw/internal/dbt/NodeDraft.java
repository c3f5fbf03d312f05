package dev.bylaw.internal.dbt;

import dev.bylaw.internal.dbt.config.ConfigBuilder;
import dev.bylaw.internal.dbt.render.OpenReferences;
import dev.bylaw.internal.dbt.render.Reference;
import dev.bylaw.internal.dbt.render.RenderedTemplate;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A resource while it is put together from its file, its properties and the settings. Not thread-safe. */
final class NodeDraft {
    final ResourceType type;
    final DbtPackage project;
    final PackageFiles.Source file;
    final Location location;
    final ConfigBuilder config;

    String name;
    List<String> fqn;
    Optional<Tree> version = Optional.empty();
    Optional<Tree> latestVersion = Optional.empty();

    /** The merged calls of the file. */
    Tree.Mapping calls = Trees.emptyMapping(Origin.DEFAULT);
    /** The result of the last computation of the configuration alone. */
    Tree.Mapping lastConfig = Trees.emptyMapping(Origin.DEFAULT);
    /** Tags of the resource, which may be more than those of its configuration, in the order dbt adds them. */
    final Map<String, Tree> tags = new LinkedHashMap<>();

    Optional<String> tagsOpen = Optional.empty();

    Optional<PropertiesEntry> patch = Optional.empty();
    Tree description = new Tree.Scalar("", Origin.DEFAULT);
    Tree.Mapping columns = Trees.emptyMapping(Origin.DEFAULT);
    Tree constraints = Trees.emptySequence(Origin.DEFAULT);
    Optional<Tree> deprecationDate = Optional.empty();
    Optional<Tree> group = Optional.empty();

    /** Further attributes that only resources of this type have. */
    final Map<String, Tree> further = new LinkedHashMap<>();

    Optional<RenderedTemplate> template = Optional.empty();
    Optional<RenderedTemplate> incremental = Optional.empty();
    final Set<Reference> references = new LinkedHashSet<>();
    /** Why there may be more references than these. */
    /** Why it may refer to sources, or to resources of other packages, that are not listed. */
    Optional<String> referencesOpen = Optional.empty();

    /** Why it may refer to any resource. */
    Optional<String> anyReference = Optional.empty();

    /** Names that it may refer to, with the reason. */
    final Map<String, String> maybeNamed = new TreeMap<>();

    /** References that it may make, with the reason. */
    final Map<Reference, String> doubtful = new HashMap<>();

    /** Unique ids of what it may depend on, with the reason. */
    final Map<String, String> maybeDependsOn = new TreeMap<>();

    final Set<String> macros = new TreeSet<>();
    Optional<String> macrosOpen = Optional.empty();
    /** What the references lead to. */
    final Map<Reference, String> resolved = new LinkedHashMap<>();

    final Set<String> dependsOn = new LinkedHashSet<>();
    /** References that lead to nothing, or to something disabled. */
    final Set<Reference> missing = new LinkedHashSet<>();
    /** Whether it is disabled because what it tests is. */
    boolean targetDisabled;

    List<CsvHeader.Column> header = List.of();
    Optional<String> explicitId = Optional.empty();

    NodeDraft(
            ResourceType type,
            DbtPackage project,
            PackageFiles.Source file,
            Location location,
            String name,
            List<String> fqn,
            ConfigBuilder config) {
        this.type = type;
        this.project = project;
        this.file = file;
        this.location = location;
        this.name = name;
        this.fqn = new ArrayList<>(fqn);
        this.config = config;
    }

    /** The unique id of the manifest. */
    String uniqueId() {
        return explicitId.orElseGet(() -> type.id() + "." + project.name() + "." + searchName());
    }

    /** The name with the version. */
    String searchName() {
        return name + version.map(v -> ".v" + PythonText.str(v)).orElse("");
    }

    /** Whether it is enabled; unknown if that cannot be told. */
    Tree enabled() {
        return config.build().get("enabled").orElse(new Tree.Scalar(true, Origin.DEFAULT));
    }

    boolean isDisabled() {
        return targetDisabled || enabled() instanceof Tree.Scalar scalar && Boolean.FALSE.equals(scalar.value());
    }

    /** Computes the configuration before anything of the resource itself is known. */
    void begin(ConfigBuilder.Layers layers) {
        lastConfig = config.compute(layers);
    }

    /** Computes the configuration once more and takes over what follows from it. */
    void compute(ConfigBuilder.Layers layers) {
        lastConfig = config.compute(layers);
        lastConfig.get("tags").ifPresent(this::addTags);
        lastConfig.get("group").filter(Trees::isTruthy).ifPresent(value -> group = Optional.of(value));
    }

    /** Adds tags that are not there yet. */
    void addTags(Tree list) {
        if (list instanceof Tree.Sequence sequence) {
            sequence.items().forEach(tag -> tags.putIfAbsent(PythonText.str(tag), tag));
            tagsOpen = tagsOpen.or(sequence::open);
        } else if (list instanceof Tree.Unknown unknown) {
            tagsOpen = tagsOpen.or(() -> Optional.of(unknown.reason()));
        }
    }

    /** Takes over the template of the resource. */
    void rendered(RenderedTemplate rendered) {
        template = Optional.of(rendered);
        references.addAll(rendered.references());
        macros.addAll(rendered.macros());
        noteOpen(rendered.open());
        macrosOpen = macrosOpen.or(rendered::graphOpen);
    }

    /** Takes over what a template may refer to. */
    void noteOpen(OpenReferences open) {
        anyReference = anyReference.or(open::any);
        referencesOpen = referencesOpen.or(open::foreign);
        open.named().forEach(maybeNamed::putIfAbsent);
        doubtful.putAll(open.doubtful());
    }

    /** What may be referred to without being listed. */
    Optional<String> open() {
        return anyReference
                .or(() -> referencesOpen)
                .or(() -> maybeDependsOn.values().stream().findFirst());
    }

    Location place() {
        return patch.map(PropertiesEntry::location).orElse(location);
    }
}
