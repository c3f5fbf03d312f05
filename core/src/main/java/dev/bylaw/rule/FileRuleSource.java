package dev.bylaw.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Rules of a folder or a jar: every {@code .rego} file that is no test; their pages lie beside them. */
final class FileRuleSource implements RuleSource {
    /** A Rego file beyond this is refused. */
    private static final long MAX_BYTES = 4L << 20;

    private static final String SUFFIX = ".rego";
    private static final String TEST_SUFFIX = "_test.rego";
    private static final String PAGE = "page.md";
    private static final int MAX_DEPTH = 32;

    private final String name;
    private final List<File> files;

    /** The pages by path within the folder or jar, with slashes. */
    private final Map<String, String> pages;

    private FileRuleSource(String name, List<File> files, Map<String, String> pages) {
        this.name = name;
        this.files = List.copyOf(files);
        this.pages = Map.copyOf(pages);
    }

    static RuleSource folder(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder, MAX_DEPTH)) {
            paths = walk.filter(path -> isWanted(path.getFileName().toString()) && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<File> files = new ArrayList<>();
        Map<String, String> pages = new HashMap<>();
        for (Path path : paths) {
            if (Files.size(path) > MAX_BYTES) {
                throw new IOException(path + " is larger than " + MAX_BYTES + " bytes");
            }
            String text = text(path.toString(), Files.readAllBytes(path));
            if (isRule(path.toString())) {
                files.add(new File(path.toString().replace('\\', '/'), text));
            } else {
                pages.put(folder.relativize(path).toString().replace('\\', '/'), text);
            }
        }
        return new FileRuleSource(folder.toString(), files, pages);
    }

    static RuleSource jar(Path jar) throws IOException {
        List<File> files = new ArrayList<>();
        Map<String, String> pages = new HashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            entries.sort(Comparator.comparing(ZipEntry::getName));
            for (ZipEntry entry : entries) {
                if (!entry.isDirectory() && isWanted(entry.getName())) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        byte[] bytes = in.readNBytes((int) MAX_BYTES + 1);
                        if (bytes.length > MAX_BYTES) {
                            throw new IOException(entry.getName() + " is larger than " + MAX_BYTES + " bytes");
                        }
                        String text = text(entry.getName(), bytes);
                        if (isRule(entry.getName())) {
                            files.add(new File(entry.getName(), text));
                        } else {
                            pages.put(entry.getName(), text);
                        }
                    }
                }
            }
        }
        return new FileRuleSource(jar.toString(), files, pages);
    }

    private static boolean isWanted(String path) {
        return isRule(path) || path.equals(PAGE) || path.endsWith("/" + PAGE);
    }

    private static boolean isRule(String path) {
        return path.endsWith(SUFFIX) && !path.endsWith(TEST_SUFFIX);
    }

    private static String text(String path, byte[] bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(path + " is not UTF-8", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<File> files() {
        return files;
    }

    @Override
    public Optional<String> page(RuleId rule) {
        return Optional.ofNullable(pages.get(rule.base() + "/" + PAGE));
    }
}
