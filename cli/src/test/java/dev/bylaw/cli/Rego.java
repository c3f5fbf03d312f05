package dev.bylaw.cli;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs {@code bylaw rego} in this process, and the real {@code opa}. */
final class Rego {
    private static final long HANG_MINUTES = 5;

    private Rego() {}

    /**
     * What a run gave.
     *
     * @param code the exit code
     * @param out what went to standard output
     * @param err what went to standard error
     */
    record Result(int code, String out, String err) {}

    static Result run(String... arguments) {
        return run("", List.of(arguments));
    }

    static Result run(String stdin, List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(
                new PrintWriter(out),
                new PrintWriter(err),
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                Map.of(),
                false);
        List<String> all = new ArrayList<>(List.of("rego"));
        all.addAll(arguments);
        String[] array = all.toArray(new String[0]);
        int code = Main.commandLine(console, array).execute(array);
        console.flush();
        return new Result(code, out.toString(), err.toString());
    }

    /** The {@code opa} of the property {@code bylaw.opa} or of the path. */
    static Optional<Path> opa() {
        String property = System.getProperty("bylaw.opa", "");
        if (!property.isEmpty()) {
            return Optional.of(Path.of(property)).filter(Files::isExecutable);
        }
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path file = Path.of(directory, "opa");
            if (Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    static Result opa(Path opa, List<String> arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("opa", ".out");
        Path err = Files.createTempFile("opa", ".err");
        try {
            List<String> command = new ArrayList<>(List.of(opa.toString()));
            command.addAll(arguments);
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(HANG_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("opa hangs");
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
