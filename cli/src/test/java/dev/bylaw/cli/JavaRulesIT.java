package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule in Java beside the jar of everything. */
class JavaRulesIT {
    private static final Path JAR =
            Path.of(System.getProperty("bylaw.jar", "target/bylaw.jar")).toAbsolutePath();
    private static final Pattern RULE = Pattern.compile("(?s)```java\\n((?:(?!```).)*implements Rule.*?)```");

    private static String run(Path folder, Path classes, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(JAR + System.getProperty("path.separator") + classes);
        command.add("dev.bylaw.cli.Main");
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out);
    }

    @Test
    void isListedShownInspectedAndAsked(@TempDir Path folder) throws Exception {
        Matcher page = RULE.matcher(Files.readString(Jar.EXAMPLES.resolveSibling("docs/embedding.md")));
        assertThat(page.find()).isTrue();
        Path source = Files.writeString(folder.resolve("ShortNames.java"), "package acme;\n" + page.group(1));
        Path classes = folder.resolve("classes");
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        JAR.toString(),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(compiled).isZero();
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("dev.bylaw.rule.Rule"), "acme.ShortNames\n");
        Path product = Files.createDirectories(folder.resolve("product/models")).getParent();
        Files.writeString(product.resolve("dbt_project.yml"), "name: shop\nversion: '1'\nprofile: shop\n");
        Files.writeString(product.resolve("models/a_name_of_more_than_thirty_characters.sql"), "select 1 as id\n");

        String id = "acme/discoverable/short-names";
        assertThat(run(folder, classes, "rules", "list")).contains(id, "bylaw/secure/pii-masked");
        assertThat(run(folder, classes, "rules", "show", id)).contains("most (integer)", "Rename the model");
        assertThat(run(folder, classes, "inspect", product.toString(), "--rule", id))
                .contains("\"params\":{\"most\":30}");
        assertThat(run(folder, classes, "check", product.toString(), "--rule", id))
                .contains("a_name_of_more_than_thirty_characters is longer than 30 characters", id);
    }
}
