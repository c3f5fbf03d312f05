package dev.bylaw.internal.source;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder of a file system. Its files are listed once; directories outside the folder and inside the root (by a link,
 * or by {@code ..}) are listed when they are asked for.
 */
final class FolderTree implements SourceTree {
    /** Links from one directory to the next that are followed before a path is given up. */
    private static final int LINK_HOPS = 40;

    private final Path root;
    private final Limits limits;
    private final FolderListing main;
    private final Map<Path, FolderListing> others = new ConcurrentHashMap<>();

    private FolderTree(Path root, Limits limits, FolderListing main) {
        this.root = root;
        this.limits = limits;
        this.main = main;
    }

    static FolderTree of(Path folder, Path root, Limits limits) throws IOException {
        Path realFolder = folder.toRealPath();
        Path realRoot = root.toRealPath();
        if (!Files.isDirectory(realFolder)) {
            throw new IOException("not a directory: " + folder);
        }
        if (!realFolder.startsWith(realRoot)) {
            throw new IOException(folder + " does not lie under the root " + root);
        }
        return new FolderTree(realRoot, limits, FolderListing.of(realFolder, realRoot, "", limits));
    }

    @Override
    public List<Entry> files() {
        return List.copyOf(main.files().values());
    }

    @Override
    public List<Problem> problems() {
        return main.problems();
    }

    @Override
    public Limits limits() {
        return limits;
    }

    /** A directory or file of one of the listed folders. */
    private record Place(FolderListing listing, String path) {}

