package dev.bylaw.internal.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.assembly.JinjaTemplates;
import dev.bylaw.internal.dbt.config.ConfigSchema;
import dev.bylaw.internal.dbt.manifest.ManifestReader;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares what is read from source with what dbt itself makes of the same project. What dbt 1.11 makes of them is recorded
 * beside this test; where the system property {@code bylaw.dbt} names a dbt executable with the DuckDB adapter, it is asked
 * anew, and with {@code bylaw.dbt.record} (a folder) its answers are written there.
 */
class DbtParseTest {
    @TempDir
    private Path folder;

    static Stream<String> scenarios() {
        return DbtScenarios.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void readsAsDbtDoes(String scenario) throws IOException, InterruptedException {
        String dbt = System.getProperty("bylaw.dbt", "");
        Assumptions.assumeFalse(dbt.isEmpty(), "the system property bylaw.dbt names no dbt executable");
        DbtTestProject files = DbtScenarios.all().get(scenario).get();
        DbtProject expected = compare(dbt, folder, files);
        String record = System.getProperty("bylaw.dbt.record", "");
        if (!record.isEmpty()) {
            Files.writeString(Path.of(record, fileName(scenario)), describe(expected));
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void readsAsRecorded(String scenario) throws IOException {
        DbtTestProject files = DbtScenarios.all().get(scenario).get();
        DbtProject project = files.readAll().stream()
                .filter(read -> read.directory().isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError(files.problems()));
        assertThat(files.problems()).isEmpty();
        try (InputStream recorded = DbtParseTest.class.getResourceAsStream("recorded/" + fileName(scenario))) {
            assertThat(describe(project)).isEqualTo(new String(recorded.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static String fileName(String scenario) {
        return scenario.replaceAll("[^a-z]+", "-") + ".txt";
    }

    static String describe(DbtProject project) {
        return describe(project.nodes()) + "\n\ndisabled:\n" + describe(project.disabled()) + "\n";
    }

    static DbtProject compare(String dbt, Path folder, DbtTestProject files) throws IOException, InterruptedException {
        for (Map.Entry<String, String> file : files.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        parse(dbt, folder);
        SourceTree tree = SourceTree.ofFolder(folder, folder, Limits.DEFAULT);
        Diagnostics diagnostics = new Diagnostics(Limits.DEFAULT);
        DbtProject expected =
                ManifestReader.read(tree, "target/manifest.json", diagnostics).orElseThrow();
        DbtProject actual = DbtReader.read(tree, DbtOptions.NONE, new JinjaTemplates(() -> false), diagnostics).stream()
                .filter(project -> project.directory().isEmpty())
                .findFirst()
                .orElseThrow(() -> new AssertionError(diagnostics.problems()));
        assertThat(diagnostics.problems()).isEmpty();
        assertThat(describe(actual.nodes())).isEqualTo(describe(expected.nodes()));
        assertThat(describe(actual.disabled())).isEqualTo(describe(expected.disabled()));
        return expected;
    }

    private static void parse(String dbt, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("dbt.log");
        Process process = new ProcessBuilder(
                        dbt, "--no-use-colors", "parse", "--profiles-dir", ".", "--no-partial-parse")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(() -> {
                    try {
                        return Files.readString(log, StandardCharsets.UTF_8);
                    } catch (IOException unreadable) {
                        return "no log";
                    }
                })
                .isZero();
    }

    /** What is compared, one line for each value, so that a difference is easy to see. */
    static String describe(List<DbtNode> nodes) {
        List<String> lines = new ArrayList<>();
        for (DbtNode node : nodes) {
            lines.add(node.uniqueId());
            values(node).forEach((key, value) -> lines.add("  " + key + " = " + value));
        }
        return String.join("\n", lines);
    }

    static Map<String, Object> values(DbtNode node) {
        Map<String, Object> values = new TreeMap<>();
        ConfigSchema schema = ConfigSchema.of(node.type());
        node.config().entries().forEach((key, entry) -> {
            Object value = Trees.plain(entry.value());
            if (schema.initial(key).isEmpty()
                    || !Objects.equals(value, Trees.plain(schema.initial(key).get()))) {
                values.put("config." + key, value);
            }
        });
        node.attributes().entries().forEach((key, entry) -> values.put(key, Trees.plain(entry.value())));
        // The profile says only where the database file lies.
        values.remove("database");
        values.values()
                .removeIf(value ->
                        value == null || value.equals("") || value.equals(Map.of()) || value.equals(List.of()));
        values.put("depends_on", node.dependsOn().nodes());
        // What the macros of tests call in turn is not followed; a manifest knows it.
        if (node.type() == ResourceType.MODEL || node.type() == ResourceType.SNAPSHOT) {
            values.put("depends_on.macros", node.dependsOn().macros());
        }
        values.replaceAll((key, value) -> sorted(value));
        return values;
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> result = new TreeMap<>();
            map.forEach((key, inner) -> result.put(String.valueOf(key), sorted(inner)));
            return result;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> String.valueOf(sorted(item))).toList();
        }
        return value;
    }
}
