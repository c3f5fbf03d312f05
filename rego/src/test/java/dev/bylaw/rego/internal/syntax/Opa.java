package dev.bylaw.rego.internal.syntax;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The {@code opa} of the property {@code bylaw.opa} or of the path. */
final class Opa {
    private final Path executable;
    private final Path file;

    /** What {@code opa parse} made of a text. */
    record Parsed(boolean accepted, String output) {}

    private Opa(Path executable, Path file) {
        this.executable = executable;
        this.file = file;
    }

    /**
     * Finds it.
     *
     * @param folder for texts
     */
    static Optional<Opa> find(Path folder) {
        String path = System.getProperty("bylaw.opa", "");
        if (!path.isEmpty()) {
            return Optional.of(new Opa(Path.of(path), folder.resolve("module.rego")));
        }
        for (String entry : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            Path candidate = Path.of(entry, "opa");
            if (!entry.isEmpty() && Files.isExecutable(candidate)) {
                return Optional.of(new Opa(candidate, folder.resolve("module.rego")));
            }
        }
        return Optional.empty();
    }

    /** Parses a module. */
    Parsed parse(String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
            Process process = new ProcessBuilder(executable.toString(), "parse", "--format", "json", file.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Parsed(process.waitFor() == 0, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
