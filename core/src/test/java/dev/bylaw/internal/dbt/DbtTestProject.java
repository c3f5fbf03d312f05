package dev.bylaw.internal.dbt;

import dev.bylaw.internal.assembly.JinjaTemplates;
import dev.bylaw.internal.source.Diagnostics;
import dev.bylaw.internal.source.SourceTree;
import dev.bylaw.internal.tree.Tree;
import dev.bylaw.internal.tree.Trees;
import dev.bylaw.workspace.Limits;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Problem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dbt project in memory, for tests. */
final class DbtTestProject {
    static final String SETTINGS = "name: shop\nversion: '1.0'\nprofile: shop\n";
    static final String PROFILES =
            "shop:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: x.db, schema: main}\n";

    final Diagnostics diagnostics = new Diagnostics(Limits.DEFAULT);
    private final Map<String, String> files = new LinkedHashMap<>();
    private DbtOptions options = DbtOptions.NONE;

    DbtTestProject() {
        file("dbt_project.yml", SETTINGS);
        file("profiles.yml", PROFILES);
    }

    DbtTestProject file(String path, String text) {
        files.put(path, text);
        return this;
    }

    DbtTestProject without(String path) {
        files.remove(path);
        return this;
    }

    DbtTestProject options(DbtOptions newOptions) {
        options = newOptions;
        return this;
    }

    Map<String, String> files() {
        return files;
    }

    SourceTree tree() {
        Map<String, byte[]> bytes = new LinkedHashMap<>();
        files.forEach((path, text) -> bytes.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return SourceTree.ofFiles(bytes, Limits.DEFAULT);
    }

    List<DbtProject> readAll() {
        return DbtReader.read(tree(), options, new JinjaTemplates(() -> false), diagnostics);
    }

    DbtProject read() {
        List<DbtProject> projects = readAll();
        if (projects.size() != 1) {
            throw new AssertionError(projects.size() + " projects; " + diagnostics.problems());
        }
        return projects.get(0);
    }

    DbtNode node(String uniqueId) {
        DbtProject project = read();
        return project.node(uniqueId)
                .orElseThrow(() -> new AssertionError("no " + uniqueId + " in "
                        + project.nodes().stream().map(DbtNode::uniqueId).toList() + "; " + diagnostics.problems()));
    }

    static Object config(DbtNode node, String key) {
        return Trees.plain(node.config().get(key).orElseThrow());
    }

    static Object attribute(DbtNode node, String key) {
        return Trees.plain(node.attribute(key).orElseThrow());
    }

    static Tree tree(DbtNode node, String key) {
        return node.config().get(key).orElseThrow();
    }

    List<String> problems() {
        return diagnostics.problems().stream().map(Problem::message).toList();
    }

    List<String> notices() {
        return diagnostics.notices().stream().map(Notice::kind).toList();
    }
}
