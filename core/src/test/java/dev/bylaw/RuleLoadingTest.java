package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bylaw.rule.Parameter;
import dev.bylaw.rule.RuleId;
import dev.bylaw.rule.RuleMetadata;
import dev.bylaw.rule.Severity;
import dev.bylaw.rule.SubjectKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules say of themselves, and what is wrong with it. */
class RuleLoadingTest {
    private static final String GOOD = """
            # METADATA
            # title: Models have an owner
            # description: Somebody answers for every model.
            # custom:
            #   severity: warning
            #   subject: model
            #   since: 1.0.0
            #   remedy: Name one
            #   parameters:
            #     keys:
            #       type: set
            #       default: [owner, team]
            #       merge: union
            #       description: The keys
            package acme.discoverable.owned_models

            violation contains {"message": "m"}
            """;

    private static List<String> faults(String... modules) {
        TestProduct product = new TestProduct();
        for (int i = 0; i < modules.length; i++) {
            product.module("m" + i + ".rego", modules[i]);
        }
        ConfigurationException thrown = catchThrowableOfType(ConfigurationException.class, product::engine);
        assertThat(thrown).as("nothing is wrong").isNotNull();
        return List.of(thrown.getMessage().split("\n"));
    }

    private static String fault(String before, String after) {
        assertThat(GOOD).contains(before);
        return String.join("\n", faults(GOOD.replace(before, after.replace("\\n", "\n"))));
    }

