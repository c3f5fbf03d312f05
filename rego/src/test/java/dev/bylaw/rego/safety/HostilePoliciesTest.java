package dev.bylaw.rego.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.EvaluationOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Policies that try to take all time, stack or memory end with an error that has a code, soon behind their time limit, in
 * a process of 256 megabytes; and the next evaluation works. With the property {@code bylaw.hostile} they run with the
 * default limits too, which takes minutes.
 */
class HostilePoliciesTest {
    private static final int HEAP_MEGABYTES = 256;

    /** How much later than its time limit a policy may end. */
    private static final long GRACE_MILLIS = 2000;

    @TempDir
    private Path folder;

    @Test
    void endWithAnErrorAndLeaveTheEngineUsable() throws IOException, InterruptedException {
        assertEnds(300, 2_000_000, 1_000_000);
    }

    @Test
    void endWithTheDefaultLimits() throws IOException, InterruptedException {
        Assumptions.assumeTrue(System.getProperty("bylaw.hostile") != null, "the property bylaw.hostile is not set");
        assertEnds(3000, EvaluationOptions.DEFAULT_VALUES, EvaluationOptions.DEFAULT_OUTPUT);
    }

    private void assertEnds(long millis, long values, long output) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileMain.class.getName(),
                        Long.toString(millis),
                        Long.toString(values),
                        Long.toString(output))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(20, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("hangs behind " + Files.readString(out));
        }
        Map<String, String[]> lines = new LinkedHashMap<>();
        for (String line : Files.readAllLines(out)) {
            String[] columns = line.split("\t");
            lines.put(columns[0], columns);
        }
        List<String> wrong = new ArrayList<>();
        for (HostilePolicies.Hostile hostile : HostilePolicies.all()) {
            String[] columns = lines.remove(hostile.name());
            if (columns == null || columns.length != 4) {
                wrong.add("no answer: " + hostile.name());
                continue;
            }
            boolean failed = columns[2].matches("(eval|rego)_[a-z_]+: .*");
            if (!failed && hostile.expected() == HostilePolicies.Expected.ERROR
                    || !columns[3].equals("works")
                    || Long.parseLong(columns[1]) > millis + GRACE_MILLIS) {
                wrong.add(String.join(" | ", columns));
            }
        }
        lines.keySet().forEach(line -> wrong.add("unexpected: " + line));
        assertThat(wrong).isEmpty();
    }
}
