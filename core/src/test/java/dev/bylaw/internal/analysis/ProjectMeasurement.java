package dev.bylaw.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.assembly.JinjaTemplates;
import dev.bylaw.internal.dbt.DbtNode;
import dev.bylaw.internal.dbt.DbtOptions;
import dev.bylaw.internal.dbt.DbtProject;
import dev.bylaw.internal.dbt.DbtReader;
import dev.bylaw.internal.dbt.ResourceType;
import dev.bylaw.internal.dbt.render.RenderedTemplate;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.workspace.Limits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Measures how much of real projects is understood. Runs only with {@code -Dbylaw.projects=FOLDER -Dtest=ProjectMeasurement},
 * where each folder within FOLDER holds dbt projects; writes {@code target/project-measurement.txt}, and with
 * {@code bylaw.projects.record} (a folder) the rendered SQL and what was found for each model.
 */
class ProjectMeasurement {
    private static final String HEAD = "%-16s %7s %8s %7s %8s %9s %9s %7s %9s %7s %6s";
    private static final String LINE = "%-16s %7d %8d %7d %8.1f %9d %9d %7.1f %9.1f %7.1f %6d";

    private final StringBuilder table = new StringBuilder();
    private final StringBuilder details = new StringBuilder();

    @Test
    void measuresProjects() throws IOException {
        String folder = System.getProperty("bylaw.projects", "");
        Assumptions.assumeFalse(folder.isEmpty(), "the system property bylaw.projects names no folder of projects");
        List<Path> projects;
        try (Stream<Path> list = Files.list(Path.of(folder))) {
            String only = System.getProperty("bylaw.projects.only", "");
            projects = list.filter(Files::isDirectory)
                    .filter(path -> only.isEmpty()
                            || List.of(only.split(","))
                                    .contains(path.getFileName().toString()))
                    .sorted()
                    .toList();
        }
        line(
                table,
                HEAD,
                "project",
                "models",
                "rendered",
                "parsed",
                "parsed%",
                "complete",
                "columns",
                "full%",
                "read s",
                "sql s",
                "MiB");
        for (Path project : projects) {
            measure(project);
        }
        Files.writeString(Path.of("target", "project-measurement.txt"), table.toString() + details);
        assertThat(projects).isNotEmpty();
    }

