package dev.bylaw.policies;

import dev.bylaw.rego.RegoModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Rego files of this module: the rules, and the tests beside them. */
final class StandardModules {
    /** The resources, among them the rules. */
    static final Path RESOURCES = Path.of("src/main/resources");

    private static final Path TESTS = Path.of("src/test/rego");

    private StandardModules() {}

    /** {@return the modules of rules and tests} */
    static List<RegoModule> all() {
        List<RegoModule> modules = new ArrayList<>();
        new StandardRules().files().forEach(file -> modules.add(RegoModule.parse(file.path(), file.text())));
        regoFiles(TESTS).forEach(path -> modules.add(RegoModule.parse(path, read(TESTS.resolve(path)))));
        return modules;
    }

    /** {@return the Rego files below a folder, sorted, as paths within it} */
    static List<String> regoFiles(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".rego"))
                    .map(path -> folder.relativize(path).toString().replace('\\', '/'))
                    .sorted()
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
