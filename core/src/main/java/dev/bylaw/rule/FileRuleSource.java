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
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Rules of a folder or a jar: every {@code .rego} file that is no test. */
final class FileRuleSource implements RuleSource {
    /** A Rego file beyond this is refused. */
    private static final long MAX_BYTES = 4L << 20;

    private static final String SUFFIX = ".rego";
    private static final String TEST_SUFFIX = "_test.rego";
    private static final int MAX_DEPTH = 32;

    private final String name;
    private final List<File> files;

    private FileRuleSource(String name, List<File> files) {
        this.name = name;
        this.files = List.copyOf(files);
    }

    static RuleSource folder(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder, MAX_DEPTH)) {
            paths = walk.filter(path -> isRule(path.getFileName().toString()) && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        List<File> files = new ArrayList<>();
        for (Path path : paths) {
            if (Files.size(path) > MAX_BYTES) {
                throw new IOException(path + " is larger than " + MAX_BYTES + " bytes");
            }
            files.add(new File(path.toString().replace('\\', '/'), text(path.toString(), Files.readAllBytes(path))));
        }
        return new FileRuleSource(folder.toString(), files);
    }

    static RuleSource jar(Path jar) throws IOException {
        List<File> files = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            entries.sort(Comparator.comparing(ZipEntry::getName));
            for (ZipEntry entry : entries) {
                if (!entry.isDirectory() && isRule(entry.getName())) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        byte[] bytes = in.readNBytes((int) MAX_BYTES + 1);
                        if (bytes.length > MAX_BYTES) {
                            throw new IOException(entry.getName() + " is larger than " + MAX_BYTES + " bytes");
                        }
                        files.add(new File(entry.getName(), text(entry.getName(), bytes)));
                    }
                }
            }
        }
        return new FileRuleSource(jar.toString(), files);
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
}
