package dev.bylaw.rego.internal.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy that calls none of the large builtins does not load them. */
class LazinessTest {
    private static final String MAIN = """
            import dev.bylaw.rego.*;
            import java.util.List;
            public class Try {
                public static void main(String[] arguments) {
                    Policy policy = Policy.compile(List.of(RegoModule.parse("p.rego", "package p\\nx := count([1])")));
                    System.out.println(policy.prepare("data.p.x").evaluate(ObjectValue.EMPTY, EvaluationOptions.DEFAULT)
                            .solutions());
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void loadsOnlyWhatIsCalled() throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Try.java"), MAIN);
        Path output = folder.resolve("out.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path")
                        + File.pathSeparator
                        + System.getProperty("surefire.test.class.path", ""),
                source.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> lines = Files.readAllLines(output, StandardCharsets.ISO_8859_1);
        assertThat(lines).anyMatch(line -> line.contains("dev.bylaw.rego.internal.builtin.Aggregates"));
        for (String family : List.of("crypto", "graphql", "schema", "template", "http", "yaml")) {
            assertThat(lines).as(family).noneMatch(line -> line.contains(" dev.bylaw.rego.internal." + family + "."));
        }
        assertThat(lines).noneMatch(line -> line.contains(" java.net.http."));
    }
}
