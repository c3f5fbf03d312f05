package dev.bylaw.opa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code opa} binary: what {@code bylaw.opa} names, or the one on the path. */
final class Opa {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package (\\S+)$");
    private static final Pattern RESULT = Pattern.compile("(?m)^(violation|undecided|not_applicable) contains ");

    private Opa() {}

    private static Optional<Path> binary() {
        String named = System.getProperty("bylaw.opa", "");
        if (!named.isEmpty()) {
            return Optional.of(Path.of(named)).filter(file -> Files.isRegularFile(file) && Files.isExecutable(file));
        }
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path file = Path.of(directory, "opa");
            if (Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /** Runs it, and skips the test where there is none. */
    static String run(Path folder, List<String> arguments) throws IOException {
        Optional<Path> binary = binary();
        assumeTrue(binary.isPresent(), "there is no opa: it is not on the path, and -Dbylaw.opa=FILE names none");
        List<String> command = new ArrayList<>(List.of(binary.get().toString()));
        command.addAll(arguments);
        Path out = Files.createTempFile("opa", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("opa hangs");
            }
            String text = Files.readString(out);
            assertThat(process.exitValue()).as(text).isZero();
            return text;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            Files.delete(out);
        }
    }

    /** Compiles the rules of a folder, each with all that it gives. */
    static Path build(Path rules, Path bundle) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("build", "-t", "wasm", "-o", bundle.toString()));
        try (Stream<Path> files = Files.walk(rules)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".rego"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                Matcher name = PACKAGE.matcher(text);
                assertThat(name.find()).as(file.toString()).isTrue();
                RESULT.matcher(text)
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                        .forEach(result -> {
                            arguments.add("-e");
                            arguments.add(name.group(1).replace('.', '/') + "/" + result);
                        });
            }
        }
        arguments.add(".");
        run(rules, arguments);
        return bundle;
    }
}
