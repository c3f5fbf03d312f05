package dev.bylaw.examples.guild;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line picks up the jar of the rules. */
class PackedRulesIT {
    private static final String BYLAW = System.getProperty("bylaw.jar");
    private static final String GUILD = System.getProperty("guild.jar");

    @TempDir
    private Path product;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(product.resolve("dbt_project.yml"), "name: shop\nversion: 1.0.0\nprofile: shop\n");
        Files.createDirectories(product.resolve("models/staging"));
        Files.writeString(product.resolve("models/staging/orders.sql"), "select 1 as id\n");
    }

    @Test
    void areAskedWhereAnOptionNamesTheJar() throws Exception {
        String output = run(List.of("-jar", BYLAW), "--policies", GUILD);
        assertThat(output)
                .contains("orders has no owner")
                .contains("orders lies in staging and does not begin with stg_")
                // An option loads no code.
                .doesNotContain("how old its rows may be");
    }

    private String run(List<String> command, String... options) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.addAll(command);
        line.addAll(List.of("check", product.toString(), "--rule", "acme/*"));
        line.addAll(List.of(options));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(1);
        return output;
    }

    @Test
    void areAskedWithThoseInJavaWhereTheJarLiesOnTheClassPath() throws Exception {
        String output = run(List.of("-cp", BYLAW + File.pathSeparator + GUILD, "dev.bylaw.cli.Main"));
        assertThat(output)
                .contains("orders has no owner")
                .contains("orders lies in staging and does not begin with stg_")
                .contains("orders does not say how old its rows may be");
    }
}
