package dev.bylaw.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.PolicyEngine;
import dev.bylaw.rule.Parameter;
import dev.bylaw.rule.RuleMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of rules are complete. Writing them to where the documentation says they are is a part of it. */
class RulePagesTest {
    private static final Path FOLDER = Path.of("target/docs/rules");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");
    private static final List<RuleMetadata> RULES =
            PolicyEngine.builder().discoverRules().build().rules();

    @Test
    void areWrittenWhereReportsSayTheyAre() throws IOException {
        RulePages.write(FOLDER);
        for (RuleMetadata rule : RULES) {
            assertThat(Path.of("target").resolve(rule.page())).isNotEmptyFile();
        }
        assertThat(FOLDER.resolve("README.md")).isNotEmptyFile();
    }

    @Test
    void areWrittenToAnyFolder(@TempDir Path folder) throws IOException {
        RulePages.main(new String[] {folder.toString()});
        assertThat(Files.readString(folder.resolve("README.md")))
                .isEqualTo(RulePages.all().get("README.md"));
    }

    @Test
    void haveARowForEachParameter() {
        SortedMap<String, String> pages = RulePages.all();
        for (RuleMetadata rule : RULES) {
            String page = pages.get(rule.id() + ".md");
            assertThat(rule.parameters()).isNotEmpty();
            assertThat(page).contains("| name | type | default | a lower layer may | meaning |");
            for (Parameter parameter : rule.parameters()) {
                assertThat(page.lines().filter(line -> line.startsWith("| `" + parameter.name() + "` | ")))
                        .as(rule.id() + " " + parameter.name())
                        .singleElement()
                        .asString()
                        .contains(" | " + parameter.type().id() + " | ")
                        .endsWith(" | "
                                + parameter
                                        .description()
                                        .strip()
                                        .replace("|", "\\|")
                                        .replace("\n", " ") + " |");
            }
        }
    }

    @Test
    void sayTheDefaultsInTheTableOrBelow() {
        String page = RulePages.all().get("bylaw/interoperable/hive-partitions.md");
        assertThat(page)
                .contains("| `columns_last` | set | `[athena, trino]` | add elements | ")
                .contains("| `column_pattern` | pattern | `^[A-Za-z_][A-Za-z0-9_]*$` | not set it | ")
                .contains("| `materializations` | set | below | add elements | ")
                .contains("""
                        The default of `materializations`:

                        ```text
                        external, incremental, materialized_view, streaming_table, table
                        ```
                        """);
    }

    @Test
    void haveTheirSectionsInOrder() {
        SortedMap<String, String> pages = RulePages.all();
        for (RuleMetadata rule : RULES) {
            assertThat(pages.get(rule.id() + ".md").lines().filter(line -> line.matches("## .*|# [A-Z].*")))
                    .containsExactly(
                            "# " + rule.title(),
                            "## Summary",
                            "## Avoid",
                            "## Prefer",
                            "## Rationale",
                            "## When it does not apply or is undecided",
                            "## Parameters",
                            "## Related");
        }
    }

    @Test
    void areAllInTheIndex() {
        String index = RulePages.all().get("README.md");
        for (RuleMetadata rule : RULES) {
            assertThat(index)
                    .contains("| [`" + rule.id() + "`](" + rule.id() + ".md) | " + rule.title() + " | "
                            + rule.severity().id() + " | " + rule.subject().id() + " | ");
        }
    }

    @Test
    void linkToPagesThatExist() {
        SortedMap<String, String> pages = RulePages.all();
        pages.forEach((path, text) -> {
            List<String> targets = LINK.matcher(text)
                    .results()
                    .map(link -> link.group(1))
                    .map(link -> Path.of("/" + path)
                            .resolveSibling(link)
                            .normalize()
                            .toString()
                            .substring(1))
                    .toList();
            assertThat(targets).as(path).isNotEmpty().isSubsetOf(pages.keySet());
        });
    }
}
