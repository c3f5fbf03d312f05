package dev.bylaw.rego.differential;

import dev.bylaw.rego.ArrayValue;
import dev.bylaw.rego.Json;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rego.Value;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The real {@code opa}, asked for many programs at once. */
final class Opa {
    /** What becomes of a program that opa does not finish. */
    static final String HANGS = "hangs";

    private static final int SECONDS = 60;

    private final String binary;
    private final Path folder;

    private Opa(String binary, Path folder) {
        this.binary = binary;
        this.folder = folder;
    }

    /** The one that the property {@code bylaw.opa} names or that is on the path. */
    static Optional<Opa> find(Path folder) {
        String property = System.getProperty("bylaw.opa", "");
        if (!property.isEmpty()) {
            return Optional.of(new Opa(property, folder));
        }
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, "opa"))) {
                return Optional.of(new Opa(Path.of(directory, "opa").toString(), folder));
            }
        }
        return Optional.empty();
    }

    /**
     * What becomes of each program: the JSON text of its package, or {@code error} and codes.
     *
     * @param check whether many are likely to be refused
     * @param modules the modules by the last part of their package {@code b.NAME}
     */
    Map<String, String> ask(Map<String, String> modules, String input, String data, boolean check)
            throws IOException, InterruptedException {
        Path batch = Files.createTempDirectory(folder, "batch");
        Files.writeString(batch.resolve("data.json"), data);
        Files.writeString(folder.resolve("input.json"), input);
        Map<String, String> outcomes = new TreeMap<>();
        Map<String, Path> left = new LinkedHashMap<>();
        for (Map.Entry<String, String> module : modules.entrySet()) {
            Path file = batch.resolve(module.getKey() + ".rego");
            Files.writeString(file, module.getValue());
            left.put(module.getKey(), file);
        }
        boolean checked = !check;
        while (!left.isEmpty()) {
            Optional<ObjectValue> report = checked
                    ? run(
                            "eval",
                            "-f",
                            "json",
                            "-d",
                            batch.toString(),
                            "-i",
                            folder.resolve("input.json").toString(),
                            "data.b")
                    : run("check", "-f", "json", "--max-errors", "0", batch.toString());
            if (report.isPresent() && report.get().get("errors") == null) {
                if (!checked) {
                    checked = true;
                    continue;
                }
                ObjectValue values = (ObjectValue) value(report.get());
                for (String name : left.keySet()) {
                    Value value = values.get(name);
                    outcomes.put(name, Json.write(value == null ? ObjectValue.EMPTY : value));
                }
                break;
            }
            if (report.isPresent() && refused(report.get(), left, outcomes)) {
                // What is refused is taken out, until the others can be evaluated.
                continue;
            }
            if (left.size() == 1) {
                outcomes.put(left.keySet().iterator().next(), HANGS);
                break;
            }
            // Errors without a place, and what takes opa too long: it is looked for in halves.
            Map<String, String> half = new LinkedHashMap<>();
            Map<String, String> rest = new LinkedHashMap<>();
            for (String name : left.keySet()) {
                (half.size() < left.size() / 2 ? half : rest).put(name, modules.get(name));
            }
            outcomes.putAll(ask(half, input, data, check));
            outcomes.putAll(ask(rest, input, data, check));
            break;
        }
        return outcomes;
    }

    private static Value value(ObjectValue report) {
        ObjectValue result = (ObjectValue) ((ArrayValue) report.get("result")).get(0);
        return ((ObjectValue) ((ArrayValue) result.get("expressions")).get(0)).get("value");
    }

    /** Takes the programs out that errors are about. */
    private static boolean refused(ObjectValue report, Map<String, Path> left, Map<String, String> outcomes)
            throws IOException {
        if (!(report.get("errors") instanceof ArrayValue errors) || errors.size() == 0) {
            return false;
        }
        Map<String, TreeSet<String>> codes = new TreeMap<>();
        for (Value item : errors.items()) {
            ObjectValue error = (ObjectValue) item;
            String code = ((StringValue) error.get("code")).value();
            String file;
            if (error.get("location") instanceof ObjectValue location) {
                file = Path.of(((StringValue) location.get("file")).value())
                        .getFileName()
                        .toString();
            } else if (left.size() == 1) {
                file = left.keySet().iterator().next();
            } else {
                continue;
            }
            codes.computeIfAbsent(file.replace(".rego", ""), key -> new TreeSet<>())
                    .add(code);
        }
        boolean any = false;
        for (Map.Entry<String, TreeSet<String>> entry : codes.entrySet()) {
            Path file = left.remove(entry.getKey());
            if (file != null) {
                any = true;
                Files.delete(file);
                outcomes.put(entry.getKey(), "error " + String.join(" ", entry.getValue()));
            }
        }
        return any;
    }

    private Optional<ObjectValue> run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(binary));
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.json");
        Path err = folder.resolve("err.json");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return Optional.empty();
        }
        String text = Files.readString(out);
        if (text.isBlank()) {
            text = Files.readString(err);
        }
        return Optional.of(text.isBlank() ? ObjectValue.EMPTY : (ObjectValue) Json.parse("opa", text));
    }
}
