package dev.bylaw.internal.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bylaw.PolicyEngine;
import dev.bylaw.Sources;
import dev.bylaw.workspace.Location;
import dev.bylaw.workspace.Notice;
import dev.bylaw.workspace.Position;
import dev.bylaw.workspace.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DbtProblemsTest {
    private static DbtTestProject project() {
        return new DbtTestProject().file("models/orders.sql", "select 1 as id");
    }

    private static DbtTestProject withProperties(String properties) {
        return project().file("models/m.yml", properties.replace("\\n", "\n"));
    }

    private static String place(Location location) {
        return location.file() + ":" + location.start().line() + ":"
                + location.start().column();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "models: {name: orders} | 1:1 | 'models' must be a list",
                "models: [orders] | 1:10 | must be a mapping with a 'name'",
                "models: [{description: x}] | 1:10 | needs a 'name'",
                "models: [{name: \"{{ f() }}\"}] | 1:10 | cannot be told",
                "[] | 1:1 | must hold a mapping",
                "models: [{name: orders}, {name: orders}] | 1:33 | described twice",
                "models: [{name: orders, config: ~}] | 1:25 | 'config' must be a mapping, not null",
                "models: [{name: orders, meta: {a: 1}, config: {meta: {b: 1}}}] | 1:25 | given here and under 'config'",
                "models: [{name: orders, tests: [unique], data_tests: []}] | 1:25 | the same list",
                "models: [{name: orders, columns: {id: x}}] | 1:25 | 'columns' must be a list",
                "models: [{name: orders, columns: [id]}] | 1:35 | a column must be a mapping",
                "models: [{name: orders, columns: [{name: id, tags: x}]}] | 1:52 | 'tags' of a column must be a list",
                "models: [{name: orders, columns: [{name: id, tags: [1]}]}] | 1:53 | a tag must be text",
                "models: [{name: orders, columns: [{name: id, meta: x}]}] | 1:52 | 'meta' must be a mapping",
                "models: [{name: orders, columns: [{name: id, data_tests: unique}]}] | 1:58 | tests must be a list",
                "models: [{name: orders, columns: [{name: id, data_tests: [{unique: {}, not_null: {}}]}]}] | 1:59 | here are 2 keys",
                "models: [{name: orders, columns: [{name: id, data_tests: [{unique: 1}]}]}] | 1:68 | arguments of a test must be a mapping",
                "models: [{name: orders, columns: [{name: id, data_tests: [{unique: {model: x}}]}]}] | 1:76 | 'model' cannot be an argument",
                "models: [{name: orders, columns: [{name: id, data_tests: [1]}]}] | 1:59 | must be named by text",
                "models: [{name: orders, columns: [{name: id, data_tests: [{unique: {severity: warn, config: {severity: error}}}]}]}] | 1:79 | given twice",
                "models: [{name: orders, config: {enabled: 'no'}}] | 1:43 | 'enabled' must be true or false; here is text",
                "models: [{name: orders, config: {meta: [1]}}] | 1:34 | 'meta' must be a mapping, not a list",
                "models: [{name: orders, config: {tags: [1]}}] | 1:41 | 'tags' must be a list of texts; here is a number",
                "models: [{name: orders, config: {unique_key: {a: 1}}}] | 1:46 | text or a list of texts",
                "models: [{name: orders, config: {pre-hook: [1]}}] | 1:45 | a hook must be SQL text",
                "models: [{name: orders, config: {materialized: 1}}] | 1:48 | 'materialized' must be text",
                "models: [{name: orders, access: secret}] | 1:33 | private, protected or public",
                "models: [{name: orders, group: none_such}] | 1:17 | there is no group 'none_such'",
                "models: [{name: orders, config: {access: public, materialized: ephemeral}}] | 1:17 | cannot be public",
                "models: [{name: orders, config: {contract: {enforced: true}}}] | 1:17 | an enforced contract needs the columns",
                "models: [{name: orders, config: {contract: {enforced: true}, materialized: incremental}, columns: [{name: id}]}] | 1:17 | 'on_schema_change'",
                "models: [{name: orders, constraints: [{type: odd}]}] | 1:46 | needs a 'type'",
                "models: [{name: orders, constraints: x}] | 1:38 | 'constraints' must be a list",
                "models: [{name: orders, constraints: [x]}] | 1:39 | a constraint must be a mapping",
                "models: [{name: orders, columns: [{name: id, constraints: [{type: foreign_key, to: x}]}]}] | 1:84 | 'to' of a foreign key",
                "models: [{name: orders, columns: [{name: a, constraints: [{type: primary_key}]}, {name: b, constraints: [{type: primary_key}]}]}] | 1:17 | primary keys each",
                "models: [{name: orders, constraints: [{type: primary_key}], columns: [{name: a, constraints: [{type: primary_key}]}]}] | 1:17 | on the model and on a column",
                "models: [{name: orders, versions: {v: 1}}] | 1:35 | 'versions' must be a list",
                "models: [{name: orders, versions: [1]}] | 1:36 | a version must be a mapping",
                "models: [{name: orders, versions: [{v: 1, defined_in: orders}, {v: 1}]}] | 1:68 | is given twice",
                "models: [{name: orders, latest_version: 3, versions: [{v: 1, defined_in: orders}]}] | 1:41 | none of its versions",
                "models: [{name: orders, versions: [{v: 1, defined_in: orders, columns: [{include: all}, {include: []}]}]}] | 1:89 | one 'include'",
                "models: [{name: orders, versions: [{v: 1, defined_in: orders, columns: [x]}]}] | 1:73 | an item of a version's columns",
                "sources: [{name: s, tables: {a: b}}] | 1:29 | 'tables' of a source must be a list",
                "sources: [{name: s, tables: [x]}] | 1:30 | a table of a source must be a mapping",
                "sources: [{name: s, tables: [{name: t}, {name: t}]}] | 1:48 | two resources source.shop.s.t",
                "exposures: [{name: e, type: odd, owner: {name: x}}] | 1:29 | 'type' of an exposure must be one of",
                "exposures: [{name: e, type: ml}] | 1:20 | needs an 'owner'",
                "exposures: [{name: e, type: ml, owner: {name: x}, depends_on: x}] | 1:63 | 'depends_on' must be a list",
                "exposures: [{name: e, type: ml, owner: {name: x}, depends_on: [\"ref('ordrs')\"]}] | 1:64 | there is no ref('ordrs'); did you mean orders?",
                "groups: [{name: g, owner: {slack: x}}] | 1:27 | a group needs an 'owner'",
                "unit_tests: [{name: u, given: [], expect: {}}] | 1:21 | a unit test needs a 'model'",
                "unit_tests: [{name: u, model: x, given: [], expect: {}}] | 1:21 | there is no model 'x'",
                "snapshots: [{name: s, relation: [1]}] | 1:20 | 'relation' of a snapshot",
                "snapshots: [{name: s, relation: ref('orders')}] | 1:20 | must set 'strategy' and 'unique_key'",
                "snapshots: [{name: s, relation: ref('orders'), config: {strategy: check, unique_key: id}}] | 1:20 | must set 'check_cols'",
                "snapshots: [{name: s, relation: ref('orders'), config: {strategy: timestamp, unique_key: id}}] | 1:20 | must set 'updated_at'",
                "models: [{name: orders, description: \"{{ doc('x') }}\"}] | 1:38 | there is no docs block 'x'",
                "models:\\n  - name: orders\\n   columns: [] | 3:4 | correct its indentation"
            })
    void reportsWhatDbtRefuses(String properties, String place, String message) {
        DbtTestProject project = withProperties(properties);
        project.read();
        assertThat(project.diagnostics.problems()).hasSize(1);
        Problem problem = project.diagnostics.problems().get(0);
        assertThat(problem.message()).contains(message).doesNotEndWith(".");
        assertThat(place(problem.location().orElseThrow())).isEqualTo("models/m.yml:" + place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "models: [{name: ordres}] | unmatched-properties | 1:17 | did you mean orders?",
                "model: [{name: orders}] | unknown-section | 1:1 | did you mean models?",
                "seeds: [{name: orders}] | wrong-section | 1:16 | is a model",
                "models: [{name: orders, tags: [x]}] | misplaced-property | 1:25 | put it under 'config'",
                "models: [{name: orders, materialized: table}] | misplaced-property | 1:25 | put it under 'config'",
                "models: [{name: orders, columns: [{name: a}, {name: a}]}] | duplicate-column | 1:53 | declared twice",
                "models: [{name: orders, name: orders}] | duplicate-key | 1:25 | already in this mapping",
                "macros: [{name: nothing}] | unmatched-properties | 1:17 | there is no macro",
                "data_tests: [{name: nothing}] | unmatched-properties | 1:21 | there is no test",
                "models: [{name: x, versions: [{v: 1}]}] | unmatched-properties | 1:17 | there is no model 'x_v1'",
                "models: [{name: orders, data_tests: [odd]}] | unknown-test | 1:38 | there is no generic test 'odd'",
                "sources: [{name: s, overrides: p}] | unmatched-properties | 1:18 | there is no source p.s",
                "models: [{name: orders, columns: [{name: id, data_tests: [relationships: {arguments: {to: ref('x'), field: a}}]}]}] | missing-target | 1:102 | this test does not run"
            })
    void notesWhatDbtPassesOver(String properties, String kind, String place, String message) {
        DbtTestProject project = withProperties(properties);
        project.read();
        assertThat(project.problems()).isEmpty();
        assertThat(project.diagnostics.notices()).hasSize(1);
        Notice notice = project.diagnostics.notices().get(0);
        assertThat(notice.kind()).isEqualTo(kind);
        assertThat(notice.message()).contains(message);
        assertThat(place(notice.location().orElseThrow())).isEqualTo("models/m.yml:" + place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: 1shop | 1:7 | needs a 'name'",
                "version: 1 | 1:1 | needs a 'name'",
                "[1] | 1:1 | must hold a mapping",
                "name: [ | 1:8 | is not closed",
                "name: shop\\ntests: {a: 1}\\ndata_tests: {b: 1} | 2:1 | the same section",
                "name: shop\\nmodel-paths: models | 2:1 | must be a list of directories",
                "name: shop\\nmodel-paths: [1] | 2:15 | cannot be told",
                "name: shop\\nmodel-paths: [/etc] | 2:15 | absolute path",
                "name: shop\\nmodels: {+meta: x} | 2:10 | 'meta' must be a mapping, not text"
            })
    void reportsFaultsOfTheProjectFile(String settings, String place, String message) {
        DbtTestProject project = project().file("dbt_project.yml", settings.replace("\\n", "\n"));
        project.readAll();
        assertThat(project.diagnostics.problems()).isNotEmpty();
        Problem problem = project.diagnostics.problems().get(0);
        assertThat(problem.message()).contains(message);
        assertThat(place(problem.location().orElseThrow())).isEqualTo("dbt_project.yml:" + place);
    }

    @Test
    void notesMappingsWithoutPlus() {
        DbtTestProject project = project()
                .file("dbt_project.yml", "name: shop\nmodels:\n  shop:\n    meta: {a: 1}\n    materialized: table\n");
        project.read();
        assertThat(project.notices()).containsExactly("unprefixed-config");
        Location location = project.diagnostics.notices().get(0).location().orElseThrow();
        assertThat(location.start()).isEqualTo(new Position(4, 5));
    }

    @Test
    void notesOldNamesOfPaths() {
        DbtTestProject project =
                project().file("dbt_project.yml", "name: shop\nsource-paths: [models]\ndata-paths: [seeds]\n");
        assertThat(project.read().nodes()).hasSize(1);
        assertThat(project.notices()).containsExactly("deprecated-key", "deprecated-key");
    }

    @Test
    void reportsTwoModelsOfOneName() {
        DbtTestProject project = project().file("models/sub/orders.sql", "select 2");
        assertThat(project.read().nodes()).hasSize(1);
        assertThat(project.problems()).hasSize(1);
        assertThat(project.problems().get(0))
                .contains("two resources model.shop.orders")
                .contains("models/orders.sql");
    }

    @Test
    void reportsReferencesThatLeadNowhere() {
        DbtTestProject project = project()
                .file("models/a.sql", "select * from {{ ref('ordes') }} join {{ source('raw', 'x') }}")
                .file(
                        "models/b.sql",
                        "select * from {{ ref('off') }} join {{ ref('other', 'missing') }} join {{ ref('orders', v=2) }}")
                .file("models/off.sql", "{{ config(enabled=false) }} select 1")
                .file("models/m.yml", "sources: [{name: raw, tables: [{name: xx}]}]");
        project.read();
        assertThat(project.problems())
                .containsExactlyInAnyOrder(
                        "there is no source('raw', 'x'); did you mean raw.xx?",
                        "there is no ref('ordes'); did you mean orders?",
                        "ref('off') is disabled",
                        "there is no ref('other', 'missing')",
                        "there is no ref('orders', v=2)");
        assertThat(project.diagnostics.problems().get(0).location().orElseThrow())
                .isEqualTo(new Location("models/a.sql", new Position(1, 42), new Position(1, 60)));
    }

    @Test
    void reportsUsesOfPrivateModels() {
        DbtTestProject project = withProperties(
                        "groups: [{name: g, owner: {name: x}}]\\nmodels: [{name: orders, group: g, access: private}]")
                .file("models/a.sql", "select * from {{ ref('orders') }}");
        project.read();
        assertThat(project.problems())
                .containsExactly("model.shop.orders is private and may not be used here; dbt refuses this");
    }

    @Test
    void reportsBrokenBlocks() {
        DbtTestProject project = project()
                .file("snapshots/s.sql", "{% snapshot a %} select 1")
                .file("snapshots/t.sql", "{% if x %}{% snapshot a %} select 1 {% endsnapshot %}{% endif %}")
                .file("snapshots/u.sql", "{% snapshot %} select 1 {% endsnapshot %}")
                .file("snapshots/v.sql", "{{ 'open")
                .file("macros/a.sql", "{% macro m() %}{% macro n() %}{% endmacro %}\n{# never")
                .file("macros/b.sql", "{% raw %} never closed")
                .file("macros/c.sql", "{% macro twice() %}{% endmacro %}{% macro twice() %}{% endmacro %}")
                .file("models/x.md", "{% docs d %}1{% enddocs %}{% docs d %}2{% enddocs %}");
        project.read();
        assertThat(project.problems())
                .contains(
                        "the block 'snapshot' that begins here is never closed",
                        "the block 'snapshot' cannot stand inside 'if'; dbt refuses this file",
                        "a snapshot block needs a name",
                        "the quote that opens here is never closed",
                        "the block 'macro' cannot begin inside the block 'macro', which is not closed",
                        "the comment that begins here is never closed",
                        "the raw section that begins here is never closed",
                        "the macro 'twice' is defined twice in the package 'shop', here and in macros/c.sql; dbt refuses this",
                        "the docs block 'd' is defined twice in the package 'shop'");
    }

    @Test
    void goesOnAfterABrokenFile() {
        DbtTestProject project = withProperties("models: [").file("models/b.sql", "select * from {{ ref('orders') }}");
        assertThat(project.read().nodes()).hasSize(2);
        assertThat(project.problems()).hasSize(1);
    }

    @Test
    void reportsDuplicateAliasesOfTheAdapter() {
        DbtTestProject project = project()
                .file("profiles.yml", "shop: {target: dev, outputs: {dev: {type: bigquery, dataset: d, project: p}}}")
                .file("models/orders.sql", "{{ config(schema='a', dataset='b') }} select 1");
        DbtNode node = project.node("model.shop.orders");
        assertThat(DbtTestProject.config(node, "schema")).isEqualTo("b");
        assertThat(project.problems()).isNotEmpty();
        assertThat(project.problems().get(0)).contains("given twice, also as 'dataset'");
    }

    @Test
    void saysThatTwoProjectsOfOneNameCannotBeToldApart() throws IOException {
        byte[] file = "name: shop\nversion: '1'\n".getBytes(StandardCharsets.UTF_8);
        var report = PolicyEngine.builder()
                .build()
                .check(Sources.files(Map.of("a/dbt_project.yml", file, "b/dbt_project.yml", file)));
        assertThat(report.problems()).singleElement().satisfies(problem -> {
            assertThat(place(problem.location().orElseThrow())).startsWith("b/dbt_project.yml:1:");
            assertThat(problem.message())
                    .startsWith("the dbt project shop has the name of the one at a/dbt_project.yml,");
        });
    }
}
