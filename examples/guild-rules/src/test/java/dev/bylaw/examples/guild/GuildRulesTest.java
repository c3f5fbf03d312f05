package dev.bylaw.examples.guild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.PolicyEngine;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rules.test.RegoTests;
import dev.bylaw.rules.test.RuleTester;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GuildRulesTest {
    private static final String OWNED = "acme/discoverable/owned-models";
    private static final String PREFIXES = "acme/self-describing/layer-prefixes";
    private static final RuleTester SHOP = RuleTester.of(new GuildRules())
            .file("dbt_project.yml", "name: shop\nversion: '1'\nprofile: shop\nmodel-paths: [models]\n")
            .file("models/staging/stg_orders.sql", "select 1 as id");

    @TestFactory
    Stream<DynamicTest> passTheirRegoTests() throws IOException {
        return RegoTests.of(Path.of("src/main/resources"), Path.of("src/test/rego"))
                .map(test -> DynamicTest.dynamicTest(test.name(), test::run));
    }

    @Test
    void areFoundByEngines() {
        assertThat(PolicyEngine.builder().discoverRules().build().rules())
                .extracting(rule -> rule.id().toString())
                .containsExactly(OWNED, PREFIXES);
    }

    @Test
    void demandAnOwner() {
        SHOP.check(OWNED).violates("model.shop.stg_orders", "/config/meta");
        SHOP.file("models/staging/orders.yml", """
                        models:
                          - name: stg_orders
                            config:
                              meta: {owner: sales}
                        """).check(OWNED).passes();
    }

    @Test
    void areUndecidedAboutAnOwnerThatIsNotKnown() {
        SHOP.file("models/staging/stg_orders.sql", "{{ config(meta={'owner': env_var('OWNER')}) }} select 1 as id")
                .check(OWNED)
                .isUndecided("model.shop.stg_orders", "OWNER");
    }

    @Test
    void demandThePrefixOfALayer() {
        SHOP.check(PREFIXES).passes();
        SHOP.file("models/staging/customers.sql", "select 1 as id")
                .check(PREFIXES)
                .violates("model.shop.customers", "/name")
                .passes("model.shop.stg_orders");
    }

    @Test
    void takeLayersOfAProduct() {
        SHOP.file("models/marts/orders.sql", "select 1 as id")
                .parameter(
                        PREFIXES,
                        "prefixes",
                        ObjectValue.builder()
                                .put("marts", StringValue.of("mart_"))
                                .build())
                .check(PREFIXES)
                .violates("model.shop.orders");
    }
}
