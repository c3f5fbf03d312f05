package dev.bylaw.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for data products in a folder: quickly, without reading them in full. Links are not followed. */
final class FoundProducts extends SimpleFileVisitor<Path> {
    private static final Set<String> SKIPPED = Set.of(".git", "node_modules", ".venv", "target", "dbt_packages");
    private static final int DEPTH = 30;
    private static final int FILES = 100_000;

    /** How much of a file is looked at. */
    private static final int HEAD_BYTES = 64 << 10;

    private static final Pattern NAME = Pattern.compile("(?m)^name:\\s*[\"']?([A-Za-z0-9_]+)");
    private static final Pattern CONTRACT =
            Pattern.compile("(?m)^(?:kind:\\s*[\"']?DataContract\\b|dataContractSpecification:)");
    private static final Pattern MANIFEST =
            Pattern.compile("(?m)^(?:kind:\\s*[\"']?DataProduct\\b|dataProductDescriptor:)");

    private final Path folder;
    private final SortedMap<String, String> projects = new TreeMap<>();
    private final SortedSet<String> contracts = new TreeSet<>();
    private final SortedSet<String> manifests = new TreeSet<>();
    private int files;

    private FoundProducts(Path folder) {
        this.folder = folder;
    }

    static FoundProducts in(Path folder) throws IOException {
        FoundProducts found = new FoundProducts(folder);
        Files.walkFileTree(folder, Set.of(), DEPTH, found);
        return found;
    }

    /** {@return the names of dbt projects by the folders they lie in, {@code .} for the folder itself} */
    SortedMap<String, String> projects() {
        return projects;
    }

    /** {@return the files that are contracts} */
    SortedSet<String> contracts() {
        return contracts;
    }

    /** {@return the files that describe products} */
    SortedSet<String> manifests() {
        return manifests;
    }

    /** {@return whether there is anything to check} */
    boolean isEmpty() {
        return projects.isEmpty() && contracts.isEmpty() && manifests.isEmpty();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        boolean skipped = !directory.equals(folder) && SKIPPED.contains(String.valueOf(directory.getFileName()));
        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        files++;
        String name = String.valueOf(file.getFileName());
        if (attributes.isRegularFile() && (name.endsWith(".yml") || name.endsWith(".yaml"))) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            if (name.equals("dbt_project.yml")) {
                int slash = path.lastIndexOf('/');
                projects.put(
                        slash < 0 ? "." : path.substring(0, slash),
                        first(NAME, head(file)).orElse(""));
            } else {
                String head = head(file);
                if (CONTRACT.matcher(head).find()) {
                    contracts.add(path);
                } else if (MANIFEST.matcher(head).find()) {
                    manifests.add(path);
                }
            }
        }
        return files < FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        return FileVisitResult.CONTINUE;
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The beginning of a file; nothing of one that cannot be read, which a check tells better. */
    static String head(Path file) {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
