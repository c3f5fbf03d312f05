package dev.bylaw.internal.rule;

import dev.bylaw.rego.Annotations;
import dev.bylaw.rego.Capabilities;
import dev.bylaw.rego.Definition;
import dev.bylaw.rego.Grant;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.RuleSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Loads rules: parses and compiles their modules, reads their metadata. */
public final class RuleLoader {
    /** The names of what a rule gives to the engine. */
    private static final Set<String> RESULTS = new TreeSet<>(List.of("violation", "undecided", "not_applicable"));

    /** The first part of the path under which rules see the document. */
    private static final String WORKSPACE = "workspace";

    private final Faults faults = new Faults();
    private final List<RegoModule> modules = new ArrayList<>();

    /** By package, the authority whose modules define it. */
    private final Map<String, String> layers = new TreeMap<>();

    private RuleLoader() {}

    /** Loads rules in Rego, as the longer method does. */
    public static RuleSet load(Collection<? extends RuleSource> sources, String layer) {
        return load(sources, List.of(), layer);
    }

    /**
     * Loads rules of one authority.
     *
     * @param sources where rules in Rego come from
     * @param code rules in Java
     * @param layer the authority that demands them
     * @return the rules with their defaults
     * @throws dev.bylaw.ConfigurationException with everything that is wrong with them
     */
    public static RuleSet load(
            Collection<? extends RuleSource> sources, Collection<? extends Rule> code, String layer) {
        return load(sources, code, layer, List.of(), layer);
    }

    /**
     * Loads rules, and further ones that must leave the packages of the first alone.
     *
     * @param sources where rules in Rego come from
     * @param code rules in Java
     * @param layer the authority that demands them
     * @param further where the further ones come from
     * @param furtherLayer the authority that demands the further ones
     * @return the rules with their defaults
     * @throws dev.bylaw.ConfigurationException with everything that is wrong with them
     */
    public static RuleSet load(
            Collection<? extends RuleSource> sources,
            Collection<? extends Rule> code,
            String layer,
            Collection<? extends RuleSource> further,
            String furtherLayer) {
        RuleLoader loader = new RuleLoader();
        sources.forEach(source -> loader.parse(source, layer, List.of()));
        List<RegoModule> owned = List.copyOf(loader.modules);
        further.forEach(source -> loader.parse(source, furtherLayer, owned));
        loader.faults.throwIfAny();
        loader.refuseMetadataTwice();
        Policy policy = loader.compile();
        List<LoadedRule> rules = loader.rules(policy);
        new ReferenceCheck(rules, policy.modules(), loader.faults).check(policy.references());
        new ResultCheck(RESULTS, loader.faults).check(rules, policy.literalMembers());
        CompiledRuleReader compiled = new CompiledRuleReader(loader.faults, rules);
        compiled.add(sources, layer);
        compiled.add(further, furtherLayer);
        List<LoadedRule> all = new CodeRules(loader.faults, compiled.rules(), layer).with(code);
        loader.faults.throwIfAny();
        return new RuleSet(policy, all);
    }

    private void parse(RuleSource source, String layer, List<RegoModule> owned) {
        for (RuleSource.File file : source.files()) {
            try {
                RegoModule module = RegoModule.parse(file.path(), file.text());
                modules.add(module);
                layers.putIfAbsent(name(module), layer);
                if (module.packagePath().get(0).equals(WORKSPACE)) {
                    faults.at(
                            module.packageLocation(),
                            "package " + name(module) + " hides data.workspace, which is the document that rules see;"
                                    + " rename it");
                }
                owned.stream()
                        .filter(other -> overlap(module, other))
                        .findFirst()
                        .ifPresent(other -> faults.at(
                                module.packageLocation(),
                                "package " + name(module) + " is, or lies in or above, package " + name(other) + " at "
                                        + other.packageLocation() + ", which is not for other modules to change;"
                                        + " rename it"));
            } catch (RegoException e) {
                faults.add(e);
            }
        }
    }

    private static String name(RegoModule module) {
        return String.join(".", module.packagePath());
    }

    /** Whether what one module defines can lie in the package of the other. */
    private static boolean overlap(RegoModule one, RegoModule other) {
        int shared = Math.min(one.packagePath().size(), other.packagePath().size());
        return one.packagePath().subList(0, shared).equals(other.packagePath().subList(0, shared));
    }

    private Policy compile() {
        try {
            // The clock is injected and stands still for the whole run.
            return Policy.compile(modules, new Policy.Options(true, false, Capabilities.NONE.grant(Grant.NOW)));
        } catch (RegoException e) {
            faults.add(e);
            faults.throwIfAny();
            throw new AssertionError(e);
        }
    }

