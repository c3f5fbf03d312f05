package dev.bylaw.rules.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.rule.Findings;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.RuleSource;
import dev.bylaw.rule.Severity;
import dev.bylaw.rule.Subject;
import dev.bylaw.rule.SubjectKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleModuleCheckTest {
    private static final String RULE = "acme/discoverable/described-models";

    private static final String PAGE = """
            ## Summary

            Models are described.

            ## Avoid

            ```sql
            -- models/orders.sql
            select 1 as id
            ```

            ```text
            orders has no description
            ```

            ## Prefer

            ### Snowflake

            ```yaml
            # models/orders.yml
            models: [{name: orders, description: All orders}]
            ```

            ```sql
            -- models/orders.sql
            select 1 as id
            ```
            """;

    private static final String TESTS = """
            package acme.discoverable.described_models_test

            import data.acme.discoverable.described_models as rule

            _found(description) := found if {
            	found := rule.violation with input as {"model": {"name": "orders", "description": description}}
            }

            test_reports_models_without_description if {
            	_found("") == {{"at": "", "message": "orders has no description"}}
            }

            test_accepts_descriptions if _found("All orders") == set()
            """;

    private static final String MORE_TESTS = """

            test_reports_descriptions_that_say_nothing if {
            	_found("tbd") == {{"at": "/description", "message": "the description of orders says nothing"}}
            }
            """;

    @TempDir
    private Path folder;

    private Path rule;

    @BeforeEach
    void write() throws IOException {
        rule = Files.createDirectories(folder.resolve(RULE));
        Files.writeString(rule.resolve("rule.rego"), """
                # METADATA
                # title: Models are described
                # description: A description says what a model holds.
                # custom:
                #   severity: error
                #   subject: model
                #   since: 1.0.0
                #   remedy: Set `description`.
                package acme.discoverable.described_models

                violation contains {"at": "", "message": message} if {
                	input.model.description == ""
                	message := sprintf("%s has no description", [input.model.name])
                }

                violation contains {"at": "/description", "message": message} if {
                	input.model.description == "tbd"
                	message := sprintf("the description of %s says nothing", [input.model.name])
                }
                """);
        Files.writeString(rule.resolve("rule_test.rego"), TESTS + MORE_TESTS);
        Files.writeString(rule.resolve("page.md"), PAGE);
    }

    private List<RuleModuleCheck.Case> cases() throws IOException {
        return RuleModuleCheck.of(RuleSource.ofFolder(folder))
                .tests(folder)
                .cases()
                .toList();
    }

    private void fails(String check, String... why) throws IOException {
        RuleModuleCheck.Case failing = cases().stream()
                .filter(one -> one.name().equals(RULE + ": " + check))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(failing::run)
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessageContainingAll(why);
    }

    @Test
    void passesWhatIsComplete() throws IOException {
        List<RuleModuleCheck.Case> cases = cases();
        assertThat(cases)
                .extracting(RuleModuleCheck.Case::toString)
                .containsExactly(
                        RULE + ": has a page with examples",
                        RULE + ": its examples are true",
                        RULE + ": has a test for each violation",
                        RULE + ": its tests reach it");
        cases.forEach(RuleModuleCheck.Case::run);
    }

    @Test
    void wantsAPageWithExamples() throws IOException {
        Files.writeString(rule.resolve("page.md"), PAGE.replace("## Avoid", "## Beware"));
        fails("has a page with examples", "the page of " + RULE + " has no example in a section '## Avoid'");
        Files.delete(rule.resolve("page.md"));
        fails("has a page with examples", RULE + " has no page; write " + RULE + "/page.md");
    }

    @Test
    void wantsExamplesThatAreTrue() throws IOException {
        Files.writeString(rule.resolve("page.md"), PAGE.replace("orders has no description", "orders is bad"));
        fails(
                "its examples are true",
                RULE + ": the example 'Avoid' of the page is not what the page says, on athena",
                "the page says: orders is bad\n  the rule says: orders has no description");
        Files.writeString(rule.resolve("page.md"), PAGE.replace("All orders", "tbd"));
        fails(
                "its examples are true",
                "the example 'Prefer / Snowflake' of the page",
                "on snowflake",
                "the description of orders says nothing");
        Files.writeString(
                rule.resolve("page.md"),
                PAGE.replace(
                        "```sql\n-- models/orders.sql\nselect 1",
                        "```sql\n-- models/orders.sql\n{{ config(enabled=false) }} select 1"));
        fails("its examples are true", "the rule looks at nothing in it");
        Files.writeString(rule.resolve("page.md"), PAGE.replace("-- models/orders.sql\n", ""));
        fails("its examples are true", "the first line of a block names its file");
        Files.writeString(
                rule.resolve("page.md"),
                PAGE.replace(
                        "## Prefer",
                        "## Avoid\n\n```yaml\n# a.yml\na: 1\n```\n\n```sql\n-- models/a.sql\nselect 1 as id\n```\n\n```yaml\n# models/a.yml\nmodels: [{name: a, description: b}]\n```\n\n## Prefer"));
        fails("its examples are true", "the rule finds nothing in it");
    }

    @Test
    void wantsATestForEachViolation() throws IOException {
        Files.writeString(rule.resolve("rule_test.rego"), TESTS);
        fails(
                "has a test for each violation",
                "no test of " + RULE + " fails when this violation is left out: ",
                "rule.rego:16:1; write one");
        fails("its tests reach it", "they do not reach the lines [");
    }

    @Test
    void wantsTests() throws IOException {
        Files.delete(rule.resolve("rule_test.rego"));
        fails(
                "has a test for each violation",
                RULE
                        + " has no test; tests are rules named test_... in the package acme.discoverable.described_models_test");
        fails("its tests reach it", "the tests reach 0.0 % of ");
    }

    @Test
    void wantsARule() {
        assertThatThrownBy(() -> RuleModuleCheck.of().cases())
                .isExactlyInstanceOf(AssertionError.class)
                .hasMessage("there is no rule in the module");
    }

    @Test
    void leavesLibrariesAlone() throws IOException {
        assertThat(RuleModuleCheck.of(RuleSource.ofFolder(folder))
                        .libraries(TestRules.OWNED)
                        .tests(folder)
                        .cases())
                .hasSize(4);
    }

    private record Java(Optional<String> page) implements Rule {
        @Override
        public RuleMetadata metadata() {
            return RuleMetadata.builder("acme/discoverable/java")
                    .title("Models are described")
                    .description("A description says what a model holds.")
                    .severity(Severity.ERROR)
                    .subject(SubjectKind.MODEL)
                    .since("1.0.0")
                    .remedy("Set `description`.")
                    .build();
        }

        @Override
        public void check(Subject model, Findings findings) {
            if (model.get("description").text().orElse("").isEmpty()) {
                findings.violation(model.element().name() + " has no description");
            }
        }
    }

    @Test
    void looksAtPagesOfRulesInJava() {
        List<RuleModuleCheck.Case> cases =
                RuleModuleCheck.of().rules(new Java(Optional.of(PAGE))).cases().toList();
        assertThat(cases).hasSize(2);
        cases.forEach(RuleModuleCheck.Case::run);
        assertThatThrownBy(() -> RuleModuleCheck.of()
                        .rules(new Java(Optional.empty()))
                        .cases()
                        .forEach(RuleModuleCheck.Case::run))
                .hasMessageContaining("acme/discoverable/java has no page");
    }
}
