package dev.bylaw.cli;

import dev.bylaw.rego.Bundle;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.RegoVersion;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Policies and data as {@code opa} loads them: Rego files are modules, JSON and YAML files are data, those in a folder
 * under the names of the folders between (Open Policy Agent, command line reference, {@code --data}).
 */
final class RegoFiles {
    private static final int MAX_DEPTH = 64;

    private final Map<String, RegoModule> modules = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, Value> documents = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private final List<RegoError> errors = new ArrayList<>();
    private final RegoTimes times;
    private Value data = ObjectValue.EMPTY;
    private List<PathMatcher> ignored = List.of();
    private boolean regoOnly;
    private RegoVersion version = RegoVersion.V1;

    RegoFiles(RegoTimes times) {
        this.times = times;
    }

    /** Loads files and folders; see {@link #load(List, List, boolean, RegoVersion)}. */
    static RegoFiles load(List<String> paths) throws IOException {
        RegoFiles files = new RegoFiles(new RegoTimes());
        files.load(paths, List.of(), false, RegoVersion.V1);
        return files;
    }

    /**
     * Loads files and folders.
     *
     * @param paths the files and folders, each perhaps with a prefix as in {@code a.b:file}
     * @param ignore patterns of names in folders to leave out
     * @param withoutData whether data in folders is left out
     * @param language the language of modules that do not say which
     * @throws RegoException with all errors of all files
     * @throws IOException if a file cannot be read
     */
    void load(List<String> paths, List<String> ignore, boolean withoutData, RegoVersion language) throws IOException {
        regoOnly = withoutData;
        version = language;
        ignored = ignore.stream().map(RegoFiles::matcher).toList();
        long start = System.nanoTime();
        for (String path : paths) {
            add(path);
        }
        times.add(RegoTimes.LOAD_FILES, System.nanoTime() - start);
        if (!errors.isEmpty()) {
            throw new RegoException(errors);
        }
    }

