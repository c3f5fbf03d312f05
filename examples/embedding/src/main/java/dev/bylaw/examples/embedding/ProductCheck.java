package dev.bylaw.examples.embedding;

import dev.bylaw.CheckOptions;
import dev.bylaw.PolicyEngine;
import dev.bylaw.ReportWriters;
import dev.bylaw.Sources;
import dev.bylaw.report.Report;
import dev.bylaw.report.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks products whose files are in memory. Immutable and thread-safe: one is enough for an application. */
public final class ProductCheck {
    /** A product that takes longer is given up. */
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final PolicyEngine engine;

    /** Loads the rules of all rule modules on the class path. */
    public ProductCheck() {
        this.engine = PolicyEngine.builder().discoverRules().build();
    }

    /**
     * Checks a product and prints the report as JSON.
     *
     * @param files the texts of the product's files, by their paths
     * @param out where the report goes
     * @return how the check ended
     * @throws IOException if {@code out} cannot be written to
     */
    public Verdict check(Map<String, String> files, Appendable out) throws IOException {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        files.forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
        Report report = engine.check(Sources.files(contents), CheckOptions.DEFAULT.withTimeout(TIMEOUT));
        ReportWriters.json(false).write(report, out);
        return report.verdict();
    }

    /**
     * Checks a small product and prints the report.
     *
     * @param arguments none
     * @throws IOException if the report cannot be printed
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> files = new TreeMap<>();
        files.put("dbt_project.yml", "name: shop\nversion: '1'\nprofile: shop\nmodel-paths: [models]\n");
        files.put("models/customers.sql", "select 1 as id, 'a@example.org' as email");
        Verdict verdict = new ProductCheck().check(files, System.out);
        if (verdict != Verdict.PASSED) {
            System.exit(1);
        }
    }
}
