package dev.bylaw.internal.sql;

import dev.bylaw.internal.text.MappedText;
import dev.bylaw.internal.text.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder of rendered models with a {@code manifest.tsv}: lines {@code adapter A}, {@code model ID FILE}, {@code marker
 * IDENTIFIER ID}, {@code hole IDENTIFIER REASON} and {@code relation ID open|closed COLUMN|COLUMN}, separated by tabs.
 * Models are analysed after those they read, so that columns are known across models.
 */
final class ModelFolder {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Path folder;
    private final Map<String, String> models = new TreeMap<>();
    private final Map<String, String> markers = new TreeMap<>();
    private final Map<String, String> holes = new TreeMap<>();
    private final Map<String, RelationColumns> relations = new LinkedHashMap<>();
    private final Map<String, SqlAnalysis> analyses = new TreeMap<>();
    private String adapter = "unknown";

    ModelFolder(Path folder) throws IOException {
        this.folder = folder;
        for (String line : Files.readAllLines(folder.resolve("manifest.tsv"))) {
            String[] parts = line.split("\t", -1);
            switch (parts[0]) {
                case "adapter" -> adapter = parts[1];
                case "model" -> models.put(parts[1], parts[2]);
                case "marker" -> markers.put(parts[1], parts[2]);
                case "hole" -> holes.put(parts[1], parts[2]);
                case "relation" ->
                    relations.put(
                            parts[1],
                            new RelationColumns(
                                    parts[3].isEmpty() ? List.of() : List.of(parts[3].split("\\|")),
                                    parts[2].equals("open")
                                            ? Optional.of("the columns of " + parts[1] + " are not declared")
                                            : Optional.empty()));
                default -> throw new IOException("unknown line " + line);
            }
        }
    }

    String adapter() {
        return adapter;
    }

    Map<String, SqlAnalysis> analyses() {
        return analyses;
    }

    String text(String model) throws IOException {
        return Files.readString(folder.resolve(models.get(model)));
    }

    /** Analyses all models and tells how many nanoseconds each took. */
    void analyse(BiConsumer<String, Long> times) throws IOException {
        SqlAnalyser analyser = new SqlAnalyser();
        Map<String, String> texts = new TreeMap<>();
        Map<String, Set<String>> reads = new TreeMap<>();
        for (String model : models.keySet()) {
            String text = text(model);
            texts.put(model, text);
            Set<String> read = new TreeSet<>();
            Matcher words = WORD.matcher(text);
            while (words.find()) {
                String id = markers.get(words.group().toLowerCase(Locale.ROOT));
                if (id != null && models.containsKey(id)) {
                    read.add(id);
                }
            }
            reads.put(model, read);
        }
        for (String model : order(reads)) {
            MappedText sql = MappedText.verbatim(new SourceFile(models.get(model), texts.get(model)));
            SqlRequest request = new SqlRequest(sql, adapter, markers, holes, this::columns);
            long start = System.nanoTime();
            SqlAnalysis analysis = analyser.analyse(request);
            times.accept(model, System.nanoTime() - start);
            analyses.put(model, analysis);
        }
    }

    private RelationColumns columns(String id) {
        RelationColumns known = relations.get(id);
        if (known != null) {
            return known;
        }
        SqlAnalysis analysis = analyses.get(id);
        if (analysis == null) {
            return new RelationColumns(List.of(), Optional.of(id + " was not analysed"));
        }
        List<String> names = analysis.columns().stream().map(OutputColumn::name).toList();
        return new RelationColumns(names, analysis.open());
    }

    private static List<String> order(Map<String, Set<String>> reads) {
        Map<String, Integer> state = new TreeMap<>();
        List<String> order = new ArrayList<>();
        for (String model : reads.keySet()) {
            visit(model, reads, state, order);
        }
        return order;
    }

    private static void visit(
            String model, Map<String, Set<String>> reads, Map<String, Integer> state, List<String> order) {
        if (state.putIfAbsent(model, 1) != null) {
            return;
        }
        for (String read : reads.get(model)) {
            visit(read, reads, state, order);
        }
        order.add(model);
    }
}
