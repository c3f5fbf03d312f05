package dev.bylaw.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.sql.LineageQueries.LineageQuery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which columns reach each output column, by construct. Where the system property {@code bylaw.sqlglot.python} names a
 * Python with sqlglot, its lineage is compared.
 */
class LineageQueriesTest {
    @TempDir
    private Path folder;

    static List<LineageQuery> queries() {
        return LineageQueries.all();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void findsEveryColumnThatReachesTheOutput(LineageQuery query) {
        SqlAnalysis analysis = new SqlAnalyser().analyse(Analysed.request(query.adapter(), query.sql()));
        assertThat(analysis.reasons()).isEmpty();
        assertThat(analysis.status()).isEqualTo(SqlAnalysis.Status.COMPLETE);
        assertThat(LineageQueries.found(analysis))
                .containsExactlyElementsOf(query.columns().stream()
                        .map(column -> column.toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void findsWhatSqlglotFinds() throws IOException, InterruptedException {
        String python = System.getProperty("bylaw.sqlglot.python", "");
        Assumptions.assumeFalse(python.isEmpty(), "the system property bylaw.sqlglot.python names no Python");
        List<LineageQuery> compared =
                queries().stream().filter(LineageQuery::compared).toList();
        assertThat(compared).hasSizeGreaterThanOrEqualTo(60);
        List<Map<String, List<String>>> answers = ask(python, compared);
        assertThat(answers).hasSameSizeAs(compared);
        for (int i = 0; i < answers.size(); i++) {
            LineageQuery query = compared.get(i);
            SqlAnalysis analysis = new SqlAnalyser().analyse(Analysed.request(query.adapter(), query.sql()));
            List<String> expected = new ArrayList<>();
            answers.get(i).forEach((name, inputs) -> expected.add(LineageQueries.described(name, inputs)));
            assertThat(LineageQueries.found(analysis))
                    .as(query.toString())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private List<Map<String, List<String>>> ask(String python, List<LineageQuery> queries)
            throws IOException, InterruptedException {
        Path script = folder.resolve("sqlglot_lineage.py");
        Files.writeString(script, LineageQueries.text("sqlglot_lineage.py"));
        Path input = folder.resolve("queries.txt");
        StringBuilder lines = new StringBuilder();
        queries.forEach(query ->
                lines.append(query.adapter()).append('\t').append(query.sql()).append('\n'));
        Files.writeString(input, lines);
        Path output = folder.resolve("answers.txt");
        Process process = new ProcessBuilder(python, script.toString(), schema())
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("faults.txt").toFile())
                .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("faults.txt"), StandardCharsets.UTF_8))
                .isZero();
        List<Map<String, List<String>>> answers = new ArrayList<>();
        for (String line : Files.readAllLines(output)) {
            answers.add(answer(line));
        }
        return answers;
    }

    private static String schema() {
        Map<String, String> tables = new TreeMap<>();
        for (String table : List.of("t", "u")) {
            List<String> columns = Analysed.columnsOf(table).stream()
                    .map(column -> "\"" + column + "\": \"varchar\"")
                    .toList();
            tables.put(table, "\"" + table + "\": {" + String.join(", ", columns) + "}");
        }
        return "{" + String.join(", ", tables.values()) + "}";
    }

    /** Reads an object whose values are lists of plain names; anything else is a query that sqlglot does not follow. */
    private static Map<String, List<String>> answer(String json) {
        assertThat(json).as("sqlglot follows the query").startsWith("{").doesNotContain("null");
        Map<String, List<String>> columns = new TreeMap<>();
        for (String member : json.substring(1, json.length() - 1).split("(?<=\\]), ", -1)) {
            String[] parts = member.split(": ", 2);
            List<String> inputs = new ArrayList<>();
            for (String input : parts[1].replaceAll("[\\[\\]\"]", "").split(", ", -1)) {
                if (!input.isEmpty()) {
                    inputs.add(input);
                }
            }
            columns.put(parts[0].replace("\"", ""), inputs);
        }
        return columns;
    }
}
