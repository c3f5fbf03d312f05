package dev.bylaw.rules.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bylaw.CheckOptions;
import dev.bylaw.ConfigurationException;
import dev.bylaw.rego.StringValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleTesterTest {
    private static final String RULE = "acme/discoverable/owned-models";
    private static final RuleTester SHOP = RuleTester.of(TestRules.OWNED)
            .file("dbt_project.yml", "name: shop\nversion: '1'\nprofile: shop\nmodel-paths: [models]\n")
            .file("models/orders.sql", "select 1 as id");

    private static RuleTester meta(String meta) {
        return SHOP.file("models/orders.yml", "models:\n  - name: orders\n    config:\n      meta: {" + meta + "}\n");
    }

    private static void assertFails(ThrowingCallable assertion, String... parts) {
        assertThatThrownBy(assertion).isExactlyInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
    }

    @Test
    void findsViolationsAtTheirPlaces() {
        Outcome outcome = SHOP.check(RULE);
        assertThat(outcome.violates("model.shop.orders").violates("model.shop.orders", "/config/meta"))
                .isSameAs(outcome);
        assertThat(outcome.report().violations()).hasSize(1);
    }

    @Test
    void passesWhatKeepsTheRule() {
        meta("owner: sales").check(RULE).passes().passes("model.shop.orders");
    }

    @Test
    void saysWhatWasFoundAtAnotherPlace() {
        assertFails(
                () -> SHOP.check(RULE).violates("model.shop.orders", "/name"),
                "acme/discoverable/owned-models: expected a violation of model.shop.orders at /name",
                "violation of model.shop.orders at /config/meta (models/orders.sql:1:1): orders has no owner");
    }

    @Test
    void saysWhyNothingPasses() {
        Outcome outcome = SHOP.check(RULE);
        assertFails(outcome::passes, "expected that everything passes", "orders has no owner");
        assertFails(() -> outcome.passes("model.shop.orders"), "expected that model.shop.orders passes", "no owner");
    }

    @Test
    void saysWhatTheRuleLookedAt() {
        assertFails(
                () -> meta("owner: sales").check(RULE).violates("model.shop.orders"),
                "no violation and nothing undecided; the rule looked at model.shop.orders");
    }

    @Test
    void suggestsElements() {
        Outcome outcome = SHOP.check(RULE);
        for (ThrowingCallable assertion : new ThrowingCallable[] {
            () -> outcome.violates("model.shop.ordres"),
            () -> outcome.passes("model.shop.ordres"),
            () -> outcome.isUndecided("model.shop.ordres", "")
        }) {
            assertFails(assertion, "there is no model model.shop.ordres; did you mean model.shop.orders?");
        }
    }

    @Test
    void doesNotPassWhereThereIsNothing() {
        Outcome outcome = RuleTester.of(TestRules.OWNED)
                .file("dbt_project.yml", "name: shop\nversion: '1'\nprofile: shop\n")
                .check(RULE);
        assertFails(outcome::passes, "nothing that the rule looks at");
        assertFails(() -> outcome.passes("model.shop.orders"), "the rule looked at nothing");
    }

    @Test
    void tellsWhatIsUndecided() {
        RuleTester open = SHOP.file("models/orders.sql", "{{ config(meta={'owner': env_var('KEY')}) }} select 1 as id");
        Outcome outcome =
                open.check(RULE).isUndecided("model.shop.orders", "KEY").isUndecided("model.shop.orders", "");
        assertFails(
                () -> outcome.isUndecided("model.shop.orders", "weather"),
                "is undecided with a reason that contains \"weather\"",
                "undecided: model.shop.orders");
        assertFails(outcome::passes, "undecided: model.shop.orders");
        assertFails(() -> outcome.passes("model.shop.orders"), "undecided: model.shop.orders");
        open.options(CheckOptions.DEFAULT.withEnvironment(Map.of("KEY", "sales")))
                .check(RULE)
                .passes();
    }

    @Test
    void takesParameters() {
        meta("steward: sales")
                .parameter(RULE, "key", StringValue.of("steward"))
                .check(RULE)
                .passes();
        assertThatThrownBy(
                        () -> SHOP.parameter(RULE, "kee", StringValue.of("x")).check(RULE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("kee");
    }

    @Test
    void leavesTestersAsTheyAre() {
        meta("owner: sales").check(RULE).passes();
        SHOP.check(RULE).violates("model.shop.orders");
    }

    @Test
    void failsWhereThePartsOfAProductCannotBeRead() {
        Outcome outcome = SHOP.file("models/orders.yml", "models: [\n").check(RULE);
        assertFails(
                () -> outcome.violates("model.shop.orders"),
                "this holds, but there are problems (withProblems() allows them)",
                "problem (models/orders.yml:");
        assertThatCode(() -> outcome.withProblems().violates("model.shop.orders"))
                .doesNotThrowAnyException();
    }

    @Test
    void failsWhereTheRuleIsBrokenEvenIfProblemsAreAllowed() {
        Outcome outcome = RuleTester.of(TestRules.OWNED, TestRules.BROKEN)
                .file("dbt_project.yml", "name: shop\nversion: '1'\nprofile: shop\nmodel-paths: [models]\n")
                .file("models/orders.sql", "select 1 as id")
                .check("acme/discoverable/broken");
        assertFails(() -> outcome.withProblems().violates("model.shop.orders"), "points at nothing", "/no/such/place");
    }

    @Test
    void readsFolders(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("dbt_project.yml"), "name: shop\nversion: '1'\nprofile: shop\n");
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/orders.sql"), "select 1 as id");
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/models.yml"), "models: [");
        RuleTester tester = RuleTester.of(TestRules.OWNED).folder(folder);
        tester.check(RULE).violates("model.shop.orders", "/config/meta");
        tester.file("models/orders.yml", "models: [{name: orders, config: {meta: {owner: sales}}}]\n")
                .check(RULE)
                .passes();
        assertThatThrownBy(() -> tester.folder(folder.resolve("absent"))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void refusesWhatIsNoRule() {
        assertThatThrownBy(() -> SHOP.check("acme/*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a rule id: acme/*");
        assertThatThrownBy(() -> SHOP.check("acme/discoverable/owned-model"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("did you mean acme/discoverable/owned-models?");
    }

    @Test
    void listsNoMoreThanSomebodyReads() {
        RuleTester many = SHOP;
        for (int i = 0; i < 30; i++) {
            many = many.file("models/more_" + i + ".sql", "select 1 as id");
        }
        Outcome outcome = many.check(RULE);
        assertFails(outcome::passes, "  and 11 more");
    }
}
