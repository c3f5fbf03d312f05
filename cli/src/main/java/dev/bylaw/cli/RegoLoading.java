package dev.bylaw.cli;

import dev.bylaw.rego.Bundle;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options on which files are loaded, and how; the same for all {@code rego} commands. */
final class RegoLoading {
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

    RegoLoading() {}

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