    private void measure(Path folder) throws IOException {
        resetPeak();
        long start = System.nanoTime();
        Diagnostics diagnostics = new Diagnostics(Limits.DEFAULT);
        List<DbtProject> projects = DbtReader.read(
                SourceTree.ofFolder(folder, folder, Limits.DEFAULT),
                DbtOptions.NONE,
                new JinjaTemplates(() -> false),
                diagnostics);
        double read = (System.nanoTime() - start) / 1e9;
        Figures figures = new Figures();
        start = System.nanoTime();
        Map<DbtNode, NodeAnalysis> all = new LinkedHashMap<>();
        for (DbtProject project : projects) {
            Map<String, NodeAnalysis> analyses = ProjectAnalyser.analyse(project, () -> false);
            for (DbtNode node : project.nodes()) {
                if (node.type() == ResourceType.MODEL && !node.file().endsWith(".py")) {
                    NodeAnalysis analysis = analyses.get(node.uniqueId());
                    figures.add(node, analysis);
                    all.put(node, analysis);
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        line(
                table,
                LINE,
                folder.getFileName(),
                figures.models,
                figures.rendered,
                figures.parsed,
                percent(figures.parsed, figures.rendered),
                figures.complete,
                figures.columns,
                percent(figures.full, figures.columns),
                read,
                seconds,
                peak() >> 20);
        line(details, "%n%s", folder.getFileName());
        top("not rendered", figures.unrendered);
        top("failed", figures.failed);
        top("partial", figures.partial);
        top("columns", figures.unknown);
        String record = System.getProperty("bylaw.projects.record", "");
        if (!record.isEmpty()) {
            record(Path.of(record, folder.getFileName().toString()), all);
        }
    }

    private static void record(Path folder, Map<DbtNode, NodeAnalysis> all) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<DbtNode, NodeAnalysis> entry : all.entrySet()) {
            DbtNode node = entry.getKey();
            NodeAnalysis analysis = entry.getValue();
            StringBuilder text = new StringBuilder("-- " + node.file() + " " + analysis.status() + "\n");
            analysis.reasons()
                    .forEach(reason -> text.append("-- reason: ").append(reason).append('\n'));
            analysis.open()
                    .ifPresent(open -> text.append("-- open: ").append(open).append('\n'));
            node.template().ifPresent(template -> {
                template.failure()
                        .ifPresent(fault ->
                                text.append("-- failure: ").append(fault).append('\n'));
                template.relations()
                        .forEach((marker, reference) -> text.append("-- relation: ")
                                .append(marker)
                                .append(' ')
                                .append(Optional.ofNullable(
                                                node.dependsOn().resolved().get(reference))
                                        .orElse(node.uniqueId()))
                                .append('\n'));
                template.holes().forEach(hole -> text.append("-- ").append(hole).append('\n'));
                text.append(template.text().text()).append('\n');
            });
            AnalysedProject.columns(analysis)
                    .forEach(column -> text.append("--> ").append(column).append('\n'));
            Files.writeString(folder.resolve(node.uniqueId() + ".sql"), text.toString());
        }
    }

    /** What is counted of one project. */
    private static final class Figures {
        private int models;
        private int rendered;
        private int parsed;
        private int complete;
        private int columns;
        private int full;
        private final Map<String, Integer> unrendered = new TreeMap<>();
        private final Map<String, Integer> failed = new TreeMap<>();
        private final Map<String, Integer> partial = new TreeMap<>();
        private final Map<String, Integer> unknown = new TreeMap<>();

        void add(DbtNode node, NodeAnalysis analysis) {
            models++;
            Optional<RenderedTemplate> template = node.template();
            if (template.isEmpty() || template.get().failure().isPresent()) {
                count(unrendered, String.join("; ", analysis.reasons()));
                return;
            }
            rendered++;
            parsed += analysis.isAnalysed() ? 1 : 0;
            complete += analysis.status().equals("complete") ? 1 : 0;
            for (String reason : analysis.reasons()) {
                count(analysis.isAnalysed() ? partial : failed, reason);
            }
            for (NodeAnalysis.Column column : analysis.columns()) {
                columns++;
                full += column.unknown().isEmpty() ? 1 : 0;
                column.unknown().ifPresent(reason -> count(unknown, reason));
            }
        }

        private static void count(Map<String, Integer> reasons, String reason) {
            reasons.merge(generalised(reason), 1, Integer::sum);
        }
    }

    private static String generalised(String reason) {
        String text = reason.replaceAll("line \\d+, column \\d+", "L")
                .replaceAll("column \\S+ (may|is)", "column X $1")
                .replaceAll("from [^;]*, whose columns", "from R, whose columns")
                .replaceAll("in none of .*", "in none of R")
                .replaceAll("(source|model|table|seed) \\S+ (may|is|was|reads)", "$1 R $2");
        return text.length() > 150 ? text.substring(0, 150) : text;
    }

    private void top(String title, Map<String, Integer> reasons) {
        line(
                details,
                "  %s: %d",
                title,
                reasons.values().stream().mapToInt(Integer::intValue).sum());
        List<Map.Entry<String, Integer>> sorted = new ArrayList<>(reasons.entrySet());
        sorted.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
        for (Map.Entry<String, Integer> reason : sorted.subList(0, Math.min(10, sorted.size()))) {
            line(details, "    %6d  %s", reason.getValue(), reason.getKey());
        }
    }

    private static void resetPeak() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** {@return the sum of the peaks of all heap pools, in bytes; somewhat more than the peak of the heap} */
    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static double percent(long part, long all) {
        return all == 0 ? 0 : 100.0 * part / all;
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
