package dev.bylaw.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the packaged jar in a process of its own, as a user does. */
final class Jar {
    private static final Path JAR = Path.of(System.getProperty("bylaw.jar", "target/bylaw.jar"));

    /** Where the examples of the repository lie. */
    static final Path EXAMPLES = Path.of(System.getProperty("bylaw.examples", "../examples"))
            .toAbsolutePath()
            .normalize();

    private static final long HANG_SECONDS = 120;

    private Jar() {}

    /**
     * What a run gave.
     *
     * @param code the exit code
     * @param out what went to standard output
     * @param err what went to standard error
     * @param millis how long it took
     */
    record Result(int code, String out, String err, long millis) {}

    static Result run(String... arguments) {
        return run(Path.of("."), Map.of(), List.of("-Xmx900m"), List.of(arguments));
    }

    static Result runIn(Path folder, String... arguments) {
        return run(folder, Map.of(), List.of("-Xmx900m"), List.of(arguments));
    }

    static Result run(Path folder, Map<String, String> environment, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-jar");
        command.add(JAR.toAbsolutePath().toString());
        command.addAll(arguments);
        try {
            Path out = Files.createTempFile("bylaw-out", ".txt");
            Path err = Files.createTempFile("bylaw-err", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                long start = System.nanoTime();
                Process process = builder.start();
                process.getOutputStream().close();
                if (!process.waitFor(HANG_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("the process hangs: " + command);
                }
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                return new Result(process.exitValue(), Files.readString(out), Files.readString(err), millis);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String resource(String path) throws IOException {
        try (InputStream in = Jar.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IOException(path + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
