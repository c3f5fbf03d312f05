package dev.bylaw.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Measures how much of real projects is understood. Runs only with {@code -Dbylaw.sql.models=FOLDER -Dtest=SqlMeasurement},
 * where each folder within FOLDER is a {@link ModelFolder}; writes {@code target/sql-measurement.txt}.
 */
class SqlMeasurement {
    @Test
    void measuresTheModelsOfAFolder() throws IOException {
        String folder = System.getProperty("bylaw.sql.models", "");
        Assumptions.assumeFalse(folder.isEmpty(), "bylaw.sql.models is not set");
        String report = report(Path.of(folder));
        Files.writeString(Path.of("target", "sql-measurement.txt"), report);
        assertThat(report).isNotEmpty();
    }

    static String report(Path folder) throws IOException {
        StringBuilder out = new StringBuilder();
        line(
                out,
                "%-16s %-10s %6s %8s %9s %8s %7s %8s %7s %8s %8s %7s  %s",
                "project",
                "adapter",
                "models",
                "parsed%",
                "complete%",
                "partial%",
                "failed%",
                "columns",
                "full%",
                "partial%",
                "unknown%",
                "seconds",
                "slowest");
        List<Path> projects;
        try (Stream<Path> list = Files.list(folder)) {
            projects = list.filter(path -> Files.exists(path.resolve("manifest.tsv")))
                    .sorted()
                    .toList();
        }
        StringBuilder reasons = new StringBuilder();
        for (Path project : projects) {
            measure(project, out, reasons);
        }
        return out.append(reasons).toString();
    }

    private static void measure(Path project, StringBuilder out, StringBuilder reasons) throws IOException {
        ModelFolder models = new ModelFolder(project);
        Map<String, Long> times = new LinkedHashMap<>();
        models.analyse(times::put);
        long[] status = new long[3];
        long[] columns = new long[3];
        Map<String, Integer> why = new LinkedHashMap<>();
        for (SqlAnalysis analysis : models.analyses().values()) {
            status[analysis.status().ordinal()]++;
            for (OutputColumn column : analysis.columns()) {
                switch (column.lineage().status()) {
                    case "full" -> columns[0]++;
                    case "partial" -> columns[1]++;
                    default -> columns[2]++;
                }
            }
            for (String reason : analysis.reasons()) {
                why.merge(generalised(reason), 1, Integer::sum);
            }
        }
        long total = models.analyses().size();
        long all = columns[0] + columns[1] + columns[2];
        Map.Entry<String, Long> slowest =
                times.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        double seconds = times.values().stream().mapToLong(Long::longValue).sum() / 1e9;
        line(
                out,
                "%-16s %-10s %6d %8.1f %9.1f %8.1f %7.1f %8d %7.1f %8.1f %8.1f %7.2f  %s (%.0f ms)",
                project.getFileName(),
                models.adapter(),
                total,
                percent(total - status[2], total),
                percent(status[0], total),
                percent(status[1], total),
                percent(status[2], total),
                all,
                percent(columns[0], all),
                percent(columns[1], all),
                percent(columns[2], all),
                seconds,
                slowest.getKey().substring(slowest.getKey().lastIndexOf('.') + 1),
                slowest.getValue() / 1e6);
        line(reasons, "%n%s: reasons by number of models", project.getFileName());
        List<Map.Entry<String, Integer>> sorted = new ArrayList<>(why.entrySet());
        sorted.sort(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()));
        for (Map.Entry<String, Integer> reason : sorted.subList(0, Math.min(12, sorted.size()))) {
            line(reasons, "%6d  %s", reason.getValue(), reason.getKey());
        }
    }

    private static String generalised(String reason) {
        String text = reason.replaceAll("line \\d+, column \\d+", "L")
                .replaceAll("column \\S+ (may|is)", "column X $1")
                .replaceAll("from [^;]*, whose columns", "from R, whose columns")
                .replaceAll("in none of .*", "in none of R")
                .replaceAll("(the columns of|table) \\S+ (are not declared|is no relation)", "$1 R $2");
        return text.length() > 130 ? text.substring(0, 130) : text;
    }

    private static double percent(long part, long all) {
        return all == 0 ? 0 : 100.0 * part / all;
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
