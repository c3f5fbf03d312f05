package dev.bylaw.rules.test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.rego.StringValue;
import dev.bylaw.rule.Findings;
import dev.bylaw.rule.Parameter;
import dev.bylaw.rule.Rule;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.Severity;
import dev.bylaw.rule.Subject;
import dev.bylaw.rule.SubjectKind;
import org.junit.jupiter.api.Test;

class JavaRuleTesterTest {
    private static final String ID = "acme/discoverable/owned-models";

    private static final RuleTester TESTER = RuleTester.of(new Owned())
            .file("dbt_project.yml", "name: shop\nversion: '1'\nprofile: shop\nmodel-paths: [models]\n");

    private static final class Owned implements Rule {
        @Override
        public RuleMetadata metadata() {
            return RuleMetadata.builder(ID)
                    .title("Models have an owner")
                    .description("Every model says in its meta who answers for it.")
                    .severity(Severity.ERROR)
                    .subject(SubjectKind.MODEL)
                    .since("1.0.0")
                    .remedy("Set `meta.owner`")
                    .parameter(
                            "key",
                            Parameter.Type.STRING,
                            Parameter.Merge.LOCKED,
                            StringValue.of("owner"),
                            "The key of the meta")
                    .build();
        }

        @Override
        public void check(Subject model, Findings findings) {
            String key = model.parameter("key").text().orElseThrow();
            if (!model.get("config").get("meta").get(key).isPresent()) {
                findings.violation(model.get("config").get("meta"), "no " + key);
            }
        }
    }

    @Test
    void asksRulesInJavaLikeOthers() {
        TESTER.file("models/a.sql", "select 1 as id").check(ID).violates("model.shop.a", "/config/meta");
        TESTER.file("models/a.sql", "{{ config(meta={'owner': 'x'}) }} select 1 as id")
                .check(ID)
                .passes();
        TESTER.file("models/a.sql", "{{ config(meta={'owner': 'x'}) }} select 1 as id")
                .parameter(ID, "key", StringValue.of("team"))
                .check(ID)
                .violates("model.shop.a", "/config/meta");
        TESTER.file("models/a.sql", "{{ config(meta={'owner': env_var('X')}) }} select 1 as id")
                .check(ID)
                .isUndecided("model.shop.a", "X");
    }

    @Test
    void saysWhatARuleInJavaFound() {
        assertThatThrownBy(() -> TESTER.parameter(ID, "key", StringValue.of("owner"))
                        .file("models/a.sql", "select 1 as id")
                        .check(ID)
                        .passes())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no owner");
    }
}
