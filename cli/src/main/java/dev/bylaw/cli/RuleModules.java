package dev.bylaw.cli;

import dev.bylaw.PolicyEngine;
import dev.bylaw.rego.Capabilities;
import dev.bylaw.rego.Coverage;
import dev.bylaw.rego.Grant;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rule.RuleSource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rule modules with their tests, and the standard rules beside them. */
final class RuleModules {
    private static final String TEST = "_test.rego";
    private static final int MAX_DEPTH = 32;

    private final Map<String, RegoModule> own = new TreeMap<>();
    private final List<RegoModule> standard = new ArrayList<>();

    private RuleModules() {}

    /**
     * Loads rules as a check does, and their tests.
     *
     * @param folders the folders
     * @param withStandard whether the standard rules are loaded
     * @throws dev.bylaw.ConfigurationException with everything that is wrong with the rules
     * @throws RegoException with everything that is wrong with the tests
     * @throws IOException if a file cannot be read
     */
    static RuleModules load(List<Path> folders, boolean withStandard) throws IOException {
        RuleModules modules = new RuleModules();
        PolicyEngine.Builder builder = PolicyEngine.builder();
        List<RuleSource> sources = new ArrayList<>();
        if (withStandard) {
            ServiceLoader.load(RuleSource.class).forEach(sources::add);
            sources.forEach(builder::addRules);
        }
        Map<String, RuleSource.File> rules = new LinkedHashMap<>();
        List<RegoError> errors = new ArrayList<>();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new UsageException(folder + (Files.exists(folder) ? " is not a folder" : " does not exist")
                        + "; name the folder of a rule module");
            }
            for (RuleSource.File file : RuleSource.ofFolder(folder.normalize()).files()) {
                rules.put(file.path(), file);
            }
            modules.parse(folder.normalize(), errors);
        }
        // What does not parse among the rules is told by the engine, with everything else.
        List<RegoError> ofTests = errors.stream()
                .filter(error -> error.location().isEmpty()
                        || !rules.containsKey(error.location().get().file()))
                .toList();
        for (RuleSource source : sources) {
            for (RuleSource.File file : source.files()) {
                modules.standard.add(RegoModule.parse(file.path(), file.text()));
            }
        }
        modules.requireOwnPackages(rules.keySet());
        builder.addRules(new Given(List.copyOf(rules.values()))).build();
        if (!ofTests.isEmpty()) {
            throw new RegoException(ofTests);
        }
        return modules;
    }

    private record Given(List<File> files) implements RuleSource {
        @Override
        public String name() {
            return "rules";
        }
    }

    private void parse(Path folder, List<RegoError> errors) throws IOException {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(folder, MAX_DEPTH)) {
            found = walk.filter(path -> path.toString().endsWith(".rego") && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        }
        for (Path path : found) {
            String name = path.toString().replace('\\', '/');
            try {
                own.put(name, RegoModule.parse(name, Files.readString(path, StandardCharsets.UTF_8)));
            } catch (CharacterCodingException e) {
                throw new IOException(name + " is not UTF-8", e);
            } catch (RegoException e) {
                errors.addAll(e.errors());
            }
        }
    }

    private void requireOwnPackages(Set<String> rules) {
        Set<String> taken = standard.stream().map(RuleModules::packageOf).collect(Collectors.toSet());
        for (RegoModule module : own.values()) {
            if (rules.contains(module.file()) && taken.contains(packageOf(module))) {
                throw new UsageException(
                        module.file() + ": package " + packageOf(module).substring("data.".length())
                                + " is one of the standard rules; take another publisher, or leave these out with --no-standard");
            }
        }
    }

    private static String packageOf(RegoModule module) {
        return "data." + String.join(".", module.packagePath());
    }

    /** Compiles everything. */
    Policy policy(boolean coverage) {
        List<RegoModule> all = new ArrayList<>(standard);
        all.addAll(own.values());
        return Policy.compile(all, new Policy.Options(true, coverage, Capabilities.NONE.grant(Grant.NOW)));
    }

    /** Whether a package has tests of these modules. */
    boolean isOwn(String packageName) {
        return own.values().stream()
                .anyMatch(module ->
                        module.file().endsWith(TEST) && packageOf(module).equals(packageName));
    }

    /** What was reached of the rules and libraries in the folders: neither tests nor standard rules. */
    Coverage ownRules(Coverage all) {
        SortedMap<String, Coverage.Lines> files = new TreeMap<>();
        all.files().forEach((file, lines) -> {
            if (own.containsKey(file) && !file.endsWith(TEST)) {
                files.put(file, lines);
            }
        });
        return new Coverage(files);
    }

    static String names(List<Path> folders) {
        return new TreeSet<>(folders).stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
