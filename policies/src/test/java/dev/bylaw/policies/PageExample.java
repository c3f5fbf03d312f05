package dev.bylaw.policies;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An example of a rule's page: a project, and what the rule says of it. It ends where the next heading begins. Each block
 * of code is a file, whose path stands in a comment in its first line; a block of text holds the messages of the rule.
 *
 * @param section the section it stands in
 * @param title its own heading; empty text where it has none
 * @param files the files of the project by path
 * @param messages what the rule says, sorted
 */
record PageExample(String section, String title, Map<String, String> files, List<String> messages) {
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

    private static final Pattern PATH = Pattern.compile("(?:#|--) (\\S+\\.(?:sql|ya?ml))");

    private static final String PROJECT = """
            name: shop
            version: 1.0.0
            config-version: 2
            model-paths: [models]
            """;

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
                if (line.equals("```")) {
                    add(block.get(), files, messages);
                    block = Optional.empty();
                } else {
                    block.get().add(line);
                }
            } else if (line.startsWith("```")) {
                block = Optional.of(new ArrayList<>(List.of(line.substring(3))));
            } else if (line.startsWith("## ") || line.startsWith("### ")) {
                if (!files.isEmpty()) {
                    examples.add(new PageExample(
                            section, title, files, messages.stream().sorted().toList()));
                }
                files = new TreeMap<>();
                messages = new ArrayList<>();
                section = line.startsWith("## ") ? line.substring(3) : section;
                title = line.startsWith("### ") ? line.substring(4) : "";
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
        Matcher path = PATH.matcher(lines.get(0));
        if (!path.matches()) {
            throw new IllegalArgumentException("the first line of a block names its file: " + lines.get(0));
        }
        files.put(path.group(1), String.join("\n", lines) + "\n");
    }

    /** {@return the project as files in memory} */
    Map<String, byte[]> project() {
        Map<String, byte[]> project = new TreeMap<>();
        project.put("dbt_project.yml", PROJECT.getBytes(StandardCharsets.UTF_8));
        files.forEach((path, text) -> project.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return project;
    }

    /** {@return the adapters that the heading names; some of different kinds where it names none} */
    List<String> adapters() {
        List<String> named = ADAPTERS.keySet().stream()
                .filter(title::contains)
                .map(ADAPTERS::get)
                .toList();
        return named.isEmpty() ? List.of("athena", "databricks", "snowflake") : named;
    }
}
