package dev.bylaw;

import dev.bylaw.report.Report;
import dev.bylaw.report.Undecided;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.RuleSource;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A data product in memory with small rules for it, for tests. */
final class TestProduct {
    static final String PROFILES =
            "shop:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: x.db, schema: main}\n";

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<RuleSource.File> rules = new ArrayList<>();
    private CheckOptions options = CheckOptions.DEFAULT;
    private Consumer<PolicyEngine.Builder> settings = builder -> {};

    /** A product with an empty dbt project. */
    static TestProduct dbt() {
        return new TestProduct()
                .file("dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: shop\n")
                .file("profiles.yml", PROFILES);
    }

    TestProduct file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    TestProduct bytes(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    /** Adds the rule {@code acme/test/NAME}, an error. */
    TestProduct rule(String name, String subject, String body) {
        return module(name + ".rego", metadata(subject) + "package acme.test." + name + "\n\n" + body + "\n");
    }

    /** Adds the rule {@code acme/test/NAME}, which finds a thing at a pointer in each subject. */
    TestProduct pointing(String name, String subject, String pointer) {
        return rule(
                name,
                subject,
                "violation contains {\"at\": at, \"message\": \"found\"} if at := concat(\"\", [\"" + pointer + "\"])");
    }

    TestProduct module(String path, String text) {
        rules.add(new RuleSource.File(path, text));
        return this;
    }

    static String metadata(String subject) {
        return """
                # METADATA
                # title: A rule for tests
                # description: It is there to be tested.
                # custom:
                #   severity: error
                #   subject: %s
                #   since: 1.0.0
                #   remedy: Mend it
                """.formatted(subject);
    }

    static RuleSource source(String name, List<RuleSource.File> files) {
        return new RuleSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<File> files() {
                return List.copyOf(files);
            }
        };
    }

    TestProduct options(UnaryOperator<CheckOptions> change) {
        options = change.apply(options);
        return this;
    }

    TestProduct settings(Consumer<PolicyEngine.Builder> more) {
        settings = settings.andThen(more);
        return this;
    }

    Sources sources() {
        return Sources.files(files);
    }

    CheckOptions options() {
        return options;
    }

    PolicyEngine engine() {
        PolicyEngine.Builder builder = PolicyEngine.builder().addRules(source("test", rules));
        settings.accept(builder);
        return builder.build();
    }

    Report check() {
        try {
            return engine().check(sources(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Workspace read() {
        try {
            return engine().read(sources(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each violation as {@code element place message}, the place as {@code file:line:column-line:column}. */
    static List<String> violations(Report report) {
        return report.violations().stream()
                .map(violation -> violation.element().id() + " "
                        + violation.location().map(TestProduct::place).orElse("nowhere") + " " + violation.message())
                .toList();
    }

    /** Where each violation is. */
    static List<String> places(Report report) {
        return report.violations().stream()
                .map(violation -> violation.location().map(TestProduct::place).orElse("nowhere"))
                .toList();
    }

    static List<String> undecided(Report report) {
        return report.undecided().stream()
                .map((Undecided each) -> each.element().id() + ": " + String.join("; ", each.reasons()))
                .toList();
    }

    static List<String> problems(Report report) {
        return report.problems().stream().map(Problem::message).toList();
    }

    static List<String> fingerprints(Report report) {
        return report.violations().stream().map(Violation::fingerprint).toList();
    }

    static String place(Location at) {
        return at.file() + ":" + at.start().line() + ":" + at.start().column() + "-"
                + at.end().line() + ":" + at.end().column();
    }
}
