package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code bylaw}: it makes a class data archive for each command, uses it, and goes on where it cannot. */
class LauncherIT {
    @TempDir
    private Path folder;

    private Path cache;

    @BeforeEach
    void copy() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell");
        Path script = Path.of("..", "bylaw").toAbsolutePath().normalize();
        Files.copy(script, folder.resolve("bylaw"));
        Path target = Files.createDirectories(folder.resolve("cli/target"));
        Path jar = Path.of(System.getProperty("bylaw.jar", "target/bylaw.jar")).toAbsolutePath();
        Files.createSymbolicLink(target.resolve("bylaw.jar"), jar);
        for (String pom : List.of("pom.xml", "rego/pom.xml", "core/pom.xml", "policies/pom.xml", "cli/pom.xml")) {
            Path file = folder.resolve(pom);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }
        cache = folder.resolve("cache");
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", folder.resolve("bylaw").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("BYLAW_CACHE", cache.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() + " " + out;
    }

    private List<Path> archives() throws IOException {
        if (!Files.exists(cache)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.sorted().toList();
        }
    }

    @Test
    void makesAnArchiveAndUsesIt() throws IOException, InterruptedException {
        assertThat(run("rego", "eval", "-f", "raw", "1 + 1")).isEqualTo("0 2\n");
        assertThat(archives()).hasSize(1);
        FileTime made = Files.getLastModifiedTime(archives().get(0));
        assertThat(run("rego", "eval", "-f", "raw", "1 + 2")).isEqualTo("0 3\n");
        assertThat(run("rego", "eval", "-f", "raw", "--fail", "data.x")).isEqualTo("1 ");
        assertThat(archives()).hasSize(1);
        assertThat(Files.getLastModifiedTime(archives().get(0))).isEqualTo(made);
        run("rego", "check", ".");
        assertThat(archives()).hasSize(2);
    }

    @Test
    void replacesAnArchiveThatWasCutOff() throws IOException, InterruptedException {
        run("rego", "eval", "1");
        Path archive = archives().get(0);
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
        long size = Files.size(archive);
        try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            channel.truncate(size / 2);
        }
        assertThat(run("rego", "eval", "-f", "raw", "1")).isEqualTo("0 1\n");
        assertThat(Files.size(archives().get(0))).isGreaterThan(size / 2);
        assertThat(run("rego", "eval", "-f", "raw", "1")).isEqualTo("0 1\n");
    }

    @Test
    void goesOnWithoutACache() throws IOException, InterruptedException {
        Files.writeString(cache, "a file, not a folder");
        assertThat(run("rego", "eval", "-f", "raw", "1")).isEqualTo("0 1\n");
        cache = Path.of("none");
        assertThat(run("rego", "eval", "-f", "raw", "1")).isEqualTo("0 1\n");
    }
}
