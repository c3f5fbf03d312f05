package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DocumentationTool;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public type and method is documented, without a warning of doclint. */
class JavadocTest {
    private static final Path SOURCES = Path.of("src/main/java");

    @Test
    void documentsEverythingThatIsPublic(@TempDir Path folder) throws IOException {
        DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
        StringWriter messages = new StringWriter();
        List<Path> api;
        try (Stream<Path> files = Files.list(SOURCES.resolve("dev/bylaw/rego"))) {
            api = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        try (StandardJavaFileManager manager = tool.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean fine = tool.getTask(
                            messages,
                            manager,
                            null,
                            null,
                            List.of(
                                    "-quiet",
                                    "-Xdoclint:all",
                                    "-Xwerror",
                                    "-public",
                                    "-encoding",
                                    "UTF-8",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-d",
                                    folder.toString()),
                            manager.getJavaFileObjectsFromPaths(api))
                    .call();
            assertThat(fine).as(messages.toString()).isTrue();
        }
        assertThat(messages.toString()).isEmpty();
    }
}
