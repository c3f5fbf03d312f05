package dev.bylaw.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The pipeline files of the examples: what they say can be read, and their commands do what they are there for. */
class PipelinesIT {
    private static final Path PIPELINES = Jar.EXAMPLES.resolve("ci");
    private static final String START = "java -jar bylaw.jar ";

    @TempDir
    private Path folder;

    private static String text(String file) throws IOException {
        return Files.readString(PIPELINES.resolve(file));
    }

    private static Map<?, ?> yaml(String file) throws IOException {
        return (Map<?, ?>) new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file));
    }

    /** All commands of a pipeline, as its system would read them. */
    private static List<String> commands(String file) throws IOException {
        List<String> commands = new ArrayList<>();
        if (file.equals("Jenkinsfile")) {
            Matcher steps = Pattern.compile("(?m)^ +sh '([^'\\\\]+)'$").matcher(text(file));
            while (steps.find()) {
                commands.add(steps.group(1));
            }
        } else if (file.startsWith("gitlab")) {
            Map<?, ?> job = (Map<?, ?>) yaml(file).get("bylaw");
            for (String key : List.of("before_script", "script")) {
                ((List<?>) job.get(key)).forEach(line -> commands.add((String) line));
            }
        } else {
            Map<?, ?> job = (Map<?, ?>) ((Map<?, ?>) yaml(file).get("jobs")).get("check");
            for (Object step : (List<?>) job.get("steps")) {
                if (((Map<?, ?>) step).get("run") instanceof String run) {
                    commands.add(run);
                }
            }
        }
        return commands;
    }

    private static String command(String file) throws IOException {
        List<String> bylaw = commands(file).stream()
                .filter(line -> line.startsWith(START))
                .map(line -> line.substring(START.length()))
                .toList();
        assertThat(bylaw).hasSize(1);
        return bylaw.get(0);
    }

    private Jar.Result run(String file) throws IOException {
        return Jar.runIn(folder, command(file).split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitlab-ci.yml", "github-workflow.yml", "Jenkinsfile"})
    void fetchTheJarAndWriteAllFilesThatTheyPublish(String file) throws IOException {
        assertThat(commands(file).get(0)).startsWith("curl --fail ").endsWith("--output bylaw.jar \"$BYLAW_JAR_URL\"");
        new Product(folder);
        Jar.Result result = run(file);
        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.out()).contains("FAILED: ");
        List<String> written = Arrays.stream(command(file).split(" "))
                .filter(word -> word.contains("="))
                .map(word -> word.substring(word.indexOf('=') + 1))
                .toList();
        assertThat(written).hasSizeGreaterThan(1);
        // Each file that the command writes is named a second time, where it is published.
        assertThat(written).allSatisfy(name -> {
            assertThat(folder.resolve(name)).isNotEmptyFile();
            assertThat(text(file).split(Pattern.quote(name), -1)).hasSizeGreaterThan(2);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitlab-ci.yml", "github-workflow.yml", "Jenkinsfile"})
    void passForAProductThatKeepsTheRules(String file) throws IOException {
        copy(Jar.EXAMPLES.resolve("customer-data-product-fixed"));
        Jar.Result result = run(file);
        assertThat(result.code()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("PASSED: 0 errors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitlab-ci.yml", "github-workflow.yml", "Jenkinsfile"})
    void areTheOnesThatTheDocumentationShows(String file) throws IOException {
        assertThat(Files.readString(PIPELINES.resolve("../../docs/pipelines.md")))
                .contains("\n" + text(file) + "```\n");
    }

    @Test
    void areReadableByJenkins() throws IOException {
        String file = text("Jenkinsfile").replaceAll("(?m)//.*$", "").replaceAll("'[^'\n]*'", "");
        int depth = 0;
        for (int i = 0; i < file.length(); i++) {
            char c = file.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            assertThat(depth).isNotNegative();
        }
        assertThat(depth).isZero();
        assertThat(file).doesNotContain("'", "\"");
    }

    @Test
    void nameFilesFromTheRootOfTheRepository() throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        Path product = Files.createDirectories(folder.resolve("products/shop"));
        new Product(product);
        for (String format : List.of("github", "gitlab", "junit", "markdown")) {
            for (Path from : List.of(folder, product)) {
                String path = from.equals(folder) ? "products/shop" : ".";
                Jar.Result result = Jar.runIn(from, "check", path, "--format", format);
                assertThat(result.code()).as(result.err()).isEqualTo(1);
                assertThat(result.out()).as(format).contains("products/shop/models/orders.sql");
            }
        }
        Files.delete(folder.resolve(".git"));
        Jar.Result outside = Jar.runIn(folder, "check", "products/shop", "--format", "github");
        assertThat(outside.out()).contains("file=models/orders.sql,");
        Jar.Result rooted = Jar.runIn(folder, "check", "products/shop", "--root", ".", "--format", "github");
        assertThat(rooted.out()).contains("file=products/shop/models/orders.sql,");
    }

    private void copy(Path from) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }
}
