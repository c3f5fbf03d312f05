package dev.bylaw.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.PolicyEngine;
import dev.bylaw.internal.rule.LoadedRule;
import dev.bylaw.internal.rule.RuleLoader;
import dev.bylaw.rego.EvaluationOptions;
import dev.bylaw.rego.ObjectValue;
import dev.bylaw.rego.Policy;
import dev.bylaw.rego.Value;
import dev.bylaw.rule.Parameter;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for every standard rule. */
class StandardRulesTest {
    private static final List<LoadedRule> RULES =
            RuleLoader.load(List.of(new StandardRules()), "standard").rules();

    /** The sections of a page, in their order. */
    private static final List<String> SECTIONS = List.of(
            "## Summary",
            "## Avoid",
            "## Prefer",
            "## Rationale",
            "## When it does not apply or is undecided",
            "## Related");

    @Test
    void areTheseTen() {
        assertThat(RULES)
                .extracting(rule -> rule.id().toString())
                .containsExactly(
                        "bylaw/discoverable/required-metadata",
                        "bylaw/interoperable/contract-matches-model",
                        "bylaw/interoperable/hive-partitions",
                        "bylaw/interoperable/parquet-output",
                        "bylaw/secure/pii-columns-tagged",
                        "bylaw/secure/pii-masked",
                        "bylaw/secure/pii-propagation",
                        "bylaw/secure/standard-roles",
                        "bylaw/self-describing/described-columns",
                        "bylaw/trustworthy/tested");
    }

    @Test
    void areFoundByEngines() {
        assertThat(PolicyEngine.builder().discoverRules().build().rules())
                .isEqualTo(RULES.stream().map(LoadedRule::metadata).toList());
    }

    @Test
    void areAllTheFilesThatThereAre() {
        assertThat(new StandardRules().files())
                .extracting(RuleSource.File::path)
                .containsExactlyElementsOf(StandardModules.regoFiles(StandardModules.RESOURCES));
    }

    @Test
    void areTestedWithTheDefaultsOfTheirMetadata() {
        Value tested = Policy.compile(StandardModules.all())
                .session(ObjectValue.EMPTY, EvaluationOptions.DEFAULT)
                .evaluate(List.of("data.bylaw.test.defaults.parameters"), ObjectValue.EMPTY, Set.of())
                .get(0)
                .value()
                .orElseThrow();
        ObjectValue.Builder defaults = ObjectValue.builder();
        RULES.forEach(rule -> defaults.put(rule.id().toString(), rule.parameters()));
        assertThat(tested).isEqualTo(defaults.build());
    }

    @Test
    void agreeOnWhatPersonalDataIs() {
        Map<String, Parameter> known = new HashMap<>();
        RULES.stream()
                .filter(rule -> rule.id().toString().startsWith("bylaw/secure/pii-"))
                .flatMap(rule -> rule.metadata().parameters().stream())
                .forEach(parameter ->
                        assertThat(parameter).isEqualTo(known.computeIfAbsent(parameter.name(), name -> parameter)));
        assertThat(known).containsKeys("name_patterns", "tags", "sanitizers");
    }

    @Test
    void haveAPageWithEverySection() {
        for (LoadedRule rule : RULES) {
            assertThat(new StandardRules().page(rule.id()).orElseThrow().lines().filter(line -> line.startsWith("## ")))
                    .as(rule.id().toString())
                    .containsExactlyElementsOf(SECTIONS);
        }
    }

    /** The kit holds that these are true. */
    @Test
    void haveAPageThatSaysWhatTheRuleSays() {
        for (LoadedRule rule : RULES) {
            String page = new StandardRules().page(rule.id()).orElseThrow();
            String avoid = page.substring(page.indexOf("## Avoid\n"), page.indexOf("## Prefer\n"));
            // A section with one example has no headings.
            List<String> parts = List.of(avoid.split("\n### "));
            List<String> examples = parts.size() > 1 ? parts.subList(1, parts.size()) : parts;
            assertThat(examples)
                    .as(rule.id().toString())
                    .allSatisfy(example -> assertThat(example).contains("\n```text\n"));
        }
    }

    @Test
    void sharePagesWithTheirInstances() {
        StandardRules rules = new StandardRules();
        assertThat(rules.page(RuleId.parse("bylaw/trustworthy/tested@strict").orElseThrow()))
                .isEqualTo(rules.page(RuleId.parse("bylaw/trustworthy/tested").orElseThrow()))
                .isPresent();
        assertThat(rules.page(RuleId.parse("acme/trustworthy/tested").orElseThrow()))
                .isEmpty();
    }
}
