package dev.bylaw.internal.dbt.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.text.SourceFile;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.workspace.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Renders real projects and prints how far that goes. Runs only where the property {@code bylaw.projects} names a folder
 * with projects; {@code bylaw.adapters} may name adapters, as {@code project=adapter,...}; with {@code bylaw.details}
 * every model that is not complete is listed; {@code bylaw.dump} names a folder to which results are written.
 */
class ProjectMeasureTest {
    private static final int SHOWN_REASONS = 12;

    @Test
    void rendersRealProjects() throws IOException {
        String folder = System.getProperty("bylaw.projects", "");
        Assumptions.assumeFalse(folder.isEmpty(), "the property bylaw.projects names no folder");
        List<Path> roots = new ArrayList<>();
        try (Stream<Path> found = Files.list(Path.of(folder))) {
            found.filter(path -> Files.exists(path.resolve("dbt_project.yml")))
                    .sorted()
                    .forEach(roots::add);
        }
        StringBuilder out = new StringBuilder("\nproject            models complete   holes  failed  macros seconds\n");
        int models = 0;
        int failed = 0;
        for (Path root : roots) {
            Count count = measure(root, out);
            models += count.models;
            failed += count.failed;
        }
        out.append(String.format(
                Locale.ROOT, "%d of %d models failed (%.2f %%)%n", failed, models, 100.0 * failed / models));
        // This is what the test is for.
        System.err.print(out);
        assertThat(failed).isLessThan(models);
    }

    private static final class Count {
        private int models;
        private int complete;
        private int holes;
        private int failed;
        private final Map<String, Integer> reasons = new TreeMap<>();
    }

    private static Count measure(Path root, StringBuilder out) {
        ProjectFolder folder = new ProjectFolder(root);
        TemplatesBuilder builder = folder.templates();
        for (String pair : System.getProperty("bylaw.adapters", "").split(",")) {
            if (pair.startsWith(root.getFileName() + "=")) {
                builder.adapter(pair.substring(pair.indexOf('=') + 1));
            }
        }
        long start = System.nanoTime();
        Templates templates = builder.build();
        Count count = new Count();
        for (SourceFile file : folder.models()) {
            String name = file.path().replaceFirst(".*/", "").replace(".sql", "");
            RenderedTemplate rendered = templates.render(new Templates.Request(
                    file,
                    folder.name(),
                    "model." + folder.name() + "." + name,
                    name,
                    new Tree.Mapping(new LinkedHashMap<>(), Origin.DEFAULT),
                    false));
            count.models++;
            dump(root, name, rendered);
            if (rendered.failure().isPresent()) {
                count.failed++;
                note(count, "FAILED " + rendered.failure().get().message(), file);
            } else if (rendered.holes().isEmpty()) {
                count.complete++;
            } else {
                count.holes++;
                note(count, rendered.holes().get(0).reason(), file);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        out.append(String.format(
                Locale.ROOT,
                "%-18s %6d %8d %7d %7d %7d %7.1f%n",
                root.getFileName(),
                count.models,
                count.complete,
                count.holes,
                count.failed,
                templates.problems().size(),
                seconds));
        count.reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(SHOWN_REASONS)
                .forEach(entry ->
                        out.append(String.format(Locale.ROOT, "    %5d %s%n", entry.getValue(), entry.getKey())));
        templates
                .problems()
                .forEach(problem -> out.append("    macro: " + problem.message() + " " + problem.location() + "\n"));
        return count;
    }

    /** Writes what was found in a model, one line of JSON each, where {@code bylaw.dump} names a folder. */
    private static void dump(Path root, String name, RenderedTemplate rendered) {
        String folder = System.getProperty("bylaw.dump", "");
        if (folder.isEmpty()) {
            return;
        }
        DumperOptions flow = new DumperOptions();
        flow.setDefaultFlowStyle(DumperOptions.FlowStyle.FLOW);
        flow.setDefaultScalarStyle(DumperOptions.ScalarStyle.DOUBLE_QUOTED);
        flow.setWidth(Integer.MAX_VALUE);
        flow.setSplitLines(false);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", name);
        List<Object> references = new ArrayList<>();
        rendered.references().forEach(reference -> references.add(plain(reference)));
        line.put("references", references);
        line.put("macros", new ArrayList<>(rendered.macros()));
        line.put(
                "config",
                rendered.config().stream().map(ProjectMeasureTest::plain).toList());
        line.put("text", rendered.text().text());
        line.put(
                "holes",
                rendered.holes().stream()
                        .map(hole -> hole.marker() + " " + hole.reason())
                        .toList());
        Map<String, Object> relations = new LinkedHashMap<>();
        rendered.relations().forEach((marker, reference) -> relations.put(marker, plain(reference)));
        line.put("relations", relations);
        try {
            Files.writeString(
                    Path.of(folder, root.getFileName() + ".yaml"),
                    "- " + new Yaml(flow).dump(line),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object plain(Reference reference) {
        List<Object> parts = new ArrayList<>();
        parts.add(reference.untaken());
        if (reference instanceof Reference.Ref ref) {
            parts.addAll(List.of(
                    "ref",
                    ref.packageName().orElse(""),
                    ref.name(),
                    ref.version().orElse("")));
        } else if (reference instanceof Reference.Source source) {
            parts.addAll(List.of("source", source.source(), source.table()));
        } else {
            parts.add("this");
        }
        return parts;
    }

    private static Object plain(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            Map<String, Object> entries = new LinkedHashMap<>();
            mapping.entries().forEach((key, entry) -> entries.put(key, plain(entry.value())));
            mapping.open().ifPresent(reason -> entries.put("<open>", reason));
            return entries;
        }
        if (tree instanceof Tree.Sequence sequence) {
            return sequence.items().stream().map(ProjectMeasureTest::plain).toList();
        }
        return tree instanceof Tree.Scalar scalar ? scalar.value() : "<unknown> " + ((Tree.Unknown) tree).reason();
    }

    private static void note(Count count, String reason, SourceFile file) {
        String shortened = reason.length() > 150 ? reason.substring(0, 150) : reason;
        count.reasons.merge(shortened, 1, Integer::sum);
        if (System.getProperty("bylaw.details") != null) {
            System.err.println(file.path() + ": " + shortened);
        }
    }
}
