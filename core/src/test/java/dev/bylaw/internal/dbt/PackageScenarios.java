package dev.bylaw.internal.dbt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Projects with packages; dbt accepts each of them. */
final class PackageScenarios {
    private static final String SELECT = "select 1 as id";

    private PackageScenarios() {}

    private static DbtTestProject project(String settings) {
        return new DbtTestProject().file("dbt_project.yml", DbtTestProject.SETTINGS + settings);
    }

    static Map<String, Supplier<DbtTestProject>> all() {
        Map<String, Supplier<DbtTestProject>> all = new LinkedHashMap<>();
        all.put("package below root", PackageScenarios::packages);
        all.put("package with its own everything", PackageScenarios::packageEverything);
        all.put("root properties of a package model", PackageScenarios::packagePatch);
        all.put("refs across packages", PackageScenarios::refs);
        all.put("source overrides", PackageScenarios::overrides);
        return all;
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
}
