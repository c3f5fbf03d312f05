package dev.bylaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bylaw.report.Violation;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What authors of rules get wrong: each slip is told when the rule is loaded, with its place and what was meant. */
class AuthorSlipsTest {
    private static final String GOOD = """
            # METADATA
            # title: A rule
            # description: It is there to be wrong.
            # custom:
            #   severity: error
            #   subject: model
            #   since: 1.0.0
            #   remedy: Mend it
            #   parameters:
            #     key: {type: string, default: owner, merge: locked, description: The key}
            package acme.test.slip

            _helper(model) if model.name == "x"

            violation contains {"message": "m"} if _helper(input.model)
            """;

    private static String fault(String before, String after) {
        assertThat(GOOD).contains(before);
        String rule = GOOD.replace(before, after.replace("\\n", "\n"));
        ConfigurationException thrown = catchThrowableOfType(
                ConfigurationException.class,
                () -> new TestProduct().module("rule.rego", rule).engine());
        assertThat(thrown).as("nothing is wrong").isNotNull();
        return thrown.getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "severity: error | severty: error | rule.rego:5:5: unknown metadata key severty; did you mean severity?",
                "type: string | type: strng | rule.rego:10:13: unknown type of parameter key; did you mean string?",
                "default: owner | default: [1] | rule.rego:10:27: the default of parameter key does not fit its type: expected text, found [1]",
                "string, default: owner | integer, default: owner | rule.rego:10:28: the default of parameter key does not fit its type: expected a whole number, found \"owner\"; did you mean the type string?",
                "severity: error | severity: eror | rule.rego:5:5: unknown severity \"eror\"; did you mean error?",
                "merge: locked | merge: lokced | unknown merge direction of parameter key; did you mean locked?",
                "#   remedy: Mend it\\n | '' | rule.rego:4:3: metadata key custom.remedy is missing",
                "subject: model | subject: modle | rule.rego:6:5: unknown subject \"modle\"; did you mean model?",
            })
    void inMetadata(String before, String after, String expected) {
        assertThat(fault(before.replace("\\n", "\n"), after)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "violation if msg := 1 | rule.rego:15:1: violation must be a partial set; write `violation contains",
                "violation[msg] { msg := 1 } | rule.rego:15:16: rego_parse_error: `if` keyword is required before rule body; `if` is missing before the body: write `violation contains msg if",
                "violation contains {\"message\": mesage} if message := 1 | rule.rego:15:32: rego_unsafe_var_error: var mesage is unsafe; nothing gives it a value; did you mean message?",
                "violation contains {\"message\": \"m\"} if startwith(\"a\", \"b\") | rule.rego:15:40: rego_type_error: undefined function startwith; did you mean startswith?",
                "violation contains {\"message\": \"m\"} if _helpr(1) | rule.rego:15:40: rego_type_error: undefined function _helpr; did you mean _helper?",
                "violation contains {\"message\": \"m\"} if _helpr.x | var _helpr is unsafe; nothing gives it a value; did you mean _helper?",
                "violation contains {\"message\": \"m\"} if startswith(\"a\") | rule.rego:15:40: rego_type_error: startswith: arity mismatch: it takes 2 arguments, not 1",
                "violation contains {\"message\": \"m\"} if _helper(1, 2, 3) | _helper has arity 1, got 3 arguments; it is defined at rule.rego:13:1",
            })
    void inRego(String violation, String expected) {
        assertThat(fault("violation contains {\"message\": \"m\"} if _helper(input.model)", violation))
                .contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "input.modle.name => rule.rego:15:46: the input of a rule about the subject model has no modle; did you mean model?; known are model, params",
                "input.column.name => the input of a rule about the subject model has no column",
                "input.model.colums[_] => rule.rego:15:52: input.model has no field colums; did you mean columns?; known are access,",
                "input.params.kye => rule.rego:15:53: rule acme/test/slip has no parameter kye; did you mean key?; known are key",
                "data.workspace.modles[_] => rule.rego:15:55: data.workspace has no collection modles; did you mean models?",
                "count([x | x := input.model.colums[_]]) > 0 => input.model has no field colums",
                "not input.model.colums => input.model has no field colums",
                "every x in input.model.colums { x } => input.model has no field colums",
                "input.model[\"colums\"] => rule.rego:15:52: input.model has no field colums; did you mean columns?",
                "object.get(input.model, \"colums\", {}) != {} => rule.rego:15:64: input.model has no field colums",
                "m := input.model; m.colums => rule.rego:15:62: input.model has no field colums; did you mean columns?",
                "p := input.params; p.kye => rule.rego:15:63: rule acme/test/slip has no parameter kye; did you mean key?",
                "data.workspace.models[_].colums => rule.rego:15:65: data.workspace.models[_] has no field colums",
                "some m in data.workspace.models; m.colums => data.workspace.models[_] has no field colums; did you mean columns?",
                "some id; m := data.workspace.models[id]; m.colums => data.workspace.models[_] has no field colums",
                "some id, m in data.workspace.models; id; m.colums => data.workspace.models[_] has no field colums",
                "every m in data.workspace.models { m.colums } => data.workspace.models[_] has no field colums",
                "some m in [m | some m in data.workspace.models; m.nme] => data.workspace.models[_] has no field nme",
                "some m in [m | some m in data.workspace.models]; m.nme => data.workspace.models[_] has no field nme",
                "some c in input.model.columns; c.lineage.statuss => input.model.columns[_].lineage has no field statuss; did you mean status?",
                "some c in input.model.columns; some i in c.lineage.inputs; i.egde => input.model.columns[_].lineage.inputs[_] has no field egde",
                "some c in input.model.columns; c.tasg => input.model.columns[_] has no field tasg; did you mean tags?",
                "input.model.config.materialised == 1 => rule.rego:15:59: input.model.config has no field materialised; did you mean materialized?",
                "data.workspce.models[_].name => rule.rego:15:45: there is no data.workspce; did you mean workspace?",
                "input.model.output.valu => input.model.output has no field valu; did you mean value?",
                "input.model.depends_on.node => input.model.depends_on has no field node; did you mean nodes?",
                "input.model.analysis.state => input.model.analysis has no field state",
            })
    void inWhatIsRead(String condition, String expected) {
        String body = condition.contains(";") ? "{ " + condition + " }" : condition;
        assertThat(fault("_helper(input.model)\n", body + "\n")).contains(expected);
    }

    @Test
    void inWhatIsReadThroughAnImport() {
        assertThat(fault("_helper(model) if model.name == \"x\"", "import input.model as m\n\n_helper(_) if m.colums"))
                .contains("input.model has no field colums; did you mean columns?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "_helper(model) if model.nam == \"x\" => rule.rego:13:25: input.model has no field nam; did you mean name?",
                "_helper(m) if _deeper(m)\\n_deeper(m) if m.nam == \"x\" => rule.rego:14:17: input.model has no field nam",
                "_helper(_) if _model.nam\\n_model := input.model => rule.rego:13:22: input.model has no field nam",
                "_helper(_) if { some m in _all; m.nam }\\n_all contains m if some m in data.workspace.models => data.workspace.models[_] has no field nam",
                "_helper(_) if _first.nam\\n_first := m if some m in data.workspace.models => data.workspace.models[_] has no field nam",
            })
    void inAHelper(String helper, String expected) {
        assertThat(fault("_helper(model) if model.name == \"x\"", helper)).contains(expected);
    }

    @Test
    void inALibraryThatIsGivenTheSubject() {
        TestProduct product = new TestProduct()
                .module("rule.rego", GOOD.replace("_helper(model) if model.name", "_helper(m) if data.acme.lib.f(m)"))
                .module("lib.rego", "package acme.lib\n\nf(m) := m.colums\n");
        assertThat(catchThrowableOfType(ConfigurationException.class, product::engine))
                .hasMessageContaining("lib.rego:3:11: input.model has no field colums; did you mean columns?");
    }

    @Test
    void inAParameterThatIsNotDeclared() {
        String parameters = GOOD.substring(GOOD.indexOf("#   parameters"), GOOD.indexOf("package"));
        assertThat(fault(
                        parameters + "package acme.test.slip\n\n_helper(model) if model.name",
                        "package acme.test.slip\n\n_helper(model) if input.params.key"))
                .contains("rule acme/test/slip has no parameters, so there is no input.params.key; declare it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input.model.config.anything",
                "input.model.meta.anything",
                "input.model.config.format_version",
                "object.get(data.workspace.contracts[_], \"slaProperties\", []) == []",
                "input.model[input.params.key]",
                "some kind; data.workspace[kind][_].colums",
                "some c in input.model.columns; c.classification",
                "some c in input.model.columns; c.meta.anything",
                "object.get(input.model.config, \"anything\", 1)",
                "some n in [data.workspace.models[_], data.workspace.sources[_]]; n.source_name",
                "some n in [data.workspace.models[_], {\"colums\": 1}]; n.colums",
                "some k, v in input.model; k; v.anything",
                "m := object.union(input.model, {\"colums\": 1}); m.colums",
                "input.model.unknown[\"/config/schema\"]",
                "_helper({\"a\": 1}) with input as {\"modle\": 1}",
            })
    void leavesAloneWhatMayBeThere(String condition) {
        String rule = GOOD.replace("_helper(input.model)\n", "{ " + condition + " }\n");
        assertThat(new TestProduct().module("rule.rego", rule).engine().rules()).hasSize(1);
    }

    @Test
    void leavesLibrariesAloneThatAreGivenAnotherInput() {
        String library = "package acme.lib\n\nf(x) if input.anything == x\n";
        assertThat(new TestProduct()
                        .module("rule.rego", GOOD)
                        .module("lib.rego", library)
                        .engine()
                        .rules())
                .hasSize(1);
    }

    @Test
    void findsAMisspeltCollectionInALibrary() {
        TestProduct product = new TestProduct()
                .module("rule.rego", GOOD)
                .module("lib.rego", "package acme.lib\n\nf(x) if data.workspace.modles[x]\n");
        ConfigurationException thrown = catchThrowableOfType(ConfigurationException.class, product::engine);
        assertThat(thrown).hasMessageContaining("lib.rego:3:24: data.workspace has no collection modles");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"mesage\": \"m\"} | rule.rego:15:21: a member of violation has no key mesage; did you mean message?; known are at, key, message, path",
                "{\"message\": \"m\", \"att\": \"\"} | rule.rego:15:37: a member of violation has no key att; did you mean at?",
                "{\"at\": \"\"} | rule.rego:15:20: a member of violation needs the key message",
                "{\"message\": \"m\", \"at\": \"/descripton\"} | rule.rego:15:43: at points at nothing: input.model has no field descripton; did you mean description?",
                "{\"message\": \"m\", \"at\": \"description\"} | rule.rego:15:43: at must be a JSON pointer into the subject",
            })
    void inWhatARuleGives(String member, String expected) {
        assertThat(fault("{\"message\": \"m\"}", member)).contains(expected);
    }

    @Test
    void leavesWhatIsComputedToTheRun() {
        String rule = GOOD.replace("{\"message\": \"m\"}", "{key: \"m\", \"at\": \"/meta/any/thing\"}")
                .replace("_helper(input.model)\n", "key := lower(\"MESSAGE\")\n");
        assertThat(new TestProduct().module("rule.rego", rule).engine().rules()).hasSize(1);
    }

    @Test
    void ofTwoRulesWithOneIdNamesBoth() {
        String other = GOOD.replace("package acme.test.slip", "package acme[\"test\"][\"slip\"]");
        TestProduct product = new TestProduct().module("a.rego", GOOD).module("b.rego", other);
        assertThat(catchThrowableOfType(ConfigurationException.class, product::engine))
                .hasMessageContaining("a.rego:1:1")
                .hasMessageContaining("b.rego:1:1");
    }

    @Test
    void ofAPlaceThatIsNotThereNamesTheRule() throws IOException {
        assertThat(TestProduct.dbt()
                        .file("models/a.sql", "select 1 as id")
                        .pointing("lost", "model", "/nothing/here")
                        .check()
                        .problems())
                .extracting(Problem::message)
                .containsExactly("rule acme/test/lost points at nothing for model.shop.a: there is no /nothing/here");
    }

    /** Whatever an element has must be in the table of fields, or a right rule would be refused. */
    @ParameterizedTest
    @ValueSource(strings = {"model", "source", "seed", "snapshot", "exposure", "data_test", "macro", "group"})
    void knowsEveryFieldThatAnElementHas(String subject) throws IOException {
        TestProduct product = TestProduct.dbt()
                .file("models/a.sql", "select 1 as id")
                .file("seeds/s.csv", "id\n1\n")
                .file(
                        "snapshots/h.sql",
                        "{% snapshot h %}{{ config(unique_key='id', strategy='check', check_cols='all') }}"
                                + "select 1 as id{% endsnapshot %}")
                .file("macros/m.sql", "{% macro m(x) %}{{ x }}{% endmacro %}")
                .file("models/p.yml", """
                        groups: [{name: g, owner: {name: G}}]
                        sources: [{name: raw, tables: [{name: t, columns: [{name: id}]}]}]
                        exposures: [{name: e, type: dashboard, owner: {name: E}}]
                        models: [{name: a, columns: [{name: id, data_tests: [not_null]}]}]
                        """)
                .rule("fields", subject, """
                        violation contains {"message": key} if some key, _ in input.%s
                        """.formatted(subject));
        List<String> keys = product.check().violations().stream()
                .map(Violation::message)
                .distinct()
                .toList();
        assertThat(keys).contains("name");
        StringBuilder conditions = new StringBuilder();
        keys.forEach(key -> conditions
                .append("\tinput.")
                .append(subject)
                .append('.')
                .append(key)
                .append('\n'));
        assertThat(new TestProduct()
                        .rule("reads", subject, "violation contains {\"message\": \"m\"} if {\n" + conditions + "}")
                        .engine()
                        .rules())
                .hasSize(1);
    }
}