    private List<LoadedRule> rules(Policy policy) {
        Map<String, RegoModule> first = new TreeMap<>();
        for (RegoModule module : policy.modules()) {
            first.putIfAbsent(name(module), module);
        }
        Map<String, Map<String, Definition>> defined = new HashMap<>();
        for (Definition definition : policy.definitions()) {
            int dot = definition.path().lastIndexOf('.');
            defined.computeIfAbsent(definition.path().substring("data.".length(), dot), key -> new TreeMap<>())
                    .put(definition.path().substring(dot + 1), definition);
        }
        List<LoadedRule> rules = new ArrayList<>();
        first.forEach((name, module) -> {
            Optional<Annotations> block = packageBlock(policy, name);
            Map<String, Definition> definitions = defined.getOrDefault(name, Map.of());
            if (block.isPresent() && block.get().field("custom").isPresent() || definitions.containsKey("violation")) {
                rule(module, block, definitions, layers.get(name)).ifPresent(rules::add);
            }
        });
        rules.sort(Comparator.comparing(LoadedRule::id));
        return rules;
    }

    /** Refuses two rules of one id, and says it better than the compiler, for which it is a block too many. */
    private void refuseMetadataTwice() {
        Map<String, Annotations> first = new TreeMap<>();
        modules.stream()
                .sorted(Comparator.comparing(RegoModule::file))
                .forEach(module -> packageBlocks(module).forEach(block -> {
                    Annotations other = first.putIfAbsent(name(module), block);
                    if (other != null) {
                        faults.at(
                                block.location(),
                                "package " + name(module) + " has metadata twice, also at " + other.location()
                                        + "; keep one");
                    }
                }));
        faults.throwIfAny();
    }

    private static Stream<Annotations> packageBlocks(RegoModule module) {
        return module.annotations().stream().filter(block -> block.scope().equals("package"));
    }

    /** The metadata of a package: a block of that scope in one of its modules. */
    private static Optional<Annotations> packageBlock(Policy policy, String name) {
        return policy.modules().stream()
                .filter(module -> name(module).equals(name))
                .flatMap(RuleLoader::packageBlocks)
                .findFirst();
    }

    private Optional<LoadedRule> rule(
            RegoModule module, Optional<Annotations> block, Map<String, Definition> definitions, String layer) {
        RegoLocation at = module.packageLocation();
        Optional<RuleId> id = id(module.packagePath());
        if (id.isEmpty()) {
            faults.at(at, noId(String.join(".", module.packagePath())));
            return Optional.empty();
        }
        if (block.isEmpty()) {
            faults.at(
                    at,
                    "rule " + id.get() + " has no metadata; write a # METADATA block above its package with title,"
                            + " description and custom.severity, custom.subject, custom.since, custom.remedy");
            return Optional.empty();
        }
        checkDefinitions(id.get(), at, definitions);
        Faults own = new Faults();
        Optional<RuleMetadata> metadata = new MetadataReader(block.get(), own).read(id.get());
        faults.addAll(own);
        if (metadata.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LoadedRule(
                id.get(),
                metadata.get(),
                metadata.get().severity(),
                RuleConfigurer.defaults(metadata.get()),
                "data." + String.join(".", module.packagePath()),
                layer));
    }

    /** Says that a package cannot be that of a rule. */
    static String noId(String name) {
        return "the package of a rule has three parts, publisher, principle and name in snake case, for example"
                + " acme.secure.no_free_text; found " + name;
    }

    /** {@return the id of the rule in a package; empty where no rule can be there} */
    static Optional<RuleId> id(List<String> packagePath) {
        // With hyphens two packages could have one id.
        return packagePath.size() == 3 && packagePath.stream().noneMatch(part -> part.contains("-"))
                ? RuleId.parse(
                        packagePath.stream().map(part -> part.replace('_', '-')).collect(Collectors.joining("/")))
                : Optional.empty();
    }

    private void checkDefinitions(RuleId id, RegoLocation at, Map<String, Definition> definitions) {
        if (!definitions.containsKey("violation")) {
            Optional<String> like = Suggestion.closest("violation", definitions.keySet());
            faults.at(
                    like.map(name -> definitions.get(name).locations().get(0)).orElse(at),
                    "rule " + id + " defines no violation"
                            + like.map(name -> ", but " + name + "; did you mean violation?")
                                    .orElse("; write `violation contains {\"message\": message} if { ... }`"));
        }
        for (String name : RESULTS) {
            Definition definition = definitions.get(name);
            if (definition != null && definition.kind() != Definition.Kind.PARTIAL_SET) {
                faults.at(
                        definition.locations().get(0),
                        name + " must be a partial set; write `" + name
                                + " contains {\"message\": message} if { ... }`");
            }
        }
    }
}
