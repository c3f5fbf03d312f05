package dev.bylaw.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every public type and method is documented, without a warning of doclint. */
class JavadocTest {
    private static final Path SOURCES = Path.of("src/main/java");

    /**
     * What needs no {@code @param}: a compact constructor has the parameters of its record, and so has a method that gives the
     * same with another one.
     */
    private static final Pattern OF_RECORD = Pattern.compile("\\s*public (\\w+ \\{|\\w+ with\\w+\\(.*)");

    @Test
    void documentsEverythingThatIsPublic(@TempDir Path folder) throws IOException {
        DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
        List<Path> api;
        try (Stream<Path> files = Files.list(SOURCES.resolve("dev/bylaw/rego"))) {
            api = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = tool.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "-quiet",
                    "-Xdoclint:all",
                    "-public",
                    "-Xmaxwarns",
                    "10000",
                    "-encoding",
                    "UTF-8",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    folder.toString());
            boolean fine = tool.getTask(
                            messages, manager, found, null, options, manager.getJavaFileObjectsFromPaths(api))
                    .call();
            assertThat(fine).as(messages.toString()).isTrue();
        }
        assertThat(found.getDiagnostics())
                .filteredOn(each -> each.getKind() != Diagnostic.Kind.NOTE && !isOfRecord(each))
                .isEmpty();
    }

    private static boolean isOfRecord(Diagnostic<? extends JavaFileObject> diagnostic) {
        if (diagnostic.getSource() == null
                || !diagnostic.getMessage(Locale.ENGLISH).startsWith("no @param for ")) {
            return false;
        }
        try {
            String line = diagnostic
                    .getSource()
                    .getCharContent(true)
                    .toString()
                    .split("\n", -1)[(int) diagnostic.getLineNumber() - 1];
            return OF_RECORD.matcher(line).matches();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