    private static PathMatcher matcher(String pattern) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--ignore: '" + pattern + "' is no pattern of a file name: " + e.getMessage());
        }
    }

    /** Adds what a bundle holds. */
    void add(Bundle bundle) {
        for (RegoModule module : bundle.modules()) {
            modules.put(module.file(), module);
            texts.put(module.file(), module.text());
        }
        Optional<String> conflict = conflict(data, bundle.data(), "data");
        if (conflict.isPresent()) {
            throw new RegoException(List.of(new RegoError(
                    "",
                    "bundle " + bundle.name() + ": merge error: conflicting values at " + conflict.get(),
                    Optional.empty())));
        }
        data = merge(data, bundle.data());
    }

    List<RegoModule> modules() {
        return List.copyOf(modules.values());
    }

    ObjectValue data() {
        return (ObjectValue) data;
    }

    /** {@return the text of a Rego file, also of one that cannot be parsed} */
    Optional<String> text(String file) {
        return Optional.ofNullable(texts.get(file));
    }

    private void add(String argument) throws IOException {
        List<String> prefix = List.of();
        String name = argument;
        int colon = argument.indexOf(':');
        if (argument.startsWith("file://")) {
            name = Path.of(URI.create(argument)).toString();
        } else if (colon > 0 && !Files.exists(Path.of(argument))) {
            prefix = List.of(argument.substring(0, colon).split("\\."));
            name = argument.substring(colon + 1);
            name = name.startsWith("file://") ? Path.of(URI.create(name)).toString() : name;
        }
        Path path = Path.of(name);
        if (!Files.exists(path)) {
            errors.add(new RegoError("", name + " does not exist", Optional.empty()));
        } else if (Files.isDirectory(path)) {
            folder(path, prefix, 0);
        } else {
            file(path, prefix);
        }
    }

    private void folder(Path path, List<String> under, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new UsageException(path + " is nested deeper than " + MAX_DEPTH + " folders");
        }
        List<Path> entries;
        try (Stream<Path> list = Files.list(path)) {
            entries = list.sorted().toList();
        }
        for (Path entry : entries) {
            Path last = entry.getFileName();
            if (ignored.stream().anyMatch(pattern -> pattern.matches(last))) {
                continue;
            }
            if (Files.isDirectory(entry)) {
                List<String> inner = new ArrayList<>(under);
                inner.add(last.toString());
                folder(entry, inner, depth + 1);
            } else if (Files.isRegularFile(entry) && (isRego(entry) || (isData(entry) && !regoOnly))) {
                file(entry, under);
            }
        }
    }

    private static boolean isRego(Path path) {
        return path.toString().endsWith(".rego");
    }

    private static boolean isData(Path path) {
        String name = path.toString();
        return name.endsWith(".json") || name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private void file(Path path, List<String> under) throws IOException {
        String name = path.normalize().toString().replace('\\', '/');
        if (!seen.add(name + "\n" + String.join(".", under))) {
            return;
        }
        if (isRego(path)) {
            module(name, Files.readString(path, StandardCharsets.UTF_8));
            return;
        }
        if (!isData(path)) {
            throw new UsageException(name + " is neither Rego, JSON nor YAML");
        }
        Value value;
        long start = System.nanoTime();
        try {
            value = value(path);
        } catch (RegoException e) {
            errors.addAll(e.errors());
            return;
        } finally {
            times.add(RegoTimes.DATA_PARSE, System.nanoTime() - start);
        }
        if (under.isEmpty() && !(value instanceof ObjectValue)) {
            errors.add(
                    new RegoError("", name + ": it must hold an object, for it is the root of data", Optional.empty()));
            return;
        }
        for (int i = under.size() - 1; i >= 0; i--) {
            value = ObjectValue.builder().put(under.get(i), value).build();
        }
        Optional<String> conflict = conflict(data, value, "data");
        if (conflict.isPresent()) {
            errors.add(new RegoError(
                    "",
                    name + ": merge error: conflicting values at " + conflict.get() + other(value),
                    Optional.empty()));
            return;
        }
        documents.put(name, value);
        data = merge(data, value);
    }

    private void module(String name, String text) {
        texts.put(name, text);
        long start = System.nanoTime();
        try {
            modules.put(name, RegoModule.parse(name, text, version));
        } catch (RegoException e) {
            errors.addAll(e.errors());
        }
        times.add(RegoTimes.MODULE_PARSE, System.nanoTime() - start);
    }

    /** Reads a file of JSON or, by its name, YAML. */
    static Value value(Path path) throws IOException {
        String name = path.toString().replace('\\', '/');
        if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
            return Json.parse(name, Files.readAllBytes(path));
        }
        try {
            return Policy.compile(List.of())
                    .prepare("x := yaml.unmarshal(input)")
                    .evaluate(
                            StringValue.of(Files.readString(path, StandardCharsets.UTF_8)),
                            ObjectValue.EMPTY,
                            EvaluationOptions.DEFAULT.withErrors(ErrorMode.FAIL))
                    .solutions()
                    .get(0)
                    .bindings()
                    .get("x");
        } catch (RegoException e) {
            throw new RegoException(
                    List.of(new RegoError("", name + ": " + e.errors().get(0).text(), Optional.empty())));
        }
    }

    /** The file whose data is in the way. */
    private String other(Value value) {
        for (Map.Entry<String, Value> document : documents.entrySet()) {
            if (conflict(document.getValue(), value, "data").isPresent()) {
                return ", also defined in " + document.getKey();
            }
        }
        return "";
    }

    /** The first place that two documents both define, other than as an object. */
    private static Optional<String> conflict(Value before, Value more, String place) {
        if (!(before instanceof ObjectValue first) || !(more instanceof ObjectValue second)) {
            return Optional.of(place);
        }
        for (Value key : second.keys()) {
            Value known = first.get(key);
            if (known != null) {
                String name = key instanceof StringValue text ? text.value() : key.toString();
                Optional<String> inner = conflict(known, second.get(key), place + "." + name);
                if (inner.isPresent()) {
                    return inner;
                }
            }
        }
        return Optional.empty();
    }

    private static Value merge(Value before, Value more) {
        ObjectValue first = (ObjectValue) before;
        ObjectValue second = (ObjectValue) more;
        ObjectValue.Builder all = ObjectValue.builder();
        for (Value key : first.keys()) {
            all.put(key, first.get(key));
        }
        for (Value key : second.keys()) {
            Value known = first.get(key);
            all.put(key, known == null ? second.get(key) : merge(known, second.get(key)));
        }
        return all.build();
    }
}
