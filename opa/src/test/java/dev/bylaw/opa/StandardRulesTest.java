package dev.bylaw.opa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bylaw.CheckOptions;
import dev.bylaw.PolicyEngine;
import dev.bylaw.ReportWriters;
import dev.bylaw.Sources;
import dev.bylaw.policies.StandardRules;
import dev.bylaw.report.Report;
import dev.bylaw.rule.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The standard rules, compiled by OPA, report what they report in the built-in evaluator. */
class StandardRulesTest {
    private static final Path RULES = Path.of("../policies/src/main/resources");
    private static final Path EXAMPLES = Path.of("../examples");

    @TempDir
    private static Path folder;

    private static PolicyEngine compiled;
    private static PolicyEngine source;

    @BeforeAll
    static void build() throws IOException {
        Path bundle = Opa.build(RULES.toAbsolutePath().normalize(), folder.resolve("standard.tar.gz"));
        compiled = PolicyEngine.builder().addRules(RuleSource.ofBundle(bundle)).build();
        source = PolicyEngine.builder().addRules(new StandardRules()).build();
    }

    @Test
    void describesTheSameRules() {
        assertThat(compiled.rules()).isEqualTo(source.rules()).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer-data-product", "customer-data-product-fixed"})
    void reportsTheSameOnExamples(String product) throws IOException {
        requireSame(Sources.folder(EXAMPLES.resolve(product)), CheckOptions.DEFAULT);
    }

    @Test
    void reportsTheSameInSeveralThreads() throws IOException {
        requireSame(Sources.folder(EXAMPLES.resolve("customer-data-product")), CheckOptions.DEFAULT.withThreads(3));
    }

    @Test
    void reportsTheSameOnARealProject() throws IOException {
        Path projects = Path.of(System.getProperty("bylaw.projects", "none"));
        assumeTrue(
                Files.isDirectory(projects.resolve("jaffle-shop")),
                "there is no project jaffle-shop in the folder that -Dbylaw.projects=DIR names");
        Sources product = Sources.folder(projects.resolve("jaffle-shop"));
        CheckOptions options = CheckOptions.DEFAULT.withAdapter("duckdb");
        Report expected = source.check(product, options);
        Report found = compiled.check(product, options);
        // Where something is not known, a compiled rule may be undecided where its source is not.
        assertThat(expected.violations()).containsAll(found.violations());
        assertThat(found.problems()).isEqualTo(expected.problems());
        if (expected.undecided().isEmpty() && found.undecided().isEmpty()) {
            assertThat(json(found)).isEqualTo(json(expected));
        }
    }

    private static Report requireSame(Sources product, CheckOptions options) throws IOException {
        Report expected = source.check(product, options);
        Report found = compiled.check(product, options);
        assertThat(json(found)).isEqualTo(json(expected));
        return found;
    }

    private static List<String> json(Report report) throws IOException {
        StringBuilder out = new StringBuilder();
        ReportWriters.json(false).write(report, out);
        return out.toString().lines().toList();
    }
}
