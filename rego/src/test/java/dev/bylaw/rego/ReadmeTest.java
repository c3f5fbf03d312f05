package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the README compile, run, and print what stands behind each line that prints. */
class ReadmeTest {
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PRINTED = Pattern.compile("println\\(.*\\);(?: // (.*))?");

    @TestFactory
    Stream<DynamicTest> examplesCompileAndRun(@TempDir Path folder) throws Exception {
        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```java\n".length(), block.length() - 3))
                .toList();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(3);
        return IntStream.range(0, examples.size())
                .mapToObj(i -> DynamicTest.dynamicTest("example " + (i + 1), () -> {
                    Path own = Files.createDirectories(folder.resolve("example" + i));
                    assertThat(run(examples.get(i), own)).isEqualTo(expected(examples.get(i)));
                }));
    }

    /** What an example says that it prints. */
    private static String expected(String example) {
        List<String> printed = PRINTED.matcher(example)
                .results()
                .map(found -> found.group(1) + "\n")
                .toList();
        assertThat(printed).as("an example prints something, and says what").isNotEmpty();
        return String.join("", printed);
    }

    private static String run(String example, Path folder) throws Exception {
        String imports = lines(example, true);
        Path source = folder.resolve("Example.java");
        Files.writeString(
                source,
                imports + "public class Example { public static void run(java.io.PrintStream out) throws Exception {\n"
                        + lines(example, false).replace("System.out.", "out.") + "} }\n");
        StringWriter messages = new StringWriter();
        boolean compiled = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        messages,
                        null,
                        null,
                        List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString()),
                        null,
                        ToolProvider.getSystemJavaCompiler()
                                .getStandardFileManager(null, null, StandardCharsets.UTF_8)
                                .getJavaFileObjects(source))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()});
                PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            loader.loadClass("Example").getMethod("run", PrintStream.class).invoke(null, out);
        }
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static String lines(String example, boolean imports) {
        return example.lines()
                .filter(line -> line.startsWith("import ") == imports)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
