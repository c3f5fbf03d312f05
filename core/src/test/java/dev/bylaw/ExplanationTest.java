package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SpecVersion;
import dev.bylaw.report.Report;
import dev.bylaw.rule.SubjectKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Why a rule says what it says. */
class ExplanationTest {
    private static TestProduct product() {
        return TestProduct.dbt()
                .file("models/orders.sql", "{{ config(schema=env_var('SCHEMA'), tags=['a', 'b']) }}\nselect 1 as id")
                .file("models/people.yml", """
                        models:
                          - name: people
                            config: {tags: [gold]}
                            columns: [{name: id}, {name: mail, config: {tags: [pii]}}]
                        """)
                .file("models/people.sql", "select 1 as id, 'x' as mail, 2 as age")
                .options(options -> options.withExplained(true));
    }

    private static String explained(TestProduct product) {
        StringBuilder text = new StringBuilder();
        try {
            ReportWriters.text(false).write(product.check(), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text.toString();
    }

    private static String rule(String body) {
        return explained(product().rule("why", "model", body));
    }

    @Test
    void givesTheValuesOfTheSolutionThatMadeTheViolation() {
        assertThat(rule("""
                violation contains {"at": column.pointer, "message": column.name} if {
                	some name, column in input.model.columns
                	column.tags[_] == "pii"
                	not column.description == "x"
                	message := sprintf("%s", [name])
                }
                """)).contains("""
                           = because why.rego:11: violation contains {"at": column.pointer, "message": column.name}
                             12: some name, column in input.model.columns
                        """, """
                               name = "mail"
                               column = {"name": "mail", ...} (models/people.yml:4:27)
                             13: column.tags[_] == "pii"
                               column.tags[_] = "pii" (models/people.yml:4:56)
                             14: not column.description == "x"
                               column.description = "" (models/people.yml:4:27)
                             15: message := sprintf("%s", [name])
                               sprintf("%s", [name]) = "mail"
                        """);
    }

    @Test
    void namesTheBodyAndTheBranchesOfTheRulesThatItAsks() {
        assertThat(rule("""
                violation contains {"message": "never"} if input.model.name == "nobody"

                violation contains {"message": "gold"} if {
                	some name in _gold
                	name == input.model.name
                	_kind(input.model) == "table"
                	"gold" in _all
                }

                _gold contains model.name if {
                	some model in data.workspace.models
                	"gold" in model.config.tags
                }

                _kind(model) := "view" if {
                	model.name == "orders"
                } else := "table" if {
                	model.columns.id.name == "id"
                }

                _all := {"gold", "silver"} if true
                """)).contains("""
                           = because why.rego:13: violation contains {"message": "gold"}
                             14: some name in _gold
                               _gold = {"people"}
                               name = "people"
                               = because why.rego:20: _gold contains model.name
                                 21: some model in data.workspace.models
                        """, """
                                 22: "gold" in model.config.tags
                                   model.config.tags = ["gold"] (models/people.yml:3:14)
                             15: name == input.model.name
                               name = "people"
                               input.model.name = "people" (models/people.sql:1:1)
                             16: _kind(input.model) == "table"
                               _kind(input.model) = "table"
                        """, """
                               = because why.rego:27: else := "table"
                                 28: model.columns.id.name == "id"
                        """, """
                               = because why.rego:31: _all := {"gold", "silver"}
                        """).doesNotContain("\"never\"", "why.rego:25");
    }

    @Test
    void saysWhereARuleStopsBecauseSomethingIsNotKnown() {
        String text = rule("""
                violation contains {"message": "landing"} if {
                	input.model.config.tags[_] == "b"
                	_lands(input.model)
                	input.model.name != "x"
                }

                violation contains {"message": "other"} if {
                	input.model.name == "nobody"
                	input.model.config.schema
                }

                _lands(model) if model.config.schema == "landing"
                """);
        assertThat(text)
                .contains("undecided: model.shop.orders [acme/test/why]\n", """
                           = because why.rego:11: violation contains {"message": "landing"}
                             12: input.model.config.tags[_] == "b"
                               input.model.config.tags[_] = "b" (models/orders.sql:1:48)
                             13: _lands(input.model)
                               _lands(input.model) is not known
                        """, """
                               not known: env_var('SCHEMA') is not given and has no default (/models/model.shop.orders/config/schema)
                               = because why.rego:22: _lands(model)
                                 22: model.config.schema == "landing"
                                   model.config.schema is not known (models/orders.sql:1:11)
                        """)
                .doesNotContain("\"other\"", "14: ");
    }

    @Test
    void saysWhatARuleDeclaresUndecidedItself() {
        assertThat(rule("""
                violation contains {"message": "m"} if input.model.name == "nobody"

                undecided contains {"message": "ask the owner"} if input.model.name == "people"
                """)).contains("undecided: model.shop.people", "   = ask the owner\n", """
                           = because why.rego:13: undecided contains {"message": "ask the owner"}
                             13: input.model.name == "people"
                        """);
    }

    @Test
    void saysWhatARuleInJavaRead() {
        assertThat(explained(product()
                        .settings(builder ->
                                builder.addRule(TestRule.of("why", SubjectKind.MODEL, (model, findings) -> {
                                    if (model.get("columns").get("mail").isPresent()) {
                                        findings.violation(
                                                model.get("name").text().orElse("?"));
                                    } else if (model.get("config").get("schema").isPresent()) {
                                        findings.violation("schema");
                                    }
                                })))))
                .contains("TestRule", " read", """
                             subject/columns/mail = {"name": "mail", ...} (models/people.yml:4:34)
                             subject/name = "people" (models/people.sql:1:1)
                        """, """
                             subject/config/schema is not known (models/orders.sql:1:11)
                             not known: env_var('SCHEMA') is not given and has no default (/models/model.shop.orders/config/schema)
                        """);
    }

    @Test
    void keepsSecretsAndControlCharactersBack() {
        String text = explained(product()
                .options(options -> options.withEnvironment(Map.of("SCHEMA", "s3cr3t\u001b[31m")))
                .rule("why", "model", "violation contains {\"message\": \"m\"} if input.model.config.schema != \"x\""));
        assertThat(text).contains("input.model.config.schema = ").doesNotContain("s3cr3t", "\u001b");
    }

    @Test
    void isThereOnlyWhereItIsAskedForAndFitsTheSchema() throws IOException {
        TestProduct product = product().rule("why", "model", """
                violation contains {"message": "m"} if {
                	some column in input.model.columns
                	_lands(input.model)
                }

                _lands(model) if model.config.schema == "landing"
                _lands(model) if model.name == "people"
                """);
        Report report = product.check();
        assertThat(report.violations())
                .hasSize(1)
                .allMatch(one -> one.explanation().isPresent());
        assertThat(report.undecided())
                .hasSize(1)
                .allMatch(one -> one.explanation().isPresent());
        StringBuilder json = new StringBuilder();
        ReportWriters.json(false).write(report, json);
        try (InputStream in = PolicyEngine.class.getResourceAsStream("report-schema.json")) {
            String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(Reports.schema(schema, SpecVersion.VersionFlag.V202012)
                            .validate(new com.fasterxml.jackson.databind.ObjectMapper().readTree(json.toString())))
                    .isEmpty();
        }
        Report plain = product.options(options -> options.withExplained(false)).check();
        assertThat(plain.violations()).allMatch(one -> one.explanation().isEmpty());
        assertThat(plain.violations().get(0))
                .isEqualTo(report.violations().get(0).withExplanation(java.util.Optional.empty()));
    }
}
