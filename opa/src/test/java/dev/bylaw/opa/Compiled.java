package dev.bylaw.opa;

import dev.bylaw.CheckOptions;
import dev.bylaw.PolicyEngine;
import dev.bylaw.Sources;
import dev.bylaw.report.Report;
import dev.bylaw.rule.RuleSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A dbt project in memory, and rules that OPA compiles for it. */
final class Compiled {
    private final Path folder;
    private final Map<String, byte[]> files = new TreeMap<>();

    Compiled(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("rules"));
        file("dbt_project.yml", "name: shop\nversion: '1'\nprofile: shop\nmodel-paths: [models]\n");
        file(
                "profiles.yml",
                "shop: {target: dev, outputs: {dev: {type: duckdb, path: a.db, database: a, schema: main}}}\n");
    }

    /** A rule about models, {@code acme/test/NAME}. */
    static String rule(String name, String body) {
        return """
                # METADATA
                # title: A rule for tests
                # description: It is there to be tested.
                # custom:
                #   severity: error
                #   subject: model
                #   since: 1.0.0
                #   remedy: Mend it
                package acme.test.%s

                %s
                """.formatted(name, body);
    }

    Compiled file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Compiled model(String name, String config) {
        return file(
                "models/" + name + ".sql",
                (config.isEmpty() ? "" : "{{ config(" + config + ") }} ") + "select 1 as id");
    }

    Compiled rego(String name, String body) throws IOException {
        Files.writeString(folder.resolve("rules").resolve(name + ".rego"), rule(name, body));
        return this;
    }

    Path rules() {
        return folder.resolve("rules");
    }

    Path build() throws IOException {
        return Opa.build(rules(), folder.resolve("rules.tar.gz"));
    }

    Report check(RuleSource source) throws IOException {
        return check(source, CheckOptions.DEFAULT);
    }

    Report check(RuleSource source, CheckOptions options) throws IOException {
        return PolicyEngine.builder().addRules(source).build().check(Sources.files(files), options);
    }

    Report check() throws IOException {
        return check(RuleSource.ofBundle(build()));
    }

    static List<String> violations(Report report) {
        return report.violations().stream()
                .map(violation -> violation.element().id() + ": " + violation.message())
                .toList();
    }

    static List<String> undecided(Report report) {
        return report.undecided().stream()
                .map(undecided -> undecided.element().id() + ": " + String.join("; ", undecided.reasons()))
                .toList();
    }

    static List<String> problems(Report report) {
        return report.problems().stream().map(problem -> problem.message()).toList();
    }
}
