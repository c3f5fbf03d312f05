package dev.bylaw.internal.dbt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Projects that are tricky to configure; dbt accepts each of them. */
final class ConfigScenarios {
    private static final String SELECT = "select 1 as id";
    private static final String MACRO_TEST =
            "{% test custom(model, column_name=none, other=none) %} select 1 {% endtest %}";

    private ConfigScenarios() {}

    private static DbtTestProject project(String settings) {
        return new DbtTestProject().file("dbt_project.yml", DbtTestProject.SETTINGS + settings);
    }

    static Map<String, Supplier<DbtTestProject>> all() {
        Map<String, Supplier<DbtTestProject>> all = new LinkedHashMap<>();
        all.put("defaults of every type", ConfigScenarios::defaults);
        all.put("levels by folder and file", ConfigScenarios::levels);
        all.put("plus keys", ConfigScenarios::plusKeys);
        all.put("grants through all layers", ConfigScenarios::grants);
        all.put("hooks in all forms", ConfigScenarios::hooks);
        all.put("nulls do not take back", ConfigScenarios::nulls);
        all.put("tags of several stages", ConfigScenarios::tags);
        all.put("several config calls", ConfigScenarios::calls);
        all.put("contract, docs, quoting", ConfigScenarios::updates);
        all.put("custom keys", ConfigScenarios::customKeys);
        all.put("moved properties", ConfigScenarios::moved);
        all.put("columns", ConfigScenarios::columns);
        all.put("constraints", ConfigScenarios::constraints);
        all.put("versions", ConfigScenarios::versions);
        all.put("versions with levels and config", ConfigScenarios::versionConfig);
        all.put("version columns", ConfigScenarios::versionColumns);
        all.put("disabled by level, call and properties", ConfigScenarios::disabled);
        all.put("disabled versions and tests", ConfigScenarios::disabledMore);
        all.put("variables in yml", ConfigScenarios::variables);
        all.put("yaml oddities", ConfigScenarios::yaml);
        return all;
    }

    private static DbtTestProject defaults() {
        return project("")
                .file("models/a.sql", SELECT)
                .file("seeds/s.csv", "a,b\n1,2\n")
                .file("analyses/an.sql", SELECT)
                .file("tests/t.sql", SELECT)
                .file(
                        "models/m.yml",
                        "sources: [{name: s, tables: [{name: t}]}]\nexposures: [{name: e, type: ml, owner: {email: x}}]\ngroups: [{name: g, owner: {name: x}}]");
    }

    private static DbtTestProject levels() {
        return project("""
                        models:
                          materialized: table
                          shop:
                            +schema: one
                            marts:
                              +schema: two
                              core: {+schema: three, deep: {+schema: four, +alias: al}}
                              orders: {+database: db}
                              by_file: {+schema: five}
                          other: {+schema: never}
                        """)
                .file("models/top.sql", SELECT)
                .file("models/marts/orders.sql", SELECT)
                .file("models/marts/by_file.sql", SELECT)
                .file("models/marts/core/a.sql", SELECT)
                .file("models/marts/core/deep/b.sql", SELECT)
                .file("models/other/c.sql", SELECT);
    }

    private static DbtTestProject plusKeys() {
        return project("""
                        models:
                          meta: {lost: 1}
                          persist_docs: {relation: true}
                          tags: x
                          +tags: [y]
                          shop:
                            + tags : z
                            grants: {select: lost}
                            +meta: {a: {b: 1}}
                            +persist_docs: {columns: true}
                            list_key: [1, 2]
                            +materialized: incremental
                            materialized: table
                        """)
                .file("models/a.sql", SELECT)
                .file("models/meta/b.sql", SELECT)
                .file("models/grants/c.sql", SELECT);
    }

