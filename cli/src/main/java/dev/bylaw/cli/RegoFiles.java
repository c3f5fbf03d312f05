package dev.bylaw.cli;

import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.EvaluationOptions.ErrorMode;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.PreparedQuery;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Policies and data as {@code opa} loads them: Rego files are modules, JSON and YAML files are data, those in a folder
 * under the names of the folders between (Open Policy Agent, command line reference, {@code --data}).
 */
final class RegoFiles {
    private static final int MAX_DEPTH = 64;

    private static final PreparedQuery YAML = Policy.compile(List.of()).prepare("x := yaml.unmarshal(input)");

    private final Map<String, RegoModule> modules = new TreeMap<>();
    private final List<RegoError> errors = new ArrayList<>();
    private Value data = ObjectValue.EMPTY;

    private RegoFiles() {}

    /**
     * Loads files and folders.
     *
     * @param paths the files and folders, each perhaps with a prefix as in {@code a.b:file}
     * @return what was loaded
     * @throws RegoException with all errors of all modules
     * @throws IOException if a file cannot be read
     */
    static RegoFiles load(List<String> paths) throws IOException {
        RegoFiles files = new RegoFiles();
        for (String path : paths) {
            files.add(path);
        }
        if (!files.errors.isEmpty()) {
            throw new RegoException(files.errors);
        }
        return files;
    }

    List<RegoModule> modules() {
        return List.copyOf(modules.values());
    }

    ObjectValue data() {
        return (ObjectValue) data;
    }

    private void add(String argument) throws IOException {
        List<String> prefix = List.of();
        String name = argument;
        int colon = argument.indexOf(':');
        if (colon > 0 && !Files.exists(Path.of(argument))) {
            prefix = List.of(argument.substring(0, colon).split("[./]"));
            name = argument.substring(colon + 1);
        }
        Path path = Path.of(name);
        if (!Files.exists(path)) {
            throw new NoSuchFileException(name);
        }
        if (!Files.isDirectory(path)) {
            file(path, prefix);
            return;
        }
        List<Path> found;
        try (Stream<Path> walk = Files.walk(path, MAX_DEPTH)) {
            found = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path each : found) {
            if (isRego(each) || isData(each)) {
                List<String> under = new ArrayList<>(prefix);
                Path folder = path.relativize(each).getParent();
                if (folder != null && isData(each)) {
                    folder.forEach(step -> under.add(step.toString()));
                }
                file(each, under);
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
        String name = path.toString().replace('\\', '/');
        if (isRego(path)) {
            try {
                modules.put(name, RegoModule.parse(name, text(path)));
            } catch (RegoException e) {
                errors.addAll(e.errors());
            }
            return;
        }
        if (!isData(path)) {
            throw new UsageException(name + " is neither Rego, JSON nor YAML");
        }
        Value value = value(path);
        if (under.isEmpty() && !(value instanceof ObjectValue)) {
            throw new UsageException(name + " must hold an object, for it is the root of data");
        }
        for (int i = under.size() - 1; i >= 0; i--) {
            value = ObjectValue.builder().put(under.get(i), value).build();
        }
        data = merge(data, value, name);
    }

    private static String text(Path path) throws IOException {
        return Files.readString(path, StandardCharsets.UTF_8);
    }

    /** Reads a file of JSON or, by its name, YAML. */
    static Value value(Path path) throws IOException {
        String name = path.toString();
        if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
            return Json.parse(name, Files.readAllBytes(path));
        }
        try {
            return YAML.evaluate(
                            StringValue.of(text(path)),
                            ObjectValue.EMPTY,
                            EvaluationOptions.DEFAULT.withErrors(ErrorMode.FAIL))
                    .solutions()
                    .get(0)
                    .bindings()
                    .get("x");
        } catch (RegoException e) {
            throw new UsageException(name + ": " + e.errors().get(0).text());
        }
    }

    private static Value merge(Value before, Value more, String file) {
        if (!(before instanceof ObjectValue first) || !(more instanceof ObjectValue second)) {
            throw new UsageException(file + " sets data that another file sets already");
        }
        ObjectValue.Builder all = ObjectValue.builder();
        for (Value key : first.keys()) {
            all.put(key, first.get(key));
        }
        for (Value key : second.keys()) {
            Value known = first.get(key);
            all.put(key, known == null ? second.get(key) : merge(known, second.get(key), file));
        }
        return all.build();
    }
}
