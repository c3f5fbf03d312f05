package dev.bylaw.internal.dbt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Projects with resources of every type; dbt accepts each of them. */
final class ResourceScenarios {
    private static final String SELECT = "select 1 as id";
    private static final String MACRO_TEST =
            "{% test custom(model, column_name=none, other=none) %} select 1 {% endtest %}";

    private ResourceScenarios() {}

    private static DbtTestProject project(String settings) {
        return new DbtTestProject().file("dbt_project.yml", DbtTestProject.SETTINGS + settings);
    }

    static Map<String, Supplier<DbtTestProject>> all() {
        Map<String, Supplier<DbtTestProject>> all = new LinkedHashMap<>();
        all.put("sources", ResourceScenarios::sources);
        all.put("source freshness", ResourceScenarios::freshness);
        all.put("source levels", ResourceScenarios::sourceLevels);
        all.put("generic tests", ResourceScenarios::tests);
        all.put("test arguments and names", ResourceScenarios::testNames);
        all.put("test config levels", ResourceScenarios::testLevels);
        all.put("tests of sources", ResourceScenarios::sourceTests);
        all.put("singular tests", ResourceScenarios::singular);
        all.put("snapshots", ResourceScenarios::snapshots);
        all.put("seeds", ResourceScenarios::seeds);
        all.put("exposures", ResourceScenarios::exposures);
        all.put("groups and access", ResourceScenarios::groups);
        all.put("unit tests", ResourceScenarios::unitTests);
        all.put("docs blocks", ResourceScenarios::docs);
        all.put("analyses", ResourceScenarios::analyses);
        all.put("python models", ResourceScenarios::python);
        all.put("paths and ignored files", ResourceScenarios::paths);
        all.put("incremental references", ResourceScenarios::incremental);
        all.put("macros with properties", ResourceScenarios::macros);
        all.put("hooks with references", ResourceScenarios::hookReferences);
        return all;
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

    private static DbtTestProject hookReferences() {
        return project("models: {shop: {hooked: {+post-hook: \"insert into x select * from {{ ref('b') }}\"}}}\n")
                .file("models/b.sql", SELECT)
                .file("models/c.sql", SELECT)
                .file("models/hooked/a.sql", "{{ config(pre_hook=\"select * from {{ ref('c') }}\") }} " + SELECT);
    }
}
