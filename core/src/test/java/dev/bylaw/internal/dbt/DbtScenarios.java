package dev.bylaw.internal.dbt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Small projects that are tricky to configure; dbt itself accepts each of them. */
final class DbtScenarios {
    private static final String SELECT = "select 1 as id";
    private static final String MACRO_TEST =
            "{% test custom(model, column_name=none, other=none) %} select 1 {% endtest %}";

    private DbtScenarios() {}

    private static DbtTestProject project(String settings) {
        return new DbtTestProject().file("dbt_project.yml", DbtTestProject.SETTINGS + settings);
    }

    static Map<String, Supplier<DbtTestProject>> all() {
        Map<String, Supplier<DbtTestProject>> all = new LinkedHashMap<>();
        all.put("defaults of every type", DbtScenarios::defaults);
        all.put("levels by folder and file", DbtScenarios::levels);
        all.put("plus keys", DbtScenarios::plusKeys);
        all.put("grants through all layers", DbtScenarios::grants);
        all.put("hooks in all forms", DbtScenarios::hooks);
        all.put("nulls do not take back", DbtScenarios::nulls);
        all.put("tags of several stages", DbtScenarios::tags);
        all.put("several config calls", DbtScenarios::calls);
        all.put("contract, docs, quoting", DbtScenarios::updates);
        all.put("custom keys", DbtScenarios::customKeys);
        all.put("moved properties", DbtScenarios::moved);
        all.put("columns", DbtScenarios::columns);
        all.put("constraints", DbtScenarios::constraints);
        all.put("versions", DbtScenarios::versions);
        all.put("versions with levels and config", DbtScenarios::versionConfig);
        all.put("version columns", DbtScenarios::versionColumns);
        all.put("disabled by level, call and properties", DbtScenarios::disabled);
        all.put("disabled versions and tests", DbtScenarios::disabledMore);
        all.put("sources", DbtScenarios::sources);
        all.put("source freshness", DbtScenarios::freshness);
        all.put("source levels", DbtScenarios::sourceLevels);
        all.put("generic tests", DbtScenarios::tests);
        all.put("test arguments and names", DbtScenarios::testNames);
        all.put("test config levels", DbtScenarios::testLevels);
        all.put("tests of sources", DbtScenarios::sourceTests);
        all.put("singular tests", DbtScenarios::singular);
        all.put("snapshots", DbtScenarios::snapshots);
        all.put("seeds", DbtScenarios::seeds);
        all.put("exposures", DbtScenarios::exposures);
        all.put("groups and access", DbtScenarios::groups);
        all.put("unit tests", DbtScenarios::unitTests);
        all.put("docs blocks", DbtScenarios::docs);
        all.put("variables in yml", DbtScenarios::variables);
        all.put("package below root", DbtScenarios::packages);
        all.put("package with its own everything", DbtScenarios::packageEverything);
        all.put("root properties of a package model", DbtScenarios::packagePatch);
        all.put("refs across packages", DbtScenarios::refs);
        all.put("analyses", DbtScenarios::analyses);
        all.put("python models", DbtScenarios::python);
        all.put("paths and ignored files", DbtScenarios::paths);
        all.put("yaml oddities", DbtScenarios::yaml);
        all.put("incremental references", DbtScenarios::incremental);
        all.put("macros with properties", DbtScenarios::macros);
        all.put("source overrides", DbtScenarios::overrides);
        all.put("hooks with references", DbtScenarios::hookReferences);
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

    private static DbtTestProject sources() {
        return project("")
                .file("models/a.sql", "select * from {{ source('s', 't') }} join {{ source('raw', 'x') }}")
                .file("models/sub/m.yml", """
                        sources:
                          - name: s
                            description: the source
                            database: db
                            loader: fivetran
                            meta: {a: 0, c: 5}
                            tags: [q]
                            config: {meta: {a: 1, b: 1}, tags: x, event_time: ts}
                            quoting: {database: true}
                            tables:
                              - name: t
                                description: d
                                identifier: T_1
                                meta: {b: 2}
                                tags: [p, q]
                                quoting: {identifier: true}
                                config: {tags: [z], meta: {d: 4}}
                                external: {location: 's3://x', file_format: parquet, partitions: [{name: ds, data_type: date, extra: 1}], more: 2}
                                columns: [{name: id, meta: {pii: true}, tags: [t2, t1]}]
                              - {name: u, config: {enabled: true}}
                          - {name: raw, schema: landing, tables: [{name: x}]}
                        """);
    }

    private static DbtTestProject freshness() {
        return project("sources: {shop: {+freshness: {warn_after: {count: 1, period: day}}}}\n")
                .file("models/m.yml", """
                        sources:
                          - name: s
                            loaded_at_field: at
                            freshness: {error_after: {count: 3, period: hour}, filter: f}
                            config: {freshness: {warn_after: {count: 2, period: day}}}
                            tables:
                              - {name: a}
                              - {name: b, freshness: null}
                              - {name: c, freshness: {warn_after: {count: 9, period: minute}, error_after: null}}
                              - {name: d, config: {freshness: null}}
                              - {name: e, loaded_at_field: other, config: {freshness: {warn_after: {count: 7, period: day}}}}
                              - {name: f, loaded_at_query: select 1}
                          - name: r
                            tables: [{name: x, freshness: {warn_after: {count: 1}}}, {name: y, config: {loaded_at_field: cf}}]
                        """);
    }

    private static DbtTestProject sourceLevels() {
        return project("""
                        sources:
                          +enabled: true
                          +meta: {top: 1}
                          shop: {+meta: {p: 1}, +tags: [lost], +event_time: et, s: {+meta: {src: 1}, t: {+enabled: false}}}
                        """)
                .file(
                        "models/sub/m.yml",
                        "sources: [{name: s, meta: {own: 1}, tables: [{name: t}, {name: u}]}, {name: w, tables: [{name: t}]}]");
    }

    private static DbtTestProject tests() {
        return project("")
                .file("models/a.sql", SELECT)
                .file("models/b.sql", SELECT)
                .file("macros/t.sql", MACRO_TEST)
                .file("models/sub/m.yml", """
                        models:
                          - name: a
                            group: g
                            columns:
                              - name: id
                                tags: [ct]
                                quote: true
                                data_tests:
                                  - unique
                                  - not_null: {config: {severity: warn, tags: [x], where: "id > 0"}}
                                  - accepted_values: {arguments: {values: [1, 2]}, config: {tags: t1, meta: {z: 1}, store_failures: true}}
                                  - relationships: {arguments: {to: ref('b'), field: id}}
                                  - {test_name: custom, name: my_name, arguments: {other: x}, config: {limit: 5, error_if: ">5"}}
                            data_tests:
                              - custom: {arguments: {other: "{{ ref('b') }}"}, description: hello}
                        groups: [{name: g, owner: {name: x}}]
                        """);
    }

    private static DbtTestProject testNames() {
        return project("")
                .file("models/a_rather_long_model_name_for_a_test.sql", SELECT)
                .file("macros/t.sql", MACRO_TEST)
                .file("models/m.yml", """
                        models:
                          - name: a_rather_long_model_name_for_a_test
                            data_tests:
                              - custom: {arguments: {other: [1, 'x', null, 1.5, true, {a: 'b', c: [1, "it's"]}]}}
                              - custom: {arguments: {other: {k: v, l: 2}}}
                              - custom: {arguments: {other: "with space/and-dash and something that is long enough"}}
                              - shop.custom: {arguments: {other: 1}}
                              - custom: {arguments: {other: 1e3}, severity: warn}
                            columns:
                              - {name: id, tests: [not_null, {custom: {other: 2, config: {alias: al}}}]}
                        """);
    }

    private static DbtTestProject testLevels() {
        return project("""
                        data_tests:
                          +severity: warn
                          shop:
                            +tags: [lvl]
                            +store_failures_as: view
                            sub: {+limit: 3, unique_a_id: {+where: x}}
                            singular: {+meta: {s: 1}}
                        """)
                .file("models/a.sql", SELECT)
                .file("tests/singular/t.sql", SELECT)
                .file(
                        "models/sub/m.yml",
                        "models: [{name: a, columns: [{name: id, data_tests: [unique, not_null: {config: {severity: error, store_failures: false}}, accepted_values: {arguments: {values: [1]}, config: {store_failures_as: ephemeral}}]}]}]");
    }

    private static DbtTestProject sourceTests() {
        return project("").file("macros/t.sql", MACRO_TEST).file("models/m.yml", """
                        sources:
                          - name: s
                            tags: [st]
                            config: {tags: [lost]}
                            quoting: {column: true}
                            tables:
                              - name: t
                                tags: [tt]
                                data_tests: [custom: {arguments: {other: 1}}]
                                columns:
                                  - {name: id, tags: [ct], config: {tags: cc}, data_tests: [unique, {accepted_values: {arguments: {values: [a]}}}]}
                                  - {name: q, quote: false, tests: [not_null]}
                        """);
    }

    private static DbtTestProject singular() {
        return project("data_tests: {+severity: warn}\n")
                .file("models/a.sql", SELECT)
                .file(
                        "tests/sub/t.sql",
                        "{{ config(tags='x', severity='error', meta={'a': 1}) }} select * from {{ ref('a') }}")
                .file("tests/u.sql", "select * from {{ source('s', 't') }}")
                .file("tests/generic/g.sql", MACRO_TEST)
                .file(
                        "tests/m.yml",
                        "data_tests: [{name: t, description: d, config: {meta: {b: 2}, fail_calc: x}}, {name: u, description: only}]\nsources: [{name: s, tables: [{name: t}]}]");
    }

    private static DbtTestProject snapshots() {
        return project("""
                        snapshots:
                          shop: {+tags: [s], +snapshot_meta_column_names: {dbt_valid_to: a, dbt_valid_from: b}, file: {one: {+target_schema: ts}}}
                        """)
                .file("models/a.sql", SELECT)
                .file("snapshots/sub/file.sql", """
                        {% snapshot one %}
                        {{ config(unique_key='id', strategy='check', check_cols='all', snapshot_meta_column_names={'dbt_valid_to': 'c'}) }}
                        {{ config(snapshot_meta_column_names={'dbt_scd_id': 'd'}) }}
                        select * from {{ ref('a') }}
                        {% endsnapshot %}
                        {% snapshot two %}
                        {{ config(unique_key=['id', 'b'], strategy='timestamp', updated_at='x', target_schema='t', target_database='x') }}
                        select * from {{ source('s', 't') }}
                        {% endsnapshot %}
                        """)
                .file("snapshots/m.yml", """
                        snapshots:
                          - {name: one, description: d, config: {snapshot_meta_column_names: {dbt_scd_id: e}, meta: {m: 1}}}
                          - {name: three, relation: ref('a'), config: {unique_key: id, strategy: timestamp, updated_at: at, alias: th}, columns: [{name: id, data_tests: [unique]}]}
                          - {name: four, relation: "source('s', 't')", config: {unique_key: id, strategy: check, check_cols: [a, b], enabled: false}}
                        sources: [{name: s, tables: [{name: t}]}]
                        """);
    }

    private static DbtTestProject seeds() {
        return project("seeds: {+quote_columns: true, shop: {sub: {+column_types: {a: int}, +enabled: true}}}\n")
                .file("seeds/s.csv", "a,b\n1,2\n")
                .file("seeds/sub/t.csv", "a;b\n1;2\n")
                .file("models/uses.sql", "select * from {{ ref('s') }}")
                .file(
                        "seeds/m.yml",
                        "seeds: [{name: t, config: {delimiter: ';', column_types: {b: text}}, columns: [{name: a, data_tests: [unique]}]}]");
    }

    private static DbtTestProject exposures() {
        return project("""
                        exposures:
                          tags: [section]
                          meta: {section: 1, x: 0}
                          +tags: [plus]
                          shop: {+meta: {lvl: 1}, e2: {+tags: [lvl]}}
                        """).file("models/a.sql", SELECT).file("models/sub/m.yml", """
                        exposures:
                          - name: e
                            type: dashboard
                            label: L
                            url: http://x
                            maturity: high
                            description: d
                            owner: {name: x, email: [a, b], slack: s}
                            tags: [b, a]
                            meta: {x: 1}
                            config: {tags: [z], meta: {y: 2}}
                            depends_on: ["ref('a')", "source('s','t')", "ref('shop', 'a')"]
                          - {name: e2, type: ml, owner: {email: x}}
                        sources: [{name: s, tables: [{name: t}]}]
                        """);
    }

    private static DbtTestProject groups() {
        return project("models: {shop: {+group: g1, sub: {+group: g2, +access: private}}}\n")
                .file("models/a.sql", SELECT)
                .file("models/sub/b.sql", SELECT)
                .file("models/sub/c.sql", "select * from {{ ref('b') }}")
                .file("models/d.sql", "{{ config(group='g2', access='public') }} select * from {{ ref('b') }}")
                .file("models/m.yml", """
                        groups:
                          - {name: g1, owner: {name: one}, description: d}
                          - {name: g2, owner: {email: a, slack: b}, config: {meta: {k: v}}}
                        models: [{name: a, access: private, columns: [{name: id, data_tests: [unique]}]}]
                        """);
    }

    private static DbtTestProject unitTests() {
        return project("unit_tests: {shop: {+tags: [ut], +meta: {a: 1}}}\n")
                .file("models/a.sql", SELECT)
                .file("models/b.sql", "select * from {{ ref('a') }}")
                .file("models/c_v1.sql", "select * from {{ ref('a') }}")
                .file("models/c_v2.sql", "select * from {{ ref('a') }}")
                .file("models/gone.sql", "{{ config(enabled=false) }} " + SELECT)
                .file("models/sub/m.yml", """
                        models: [{name: c, versions: [{v: 1}, {v: 2}]}]
                        unit_tests:
                          - name: t
                            description: d
                            model: b
                            config: {tags: x, meta: {b: 2}}
                            given: [{input: ref('a'), rows: [{id: 1}]}]
                            expect: {rows: [{id: 1}]}
                            overrides: {vars: {v: 1}}
                          - {name: all, model: c, given: [{input: ref('a'), format: csv, rows: "id\\n1"}], expect: {rows: [{id: 1}]}}
                          - {name: some, model: c, versions: {exclude: [1]}, given: [], expect: {rows: [{id: 1}]}}
                          - {name: o, model: gone, given: [], expect: {rows: [{id: 1}]}}
                        """);
    }

    private static DbtTestProject docs() {
        return project("docs-paths: [texts, models]\n")
                .file("models/a.sql", SELECT)
                .file(
                        "texts/x.md",
                        "{% docs one %}\n  First *block* \n{% enddocs %} between {% docs two %}second{% enddocs %}")
                .file("models/y.md", "{%- docs three -%}third{%- enddocs -%}")
                .file("models/m.yml", """
                        models:
                          - name: a
                            description: |
                              {{ doc('one') }} and {# not this #}{{ doc("shop", "two") }}

                            columns:
                              - {name: id, description: "{{ doc('three') }}"}
                              - {name: b, description: "plain\\n"}
                              - {name: c, description: "{{ doc('one') -}} , {{- doc('two') }}"}
                              - {name: d, description: ""}
                        sources: [{name: s, description: "{{ doc('two') }}", tables: [{name: t, description: "{{ doc('one') }}!"}]}]
                        exposures: [{name: e, type: ml, owner: {name: x}, description: "{{ doc('two') }}"}]
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

    private static DbtTestProject withPackage(String settings, String packageSettings) {
        return project(settings)
                .file("packages.yml", "packages:\n  - local: pkg\n")
                .file("pkg/dbt_project.yml", "name: dep\nversion: '1.0'\n" + packageSettings)
                .file("dbt_packages/dep/dbt_project.yml", "name: dep\nversion: '1.0'\n" + packageSettings);
    }

    private static DbtTestProject packages() {
        return withPackage("""
                        models:
                          +tags: all
                          dep: {+meta: {owner: root}, +materialized: table, sub: {+schema: r}}
                        """, """
                        models:
                          +materialized: view
                          +tags: [deptag]
                          dep: {+meta: {owner: dep, x: 1}, sub: {+schema: d, +alias: al}}
                        """)
                .file("dbt_packages/dep/models/m.sql", "{{ config(materialized='incremental', tags='own') }} " + SELECT)
                .file("dbt_packages/dep/models/sub/n.sql", SELECT)
                .file("models/a.sql", "select * from {{ ref('m') }} join {{ ref('dep', 'n') }}");
    }

    private static DbtTestProject packageEverything() {
        return withPackage(
                        "sources: {dep: {+meta: {r: 1}, s: {t: {+enabled: false}}}}\ndata_tests: {dep: {+severity: warn}}\nseeds: {dep: {+schema: rs}}\nexposures: {dep: {+meta: {r: 1}}}\n",
                        "sources: {dep: {+meta: {d: 1, r: 0}}}\nvars: {v: dv, dep: {w: dw}}\ndata_tests: {+tags: [d]}\n")
                .file("dbt_packages/dep/models/m.sql", "select * from {{ source('s', 'u') }}")
                .file("dbt_packages/dep/seeds/s.csv", "a\n1\n")
                .file("dbt_packages/dep/tests/t.sql", "select * from {{ ref('m') }}")
                .file("dbt_packages/dep/models/m.yml", """
                        models: [{name: m, description: "{{ doc('d') }}", config: {meta: {v: "{{ var('v') }}", w: "{{ var('w') }}"}}, columns: [{name: id, data_tests: [unique, accepted_values: {arguments: {values: [1]}}]}]}]
                        sources: [{name: s, meta: {r: own}, tables: [{name: t}, {name: u}]}]
                        exposures: [{name: e, type: ml, owner: {name: x}, depends_on: ["ref('m')"], meta: {r: own}}]
                        """)
                .file("dbt_packages/dep/models/d.md", "{% docs d %}dep doc{% enddocs %}")
                .file("models/a.sql", SELECT);
    }

    private static DbtTestProject packagePatch() {
        return withPackage(
                        "models: {shop: {+tags: [rt]}, dep: {+tags: [rd], +schema: rs}}\n",
                        "models: {dep: {+tags: [dt], +materialized: table}}\n")
                .file("dbt_packages/dep/models/m.sql", "{{ config(alias='al') }} " + SELECT)
                .file(
                        "models/m.yml",
                        "models: [{name: m, description: from root, config: {meta: {x: 1}}, columns: [{name: id}]}]")
                .file("models/a.sql", SELECT);
    }

    private static DbtTestProject refs() {
        return withPackage("", "")
                .file("dbt_packages/dep/models/both.sql", SELECT)
                .file("dbt_packages/dep/models/only_dep.sql", SELECT)
                .file(
                        "dbt_packages/dep/models/uses.sql",
                        "select * from {{ ref('both') }} join {{ ref('dep', 'both') }} join {{ ref('only_dep') }}")
                .file("models/both.sql", "{{ config(alias='b2') }} " + SELECT)
                .file(
                        "models/uses_root.sql",
                        "select * from {{ ref('both') }} join {{ ref('only_dep') }} join {{ ref('dep', 'both') }} join {{ ref('both') }}")
                .file("models/m.yml", "sources: [{name: s, tables: [{name: t}]}]")
                .file(
                        "models/mixed.sql",
                        "select * from {{ ref('both') }} join {{ source('s', 't') }} join {{ ref('uses_root') }}");
    }

    private static DbtTestProject analyses() {
        return project("models: {shop: {analysis: {+tags: [an], sub: {+meta: {x: 1}}}, sub: {+tags: [lost]}}}\n")
                .file("analyses/sub/an.sql", "{{ config(materialized='table') }} select * from {{ ref('a') }}")
                .file(
                        "analyses/m.yml",
                        "analyses: [{name: an, description: d, config: {tags: [y]}, columns: [{name: c, meta: {m: 1}}]}]")
                .file("models/a.sql", SELECT);
    }

    private static DbtTestProject python() {
        return project("models: {shop: {+materialized: incremental, +tags: [p]}}\n")
                .file("models/a.py", """
                        def model(dbt, session):
                            dbt.config(packages=["numpy"], meta={"a": 1, "b": [1.5, -2, None, True]}, tags="x")
                            df = dbt.ref("b")
                            other = dbt.source("s", "t")  # dbt.ref("no")
                            return df
                        """)
                .file(
                        "models/c.py",
                        "def model(dbt, session):\n    dbt.config(materialized='table', alias='al')\n    return dbt.ref('b')\n")
                .file("models/b.sql", SELECT)
                .file(
                        "models/m.yml",
                        "models: [{name: a, description: d, config: {meta: {c: 2}}}]\nsources: [{name: s, tables: [{name: t}]}]");
    }

    private static DbtTestProject paths() {
        return project(
                        "model-paths: [first, ./second/]\nmacro-paths: []\nseed-paths: [data]\nmodels: {shop: {deep: {+tags: [d]}}}\n")
                .file(
                        ".dbtignore",
                        "# comment\nskip*.sql\n!skip_not.sql\nfirst/gone/\n**/deeper/x.sql\n/second/top.sql\n")
                .file("first/a.sql", SELECT)
                .file("first/skip_me.sql", SELECT)
                .file("first/skip_not.sql", SELECT)
                .file("first/gone/b.sql", SELECT)
                .file("first/deep/deeper/x.sql", SELECT)
                .file("first/deep/deeper/y.sql", SELECT)
                .file("first/.hidden.sql", SELECT)
                .file("first/~tmp.sql", SELECT)
                .file("first/UPPER.SQL", SELECT)
                .file("second/top.sql", SELECT)
                .file("second/in/top.sql", SELECT)
                .file("second/dots.in.name.txt", SELECT)
                .file("data/s.csv", "a\n1\n")
                .file("first/m.yaml", "models: [{name: a, description: yaml}]");
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

    private static DbtTestProject incremental() {
        return project("")
                .file("models/a.sql", SELECT)
                .file("models/b.sql", SELECT)
                .file(
                        "models/inc.sql",
                        "{{ config(materialized='incremental') }} select * from {{ ref('a') }} {% if is_incremental() %} where id > (select max(id) from {{ ref('b') }}) {% endif %}");
    }

    private static DbtTestProject macros() {
        return project("")
                .file(
                        "macros/a.sql",
                        "{% macro one(x, y=1) %} {{ x }} {% endmacro %}\n{# {% macro no() %}{% endmacro %} #}")
                .file(
                        "macros/sub/b.sql",
                        "{%- macro two() -%}{% if true %}x{% endif %}{%- endmacro -%}{% test tt(model) %} select 1 {% endtest %}")
                .file("models/a.sql", SELECT)
                .file("macros/m.yml", """
                        macros:
                          - name: one
                            description: d
                            meta: {a: 1}
                            config: {meta: {b: 2}}
                            docs: {show: false}
                            arguments: [{name: x, type: string, description: the x}, {name: y}]
                          - {name: test_tt, description: a test}
                        """);
    }

    private static DbtTestProject overrides() {
        return withPackage("", "")
                .file("dbt_packages/dep/models/m.sql", "select * from {{ source('s', 't') }}")
                .file(
                        "dbt_packages/dep/models/m.yml",
                        "sources: [{name: s, description: own, loader: l, config: {meta: {x: 1}}, tables: [{name: t, description: td, columns: [{name: a}]}, {name: u}]}]")
                .file("models/a.sql", SELECT)
                .file(
                        "models/m.yml",
                        "sources: [{name: s, overrides: dep, schema: other, meta: {y: 2}, tables: [{name: t, identifier: tt, columns: [{name: b}]}]}]");
    }

    private static DbtTestProject hookReferences() {
        return project("models: {shop: {hooked: {+post-hook: \"insert into x select * from {{ ref('b') }}\"}}}\n")
                .file("models/b.sql", SELECT)
                .file("models/c.sql", SELECT)
                .file("models/hooked/a.sql", "{{ config(pre_hook=\"select * from {{ ref('c') }}\") }} " + SELECT);
    }
}
