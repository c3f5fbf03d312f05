package dev.bylaw.cli;

import dev.bylaw.CheckOptions;
import dev.bylaw.PolicyEngine;
import dev.bylaw.Sources;
import dev.bylaw.rule.RuleSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is read, and how. */
final class ReadingOptions {
    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            defaultValue = ".",
            description = "The folder with one or more data products; the current one by default.")
    private Path path;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "The folder that links and packages may lead to, PATH or above;"
                    + " by default the git work tree around PATH.")
    private Path root;

    @Option(
            names = "--policies",
            paramLabel = "DIR|JAR|BUNDLE",
            description = "Rules besides the standard ones: a folder, a jar, or a bundle (.tar.gz) that"
                    + " 'opa build -t wasm' compiled. Repeatable.")
    private List<Path> policies = new ArrayList<>();

    @Option(
            names = "--authority",
            paramLabel = "FILE",
            description = "Settings, in the form of bylaw.yml, that stand above those in PATH.")
    private Path authority;

    @Option(names = "--target", paramLabel = "NAME", description = "The target of the dbt profile.")
    private String target;

    @Option(
            names = "--profiles-dir",
            paramLabel = "DIR",
            description = "Where profiles.yml lies, relative to PATH; by default beside dbt_project.yml.")
    private String profilesDirectory;

    @Option(
            names = "--adapter",
            paramLabel = "NAME",
            description = "The dbt adapter, such as athena, where no profile tells it.")
    private String adapter;

    @Option(names = "--vars", paramLabel = "YAML", description = "dbt variables, such as '{days: 7}'.")
    private String variables;

    @Option(
            names = "--env",
            paramLabel = "NAME",
            description =
                    "An environment variable that templates may read. Its value appears in no output. Repeatable.")
    private List<String> environment = new ArrayList<>();

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "A dbt manifest.json, relative to PATH, that is read in place of the project's files.")
    private String manifest;

    @Option(names = "--threads", paramLabel = "N", description = "How many threads work.")
    private Integer threads;

    ReadingOptions() {}

    Path path() {
        return path;
    }

    Sources sources() throws IOException {
        if (!Files.exists(path)) {
            throw new UsageException(path + " does not exist");
        }
        if (!Files.isDirectory(path)) {
            throw new UsageException(path + " is not a folder; name the folder of the data product");
        }
        Path real = path.toRealPath();
        Path around = root == null ? workTree(real).orElse(real) : root.toRealPath();
        if (!real.startsWith(around)) {
            throw new UsageException("--root " + root + " is not " + path + " or a folder above it");
        }
        return Sources.folder(real, around);
    }

    /** PATH as seen from the root of its repository, with {@code /}; empty text for the root, or where there is none. */
    String folderInRepository() throws IOException {
        Path real = path.toRealPath();
        Path top = workTree(real).orElse(root == null ? real : root.toRealPath());
        List<String> names = new ArrayList<>();
        if (!top.equals(real) && real.startsWith(top)) {
            top.relativize(real).forEach(name -> names.add(name.toString()));
        }
        return String.join("/", names);
    }

    /** The nearest folder around a path that git has a work tree in. */
    static Optional<Path> workTree(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    PolicyEngine engine() throws IOException {
        PolicyEngine.Builder builder = PolicyEngine.builder().discoverRules();
        for (Path source : policies) {
            builder.addRules(rules(source));
        }
        if (authority != null) {
            builder.authority(authority.toString(), Files.readString(authority, StandardCharsets.UTF_8));
        }
        return builder.build();
    }

    static RuleSource rules(Path source) throws IOException {
        if (!Files.exists(source)) {
            throw new UsageException("--policies " + source + " does not exist");
        }
        if (isBundle(source)) {
            return RuleSource.ofBundle(source);
        }
        RuleSource rules;
        try {
            rules = Files.isDirectory(source) ? RuleSource.ofFolder(source) : RuleSource.ofJar(source);
        } catch (ZipException e) {
            throw new UsageException(
                    "--policies " + source + " is neither a folder of rules, a jar (or another zip) of them, nor"
                            + " a bundle (.tar.gz)"
                            + (source.toString().endsWith(".rego") ? "; give the folder that the file lies in" : ""));
        }
        if (rules.files().isEmpty()) {
            throw new UsageException("--policies " + source + " holds no .rego file");
        }
        return rules;
    }

    /** Whether rules were compiled by OPA: an archive as {@code opa build} writes it, or the same unpacked. */
    private static boolean isBundle(Path source) {
        String name = source.getFileName() == null ? "" : source.getFileName().toString();
        return Files.isDirectory(source)
                ? Files.isRegularFile(source.resolve(".manifest")) && Files.isRegularFile(source.resolve("policy.wasm"))
                : name.endsWith(".tar.gz") || name.endsWith(".tgz");
    }

    CheckOptions options(Console console) {
        CheckOptions options =
                CheckOptions.DEFAULT.withProgress(console::progress).withEnvironment(environment(console));
        if (threads != null) {
            if (threads < 1) {
                throw new UsageException("--threads must be at least 1, not " + threads);
            }
            options = options.withThreads(threads);
        }
        options = target == null ? options : options.withTarget(target);
        options = profilesDirectory == null ? options : options.withProfilesDirectory(profilesDirectory);
        options = adapter == null ? options : options.withAdapter(adapter);
        options = variables == null ? options : options.withVariables(variables);
        return manifest == null ? options : options.withManifest(manifest);
    }

    private Map<String, String> environment(Console console) {
        Map<String, String> given = new TreeMap<>();
        for (String name : environment) {
            String value = console.environment().get(name);
            if (value == null) {
                throw new UsageException("--env " + name + ": there is no environment variable of this name");
            }
            given.put(name, value);
        }
        return given;
    }
}
