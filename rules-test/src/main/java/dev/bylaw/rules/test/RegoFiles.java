package dev.bylaw.rules.test;

import dev.bylaw.rego.Capabilities;
import dev.bylaw.rego.Grant;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.RegoError;
import dev.bylaw.rego.RegoException;
import dev.bylaw.rego.RegoModule;
import dev.bylaw.rule.RuleSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads Rego files of folders: rules, libraries and tests. */
final class RegoFiles {
    private static final String SUFFIX = ".rego";
    private static final String TEST_SUFFIX = "_test.rego";
    private static final int MAX_DEPTH = 64;
    private static final long MOST_BYTES = 4L << 20;

    /** What rules may call: what an engine lets them, nothing else. */
    static final Policy.Options OPTIONS = Policy.Options.DEFAULT.withCapabilities(Capabilities.NONE.grant(Grant.NOW));

    private RegoFiles() {}

    /** {@return the texts by file} */
    static NavigableMap<String, String> texts(Collection<Path> paths) throws IOException {
        NavigableMap<String, String> texts = new TreeMap<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                texts.put(file.toString().replace('\\', '/'), text(file));
            }
        }
        return texts;
    }

    /** {@return the modules by file} */
    static NavigableMap<String, RegoModule> modules(Map<String, String> texts) {
        NavigableMap<String, RegoModule> modules = new TreeMap<>();
        List<RegoError> errors = new ArrayList<>();
        texts.forEach((file, text) -> {
            try {
                modules.put(file, RegoModule.parse(file, text));
            } catch (RegoException e) {
                errors.addAll(e.errors());
            }
        });
        if (!errors.isEmpty()) {
            throw new RegoException(errors);
        }
        return modules;
    }

    /** {@return what an engine loads of the files: all that hold no tests} */
    static RuleSource rules(String name, Map<String, String> texts) {
        List<RuleSource.File> files = new ArrayList<>();
        texts.forEach((file, text) -> {
            if (!isTest(file)) {
                files.add(new RuleSource.File(file, text));
            }
        });
        return new Loaded(name, List.copyOf(files));
    }

    private record Loaded(String name, List<RuleSource.File> files) implements RuleSource {}

    /** {@return whether a file holds tests} */
    static boolean isTest(String file) {
        return file.endsWith(TEST_SUFFIX);
    }

    private static List<Path> files(Path path) throws IOException {
        Objects.requireNonNull(path, "path is null");
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        try (Stream<Path> walk = Files.walk(path, MAX_DEPTH)) {
            return walk.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is larger than " + MOST_BYTES + " bytes");
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
