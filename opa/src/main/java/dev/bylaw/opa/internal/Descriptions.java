package dev.bylaw.opa.internal;

import dev.bylaw.rego.Annotations;
import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Bundle;
import dev.bylaw.rego.BundleManifest;
import dev.bylaw.rego.Definition;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoLocation;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import dev.bylaw.rule.CompiledRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what a bundle, or a file beside it, says about its rules. */
final class Descriptions {
    private static final String SUFFIX = ".annotations.json";

    /** A file of annotations beyond this is refused, in bytes. */
    private static final long MAX_BYTES = 16L << 20;

    private final Bundle bundle;
    private final Entrypoints entrypoints;
    private final Path file;

    Descriptions(Bundle bundle, Entrypoints entrypoints, Path file) {
        this.bundle = bundle;
        this.entrypoints = entrypoints;
        this.file = file;
    }

    List<CompiledRules.Description> read() throws IOException {
        if (entrypoints.rules().isEmpty()) {
            throw Failures.of("bundle " + bundle.name() + " has no rule that can be asked: none of its entrypoints is"
                    + " PUBLISHER/PRINCIPLE/NAME/violation; compile with `opa build -t wasm -e"
                    + " PUBLISHER/PRINCIPLE/NAME/violation`");
        }
        requireAllResults();
        Map<String, Annotations> beside = beside();
        List<CompiledRules.Description> all = new ArrayList<>();
        for (Entrypoints.Rule rule : entrypoints.rules()) {
            String name = String.join(".", rule.packagePath());
            Optional<RegoModule> module = bundle.modules().stream()
                    .filter(each -> each.packagePath().equals(rule.packagePath()))
                    .findFirst();
            Optional<Annotations> metadata = ofModules(rule.packagePath())
                    .or(() -> ofManifest(rule))
                    .or(() -> Optional.ofNullable(beside.get(name)));
            all.add(new CompiledRules.Description(
                    rule.packagePath(),
                    module.map(RegoModule::packageLocation).orElse(start(bundle.name())),
                    metadata));
        }
        return all;
    }

    private static RegoLocation start(String name) {
        return new RegoLocation(name, 1, 1, 1, 1);
    }

    /** What a rule gives must be compiled too, or it would be lost without a word. */
    private void requireAllResults() {
        Set<String> missing = new TreeSet<>();
        for (Definition definition : bundle.compile().definitions()) {
            for (Entrypoints.Rule rule : entrypoints.rules()) {
                for (String result : Entrypoints.RESULTS) {
                    String path = "data." + String.join(".", rule.packagePath()) + "." + result;
                    if (definition.path().equals(path)
                            && rule.whole().isEmpty()
                            && !rule.results().containsKey(result)) {
                        missing.add(path.substring("data.".length()).replace('.', '/'));
                    }
                }
            }
        }
        if (!missing.isEmpty()) {
            throw Failures.of("bundle " + bundle.name() + " has rules that were not compiled: "
                    + String.join(", ", missing) + "; add `-e` for each of them to `opa build`");
        }
    }

    private Optional<Annotations> ofModules(List<String> packagePath) {
        return bundle.modules().stream()
                .filter(module -> module.packagePath().equals(packagePath))
                .flatMap(module -> module.annotations().stream())
                .filter(block -> block.scope().equals("package"))
                .findFirst();
    }

    private Optional<Annotations> ofManifest(Entrypoints.Rule rule) {
        String name = String.join("/", rule.packagePath());
        return bundle.manifest().wasm().stream()
                .filter(compiled -> compiled.entrypoint().equals(name)
                        || compiled.entrypoint().startsWith(name + "/"))
                .map(BundleManifest.Compiled::annotations)
                .flatMap(List::stream)
                .filter(block -> StringValue.of("package").equals(block.get("scope")))
                .findFirst()
                .map(block -> annotations(block, bundle.name()));
    }

    private static Annotations annotations(ObjectValue fields, String name) {
        return new Annotations("package", fields, Map.of(), start(name));
    }

    /** The annotations of packages in the file beside the bundle, by package. */
    private Map<String, Annotations> beside() throws IOException {
        String name = file.getFileName().toString().replaceAll("\\.(tar\\.gz|tgz)$", "") + SUFFIX;
        Path path = file.resolveSibling(name);
        Map<String, Annotations> found = new TreeMap<>();
        if (!Files.isRegularFile(path)) {
            return found;
        }
        if (Files.size(path) > MAX_BYTES) {
            throw new IOException(path + " is larger than " + MAX_BYTES + " bytes");
        }
        Value read;
        try {
            read = Json.parse(path.toString(), Files.readAllBytes(path));
        } catch (RegoException e) {
            throw new IOException(e.getMessage(), e);
        }
        if (!(read instanceof ObjectValue document) || !(document.get("annotations") instanceof ArrayValue list)) {
            throw new IOException(
                    path + " has no annotations; write it with `opa inspect --annotations --format json`");
        }
        for (Value item : list.items()) {
            if (item instanceof ObjectValue entry
                    && entry.get("annotations") instanceof ObjectValue block
                    && StringValue.of("package").equals(block.get("scope"))) {
                found.putIfAbsent(packageName(entry.get("path")), annotations(block, path.toString()));
            }
        }
        return found;
    }

    /** The package of a path as {@code opa inspect} writes it: references as terms, the first one {@code data}. */
    private static String packageName(Value path) {
        List<String> steps = new ArrayList<>();
        if (path instanceof ArrayValue terms) {
            for (Value term : terms.items()) {
                if (term instanceof ObjectValue object && object.get("value") instanceof StringValue step) {
                    steps.add(step.value());
                }
            }
        }
        return steps.isEmpty() ? "" : String.join(".", steps.subList(1, steps.size()));
    }
}
