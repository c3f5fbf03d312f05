package dev.bylaw.cli;

import dev.bylaw.CheckOptions;
import dev.bylaw.PolicyEngine;
import dev.bylaw.Sources;
import dev.bylaw.report.Report;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;

/**
 * What a check is compared with: a folder, or the state of the checked folder in a commit.
 *
 * @param sources where it lies; empty if it cannot be read
 * @param notice what is worth saying about it
 * @param problem why it cannot be read
 */
record Base(Optional<Sources> sources, Optional<Notice> notice, Optional<Problem> problem) {

    /**
     * Finds a base.
     *
     * @param text what was given, a folder or a git ref
     * @param path the folder that is checked
     * @param options how it is checked
     * @return the base
     * @throws UsageException if there is no such folder or ref
     * @throws IOException if the checked folder cannot be read
     */
    static Base of(String text, Path path, CheckOptions options) throws IOException {
        Path real = path.toRealPath();
        Optional<Path> workTree = ReadingOptions.workTree(real);
        boolean folder = isFolder(text);
        if (workTree.isEmpty()) {
            if (folder) {
                return ofFolder(text);
            }
            throw new UsageException("--base " + text + " is not a folder, and it cannot be a git ref, since " + path
                    + " lies in no git repository");
        }
        try (GitTree git = GitTree.open(workTree.get(), options.limits())) {
            Optional<ObjectId> tree = git.tree(text);
            if (folder && tree.isPresent()) {
                throw new UsageException("--base " + text + " is a folder and a git ref; write ./" + text
                        + " for the folder or the full name, such as refs/heads/" + text + ", for the ref");
            }
            if (folder) {
                return ofFolder(text);
            }
            return ofTree(text, tree.orElseThrow(() -> unknown(text, git, workTree.get())), git, path, options);
        } catch (UsageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // JGit meets damaged objects with exceptions of either sort.
            return folder ? ofFolder(text) : unreadable(text, e);
        }
    }

    private static boolean isFolder(String text) {
        try {
            return Files.isDirectory(Path.of(text));
        } catch (java.nio.file.InvalidPathException e) {
            return false;
        }
    }

    private static Base ofFolder(String text) throws IOException {
        Path real = Path.of(text).toRealPath();
        return new Base(
                Optional.of(Sources.folder(real, ReadingOptions.workTree(real).orElse(real))),
                Optional.empty(),
                Optional.empty());
    }

    private static Base ofTree(String ref, ObjectId tree, GitTree git, Path path, CheckOptions options)
            throws IOException {
        Path real = path.toRealPath();
        Optional<SortedMap<String, byte[]>> files = git.files(tree, real, options.manifest());
        Optional<Notice> notice = files.isPresent()
                ? Optional.empty()
                : Optional.of(new Notice(
                        "not-in-base",
                        "the base " + ref + " has no folder " + path + ", so every violation is new",
                        Optional.empty()));
        SortedMap<String, byte[]> all = files.orElseGet(TreeMap::new);
        if (files.isPresent()) {
            Surroundings.add(real, all, options.limits());
        }
        return new Base(Optional.of(Sources.files(all)), notice, Optional.empty());
    }

    private static UsageException unknown(String ref, GitTree git, Path workTree) {
        List<String> similar;
        try {
            similar = git.similar(ref);
        } catch (IOException e) {
            similar = List.of();
        }
        return new UsageException("--base " + ref + " is neither a folder nor a ref or commit in the git repository at "
                + workTree
                + (similar.isEmpty() ? "" : "; similar refs are " + String.join(", ", similar))
                + "; " + fetching(ref));
    }

    /** How to get what only the server has. */
    private static String fetching(String ref) {
        String branch = ref.startsWith("origin/") ? ref.substring("origin/".length()) : ref;
        return branch.matches("[A-Za-z0-9._/-]+")
                ? "if only the server has it, fetch it first, for example with git fetch origin " + branch
                : "in a shallow clone, fetch the whole history first, for example with git fetch --unshallow";
    }

    private static Base unreadable(String ref, Exception e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new Base(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Problem(
                        Problem.Kind.UNREADABLE_FILE,
                        "the base " + ref + " cannot be read, so nothing could be compared with it: " + why
                                + "; in a shallow or partial clone, fetch the whole history",
                        Optional.empty())));
    }

    /** Checks sources and compares them with this base. */
    Report check(PolicyEngine engine, Sources products, CheckOptions options) throws IOException {
        Report report =
                sources.isPresent() ? engine.check(products, sources.get(), options) : engine.check(products, options);
        report = notice.isPresent() ? report.withNotice(notice.get()) : report;
        return problem.isPresent() ? report.withProblem(problem.get()) : report;
    }
}
