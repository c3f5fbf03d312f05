package dev.bylaw.internal.dbt.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.internal.sql.RelationColumns;
import dev.bylaw.internal.sql.SqlAnalyser;
import dev.bylaw.internal.sql.SqlAnalysis;
import dev.bylaw.internal.sql.SqlRequest;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Renders real projects and prints how far that goes. Runs only where the property {@code bylaw.projects} names a folder
 * with projects; {@code bylaw.adapters} may name adapters, as {@code project=adapter,...}; with {@code bylaw.details}
 * every model that is not complete is listed; {@code bylaw.dump} names a folder to which results are written.
 *
 * <p>A model is <em>complete</em> when nothing is unknown in it, and <em>failed</em> when dbt would refuse it or it was
 * given up. Of the others it has <em>lost</em> its structure when a hole stands where a whole query should
 * ({@link HolePlaces}), or nothing for a reason that is unknown. What dbt renders to nothing, as it does with models
 * that it disables, is complete. All but the lost and the failed are <em>rendered</em>. Of those, <em>unread</em> are the models
 * whose text the analysis of SQL cannot parse.
 */
class ProjectMeasureTest {
    private static final int SHOWN_REASONS = 15;
    private static final String HEADINGS = " models complete   lost failed rendered unread seconds%n";

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
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%n%-16s" + HEADINGS, "project"));
        Count total = new Count();
        for (Path root : roots) {
            total.add(measure(root, out));
        }
        out.append(total.line("all"));
        // This is what the test is for.
        System.err.print(out);
        assertThat(total.rendered()).isPositive();
    }

    private static final class Count {
        private int models;
        private int complete;
        private int lost;
        private int failed;
        private int unread;
        private double seconds;
        private final Map<String, Integer> reasons = new TreeMap<>();

        private int rendered() {
            return models - lost - failed;
        }

        private void add(Count other) {
            models += other.models;
            complete += other.complete;
            lost += other.lost;
            failed += other.failed;
            unread += other.unread;
            seconds += other.seconds;
        }

        private String line(String name) {
            return String.format(
                    Locale.ROOT,
                    "%-16s %6d %8d %6d %6d %8.2f %6d %7.1f%n",
                    name,
                    models,
                    complete,
                    lost,
                    failed,
                    models == 0 ? 0 : 100.0 * rendered() / models,
                    unread,
                    seconds);
        }
    }

    private static Count measure(Path root, StringBuilder out) {
        ProjectFolder folder = new ProjectFolder(root);
        TemplatesBuilder builder = folder.templates();
        String adapter = folder.adapter();
        for (String pair : System.getProperty("bylaw.adapters", "").split(",")) {
            if (pair.startsWith(root.getFileName() + "=")) {
                adapter = pair.substring(pair.indexOf('=') + 1);
                builder.adapter(adapter).target(Project.target("type", adapter, "name", "dev"));
            }
        }
        long start = System.nanoTime();
        Templates templates = builder.build();
        Map<SourceFile, RenderedTemplate> all = new LinkedHashMap<>();
        for (SourceFile file : folder.models()) {
            String name = name(file);
            all.put(
                    file,
                    templates.render(new Templates.Request(
                            file,
                            folder.name(),
                            "model." + folder.name() + "." + name,
                            name,
                            new Tree.Mapping(new LinkedHashMap<>(), Origin.DEFAULT),
                            false)));
        }
        Count count = new Count();
        count.seconds = (System.nanoTime() - start) / 1e9;
        for (Map.Entry<SourceFile, RenderedTemplate> one : all.entrySet()) {
            dump(root, name(one.getKey()), one.getValue());
            count(one.getKey(), one.getValue(), adapter, count);
        }
        out.append(count.line(root.getFileName().toString()));
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

    private static String name(SourceFile file) {
        return file.path().replaceFirst(".*/", "").replace(".sql", "");
    }

    private static void count(SourceFile file, RenderedTemplate rendered, String adapter, Count count) {
        count.models++;
        String text = rendered.text().text();
        if (rendered.failure().isPresent()) {
            count.failed++;
            note(count, "FAILED " + rendered.failure().get().message(), file);
            return;
        }
        Map<HolePlaces.Kind, Set<String>> places = HolePlaces.of(text);
        if (text.isBlank()
                ? !rendered.holes().isEmpty()
                : !places.get(HolePlaces.Kind.QUERY).isEmpty()) {
            count.lost++;
        } else if (!text.isBlank()) {
            String unread = unread(rendered, adapter);
            if (!unread.isEmpty()) {
                count.unread++;
                note(count, "UNREAD " + unread, file);
            }
        }
        if (rendered.holes().isEmpty()) {
            count.complete++;
        }
        Set<String> reasons = new TreeSet<>();
        rendered.holes().forEach(hole -> reasons.add(kind(hole, places) + " " + hole.reason()));
        reasons.forEach(reason -> note(count, reason, file));
    }

    private static String kind(Hole hole, Map<HolePlaces.Kind, Set<String>> places) {
        for (Map.Entry<HolePlaces.Kind, Set<String>> entry : places.entrySet()) {
            if (entry.getValue().contains(hole.marker())) {
                return entry.getKey().name().toLowerCase(Locale.ROOT);
            }
        }
        return hole.marker().isEmpty() ? "condition" : "value";
    }

    /** Why the SQL of a model cannot be parsed; empty if it can. */
    private static String unread(RenderedTemplate rendered, String adapter) {
        Map<String, String> holes = new LinkedHashMap<>();
        rendered.holes().stream()
                .filter(hole -> !hole.marker().isEmpty())
                .forEach(hole -> holes.put(hole.marker(), hole.reason()));
        Map<String, String> relations = new LinkedHashMap<>();
        rendered.relations().keySet().forEach(marker -> relations.put(marker, marker));
        SqlAnalysis analysis = new SqlAnalyser()
                .analyse(new SqlRequest(
                        rendered.text(),
                        adapter,
                        relations,
                        holes,
                        id -> new RelationColumns(List.of(), Optional.of("not declared"))));
        return analysis.status() == SqlAnalysis.Status.FAILED
                ? analysis.reasons().get(0)
                : "";
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
