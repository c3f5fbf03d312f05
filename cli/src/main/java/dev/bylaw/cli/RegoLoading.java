package dev.bylaw.cli;

import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
