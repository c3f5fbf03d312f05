package dev.bylaw.internal.source;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Files in memory. */
final class MemoryTree implements SourceTree {
    private final NavigableMap<String, byte[]> contents = new TreeMap<>();
    private final List<Entry> files;
    private final Limits limits;

    MemoryTree(Map<String, byte[]> given, Limits limits) {
        this.limits = limits;
        given.forEach((path, bytes) -> {
            String normal = TreePath.normalize(path);
            if (TreePath.isAbsolute(path) || TreePath.leadsOut(normal) || normal.isEmpty()) {
                throw new IllegalArgumentException("not a path inside the tree: " + path);
            }
            contents.put(normal, bytes.clone());
        });
        List<Entry> list = new ArrayList<>();
        contents.forEach((path, bytes) -> {
            if (!SkippedFolders.skips(path, contents::containsKey)) {
                list.add(new Entry(path, bytes.length));
            }
        });
        this.files = List.copyOf(list);
    }

    @Override
    public List<Entry> files() {
        return files;
    }

    @Override
    public List<Problem> problems() {
        return List.of();
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public List<Entry> under(String directory, Diagnostics diagnostics) {
        return files.stream()
                .filter(entry -> TreePath.isWithin(entry.path(), directory))
                .toList();
    }

    @Override
    public List<String> folders(String directory, Diagnostics diagnostics) {
        TreeSet<String> names = new TreeSet<>();
        for (Entry entry : under(directory, diagnostics)) {
            String relative = TreePath.relativize(directory, entry.path());
            int slash = relative.indexOf('/');
            if (slash > 0) {
                names.add(relative.substring(0, slash));
            }
        }
        return List.copyOf(names);
    }

    @Override
    public boolean isFile(String path) {
        return contents.containsKey(TreePath.normalize(path));
    }

    @Override
    public Optional<SourceFile> text(String path, Diagnostics diagnostics) {
        return bytes(path, limits.textFileBytes(), "textFileBytes", diagnostics)
                .flatMap(bytes -> TextDecoder.decode(path, bytes, diagnostics))
                .map(text -> new SourceFile(path, text));
    }

    @Override
    public Optional<byte[]> head(String path, int bytes, Diagnostics diagnostics) {
        return bytes(path, Long.MAX_VALUE, "", diagnostics).map(all -> Arrays.copyOf(all, Math.min(bytes, all.length)));
    }

    @Override
    public Optional<InputStream> artifact(String path, Diagnostics diagnostics) {
        return bytes(path, limits.artifactBytes(), "artifactBytes", diagnostics).map(ByteArrayInputStream::new);
    }

    private Optional<byte[]> bytes(String path, long most, String limit, Diagnostics diagnostics) {
        byte[] bytes = contents.get(TreePath.normalize(path));
        if (bytes == null) {
            diagnostics.problem(Location.startOf(path), Problem.Kind.UNREADABLE_FILE, "there is no such file");
            return Optional.empty();
        }
        if (bytes.length > most) {
            diagnostics.problem(
                    Location.startOf(path), Problem.Kind.LIMIT_EXCEEDED, tooLarge(bytes.length, most, limit));
            return Optional.empty();
        }
        return Optional.of(bytes);
    }

    static String tooLarge(long size, long most, String limit) {
        return "this file has %d bytes, more than the %d that are read (limit %s)".formatted(size, most, limit);
    }
}
