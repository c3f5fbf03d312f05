package dev.bylaw.internal.analysis;

import dev.bylaw.internal.assembly.JinjaTemplates;
import dev.bylaw.internal.dbt.DbtOptions;
import dev.bylaw.internal.dbt.DbtProject;
import dev.bylaw.internal.dbt.DbtReader;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.workspace.Limits;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A dbt project in memory whose SQL is analysed. */
final class AnalysedProject {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    AnalysedProject(String adapter) {
        file("dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: shop\n");
        file("profiles.yml", "shop:\n  target: dev\n  outputs:\n    dev: {type: " + adapter + ", schema: main}\n");
    }

    AnalysedProject file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds a model by its name. */
    AnalysedProject model(String name, String template) {
        return file("models/" + name + ".sql", template);
    }

    Map<String, NodeAnalysis> analyse() {
        return analyse(() -> false);
    }

    Map<String, NodeAnalysis> analyse(BooleanSupplier cancelled) {
        Diagnostics diagnostics = new Diagnostics(Limits.DEFAULT);
        List<DbtProject> projects = DbtReader.read(
                SourceTree.ofFiles(files, Limits.DEFAULT),
                DbtOptions.NONE,
                new JinjaTemplates(() -> false),
                diagnostics);
        if (projects.size() != 1) {
            throw new AssertionError(diagnostics.problems());
        }
        return ProjectAnalyser.analyse(projects.get(0), cancelled);
    }

    NodeAnalysis model(String name) {
        return analyse().get("model.shop." + name);
    }

    /** {@return for each column its name and what it is made of, such as {@code mail = orders#email:transformed[lower]}} */
    static List<String> columns(NodeAnalysis analysis) {
        return analysis.columns().stream()
                .map(column -> (column.name() + " = " + made(column)).strip())
                .toList();
    }

    private static String made(NodeAnalysis.Column column) {
        StringBuilder text = new StringBuilder();
        for (NodeAnalysis.Input input : column.inputs()) {
            text.append(text.isEmpty() ? "" : ", ").append(shortened(input.id()));
            text.append(':').append(input.edge().id());
            text.append(input.functions().isEmpty() ? "" : input.functions().toString());
        }
        if (!column.candidates().isEmpty()) {
            text.append(" ? ")
                    .append(String.join(
                            ", ",
                            column.candidates().stream()
                                    .map(AnalysedProject::shortened)
                                    .toList()));
        }
        column.unknown().ifPresent(reason -> text.append(" ! ").append(reason));
        return text.toString().strip();
    }

    private static String shortened(String id) {
        return id.substring(id.indexOf('.', id.indexOf('.') + 1) + 1);
    }
}