    @Test
    void readsWhatARuleSays() {
        RuleMetadata metadata =
                new TestProduct().module("m.rego", GOOD).engine().rules().get(0);
        assertThat(metadata.id()).hasToString("acme/discoverable/owned-models");
        assertThat(metadata.title()).isEqualTo("Models have an owner");
        assertThat(metadata.description()).isEqualTo("Somebody answers for every model.");
        assertThat(metadata.severity()).isEqualTo(Severity.WARNING);
        assertThat(metadata.subject()).isEqualTo(SubjectKind.MODEL);
        assertThat(metadata.since()).isEqualTo("1.0.0");
        assertThat(metadata.remedy()).isEqualTo("Name one");
        assertThat(metadata.page()).isEqualTo("docs/rules/acme/discoverable/owned-models.md");
        assertThat(metadata.parameters()).singleElement().satisfies(parameter -> {
            assertThat(parameter.name()).isEqualTo("keys");
            assertThat(parameter.type()).isEqualTo(Parameter.Type.SET);
            assertThat(parameter.merge()).isEqualTo(Parameter.Merge.UNION);
            assertThat(parameter.defaultValue()).hasToString("[\"owner\", \"team\"]");
            assertThat(parameter.description()).isEqualTo("The keys");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# title: Models have an owner\\n | '' | m0.rego:1:1: metadata key title is missing; a rule needs a text there",
                "title: Models have an owner | title: ' ' | m0.rego:2:3: metadata key title must be text, found ' '",
                "# description: Somebody answers for every model.\\n | '' | m0.rego:1:1: metadata key description is missing",
                "#   severity: warning\\n | '' | metadata key custom.severity is missing; expected one of error, warning, info",
                "severity: warning | severity: warnin | m0.rego:5:5: unknown severity \"warnin\"; did you mean warning?; expected one of error, warning, info",
                "severity: warning | severity: 1 | m0.rego:5:5: unknown severity 1; expected one of",
                "severity: warning | severty: warning | m0.rego:5:5: unknown metadata key severty; did you mean severity?",
                "#   subject: model\\n | '' | metadata key custom.subject is missing; expected one of workspace, product,",
                "subject: model | subject: modle | m0.rego:6:5: unknown subject \"modle\"; did you mean model?",
                "#   since: 1.0.0\\n | '' | metadata key custom.since is missing; a rule needs a text there",
                "since: 1.0.0 | since: 1.5 | m0.rego:7:5: metadata key custom.since must be text, found 1.5",
                "#   remedy: Name one\\n | '' | metadata key custom.remedy is missing; a rule needs a text there",
                "remedy: Name one | remedy: [a] | m0.rego:8:5: metadata key custom.remedy must be text, found [\"a\"]",
                "remedy: Name one | remedy: a\\n#   page: 5 | m0.rego:9:5: metadata key custom.page must be text, found 5",
                "# custom: | # costum: 1\\n# custom: | m0.rego:4:3: unknown metadata key costum; did you mean custom?",
                "type: set | type: sett | m0.rego:11:9: unknown type of parameter keys; did you mean set?",
                "#       type: set\\n | '' | unknown type of parameter keys; expected one of string, integer",
                "merge: union | merge: onion | m0.rego:13:9: unknown merge direction of parameter keys; did you mean union?",
                "#       merge: union\\n | '' | unknown merge direction of parameter keys; expected one of locked,",
                "merge: union | merge: max | m0.rego:13:9: the merge direction max of parameter keys does not go with the type set",
                "merge: union | merge: any | does not go with the type set",
                "type: set | type: string | m0.rego:13:9: the merge direction union of parameter keys does not go with the type string",
                "default: [owner, team] | default: owner | m0.rego:12:9: the default of parameter keys does not fit its type: expected a list of texts, found \"owner\"",
                "default: [owner, team] | default: [1] | does not fit its type: expected a list of texts, found [1]",
                "#       default: [owner, team]\\n | '' | m0.rego:10:7: parameter keys has no default",
                "description: The keys | description: '' | parameter keys has no description",
                "description: The keys | descripton: x | m0.rego:14:9: unknown metadata key descripton; did you mean description?",
                "description: The keys | description: x\\n#       values: [a] | m0.rego:15:9: parameter keys lists values, which only an enumeration does",
                "type: set | type: enumeration | parameter keys must list its values as texts, since it is an enumeration",
            })
    void saysWhatIsWrongWithMetadata(String before, String after, String fault) {
        String shown = fault.replace("' '", "\" \"");
        assertThat(fault(before.replace("\\n", "\n"), after)).contains(shown);
    }

    @Test
    void saysWhatIsWrongWithTheShapeOfMetadata() {
        assertThat(fault("# custom:\n#   severity: warning\n", "# custom: x\n# other:\n#   a: warning\n"))
                .contains("m0.rego:4:3: rego_parse_error: invalid metadata: `custom` is a mapping");
        String parameters = GOOD.substring(GOOD.indexOf("#     keys"), GOOD.indexOf("package"));
        assertThat(fault("#   parameters:\n" + parameters, "#   parameters: [a]\n"))
                .contains("m0.rego:9:5: parameters must be a mapping from names to descriptions");
        assertThat(fault(parameters, "#     keys: [a]\n"))
                .contains("m0.rego:10:7: parameter keys must say its type, default, merge and description");
        assertThat(fault("#   severity: warning", "#   severity: warning\n#   1: x"))
                .contains("unknown metadata key 1");
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        String module = GOOD.replace("severity: warning", "severity: bad").replace("merge: union", "merge: bad");
        assertThat(faults(module, GOOD.replace("owned_models", "other").replace("since: 1.0.0", "sinse: 1.0.0")))
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acme.owned_models | m0.rego:15:1: the package of a rule has three parts",
                "acme.a.b.c | the package of a rule has three parts, publisher, principle and name in snake case",
                "acme.a.bAd | found acme.a.bAd",
                "acme.a.b__c | found acme.a.b__c",
            })
    void saysWhatIsWrongWithAPackage(String name, String fault) {
        assertThat(fault("acme.discoverable.owned_models", name)).contains(fault);
    }

    @Test
    void refusesPackagesThatCouldHaveTheIdOfAnother() {
        String other = GOOD.replace("acme.discoverable.owned_models", "acme.discoverable[\"owned-models\"]");
        assertThat(faults(GOOD, other))
                .singleElement()
                .asString()
                .startsWith("m1.rego:15:1: the package of a rule has");
    }

    @Test
    void refusesPackagesThatHideTheDocument() {
        assertThat(faults("package workspace.models\n\nx := 1\n"))
                .containsExactly(
                        "m0.rego:1:1: package workspace.models hides data.workspace, which is the document that"
                                + " rules see; rename it");
    }

