package dev.bylaw.cli;

import dev.bylaw.rego.Bundle;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options on which files are loaded, and how; the same for all {@code rego} commands. */
final class RegoLoading {
    private static final int MAX_DEPTH = 64;

    @Option(
            names = "--ignore",
            paramLabel = "PATTERN",
            split = ",",
            description = "Names of files and folders to leave out, for example '.*'. Repeatable.")
    private List<String> ignore = new ArrayList<>();

    @Option(
            names = "--v0-compatible",
            description = "Reads Rego as it was before OPA 1.0, where a module does not import rego.v1.")
    private boolean old;

    @Option(
            names = {"-s", "--schema"},
            paramLabel = "PATH",
            description = "A JSON schema of the input, or a folder with those that metadata names.")
    private String schema;

    RegoLoading() {}

    /**
     * Reads schemas: that of a file is {@code schema}, those in a folder {@code schema.path.name}.
     *
     * @return the schemas by their names
     * @throws RegoException if one cannot be read
     * @throws IOException if a file cannot be read
     */
    Map<String, ObjectValue> schemas() throws IOException {
        Map<String, ObjectValue> schemas = new TreeMap<>();
        if (schema == null) {
            return schemas;
        }
        Path path = Path.of(schema);
        if (!Files.exists(path)) {
            throw new RegoException(List.of(new RegoError("", schema + " does not exist", Optional.empty())));
        }
        if (!Files.isDirectory(path)) {
            schemas.put("schema", schema(path));
            return schemas;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(path, MAX_DEPTH)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String name = path.relativize(file).toString().replace('\\', '/');
            name = name.substring(0, name.length() - ".json".length()).replace('/', '.');
            schemas.put("schema." + name, schema(file));
        }
        return schemas;
    }

    private static ObjectValue schema(Path file) throws IOException {
        if (RegoFiles.value(file) instanceof ObjectValue object) {
            return object;
        }
        throw new UsageException("--schema: " + file + " is no JSON schema, which is an object");
    }

    /** {@return the language of modules that do not say which} */
    RegoVersion version() {
        return old ? RegoVersion.V0 : RegoVersion.V1;
    }

    /**
     * Loads bundles: archives, or folders of which only Rego files and data files count.
     *
     * @param paths the archives and folders
     * @param files takes what was loaded, also where there are errors
     * @throws RegoException with all errors of a bundle, or where bundles claim the same paths
     * @throws IOException if a file cannot be read
     */
    void loadBundles(List<String> paths, RegoFiles files) throws IOException {
        List<Bundle> bundles = new ArrayList<>();
        for (String path : paths) {
            Path file = Path.of(path);
            if (!Files.exists(file)) {
                throw new RegoException(List.of(new RegoError("", path + " does not exist", Optional.empty())));
            }
            bundles.add(Files.isDirectory(file) ? Bundle.ofFolder(file) : Bundle.ofArchive(file));
        }
        if (!bundles.isEmpty()) {
            files.add(bundles.size() == 1 ? bundles.get(0) : Bundle.union(bundles));
        }
    }

    /**
     * Loads files and folders.
     *
     * @param paths the files and folders, each perhaps with a prefix as in {@code a.b:file}
     * @param regoOnly whether data in folders is left out
     * @param files takes what was loaded, also where there are errors
     * @throws RegoException with all errors of all files
     * @throws IOException if a file cannot be read
     */
    void load(List<String> paths, boolean regoOnly, RegoFiles files) throws IOException {
        files.load(paths, ignore, regoOnly, version());
    }
}
