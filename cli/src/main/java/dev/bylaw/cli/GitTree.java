package dev.bylaw.cli;

import dev.bylaw.rego.internal.text.Suggestion;
import dev.bylaw.workspace.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The files of a commit, read from the repository without the {@code git} command. Not thread-safe. */
final class GitTree implements AutoCloseable {
    /** How many bytes of files are held at most. */
    private static final long MOST_BYTES = 256L << 20;

    /** From which size on only files that can hold text are read; others are known by name. */
    private static final long LARGE = 1L << 20;

    private static final Set<String> TEXT =
            Set.of("sql", "yml", "yaml", "md", "py", "json", "csv", "rego", "tf", "toml", "txt");

    /** How many refs are named that look like one that is not there. */
    private static final int SIMILAR = 3;

    private final Path workTree;
    private final Repository repository;
    private final Limits limits;

    private GitTree(Path workTree, Repository repository, Limits limits) {
        this.workTree = workTree;
        this.repository = repository;
        this.limits = limits;
    }

    /**
     * Opens the repository of a work tree.
     *
     * @throws UsageException if there is none
     * @throws IOException if it cannot be read
     */
    static GitTree open(Path workTree, Limits limits) throws IOException {
        GitSettings.ofRepositoryOnly();
        try {
            Repository repository = new FileRepositoryBuilder()
                    .setWorkTree(workTree.toFile())
                    .setMustExist(true)
                    .build();
            return new GitTree(workTree, repository, limits);
        } catch (RepositoryNotFoundException e) {
            throw new UsageException(workTree.resolve(".git") + " is not a git repository that can be read");
        }
    }

    /**
     * Finds the tree of a commit.
     *
     * @param ref a branch, a tag, a commit or whatever else git takes for one
     * @return the tree; empty if there is no such thing
     * @throws UsageException if it stands for several things or for something else
     */
    Optional<ObjectId> tree(String ref) throws IOException {
        try {
            return Optional.ofNullable(repository.resolve(ref + "^{tree}"));
        } catch (RevisionSyntaxException e) {
            return Optional.empty();
        } catch (AmbiguousObjectException e) {
            throw new UsageException("--base " + ref + " stands for several commits; give more of its digits");
        } catch (IncorrectObjectTypeException e) {
            throw new UsageException("--base " + ref + " is not a commit");
        } catch (MissingObjectException e) {
            if (ObjectId.isId(ref)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** {@return the refs that look like one that is not there, the most similar first} */
    List<String> similar(String ref) throws IOException {
        Set<String> names = new TreeSet<>();
        for (Ref known : repository.getRefDatabase().getRefsByPrefix(Constants.R_REFS)) {
            names.add(Repository.shortenRefName(known.getName()));
        }
        String last = lastPart(ref);
        List<String> similar = new ArrayList<>();
        names.stream().filter(name -> lastPart(name).equals(last)).forEach(similar::add);
        Suggestion.closest(ref, names).ifPresent(similar::add);
        names.stream()
                .filter(name ->
                        Suggestion.closest(last, List.of(lastPart(name))).isPresent())
                .forEach(similar::add);
        return similar.stream().distinct().limit(SIMILAR).toList();
    }

    private static String lastPart(String ref) {
        return ref.substring(ref.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the files of a folder. Links and submodules are left out.
     *
     * @param tree the tree of a commit
     * @param folder the folder, in the work tree
     * @param artifact the path of a build artifact in the folder, which may be larger than other files
     * @return the content by path in the folder; empty if the commit has no such folder
     * @throws IOException if an object is missing or damaged, or there is too much
     */
    Optional<SortedMap<String, byte[]>> files(ObjectId tree, Path folder, Optional<String> artifact)
            throws IOException {
        String path = workTree.relativize(folder).toString().replace('\\', '/');
        ObjectId start = tree;
        if (!path.isEmpty()) {
            try (TreeWalk walk = TreeWalk.forPath(repository, path, tree)) {
                if (walk == null || !FileMode.TREE.equals(walk.getRawMode(0))) {
                    return Optional.empty();
                }
                start = walk.getObjectId(0);
            }
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        long left = Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 8);
        int entries = 0;
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(repository, reader)) {
            walk.addTree(start);
            while (walk.next()) {
                entries++;
                if (entries > limits.files()) {
                    throw new IOException("it has more than the " + limits.files()
                            + " files that are read (limit files); check a folder in it");
                }
                String name = walk.getPathString();
                if (walk.isSubtree()) {
                    if (walk.getDepth() + 1 > limits.directoryDepth()) {
                        throw new IOException("its folders lie more than " + limits.directoryDepth()
                                + " deep in each other (limit directoryDepth)");
                    }
                    walk.enterSubtree();
                } else if (isFile(walk) && isPlain(name)) {
                    boolean large = artifact.filter(name::equals).isPresent();
                    byte[] content = content(reader.open(walk.getObjectId(0), Constants.OBJ_BLOB), name, large, left);
                    left -= content.length;
                    files.put(name, content);
                }
            }
        }
        return Optional.of(files);
    }

    private static boolean isFile(TreeWalk walk) {
        int mode = walk.getRawMode(0);
        return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
    }

    /** Whether a path means the same on every system; git itself writes no other, but a tree can be made with one. */
    static boolean isPlain(String path) {
        if (path.indexOf('\\') >= 0 || path.length() > 1 && path.charAt(1) == ':') {
            return false;
        }
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private byte[] content(ObjectLoader loader, String name, boolean artifact, long left) throws IOException {
        long size = loader.getSize();
        if (size > LARGE && !artifact && !TEXT.contains(extension(name))) {
            return new byte[0];
        }
        // One byte more than is read, so that a text that is too large is found to be so.
        long most = Math.min(size, artifact ? limits.artifactBytes() : limits.textFileBytes() + 1);
        if (most > left) {
            throw new IOException("it has more bytes than fit in memory; check a folder in it");
        }
        try (InputStream in = loader.openStream()) {
            return in.readNBytes((int) most);
        }
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        repository.close();
    }
}