    @Test
    void knowsWhatIsARuleId() {
        RuleId id = RuleId.parse("acme/secure/no-free-text@first").orElseThrow();
        assertThat(id.instance()).contains("first");
        assertThat(id.base())
                .hasToString("acme/secure/no-free-text")
                .isEqualTo(id.base().base());
        assertThat(id).hasToString("acme/secure/no-free-text@first").isGreaterThan(id.base());
        for (String text :
                new String[] {"", "a/b", "a/b/c/d", "A/b/c", "a/b/c_d", "a/b/c@", "a/b/c@X", "a/b/-c", "a//c"}) {
            assertThat(RuleId.parse(text)).as(text).isEmpty();
        }
        assertThatThrownBy(() -> new RuleId("a", "b", "c", Optional.of("X Y")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a rule id: a/b/c@X Y");
        assertThatThrownBy(() -> new RuleId(null, "b", "c", Optional.empty())).isInstanceOf(NullPointerException.class);
    }

    @Test
    void refusesMetadataTwice() {
        assertThat(String.join("\n", faults(GOOD, GOOD)))
                .contains(
                        "m1.rego:1:1: package acme.discoverable.owned_models has metadata twice, also at m0.rego:1:1");
    }

    @Test
    void refusesARuleWithoutMetadata() {
        assertThat(faults("package acme.a.b\n\nviolation contains {\"message\": \"m\"}\n"))
                .containsExactly(
                        "m0.rego:1:1: rule acme/a/b has no metadata; write a # METADATA block above its package"
                                + " with title, description and custom.severity, custom.subject, custom.since, custom.remedy");
    }

    @Test
    void refusesARuleWithoutViolations() {
        assertThat(fault("violation contains", "violations contains"))
                .containsPattern("m0\\.rego:(?!15:)\\d+:1: rule acme/discoverable/owned-models defines no violation,"
                        + " but violations; did you mean violation\\?");
    }

    @Test
    void refusesResultsThatAreNoSets() {
        assertThat(fault("violation contains {\"message\": \"m\"}", "violation := {\"message\": \"m\"}"))
                .contains("m0.rego:17:1: violation must be a partial set");
        assertThat(fault("violation contains", "undecided := true\\nviolation contains"))
                .contains("m0.rego:17:1: undecided must be a partial set");
    }

    @Test
    void refusesWhatDoesNotCompile() {
        assertThat(fault("violation contains {\"message\": \"m\"}", "violation contains {\"message\": m}"))
                .contains("m0.rego:17:", "rego_unsafe_var_error");
        assertThat(fault("package acme", "pakkage acme")).contains("m0.rego:15:1", "rego_parse_error");
        assertThat(fault("{\"message\": \"m\"}", "{\"message\": \"m\"} if startwith(\"a\", \"b\")"))
                .contains("m0.rego:17:", "startwith");
    }

    @Test
    void takesOtherPackagesForLibraries() {
        PolicyEngine engine = new TestProduct()
                .module("m.rego", GOOD)
                .module("lib.rego", "package acme.lib\n\nowner(model) := model.config.meta.owner\n")
                .engine();
        assertThat(engine.rules()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "string | a | 1 | text",
                "integer | 3 | 3.5 | a whole number",
                "number | 3.5 | x | a number",
                "boolean | true | 'yes please' | true or false",
                "duration | 24 hours | soon | a length of time such as 24 hours or PT24H",
                "duration | PT1H | 5 parsecs | a length of time",
                "duration | 7d | -1 | a length of time",
                "list | [b, a, a] | {} | a list of texts",
                "map | {a: 1} | [] | a mapping",
                "pattern | ^a+$ | 5 | a regular expression",
                "pattern | ^a+$ | '(' | not a regular expression in RE2 syntax",
                "pattern | a | (?=b) | not a regular expression in RE2 syntax",
            })
    void checksDefaultsByType(String type, String good, String bad, String expected) {
        String rule = GOOD.replace("type: set", "type: " + type).replace("merge: union", "merge: locked");
        String before = "default: [owner, team]";
        assertThat(new TestProduct()
                        .module("m.rego", rule.replace(before, "default: " + good))
                        .engine()
                        .rules())
                .hasSize(1);
        String quoted = bad.equals("(") ? "'('" : bad;
        assertThat(String.join("\n", faults(rule.replace(before, "default: " + quoted))))
                .contains("m0.rego:12:9: the default of parameter keys does not fit its type", expected);
    }

    @Test
    void takesOnlyListedValuesForAnEnumeration() {
        String rule = GOOD.replace("type: set", "type: enumeration\n#       values: [low, high]")
                .replace("merge: union", "merge: max");
        assertThat(String.join("\n", faults(rule.replace("[owner, team]", "middle"))))
                .contains("m0.rego:13:9", "expected one of low, high, found \"middle\"");
        assertThat(new TestProduct()
                        .module("m.rego", rule.replace("[owner, team]", "high"))
                        .engine()
                        .rules()
                        .get(0)
                        .parameters()
                        .get(0)
                        .values())
                .containsExactly("low", "high");
    }
}
