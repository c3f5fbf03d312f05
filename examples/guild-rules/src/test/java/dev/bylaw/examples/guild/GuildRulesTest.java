package dev.bylaw.examples.guild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.PolicyEngine;
import dev.bylaw.rego.NumberValue;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.StringValue;
import dev.bylaw.rules.test.RegoTests;
import dev.bylaw.rules.test.RuleModuleCheck;
import dev.bylaw.rules.test.RuleMutations;
import dev.bylaw.rules.test.RuleTester;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GuildRulesTest {
    static final RuleTester TESTER = RuleTester.of(new GuildRules()).rules(new StatedFreshness());

    private static final String OWNED = "acme/discoverable/owned-models";
    private static final String PREFIXES = "acme/self-describing/layer-prefixes";
    private static final String FRESHNESS = "acme/trustworthy/stated-freshness";
    private static final Path RULES = Path.of("src/main/resources");
    private static final Path TESTS = Path.of("src/test/rego");

    @TestFactory
    Stream<DynamicTest> passTheirRegoTests() throws IOException {
        return RegoTests.of(RULES, TESTS).map(test -> DynamicTest.dynamicTest(test.name(), test::run));
    }

    @TestFactory
    Stream<DynamicTest> areComplete() throws IOException {
        return RuleModuleCheck.of(new GuildRules())
                .rules(new StatedFreshness())
                .tests(TESTS)
                .coverage(100)
                .cases()
                .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
    }

    @Test
    void haveTestsThatFindPlantedFaults() throws IOException {
        RuleMutations.of(RULES).tests(TESTS).run().requireFound(100);
    }

    @Test
    void areFoundByEngines() {
        assertThat(PolicyEngine.builder().discoverRules().build().rules())
                .extracting(rule -> rule.id().toString())
                .containsExactly(OWNED, PREFIXES, FRESHNESS);
    }

    @Test
    void demandAnOwner() {
        TESTER.model("orders")
                .properties("""
                        description: All orders.
                        config:
                          meta: {steward: sales}
                          #  ^ violation: orders has no owner
                        """)
                .sql("select 1 as id")
                .model("customers")
                .properties("config: {meta: {owner: crm}}")
                .sql("select 1 as id")
                .verify(OWNED);
    }

    @Test
    void areUndecidedAboutAnOwnerThatIsNotKnown() {
        TESTER.model("orders").sql("""
                {{ config(meta={'owner': env_var('OWNER')}) }} -- undecided: OWNER
                select 1 as id
                """).verify(OWNED);
    }

    @Test
    void demandThePrefixOfALayer() {
        TESTER.model("stg_orders")
                .in("staging")
                .sql("select 1 as id")
                .model("customers")
                .in("staging")
                .sql("select 1 as id -- violation: customers lies in staging and does not begin with stg_")
                .verify(PREFIXES);
    }

    @Test
    void takeLayersOfAProduct() {
        TESTER.model("orders")
                .in("marts")
                .sql("select 1 as id -- violation: does not begin with mart_")
                .parameter(
                        PREFIXES,
                        "prefixes",
                        ObjectValue.builder()
                                .put("marts", StringValue.of("mart_"))
                                .build())
                .verify(PREFIXES);
    }

    @Test
    void demandAFreshness() {
        TESTER.properties("""
                        models:
                          - name: monthly
                            config:
                              meta: {freshness: P31D}
                              #      ^ violation: monthly may be P31D old; the most is 24 hours
                          - name: daily
                            config: {meta: {freshness: PT24H}}
                          - name: vague
                            config:
                              meta: {freshness: soon}  # violation: vague is no length of time: soon
                        """)
                .model("monthly")
                .sql("select id from {{ ref('inner') }}")
                .model("daily")
                .sql("select id from {{ ref('inner') }}")
                .model("vague")
                .sql("select id from {{ ref('inner') }}")
                .model("inner")
                .sql("select 1 as id")
                .model("silent")
                .sql("select id from {{ ref('inner') }} -- violation: silent does not say how old its rows may be")
                .parameter(FRESHNESS, "most_hours", NumberValue.of(24))
                .verify(FRESHNESS);
    }
}
