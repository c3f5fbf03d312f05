package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bylaw.rego.StringValue;
import dev.bylaw.report.Report;
import dev.bylaw.report.Verdict;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings: by the builder, by a settings file of the product, by one of an authority. */
class SettingsTest {
    private static final RuleId OWNED = RuleId.parse("acme/test/owned").orElseThrow();

    private static TestProduct product() {
        return TestProduct.dbt()
                .file("models/orders.sql", "select 1 as id")
                .module(
                        "owned.rego",
                        TestProduct.metadata("model") + "#   parameters:\n"
                                + "#     key: {type: string, default: owner, merge: locked, description: k}\n"
                                + "#     limit: {type: integer, default: 5, merge: min, description: l}\n"
                                + "package acme.test.owned\n\n"
                                + "violation contains {\"message\": sprintf(\"no %s, %v\", [input.params.key, input.params.limit])}\n")
                .rule("other", "column", "violation contains {\"message\": \"other\"}");
    }

    private static List<String> found(Report report) {
        return report.violations().stream()
                .map(violation -> violation.severity().id() + " " + violation.message())
                .toList();
    }

    private static List<String> faults(TestProduct product) {
        ConfigurationException thrown = catchThrowableOfType(ConfigurationException.class, product::check);
        assertThat(thrown).as("nothing is wrong").isNotNull();
        return List.of(thrown.getMessage().split("\n"));
    }

    @Test
    void takesSettingsOfTheBuilder() {
        TestProduct product = product()
                .settings(builder -> builder.parameter(OWNED, "key", StringValue.of("team"))
                        .severity(OWNED, Severity.INFO)
                        .severity(OWNED, Severity.WARNING));
        assertThat(found(product.check())).containsExactly("warning no team, 5", "error other");
    }

    @Test
    void refusesWrongSettingsOfTheBuilder() {
        assertThatThrownBy(() -> product()
                        .settings(builder -> builder.parameter(OWNED, "kay", StringValue.of("team"))
                                .parameter(OWNED, "limit", StringValue.of("x"))
                                .severity(RuleId.parse("acme/test/owed").orElseThrow(), Severity.INFO))
                        .check())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("rule acme/test/owned has no parameter kay; did you mean key?; it has key, limit")
                .hasMessageContaining("parameter limit of rule acme/test/owned: expected a whole number, found \"x\"")
                .hasMessageContaining("there is no rule acme/test/owed; did you mean acme/test/owned?");
    }

