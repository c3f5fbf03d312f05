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

    /** A comment in one line says all that there is to say: of a compact constructor, or a method that gives the same with. */
    private static final Pattern ONE_LINE = Pattern.compile("\\s*/\\*\\* .*\\*/");

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
                .filteredOn(each -> each.getKind() != Diagnostic.Kind.NOTE && !isInOneLine(each))
                .isEmpty();
    }

    private static boolean isInOneLine(Diagnostic<? extends JavaFileObject> diagnostic) {
        if (diagnostic.getSource() == null
                || !diagnostic.getMessage(Locale.ENGLISH).startsWith("no @param for ")) {
            return false;
        }
        try {
            String[] lines = diagnostic
                    .getSource()
                    .getCharContent(true)
                    .toString()
                    .split("\n", -1);
            return ONE_LINE.matcher(lines[(int) diagnostic.getLineNumber() - 2]).matches();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
