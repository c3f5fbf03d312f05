package dev.bylaw.internal.dbt;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Projects whose macros change what dbt finds; dbt accepts each of them. */
final class MacroScenarios {
    private static final String SELECT = "select 1 as id";

    private MacroScenarios() {}

    static Map<String, Supplier<DbtTestProject>> all() {
        Map<String, Supplier<DbtTestProject>> all = new LinkedHashMap<>();
        all.put("names made by macros", MacroScenarios::names);
        all.put("questions to the warehouse while parsing", MacroScenarios::warehouse);
        all.put("arguments of tests of several parts", MacroScenarios::arguments);
        all.put("macros in place of functions of dbt", MacroScenarios::overrides);
        return all;
    }

    private static DbtTestProject names() {
        return new DbtTestProject()
                .file(
                        "dbt_project.yml",
                        DbtTestProject.SETTINGS
                                + "models: {shop: {marts: {+schema: ' mart '}}}\nseeds: {+schema: seed}\nsnapshots: {+schema: snap}\n")
                .file("macros/names.sql", """
                        {% macro generate_schema_name(custom_schema_name, node) -%}
                          {%- if custom_schema_name is none -%}
                            {{ target.schema }}
                          {%- elif node.resource_type == 'seed' -%}
                            {{ target.name }}_{{ custom_schema_name | trim }}
                          {%- else -%}
                            {{ custom_schema_name | trim }}
                          {%- endif -%}
                        {%- endmacro %}
                        {% macro generate_alias_name(custom_alias_name=none, node=none) -%}
                          {%- if custom_alias_name -%}
                            {{ custom_alias_name | trim }}
                          {%- else -%}
                            {{ return(node.name.split('__')[-1]) }}
                          {%- endif -%}
                        {%- endmacro %}
                        """)
                .file("models/stg__a.sql", SELECT)
                .file("models/marts/m__b.sql", SELECT)
                .file("models/marts/c.sql", "{{ config(alias=' own ', schema='s') }} " + SELECT)
                .file("seeds/raw__s.csv", "id\n1\n")
                .file(
                        "snapshots/p.yml",
                        "snapshots: [{name: x__p, relation: ref('c'), config: {strategy: check, check_cols: all, unique_key: id}}]");
    }

    private static DbtTestProject warehouse() {
        return new DbtTestProject()
                .file("models/a.sql", SELECT)
                .file("models/b.sql", """
                        {% set names = adapter.get_columns_in_relation(ref('a')) | map(attribute='name') %}
                        select {{ names | join(', ') }} from {{ ref('a') }}
                        {% for name in names %}, {{ ref(name) }}{% endfor %}
                        """)
                .file("models/c.sql", """
                        {% if adapter.get_relation(database='x', schema='main', identifier='other') is none %}
                        select * from {{ ref('a') }}
                        {% else %}
                        select * from {{ ref('b') }}
                        {% endif %}
                        """)
                .file("models/d.sql", """
                        {% call statement('q', fetch_result=True) %}select 1{% endcall %}
                        {% set found = load_result('q') %}
                        {% if found and found['data'] %}select * from {{ ref('b') }}{% else %}select 2{% endif %}
                        """)
                .file("models/e.sql", "{% if execute %}select * from {{ ref('b') }}{% else %}select 1{% endif %}");
    }

    private static DbtTestProject arguments() {
        return new DbtTestProject()
                .file("macros/tests.sql", """
                        {% test as_many(model, equals) %}
                        select 1 where (select count(*) from {{ model }}) <> {{ equals }}
                        {% endtest %}
                        """)
                .file("models/a.sql", SELECT)
                .file("models/b.sql", SELECT)
                .file("models/m.yml", """
                        models:
                          - name: a
                            data_tests:
                              - as_many:
                                  arguments:
                                    equals: >
                                      (select count(*) from {{ ref('b') }}
                                      join {{ source('s', 't') }})
                        sources: [{name: s, tables: [{name: t}]}]
                        """);
    }

    private static DbtTestProject overrides() {
        return new DbtTestProject()
                .file("macros/own.sql", """
                        {% macro ref(name) %}{{ return(builtins.ref(name)) }}{% endmacro %}
                        {% macro get_where_subquery(relation) -%}
                          {% do return(relation) %}
                        {%- endmacro %}
                        """)
                .file("models/a.sql", SELECT)
                .file("models/b.sql", "select * from {{ ref('a') }}")
                .file(
                        "models/m.yml",
                        "models: [{name: b, columns: [{name: id, data_tests: [accepted_values: {arguments: {values: [1]}}, relationships: {arguments: {to: ref('a'), field: id}}]}]}]");
    }
}
