package dev.bylaw.rules.test;

import dev.bylaw.CheckOptions;
import dev.bylaw.PolicyEngine;
import dev.bylaw.Sources;
import dev.bylaw.report.Report;
import dev.bylaw.report.Violation;
import dev.bylaw.rule.RuleId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An example of a rule's page: a product, and what the rule says of it. It ends where the next heading begins. Each block of
 * code is a file, whose path stands in a comment in its first line; a block of text holds the messages of the rule.
 *
 * @param section the section it stands in
 * @param title its own heading; empty text where it has none
 * @param files the files of the product by path
 * @param messages what the page says that the rule says, sorted
 */
record PageExample(String section, String title, Map<String, String> files, List<String> messages) {
    /** The section of what breaks the rule. */
    static final String AVOID = "Avoid";

    /** The section of what keeps it. */
    static final String PREFER = "Prefer";

    /** The names of the platforms in headings, each with the adapter. */
    private static final Map<String, String> ADAPTERS = new TreeMap<>(Map.of(
            "Athena", "athena",
            "BigQuery", "bigquery",
            "Databricks", "databricks",
            "DuckDB", "duckdb",
            "Glue", "glue",
            "PostgreSQL", "postgres",
            "Redshift", "redshift",
            "Snowflake", "snowflake",
            "Spark", "spark",
            "Trino", "trino"));

    /** Platforms of different kinds, for examples that hold for any. */
    private static final List<String> ANY = List.of("athena", "databricks", "snowflake");

    private static final Pattern PATH = Pattern.compile("(?:#|--|//) (\\S+\\.[A-Za-z]+)");
    private static final String FENCE = "```";

    /** {@return the examples of a page} */
    static List<PageExample> of(String page) {
        List<PageExample> examples = new ArrayList<>();
        String section = "";
        String title = "";
        Map<String, String> files = new TreeMap<>();
        List<String> messages = new ArrayList<>();
        Optional<List<String>> block = Optional.empty();
        for (String line : (page + "\n## ").lines().toList()) {
            if (block.isPresent()) {
                if (line.equals(FENCE)) {
                    add(block.get(), files, messages);
                    block = Optional.empty();
                } else {
                    block.get().add(line);
                }
            } else if (line.startsWith(FENCE)) {
                block = Optional.of(new ArrayList<>(List.of(line.substring(FENCE.length()))));
            } else if (line.startsWith("## ") || line.startsWith("### ")) {
                if (!files.isEmpty()) {
                    examples.add(new PageExample(
                            section, title, files, messages.stream().sorted().toList()));
                }
                files = new TreeMap<>();
                messages = new ArrayList<>();
                section = line.startsWith("## ") ? line.substring("## ".length()) : section;
                title = line.startsWith("### ") ? line.substring("### ".length()) : "";
            }
        }
        return examples;
    }

    private static void add(List<String> block, Map<String, String> files, List<String> messages) {
        List<String> lines = block.subList(1, block.size());
        if (block.get(0).equals("text")) {
            messages.addAll(lines);
            return;
        }
        Matcher path = PATH.matcher(lines.isEmpty() ? "" : lines.get(0));
        if (!path.matches()) {
            throw new AssertionError("the first line of a block names its file, for example '# models/orders.yml': "
                    + (lines.isEmpty() ? "" : lines.get(0)));
        }
        files.put(path.group(1), String.join("\n", lines) + "\n");
    }

    /** {@return what it is, for messages} */
    String name() {
        return section + (title.isEmpty() ? "" : " / " + title);
    }

    /** {@return whether it shows something that keeps or breaks the rule} */
    boolean isJudged() {
        return section.equals(AVOID) || section.equals(PREFER);
    }

    /** {@return the adapters that the heading names; some of different kinds where it names none} */
    List<String> adapters() {
        List<String> named = ADAPTERS.keySet().stream()
                .filter(title::contains)
                .map(ADAPTERS::get)
                .toList();
        return named.isEmpty() ? ANY : named;
    }

    /**
     * Asks the rule.
     *
     * @throws AssertionError if it says something else than the page
     */
    void require(RuleId rule, PolicyEngine engine, String adapter) throws IOException {
        Map<String, byte[]> product = new TreeMap<>();
        product.put("dbt_project.yml", RuleTester.PROJECT.getBytes(StandardCharsets.UTF_8));
        files.forEach((path, text) -> product.put(path, text.getBytes(StandardCharsets.UTF_8)));
        Report report = engine.check(
                Sources.files(product),
                CheckOptions.DEFAULT.withAdapter(adapter).withRules(List.of(rule.toString())));
        List<String> wrong = new ArrayList<>();
        report.problems().forEach(problem -> wrong.add(Found.line(problem)));
        report.undecided().forEach(open -> wrong.add(Found.line(open)));
        List<String> found =
                report.violations().stream().map(Violation::message).sorted().toList();
        if (report.nothingChecked()) {
            wrong.add("the rule looks at nothing in it");
        } else if (section.equals(PREFER) && !found.isEmpty()) {
            report.violations().forEach(violation -> wrong.add(Found.line(violation)));
        } else if (section.equals(AVOID) && found.isEmpty()) {
            wrong.add("the rule finds nothing in it");
        } else if (!messages.isEmpty() && !found.equals(messages)) {
            wrong.add("the page says: " + String.join("; ", messages));
            wrong.add("the rule says: " + String.join("; ", found));
        }
        if (!wrong.isEmpty()) {
            StringBuilder message = new StringBuilder(
                    rule + ": the example '" + name() + "' of the page is not what the page says, on " + adapter);
            Found.list(wrong, message);
            throw new AssertionError(message.toString());
        }
    }
}
