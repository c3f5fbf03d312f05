package dev.bylaw.rules.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The code of the README and of the page on the test kit compiles, and its tests pass. */
class PagesTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^(````*)([a-z]+)\\n(.*?)^\\1\\n");
    private static final Pattern NAME = Pattern.compile("(?:#|<!--) (my-rules/\\S+)(?: -->)?\\n");
    private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+)");

    private record Block(String language, String text) {}

    private static List<Block> blocks(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .map(found -> new Block(found.group(2), found.group(3)))
                .toList();
    }

    @TempDir
    private Path folder;

    @Test
    void readmeIsTrue() throws Exception {
        assertThat(run(Path.of("README.md"))).isGreaterThanOrEqualTo(4);
    }

    @Test
    void pageIsTrue() throws Exception {
        assertThat(run(Path.of("../docs/test-kit.md"))).isGreaterThanOrEqualTo(15);
    }

    @Test
    void pageNamesWhatTheKitPrints() throws IOException {
        List<Block> texts = blocks(Path.of("../docs/test-kit.md")).stream()
                .filter(block -> block.language().equals("text"))
                .toList();
        assertThat(texts).hasSize(1);
        // The table that a report prints for the numbers of the page.
        assertThat(texts.get(0).text())
                .contains("condition   branch      pattern     off by one  place       all\n")
                .matches(
                        "(?s)the tests find \\d+ of \\d+ planted faults \\(.*\\nnot found: off by one .*1 became 2\\n");
    }

    @Test
    void pagesNameTheArtifact() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        for (String page : List.of("README.md", "../docs/test-kit.md")) {
            List<Block> snippets = blocks(Path.of(page)).stream()
                    .filter(block -> block.language().equals("xml"))
                    .toList();
            assertThat(snippets).hasSize(1);
            Matcher artifact = Pattern.compile("<artifactId>.*</artifactId>")
                    .matcher(snippets.get(0).text());
            assertThat(artifact.find()).isTrue();
            assertThat(pom).contains("</parent>\n\n  " + artifact.group());
        }
    }

    /** Writes the rules of a page, compiles its classes and runs their tests. */
    private long run(Path page) throws Exception {
        List<Path> sources = new ArrayList<>();
        List<String> classes = new ArrayList<>();
        for (Block block : blocks(page)) {
            if (block.language().equals("rego") || block.language().equals("markdown")) {
                rule(block.text());
            } else if (block.language().equals("java")) {
                Matcher name = CLASS.matcher(block.text());
                assertThat(name.find()).as(block.text()).isTrue();
                classes.add(name.group(1));
                Path file = Files.createDirectories(folder.resolve("java")).resolve(name.group(1) + ".java");
                sources.add(Files.writeString(
                        file, block.text().replace("Path.of(\"my-rules\")", "Path.of(\"" + folder + "/my-rules\")")));
            } else {
                assertThat(block.language()).isIn("text", "xml");
            }
        }
        Path compiled = compile(sources);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {compiled.toUri().toURL()}, PagesTest.class.getClassLoader())) {
            List<Class<?>> tests = new ArrayList<>();
            for (String name : classes) {
                tests.add(Class.forName(name, false, loader));
            }
            SummaryGeneratingListener listener = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(tests.stream()
                                            .map(test -> selectClass(test))
                                            .toList())
                                    .build(),
                            listener);
            TestExecutionSummary summary = listener.getSummary();
            StringWriter failures = new StringWriter();
            summary.printFailuresTo(new PrintWriter(failures));
            assertThat(summary.getTotalFailureCount()).as(failures.toString()).isZero();
            return summary.getTestsSucceededCount();
        }
    }

    private void rule(String text) throws IOException {
        Matcher name = NAME.matcher(text);
        assertThat(name.lookingAt()).as(text).isTrue();
        Path file = folder.resolve(name.group(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.substring(name.end()));
    }

    private Path compile(List<Path> sources) throws IOException {
        Path out = Files.createDirectories(folder.resolve("classes"));
        String path = Stream.of("java.class.path", "jdk.module.path")
                .flatMap(property -> Optional.ofNullable(System.getProperty(property)).stream())
                .collect(Collectors.joining(System.getProperty("path.separator")));
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "--release", "17", "-d", out.toString(), "-cp", path));
        sources.forEach(source -> arguments.add(source.toString()));
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
        assertThat(failed).isZero();
        return out;
    }
}