    private static DbtTestProject grants() {
        return project("""
                        models:
                          +grants: {select: reader, insert: [etl]}
                          shop: {+grants: {+select: [a, b]}, sub: {+grants: {select: [only]}}}
                        """)
                .file("models/a.sql", "{{ config(grants={'+select': 'x', '++insert': ['y'], 'new': 'n'}) }} " + SELECT)
                .file(
                        "models/b.sql",
                        "{{ config(materialized='table', grants={'select': 'one'}) }}{{ config(grants={'+select': ['two'], 'del': 'd'}) }}{{ config(grants={'+select': 'three'}) }} "
                                + SELECT)
                .file("models/sub/c.sql", "{{ config(grants={'+select': 'x'}) }} " + SELECT)
                .file("models/m.yml", "models: [{name: a, config: {grants: {+select: [p], upd: u}}}]");
    }

    private static DbtTestProject hooks() {
        return project("""
                        models:
                          +pre-hook: "select 1"
                          shop:
                            +post-hook: [{sql: "select 2", transaction: false}, 'select 3']
                            +pre_hook: ["{{ log('x') }}"]
                        """)
                .file(
                        "models/a.sql",
                        "{{ config(pre_hook='{\"sql\": \"select 4\", \"transaction\": false}', post_hook=['a', 'b']) }} "
                                + SELECT)
                .file("models/b.sql", "{{ config(pre_hook='x') }}{{ config(pre_hook=['y']) }} " + SELECT)
                .file("models/m.yml", "models: [{name: b, config: {pre-hook: p, post_hook: ['q']}}]");
    }

    private static DbtTestProject nulls() {
        return project("""
                        models:
                          shop: {+schema: x, +owner: o, +unique_key: [a], +full_refresh: true, +group: null, +meta: {k: v}}
                        """)
                .file("models/a.sql", "{{ config(schema=none, owner=none, unique_key=none) }} " + SELECT)
                .file("models/b.sql", "{{ config(alias='first') }} " + SELECT)
                .file("models/c.sql", SELECT)
                .file(
                        "models/m.yml",
                        "models: [{name: a, config: {schema: z, full_refresh: null}}, {name: b, config: {alias: null, owner: null}}, {name: c, config: {meta: {k: null}, new: null}}]");
    }

    private static DbtTestProject tags() {
        return project("models: {+tags: [all, b], shop: {+tags: all}}\n")
                .file("models/a.sql", "{{ config(tags='sql') }}{{ config(tags=['sql', 'last']) }} " + SELECT)
                .file("models/b.sql", SELECT)
                .file(
                        "models/m.yml",
                        "models: [{name: a, tags: [lost], config: {tags: [yml, b]}}, {name: b, config: {tags: one}}]");
    }

    private static DbtTestProject calls() {
        return project("")
                .file(
                        "models/a.sql",
                        "{{ config({'materialized': 'table', 'meta': {'a': 1}}) }}{{ config(meta={'b': 2}, docs={'show': false}) }}{{ config(docs={'node_color': 'red'}, quoting={'identifier': true}) }} "
                                + SELECT)
                .file("models/b.sql", "{# {{ config(materialized='table') }} #}{{ config(packages='p') }} " + SELECT)
                .file(
                        "models/c.sql",
                        "{{ config(column_types={'a': 'int'}, packages=['x']) }}{{ config(column_types={'b': 'int'}, packages='y', enabled=true) }} "
                                + SELECT);
    }

    private static DbtTestProject updates() {
        return project("""
                        models:
                          +contract: {alias_types: false}
                          +docs: {node_color: blue}
                          shop: {+quoting: {schema: true}, +persist_docs: {relation: true, columns: true}}
                        """)
                .file("models/a.sql", "{{ config(contract={'enforced': true}, quoting={'schema': false}) }} " + SELECT)
                .file("models/b.sql", SELECT)
                .file("models/m.yml", """
                        models:
                          - name: a
                            docs: {show: false}
                            columns: [{name: id, data_type: int}]
                          - {name: b, config: {persist_docs: {relation: false}, freshness: {build_after: {count: 1, period: day}}}}
                        """);
    }

