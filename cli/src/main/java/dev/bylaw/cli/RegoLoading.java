package dev.bylaw.cli;

import dev.bylaw.rego.RegoException;
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

    RegoLoading() {}

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
        files.load(paths, ignore, regoOnly);
    }
}