    @Override
    public List<Entry> under(String directory, Diagnostics diagnostics) {
        Optional<Place> found = place(TreePath.normalize(directory), diagnostics);
        if (found.isEmpty()) {
            return List.of();
        }
        Place place = found.get();
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : place.listing().below(place.path())) {
            String relative = TreePath.relativize(place.path(), entry.path());
            entries.add(new Entry(TreePath.join(directory, relative), entry.size()));
        }
        return entries;
    }

    @Override
    public List<String> folders(String directory, Diagnostics diagnostics) {
        Optional<Place> found = place(TreePath.normalize(directory), diagnostics);
        if (found.isEmpty()) {
            return List.of();
        }
        Place place = found.get();
        TreeSet<String> names = new TreeSet<>();
        for (Entry entry : place.listing().below(place.path())) {
            String relative = TreePath.relativize(place.path(), entry.path());
            int slash = relative.indexOf('/');
            if (slash > 0) {
                names.add(relative.substring(0, slash));
            }
        }
        place.listing().links().keySet().stream()
                .filter(link -> TreePath.parent(link).equals(place.path()))
                .forEach(link -> names.add(TreePath.name(link)));
        return List.copyOf(names);
    }

    @Override
    public boolean isFile(String path) {
        try {
            Path real = main.folder().resolve(TreePath.normalize(path)).toRealPath();
            return real.startsWith(root) && Files.isRegularFile(real);
        } catch (IOException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    @Override
    public Optional<SourceFile> text(String path, Diagnostics diagnostics) {
        return read(path, limits.textFileBytes(), "textFileBytes", diagnostics)
                .flatMap(bytes -> TextDecoder.decode(path, bytes, diagnostics))
                .map(text -> new SourceFile(path, text));
    }

    private Optional<byte[]> read(String path, long most, String limit, Diagnostics diagnostics) {
        Optional<Path> real = regular(path, most, limit, diagnostics);
        if (real.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(real.get())) {
            byte[] bytes = in.readNBytes((int) Math.min(most + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > most) {
                tooLarge(path, bytes.length, most, limit, diagnostics);
                return Optional.empty();
            }
            return Optional.of(bytes);
        } catch (IOException fault) {
            unreadable(path, fault, diagnostics);
            return Optional.empty();
        }
    }

    @Override
    public Optional<byte[]> head(String path, int bytes, Diagnostics diagnostics) {
        Optional<Path> real = regular(path, Long.MAX_VALUE, "", diagnostics);
        if (real.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(real.get())) {
            return Optional.of(in.readNBytes(bytes));
        } catch (IOException fault) {
            unreadable(path, fault, diagnostics);
            return Optional.empty();
        }
    }

    @Override
    public Optional<InputStream> artifact(String path, Diagnostics diagnostics) {
        Optional<Path> real = regular(path, limits.artifactBytes(), "artifactBytes", diagnostics);
        if (real.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Bounded(Files.newInputStream(real.get()), limits.artifactBytes()));
        } catch (IOException fault) {
            unreadable(path, fault, diagnostics);
            return Optional.empty();
        }
    }

    /** The real path of a regular file under the root that is not too large. */
    private Optional<Path> regular(String path, long most, String limit, Diagnostics diagnostics) {
        try {
            Path real = main.folder().resolve(TreePath.normalize(path)).toRealPath();
            if (!real.startsWith(root)) {
                diagnostics.problem(
                        Location.startOf(path),
                        Problem.Kind.OUTSIDE_ROOT,
                        "this path leads out of the root and is not read");
                return Optional.empty();
            }
            if (!Files.isRegularFile(real)) {
                diagnostics.problem(Location.startOf(path), Problem.Kind.UNREADABLE_FILE, "this is not a regular file");
                return Optional.empty();
            }
            long size = Files.size(real);
            if (size > most) {
                tooLarge(path, size, most, limit, diagnostics);
                return Optional.empty();
            }
            return Optional.of(real);
        } catch (IOException fault) {
            unreadable(path, fault, diagnostics);
            return Optional.empty();
        } catch (IllegalArgumentException fault) {
            diagnostics.problem(
                    Location.startOf(path), Problem.Kind.UNREADABLE_FILE, "this is not a path: " + fault.getMessage());
            return Optional.empty();
        }
    }

    private static void tooLarge(String path, long size, long most, String limit, Diagnostics diagnostics) {
        diagnostics.problem(
                Location.startOf(path), Problem.Kind.LIMIT_EXCEEDED, MemoryTree.tooLarge(size, most, limit));
    }

    private static void unreadable(String path, IOException fault, Diagnostics diagnostics) {
        diagnostics.problem(Location.startOf(path), Problem.Kind.UNREADABLE_FILE, FolderListing.reason(fault));
    }

    /** Where a normal path of the tree is listed, through links. */
    private Optional<Place> place(String path, Diagnostics diagnostics) {
        if (TreePath.leadsOut(path)) {
            return real(main.folder().resolve(path), path, diagnostics).map(this::listed);
        }
        Place place = new Place(main, path);
        for (int hop = 0; hop < LINK_HOPS; hop++) {
            Optional<String> link = linkIn(place);
            if (link.isEmpty()) {
                return Optional.of(place);
            }
            String rest = TreePath.relativize(link.get(), place.path());
            Place target = listed(place.listing().links().get(link.get()));
            place = new Place(target.listing(), TreePath.join(target.path(), rest));
        }
        diagnostics.problem(
                Location.startOf(path), Problem.Kind.UNREADABLE_FILE, "too many links lead from one to the next");
        return Optional.empty();
    }

    private static Optional<String> linkIn(Place place) {
        for (String path = place.path(); !path.isEmpty(); path = TreePath.parent(path)) {
            if (place.listing().links().containsKey(path)) {
                return Optional.of(path);
            }
        }
        return Optional.empty();
    }

    private Optional<Path> real(Path path, String shown, Diagnostics diagnostics) {
        try {
            Path real = path.toRealPath();
            if (real.startsWith(root)) {
                return Optional.of(real);
            }
        } catch (IOException absent) {
            return Optional.empty();
        }
        diagnostics.problem(
                Location.startOf(shown), Problem.Kind.OUTSIDE_ROOT, "this path leads out of the root and is not read");
        return Optional.empty();
    }

    /** The listing of a real directory: that of the folder itself, or one made for it. */
    private Place listed(Path real) {
        if (real.startsWith(main.folder())) {
            return new Place(main, FolderListing.slashed(main.folder().relativize(real)));
        }
        FolderListing listing =
                others.computeIfAbsent(real, directory -> FolderListing.of(directory, root, prefix(directory), limits));
        return new Place(listing, "");
    }

    private String prefix(Path directory) {
        return FolderListing.slashed(main.folder().relativize(directory));
    }

    /** Ends with an error where the file has grown beyond the limit since its size was seen. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            if (value >= 0) {
                count(1);
            }
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read > 0) {
                count(read);
            }
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException("the file grew beyond the limit artifactBytes while it was read");
            }
        }
    }
}