    private static DbtTestProject customKeys() {
        return project("models: {+owner: team, shop: {+pii: true, +list: [1], +labels: {a: b}}}\n")
                .file(
                        "models/a.sql",
                        "{{ config(owner='me', list=[2], labels={'c': 'd'}, partition_by=['x']) }} " + SELECT)
                .file("models/m.yml", "models: [{name: a, config: {sla_hours: 4, labels: {e: f}, ratio: 1.50}}]");
    }

    private static DbtTestProject moved() {
        return project("")
                .file("models/a.sql", SELECT)
                .file("seeds/s.csv", "a\n1\n")
                .file("models/m.yml", """
                        groups: [{name: g, owner: {name: x}}]
                        models: [{name: a, meta: {x: 1}, group: g, access: public, contract: {alias_types: false}, docs: {show: false}}]
                        seeds: [{name: s, meta: {y: 2}, description: d, config: {quote_columns: true, delimiter: ';'}}]
                        """);
    }

    private static DbtTestProject columns() {
        return project("").file("models/a.sql", SELECT).file("models/m.yml", """
                        models:
                          - name: a
                            columns:
                              - {name: id, description: 'the id', data_type: int, tags: [b, a], config: {tags: c, meta: {k: 2}, x: 1}, meta: {k: 1, j: 0}}
                              - {name: Email, quote: true, policy_tags: [p], column_mask: {function: f}, databricks_tags: {a: b}}
                              - {name: id, description: again}
                              - {name: when, granularity: day, config: {tags: [a, b, a]}}
                        """);
    }

    private static DbtTestProject constraints() {
        return project("")
                .file("models/a.sql", SELECT)
                .file("models/b.sql", SELECT)
                .file("models/m.yml", """
                        models:
                          - name: a
                            config: {contract: {enforced: true}, materialized: table}
                            constraints: [{type: check, expression: 'id > 0', name: c, columns: [id]}]
                            columns:
                              - name: id
                                data_type: int
                                constraints: [{type: not_null}, {type: primary_key, warn_unsupported: false}, {type: foreign_key, to: ref('b'), to_columns: [id]}]
                          - {name: b, columns: [{name: id, data_type: int}]}
                        """);
    }

    private static DbtTestProject versions() {
        return project("")
                .file("models/a.sql", SELECT)
                .file("models/a_v1.sql", SELECT)
                .file("models/other.sql", SELECT)
                .file("models/a_v3.sql", SELECT)
                .file(
                        "models/uses.sql",
                        "select * from {{ ref('a') }} join {{ ref('a', v=1) }} join {{ ref('a', version='1.5') }}")
                .file("models/m.yml", """
                        models:
                          - name: a
                            description: base
                            latest_version: 2
                            access: public
                            columns: [{name: id, description: base}, {name: gone}]
                            versions:
                              - {v: 1, description: one}
                              - {v: 2}
                              - {v: 1.5, defined_in: other, access: private}
                              - {v: 3, deprecation_date: 2030-01-31}
                        """);
    }

    private static DbtTestProject versionConfig() {
        return project(
                        "models: {shop: {+tags: [p], a: {+meta: {lvl: a}, v2: {+schema: two}}, a_v1: {+schema: file, +materialized: table}}}\n")
                .file("models/a_v1.sql", "{{ config(tags=['sql']) }} " + SELECT)
                .file("models/a_v2.sql", SELECT)
                .file("models/m.yml", """
                        models:
                          - name: a
                            config: {tags: base, meta: {m: {x: 1, y: 2}, l: [1]}, grants: {select: [s]}}
                            versions:
                              - {v: 1, config: {tags: [own], meta: {m: {x: 9}, l: [2]}, alias: al}}
                              - {v: 2, config: {materialized: table}}
                        """);
    }

