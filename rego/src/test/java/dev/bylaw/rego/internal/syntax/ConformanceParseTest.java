package dev.bylaw.rego.internal.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.rego.RegoException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** All modules, queries and input terms of OPA's conformance cases parse, but those that want a parse error. */
class ConformanceParseTest {
    private final List<String> failures = new ArrayList<>();
    private int modules;
    private int queries;
    private int terms;
    private int refused;

    @Test
    void parsesAllCases(TestReporter reporter) throws IOException {
        Path folder = Path.of(System.getProperty("bylaw.shared", ""), "opa-conformance", "v1");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no conformance cases in " + folder);
        List<Path> files;
        try (Stream<Path> tree = Files.walk(folder)) {
            files = tree.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            cases(file);
        }
        reporter.publishEntry(
                "parsed",
                modules + " modules, " + queries + " queries, " + terms + " terms; " + refused + " wanted errors");
        assertThat(failures).isEmpty();
        assertThat(modules).isGreaterThan(2000);
        assertThat(queries).isGreaterThan(1800);
    }

    private void cases(Path file) throws IOException {
        Map<?, ?> root;
        try (Reader reader = Files.newBufferedReader(file)) {
            root = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
        }
        for (Object each : (List<?>) root.get("cases")) {
            Map<?, ?> test = (Map<?, ?>) each;
            String note = file.getFileName() + ": " + test.get("note");
            boolean wantsError = "rego_parse_error".equals(test.get("want_error_code"));
            if (test.get("modules") instanceof List<?> sources) {
                for (Object source : sources) {
                    modules++;
                    parse(note, wantsError, () -> Parser.parseModule("m.rego", (String) source));
                }
            }
            if (test.get("query") instanceof String query) {
                queries++;
                parse(note, false, () -> Parser.parseQuery("query", query));
            }
            if (test.get("input_term") instanceof String term) {
                terms++;
                parse(note, false, () -> Parser.parseTerm(term));
            }
        }
    }

    private void parse(String note, boolean wantsError, Runnable parsing) {
        try {
            parsing.run();
            if (wantsError) {
                failures.add(note + ": no error");
            }
        } catch (RegoException e) {
            if (wantsError) {
                refused++;
            } else {
                failures.add(note + ": " + e.getMessage());
            }
        }
    }
}
