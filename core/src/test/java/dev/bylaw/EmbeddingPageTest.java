package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.google.re2j.Pattern;
import dev.bylaw.rego.Value;
import dev.bylaw.rule.Rule;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import javax.tools.ToolProvider;
import net.sf.jsqlparser.JSQLParserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The code of the page on embedding compiles, and its rule is found on the class path and on the module path. */
class EmbeddingPageTest {
    private static final java.util.regex.Pattern BLOCK = java.util.regex.Pattern.compile("(?s)```java\\n(.*?)```");

    private static final String MAIN = """
            package acme;

            import dev.bylaw.PolicyEngine;
            import dev.bylaw.Sources;
            import java.util.Map;
            import java.util.TreeMap;

            public final class Main {
                public static void main(String[] arguments) throws Exception {
                    Map<String, byte[]> files = new TreeMap<>();
                    files.put("dbt_project.yml", "name: shop\\nversion: '1'\\nprofile: shop\\n".getBytes("UTF-8"));
                    files.put("models/a_name_of_more_than_thirty_characters.sql", "select 1 as id".getBytes("UTF-8"));
                    PolicyEngine.builder().discoverRules().build().check(Sources.files(files)).violations()
                            .forEach(violation -> System.out.println(violation.rule() + " " + violation.message()));
                    System.out.println(PolicyEngine.class.getModule());
                }
            }
            """;

    private static final String FOUND =
            "acme/discoverable/short-names a_name_of_more_than_thirty_characters is longer than 30" + " characters\n";

    /** What the engine needs at run time. */
    private static String path() throws URISyntaxException {
        List<String> paths = new ArrayList<>();
        for (Class<?> type : List.of(
                PolicyEngine.class,
                Value.class,
                JsonFactory.class,
                Yaml.class,
                Pattern.class,
                JSQLParserException.class)) {
            paths.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(System.getProperty("path.separator"), paths);
    }

    private static List<String> blocks() throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(Path.of("..", "docs", "embedding.md")));
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    private static void compile(Path out, List<String> options, Path... files) {
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "--release", "17", "-d", out.toString()));
        arguments.addAll(options);
        for (Path file : files) {
            arguments.add(file.toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0])))
                .isZero();
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static String java(Path folder, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(100, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out);
    }

    @Test
    @Timeout(240)
    void compilesAndIsFoundOnBothPaths(@TempDir Path folder) throws Exception {
        List<String> blocks = blocks();
        assertThat(blocks).hasSize(2);
        Path checks = write(folder.resolve("src/acme/ProductChecks.java"), "package acme;\n" + blocks.get(0));
        Path rule = write(folder.resolve("src/acme/ShortNames.java"), "package acme;\n" + blocks.get(1));
        Path main = write(folder.resolve("src/acme/Main.java"), MAIN);
        Path module = write(
                folder.resolve("src/module-info.java"),
                "module acme { requires dev.bylaw.core; provides dev.bylaw.rule.Rule with acme.ShortNames; }");

        Path classes = folder.resolve("classes");
        compile(classes, List.of("-cp", path()), checks, rule, main);
        write(classes.resolve("META-INF/services/dev.bylaw.rule.Rule"), "acme.ShortNames\n");
        String separator = System.getProperty("path.separator");
        assertThat(java(folder, "-cp", path() + separator + classes, "acme.Main"))
                .startsWith(FOUND)
                .contains("unnamed module");

        Path modules = folder.resolve("modules");
        compile(modules, List.of("--module-path", path()), checks, rule, main, module);
        assertThat(java(folder, "-p", path() + separator + modules, "-m", "acme/acme.Main"))
                .startsWith(FOUND)
                .contains("module dev.bylaw.core");

        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, Rule.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            assertThat(PolicyEngine.builder().discoverRules().build().rules())
                    .extracting(each -> each.id().toString())
                    .contains("acme/discoverable/short-names");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