    private static DbtTestProject versionColumns() {
        return project("")
                .file("models/a_v1.sql", SELECT)
                .file("models/a_v2.sql", SELECT)
                .file("models/a_v3.sql", SELECT)
                .file("models/m.yml", """
                        models:
                          - name: a
                            columns: [{name: id, data_tests: [not_null]}, {name: b, description: base}, {name: c}]
                            data_tests: [custom]
                            versions:
                              - v: 1
                                columns: [{include: all, exclude: [b]}, {name: d, data_tests: [unique]}]
                              - v: 2
                                columns: [{include: [b]}, {name: b, description: own}]
                                data_tests: []
                              - v: 3
                        """)
                .file("macros/t.sql", MACRO_TEST);
    }

    private static DbtTestProject disabled() {
        return project("models: {shop: {out: {+enabled: false}}}\n")
                .file("models/out/a.sql", SELECT)
                .file("models/out/b.sql", "{{ config(enabled=true) }} " + SELECT)
                .file("models/out/c.sql", SELECT)
                .file("models/d.sql", "{{ config(enabled=false) }} " + SELECT)
                .file("models/e.sql", SELECT)
                .file("models/f.sql", "{{ config(enabled=true) }} " + SELECT)
                .file("models/m.yml", """
                        models:
                          - {name: a, description: x}
                          - {name: c, config: {enabled: true}, columns: [{name: id, data_tests: [unique]}]}
                          - {name: d, config: {enabled: true}}
                          - {name: e, config: {enabled: false}, columns: [{name: id}]}
                          - {name: f, config: {enabled: false}}
                        """);
    }

    private static DbtTestProject disabledMore() {
        return project("data_tests: {shop: {+enabled: true}}\n")
                .file("models/a_v1.sql", "{{ config(enabled=false) }} " + SELECT)
                .file("models/a_v2.sql", SELECT)
                .file("models/b.sql", SELECT)
                .file("tests/t.sql", "{{ config(enabled=false) }} " + SELECT)
                .file("models/m.yml", """
                        models:
                          - {name: a, versions: [{v: 1}, {v: 2}]}
                          - {name: b, columns: [{name: id, data_tests: [unique: {config: {enabled: false}}, {not_null: {enabled: false}}]}]}
                        sources:
                          - {name: s, config: {enabled: false}, tables: [{name: t}, {name: u, config: {enabled: true}}]}
                        exposures: [{name: e, type: ml, owner: {name: x}, config: {enabled: false}}]
                        """);
    }

    private static DbtTestProject variables() {
        return project("""
                        vars: {a: va, flag: true, shop: {scoped: sv, a: inner}}
                        models:
                          shop:
                            +schema: "{{ var('unset', 'dflt') }}"
                            +meta: {x: "{{ env_var('NOT_SET_HERE', 'e') }}_y", n: "{{ 3 }}", block: "text\\n"}
                            +enabled: "{{ var('on', true) }}"
                        """).file("models/a.sql", SELECT).file("models/m.yml", """
                        models:
                          - name: a
                            config: {tags: ["{{ var('a') }}", "{{ var('scoped') }}"], meta: {flag: "{{ var('flag') }}", b: "x\\n"}}
                            columns: [{name: id, meta: {v: "{{ var('scoped') }}"}}]
                        sources: [{name: s, schema: "{{ var('a') }}", tables: [{name: t, identifier: "{{ var('none', 'idt') }}"}]}]
                        """);
    }

    private static DbtTestProject yaml() {
        return project(
                        "models: {shop: {+meta: {'on': yes, n: 010, f: 1.10, d: 2024-01-05, t: 2024-01-05 10:00:00, i: {1: one, ~: none, 1.50: half}}}}\n")
                .file("models/a.sql", SELECT)
                .file("models/b.sql", SELECT)
                .file("models/m.yml", """
                        x-base: &base {config: {meta: {shared: 1, own: base}}}
                        version: 2
                        models:
                          - <<: *base
                            name: a
                          - name: b
                            <<: *base
                            config: {meta: {own: b, big: 12345678901234567890, text: "0123", e: 1e3, neg: -5, list: [~, no, 0x1F, 1_000]}}
                        """);
    }
}
