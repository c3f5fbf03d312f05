package dev.bylaw.internal.dbt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Projects whose files are written in unusual ways that dbt accepts. */
final class TextScenarios {
    private static final String MARK = "\uFEFF";

    private TextScenarios() {}

    static Map<String, Supplier<DbtTestProject>> all() {
        Map<String, Supplier<DbtTestProject>> all = new LinkedHashMap<>();
        all.put("byte order marks", TextScenarios::marks);
        all.put("line ends of Windows", TextScenarios::lineEnds);
        all.put("keys given twice", TextScenarios::duplicateKeys);
        all.put("times of microbatch models", TextScenarios::times);
        return all;
    }

    private static DbtTestProject marks() {
        return new DbtTestProject()
                .file("dbt_project.yml", MARK + DbtTestProject.SETTINGS + "models: {+tags: all}\n")
                .file("models/a.sql", MARK + "{{ config(alias='al') }} select 1 as id")
                .file(
                        "models/m.yml",
                        MARK + "models: [{name: a, description: \"{{ doc('d') }}\", columns: [{name: id}]}]\n")
                .file("models/d.md", MARK + "{% docs d %}text{% enddocs %}")
                .file("macros/m.sql", MARK + "{% macro m() %}{{ ref('a') }}{% endmacro %}")
                .file("models/b.sql", MARK + "select * from {{ m() }}");
    }

    private static DbtTestProject lineEnds() {
        return new DbtTestProject()
                .file("dbt_project.yml", windows(DbtTestProject.SETTINGS + "models:\n  +tags:\n    - all\n"))
                .file("models/a.sql", windows("""
                        {{ config(
                            alias='al',
                            meta={'text': 'one'}
                        ) }}
                        select 1 as id
                        """))
                .file("models/m.yml", windows("""
                        models:
                          - name: a
                            description: |
                              first
                              second
                            meta:
                              folded: >
                                one
                                two
                              quoted: "three
                                four"
                            columns:
                              - name: id
                                description: "{{ doc('d') }}"
                                data_tests:
                                  - unique
                        """))
                .file("models/d.md", windows("{% docs d %}\none\ntwo\n{% enddocs %}\n"))
                .file("seeds/s.csv", windows("id,name\n1,x\n"))
                .file("tests/t.sql", windows("select *\nfrom {{ ref('a') }}\n"));
    }

    private static String windows(String text) {
        return text.replace("\n", "\r\n");
    }

    private static DbtTestProject times() {
        String call =
                "{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='t', batch_size='day', begin=%s) }} select 1 as t";
        return new DbtTestProject()
                .file("models/a.sql", call.formatted("'2024-02-03'"))
                .file("models/b.sql", call.formatted("'2024-02-03 04:05'"))
                .file("models/c.sql", call.formatted("'2024-02-03T04:05:06'"))
                .file("models/d.sql", "{{ config(begin='2024-02-03') }} select 1");
    }

    private static DbtTestProject duplicateKeys() {
        return new DbtTestProject()
                .file(
                        "dbt_project.yml",
                        DbtTestProject.SETTINGS + "models:\n  +tags: [one]\n  +tags: [two]\nmodels:\n  +schema: x\n")
                .file("models/a.sql", "select 1 as id")
                .file("models/b.sql", "select 1 as id")
                .file("models/m.yml", """
                        models: [{name: a, description: lost}]
                        models:
                          - name: b
                            description: one
                            description: two
                            config: {meta: {x: 1, x: 2}}
                            config: {meta: {y: 1}}
                        """);
    }
}
