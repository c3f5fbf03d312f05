package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that OPA compiled, with the packaged jar. */
class CompiledBundleIT {
    private static final String RULE = """
            # METADATA
            # title: Names are short
            # description: A short name fits everywhere.
            # custom:
            #   severity: warning
            #   subject: model
            #   since: 1.0.0
            #   remedy: Rename the model
            package acme.discoverable.short_names

            violation contains {"message": sprintf("%s is too long", [input.model.name])} if count(input.model.name) > 5
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void build() throws IOException, InterruptedException {
        boolean there = false;
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            there |= Files.isExecutable(Path.of(directory, "opa"));
        }
        assumeTrue(there, "opa is not on the path");
        Path rules = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(rules.resolve("rule.rego"), RULE);
        Process process = new ProcessBuilder(
                        "opa",
                        "build",
                        "-t",
                        "wasm",
                        "-e",
                        "acme/discoverable/short_names/violation",
                        "-o",
                        "../b.tar.gz",
                        ".")
                .directory(rules.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void asksARuleOfABundle() {
        Jar.Result result = Jar.run(
                "check",
                Jar.EXAMPLES.resolve("customer-data-product").toString(),
                "--policies",
                folder.resolve("b.tar.gz").toString(),
                "--rule",
                "acme/*");
        assertThat(result.out()).contains("warning: ", "is too long [acme/discoverable/short-names]", "0 problems");
    }

    @Test
    void listsARuleOfABundle() {
        Jar.Result result = Jar.run(
                "rules", "list", "--policies", folder.resolve("b.tar.gz").toString());
        assertThat(result.out()).contains("acme/discoverable/short-names");
    }

    @Test
    void tellsABundleThatIsNone() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.tar.gz"), "text");
        Jar.Result result = Jar.run(
                "check", Jar.EXAMPLES.resolve("customer-data-product").toString(), "--policies", broken.toString());
        assertThat(result.err())
                .contains("broken.tar.gz: this is not a tar archive in gzip")
                .doesNotContain("Exception");
        assertThat(result.code()).isEqualTo(2);
    }
}
