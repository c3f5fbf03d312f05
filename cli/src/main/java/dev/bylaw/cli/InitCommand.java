package dev.bylaw.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes settings and a CI step. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a bylaw.yml and a step for CI.",
            "It looks at what lies in a folder. The step is for the CI system whose files",
            "lie in the root of the repository (GitLab, GitHub, Jenkins) and runs the check.",
            "A file that is there already stays as it is."
        },
        footer = {
            "",
            "Exit codes: 0 written, 2 nothing written, because every file is there",
            "already or a folder cannot be used.",
            "",
            "Examples:",
            "  bylaw init",
            "  bylaw init products/customer --dry-run"
        })
final class InitCommand implements Callable<Integer> {
    private static final String SETTINGS = "bylaw.yml";
    private static final String GITLAB = ".gitlab-ci.yml";
    private static final String GITLAB_STEP = ".gitlab/bylaw.yml";

    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            defaultValue = ".",
            description = "The folder with one or more data products; the current one by default.")
    private Path path;

    @Option(names = "--dry-run", description = "Prints what would be written, and writes nothing.")
    private boolean dryRun;

    InitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(path)) {
            throw new UsageException(
                    Files.exists(path)
                            ? path + " is not a folder; name the folder of the data product"
                            : path + " does not exist");
        }
        Path folder = path.toRealPath();
        Path root = ReadingOptions.workTree(folder).orElse(folder);
        FoundProducts found = FoundProducts.in(folder);
        if (found.isEmpty()) {
            console.err()
                    .println("bylaw: there is no dbt project, data product or contract in " + path
                            + " yet; a check of it finds nothing to check");
        }
        int written = 0;
        for (Map.Entry<Path, String> file : files(folder, root, found).entrySet()) {
            written += write(file.getKey(), file.getValue(), root) ? 1 : 0;
        }
        String pipeline = FoundProducts.head(root.resolve(GITLAB));
        if (Files.isRegularFile(root.resolve(GITLAB)) && !pipeline.contains(GITLAB_STEP)) {
            console.out().println("Add to " + GITLAB + ":");
            console.out().println("include:");
            console.out().println("  - local: " + GITLAB_STEP);
        }
        if (Files.isRegularFile(root.resolve("Jenkinsfile"))) {
            console.out().println("Add the stage in Jenkinsfile.bylaw to Jenkinsfile");
        }
        return written > 0 ? ExitCodes.PASSED : ExitCodes.USAGE;
    }

    /** What belongs into this repository. */
    private static Map<Path, String> files(Path folder, Path root, FoundProducts found) {
        String below = root.relativize(folder).toString().replace('\\', '/');
        String checked = below.isEmpty() ? "." : below;
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(folder.resolve(SETTINGS), InitFiles.settings(folder, found));
        if (Files.isRegularFile(root.resolve(GITLAB))) {
            files.put(root.resolve(GITLAB_STEP), InitFiles.gitlab(checked, FoundProducts.head(root.resolve(GITLAB))));
        }
        if (Files.isDirectory(root.resolve(".github/workflows"))) {
            files.put(root.resolve(".github/workflows/bylaw.yml"), InitFiles.github(checked));
        }
        if (Files.isRegularFile(root.resolve("Jenkinsfile"))) {
            files.put(root.resolve("Jenkinsfile.bylaw"), InitFiles.jenkins(checked));
        }
        return files;
    }

    private boolean write(Path file, String text, Path root) throws IOException {
        String name = root.relativize(file).toString();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return exists(name);
        }
        Path parent = file.getParent();
        Path nearest = Files.exists(parent) ? parent : parent.getParent();
        if (!nearest.toRealPath().startsWith(root)) {
            throw new UsageException(name + " would lie outside " + root + ", since a link leads there");
        }
        if (dryRun) {
            console.out().println("# would write " + name);
            console.out().println(text);
            return true;
        }
        Files.createDirectories(parent);
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            return exists(name);
        }
        console.out().println("wrote " + name);
        return true;
    }

    private boolean exists(String name) {
        console.err().println("bylaw: " + name + " is there already and stays as it is");
        return false;
    }
}