    @Test
    void readsTheFileOfTheProduct() {
        Report report = product().file("bylaw.yml", """
                        name: shop
                        layer: product
                        fail_on: warning
                        undecided: report
                        rules:
                          acme/test/owned: {severity: warning, parameters: {key: team, limit: 3}}
                          acme/test/other: {severity: info}
                        """).check();
        assertThat(found(report)).containsExactly("warning no team, 3", "info other");
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.failOn()).isEqualTo(Severity.WARNING);
        assertThat(report.notices()).isEmpty();
        assertThat(product().check().notices())
                .extracting(notice -> notice.kind())
                .containsExactly("default-settings");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "# nothing yet",
                "rules: {acme/test/owned: ~}",
                "layer: guild",
            })
    void changesNothingWhereNothingIsSet(String text) {
        assertThat(found(product().file("bylaw.yml", text).check()))
                .containsExactly("error no owner, 5", "error other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[a] | 1:1: a settings file is a mapping with the keys fail_on, layer, name, policies, rules, undecided",
                "text | 1:1: a settings file is a mapping",
                "ruls: {} | 1:1: unknown key ruls; did you mean rules?; known are fail_on, layer,",
                "waivers: w.yml | 1:1: key waivers is not read by this version of Bylaw; take it out",
                "extends: ../x.yml | 1:1: key extends is not read by this version of Bylaw",
                "layer: product\\nlayr: x | 2:1: unknown key layr; did you mean layer?",
                "layer: domein | 1:1: unknown layer domein; did you mean domain?; expected one of guild, domain, product",
                "layer: [a] | 1:1: layer must be text",
                "name: 5 | 1:1: name must be text",
                "undecided: fial | 1:1: expected fail or report, found fial; did you mean fail?",
                "undecided: true | 1:1: undecided must be text",
                "fail_on: eror | 1:1: unknown severity eror; did you mean error?; expected one of error, warning",
                "fail_on: info | 1:1: unknown severity info; expected one of error, warning",
                "policies: rules | 1:1: policies must be a list of folders",
                "policies: [a, 5] | 1:15: policies must be a list of folders",
                "policies: [none] | 1:1: there are no rules in none, which bylaw.yml names under policies",
                "policies: [../none] | there are no rules in ../none",
                "policies: [models] | there are no rules in models",
                "rules: [] | 1:1: rules must be a mapping from rule ids to their settings",
                "rules: {a: {}} | 1:9: a is no rule id; one looks like bylaw/secure/pii-masked",
                "rules: {acme/test/owned@x: {}} | 1:9: instances of rules are not read by this version of Bylaw",
                "rules: {acme/test/ownd: {}} | 1:9: there is no rule acme/test/ownd; did you mean acme/test/owned?",
                "rules: {acme/test/owned: off} | 1:9: the settings of a rule are a mapping with the keys parameters, severity",
                "rules: {acme/test/owned: {severty: info}} | 1:27: unknown setting severty; did you mean severity?",
                "rules: {acme/test/owned: {lifecycle: x}} | 1:27: setting lifecycle is not read by this version",
                "rules: {acme/test/owned: {severity: errr}} | 1:27: unknown severity errr; did you mean error?",
                "rules: {acme/test/owned: {severity: 1}} | 1:27: severity must be text",
                "rules: {acme/test/owned: {parameters: 1}} | 1:27: parameters must be a mapping",
                "rules: {acme/test/owned: {parameters: {kez: 1}}} | 1:40: rule acme/test/owned has no parameter kez; did you mean key?; it has key, limit",
                "rules: {acme/test/owned: {parameters: {limit: x}}} | 1:40: parameter limit of rule acme/test/owned: expected a whole number, found \"x\"",
                "rules: {acme/test/other: {parameters: {limit: 1}}} | 1:40: rule acme/test/other has no parameter limit",
                "rules: {acme/test/owned: {}, acme/test/owned: {severity: info}} | 1:30: ",
                "rules: {a | 1:",
            })
    void saysWhatIsWrongWithTheFile(String text, String fault) {
        assertThat(faults(product().file("bylaw.yml", text.replace("\\n", "\n"))))
                .allMatch(line -> line.startsWith("bylaw.yml:") || !fault.startsWith("1:"))
                .anySatisfy(line -> assertThat(line).contains(fault));
    }

    @Test
    void refusesAFileThatIsNotText() {
        assertThat(faults(product().bytes("bylaw.yml", new byte[] {'a', (byte) 0xff})))
                .singleElement()
                .asString()
                .startsWith("bylaw.yml:1:")
                .contains("UTF-8");
    }

    @Test
    void saysNothingThatATerminalCouldTake() {
        assertThat(faults(product().file("bylaw.yml", "\"\\e[31m\\n::error::\": 1")))
                .containsExactly("bylaw.yml:1:1: unknown key \\u{1B}[31m\\u{A}:\\u{3A}error:\\u{3A}; known are fail_on,"
                        + " layer, name, policies, rules, undecided");
    }

    @Test
    void readsFurtherRulesOfTheProduct() {
        String rule = TestProduct.metadata("model") + "package acme.more.named\n\n"
                + "violation contains {\"message\": \"more\"}\n";
        TestProduct product = product()
                .file("bylaw.yml", "policies: [rules/]\nrules: {acme/more/named: {severity: warning}}")
                .file("rules/deep/named.rego", rule)
                .file("rules/named_test.rego", "broken");
        assertThat(found(product.check())).contains("warning more");
        assertThat(faults(product.file("rules/bad.rego", "package a\nx := y")))
                .singleElement()
                .asString()
                .startsWith("rules/bad.rego:2:6: rego_unsafe_var_error");
        assertThat(faults(product.bytes("rules/bad.rego", new byte[] {(byte) 0xff})))
                .singleElement()
                .asString()
                .startsWith("rules/bad.rego:1:1: ");
    }

    @ParameterizedTest
    @CsvSource({"acme.test.owned", "acme.test.owned.more", "acme.test", "acme.lib"})
    void leavesThePackagesOfOthersAlone(String name) {
        TestProduct product = product()
                .module("lib.rego", "package acme.lib\n\nallowed contains \"a\"\n")
                .file("bylaw.yml", "policies: [rules]")
                .file("rules/x.rego", "package " + name + "\n\nallowed contains \"b\"\n");
        assertThat(faults(product))
                .singleElement()
                .asString()
                .startsWith("rules/x.rego:1:1: package " + name + " is, or lies in or above, package acme.")
                .endsWith(", which is not for other modules to change; rename it");
    }

    @Test
    void saysWhoDemandsARule() {
        String rule = TestProduct.metadata("model") + "package acme.more.named\n\n"
                + "violation contains {\"message\": \"more\"}\n";
        Report report = product()
                .file("bylaw.yml", "layer: domain\npolicies: [rules]")
                .file("rules/named.rego", rule)
                .check();
        assertThat(report.violations())
                .extracting(violation -> violation.rule().name() + " " + violation.layer())
                .containsExactlyInAnyOrder("owned default", "other default", "named domain");
    }

    @Test
    void putsAnAuthorityAboveTheProduct() {
        TestProduct product = product()
                .file("bylaw.yml", "layer: product\nrules: {acme/test/owned: {severity: info}}\nfail_on: broken")
                .settings(builder ->
                        builder.authority("guild.yml", "layer: guild\nrules: {acme/test/owned: {severity: warning}}"));
        Report report = product.check();
        assertThat(found(report)).containsExactly("warning no owner, 5", "error other");
        assertThat(report.violations()).allMatch(violation -> violation.layer().equals("guild"));
        assertThat(report.notices()).isEmpty();
    }

    @Test
    void refusesWrongSettingsOfAnAuthorityAtOnce() {
        assertThatThrownBy(() -> product()
                        .settings(builder -> builder.authority("guild.yml", "rules: {acme/test/ownd: {}}"))
                        .engine())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("guild.yml:1:9: there is no rule acme/test/ownd");
        assertThatThrownBy(() -> PolicyEngine.builder().authority("guild.yml", "layr: x"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("guild.yml:1:1: unknown key layr");
    }

    @Test
    void readsTheRulesThatAnAuthorityNames() {
        String rule = TestProduct.metadata("model") + "package acme.more.named\n\n"
                + "violation contains {\"message\": \"more\"}\n";
        TestProduct product = product()
                .settings(builder -> builder.authority(
                        "guild.yml", "layer: guild\npolicies: [rules]\nrules: {acme/more/named: {severity: warning}}"));
        assertThat(faults(product))
                .containsExactly("guild.yml:1:1: there are no rules in rules, which guild.yml names under policies");
        assertThat(found(product.file("rules/named.rego", rule).check())).contains("warning more");
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR, , ERROR",
        "ERROR, warning, WARNING",
        "WARNING, error, WARNING",
        "WARNING, , WARNING",
        "ERROR, error, ERROR",
    })
    void takesTheStricterOfWhatFailsARun(Severity option, String file, Severity expected) {
        TestProduct product = product().options(options -> options.withFailOn(option));
        if (file != null) {
            product.file("bylaw.yml", "fail_on: " + file);
        }
        assertThat(product.check().failOn()).isEqualTo(expected);
    }

    @Test
    void takesUndecidedForAFailureIfAnybodySaysSo() {
        TestProduct doubtful = TestProduct.dbt()
                .file("models/a.sql", "{{ config(schema=env_var('S')) }} select 1 as id")
                .rule(
                        "doubt",
                        "model",
                        "violation contains {\"message\": \"m\"} if input.model.config.schema == \"x\"");
        assertThat(doubtful.check().verdict()).isEqualTo(Verdict.PASSED);
        doubtful.file("bylaw.yml", "undecided: fail");
        assertThat(doubtful.check().verdict()).isEqualTo(Verdict.INCOMPLETE);
        doubtful.file("bylaw.yml", "undecided: report");
        assertThat(doubtful.check().verdict()).isEqualTo(Verdict.PASSED);
        doubtful.options(options -> options.withUndecidedFails(true));
        assertThat(doubtful.check().verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @ParameterizedTest
    @CsvSource({
        "acme/test/owned, 1",
        "acme/test/*, 2",
        "*, 2",
        "*/o*, 2",
        "acme/*/other, 1",
    })
    void picksRules(String glob, int number) {
        Report report =
                product().options(options -> options.withRules(List.of(glob))).check();
        assertThat(report.rules()).hasSize(number);
    }

    @Test
    void refusesToPickNothing() {
        TestProduct product =
                product().options(options -> options.withRules(List.of("acme/test/ownd", "acme/test/*", "x.*")));
        assertThat(faults(product))
                .containsExactly(
                        "there is no rule acme/test/ownd; did you mean acme/test/owned?; `bylaw rules list` lists the rules",
                        "there is no rule x.*; `bylaw rules list` lists the rules");
    }
}
