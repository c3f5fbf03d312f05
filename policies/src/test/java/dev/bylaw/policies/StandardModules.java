package dev.bylaw.policies;

import dev.bylaw.rego.RegoModule;
import dev.bylaw.rule.RuleSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Rego files of this module: the rules, and the tests beside them. */
final class StandardModules {
    /** Where the rules lie. */
    static final Path RULES = Path.of("src/main/resources/bylaw");

    private static final Path TESTS = Path.of("src/test/rego");

    private StandardModules() {}

    /** {@return the standard rules as a source} */
    static RuleSource rules() {
        List<RuleSource.File> files = files(RULES);
        return new RuleSource() {
            @Override
            public String name() {
                return "bylaw";
            }

            @Override
            public List<File> files() {
                return files;
            }
        };
    }

    /** {@return the modules of rules and tests} */
    static List<RegoModule> all() {
        List<RegoModule> modules = new ArrayList<>();
        for (Path folder : List.of(RULES, TESTS)) {
            files(folder).forEach(file -> modules.add(RegoModule.parse(file.path(), file.text())));
        }
        return modules;
    }

    private static List<RuleSource.File> files(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".rego"))
                    .sorted()
                    .map(path -> new RuleSource.File(path.toString().replace('\\', '/'), read(path)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
