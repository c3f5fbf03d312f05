package dev.bylaw.internal.dbt.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the members of dbt's context answer without a warehouse, and what they say where only a warehouse can answer. */
class ContextMembersTest {
    /** The text with {@code ?} for each hole, then the reasons behind exclamation marks. */
    private static String shown(RenderedTemplate rendered) {
        Set<String> reasons = new LinkedHashSet<>();
        rendered.holes().forEach(hole -> reasons.add(hole.reason()));
        StringBuilder text = new StringBuilder(rendered.text().text().strip().replaceAll("(?i)bylaw_hole_\\d+", "?"));
        reasons.forEach(reason -> text.append(" ! ").append(reason));
        rendered.failure().ifPresent(failure -> text.append(" !! ").append(failure.message()));
        return text.toString();
    }

    private static Project project() {
        return Project.on("snowflake")
                .vars(Map.of("unknown", "{{ run_started_at }}"))
                .with(builder -> builder.environment(Map.of("STAGE", "test"))
                        .missingPackage("fivetran_utils")
                        .columns(reference -> reference instanceof Reference.Ref ref
                                        && ref.name().equals("orders")
                                ? Optional.of(List.of("id", "email"))
                                : Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "~>", quoteCharacter = '§', textBlock = """
            {{ adapter.type() }} ~> snowflake
            {{ adapter.quote('a') }} {{ adapter.quote_as_configured('a', 'identifier') }} ~> "a" a
            {{ adapter.quote(env_var('X')) }} ~> ? ! env_var('X') is not given and has no default
            {{ adapter.quote('a' ~ env_var('X')) }} ~> "a?" ! env_var('X') is not given and has no default
            {{ adapter.quote() }} ~> ? ! adapter.quote() needs an argument !! adapter.quote() needs an argument
            {{ adapter.get_missing_columns(ref('a'), this) }} ~> ? ! adapter.get_missing_columns() asks the warehouse
            {{ adapter.get_relation('d', 's', 'i') }} ~> ? ! adapter.get_relation() asks the warehouse
            {{ adapter.get_relation(this.database, this.schema, this.identifier) }} ~> None
            {% do adapter.create_schema('x') %}{% do adapter.drop_relation(this) %}{{ adapter.commit() }}a ~> a
            {{ adapter }} ~> ? ! adapter is printed
            {% for c in adapter.get_columns_in_relation(ref('orders')) %}{{ c.name }},{{ c.quoted }},{{ c.column }} {% endfor %} ~> id,"id",id email,"email",email
            {% for c in adapter.get_columns_in_relation(ref('orders')) %}{{ c.data_type }}{{ c.is_string() }}{{ c.zzz }}{% endfor %} ~> ?????? ! the type of column 'id' is not known ! 'zzz' of column 'id' is not known ! the type of column 'email' is not known ! 'zzz' of column 'email' is not known
            {{ adapter.get_columns_in_relation(ref('b')) }} ~> ? ! the columns of 'b' are not declared
            {{ adapter.get_columns_in_relation('b') }} ~> ? ! the columns of a relation are known only in the warehouse
            {{ adapter.dispatch(env_var('X'))() }} ~> ? ! adapter.dispatch() of a name that is not known: env_var('X') is not given and has no default
            {{ adapter.dispatch('x', packages=['a'])() }} ~> ? ! adapter.dispatch() no longer takes 'packages'; use macro_namespace and 'dispatch' in the project file !! adapter.dispatch() no longer takes 'packages'; use macro_namespace and 'dispatch' in the project file
            {{ adapter.dispatch(1)() }} ~> ? ! adapter.dispatch(): the name of the macro must be a string !! adapter.dispatch(): the name of the macro must be a string
            {{ adapter.dispatch('x', 'fivetran_utils')('col') }} ~> ?(col) ! macro fivetran_utils.x is not here: package fivetran_utils is not installed
            {{ adapter.dispatch('zzz')() }} ~> ? ! no macro named 'zzz' was found for snowflake, default !! no macro named 'zzz' was found for snowflake, default
            {{ api.Relation.create('d', 's', 'i') }} ~> "d"."s"."i"
            {{ api.Relation.create(schema='s', identifier='i', type='view').include(schema=false) }} ~> "i"
            {{ api['Relation'].create('d', 's', 'i').without_identifier().render() }} ~> "d"."s"
            {% set r = api.Relation.create('d', 's', 'i', type='table') %}{{ r.database }}{{ r.schema }}{{ r.identifier }}{{ r.name }}{{ r.type }}{{ r.get('schema') }}{{ r.get('q') is none }}{{ r is mapping }} ~> dsiitables?True ! 'q' of a relation is known only when dbt runs
            {{ api.Relation.create('d', env_var('X'), 'i') }} ~> "d".?."i" ! env_var('X') is not given and has no default
            {{ api.Relation.View }} {{ api.Relation.get_path() }} {{ api.Relation }} {{ api }} ~> view ? ? ? ! api.Relation.get_path() is not evaluated ! a class is printed ! api is printed
            {{ api.Column.translate_type('string') }} {{ api.Column.translate_type('custom') }} {{ api.Column.numeric_type('numeric', 10, 2) }} {{ api.Column.numeric_type('numeric', none, none) }} {{ api.Column.string_type(5) }} ~> TEXT custom numeric(10,2) numeric character varying(5)
            {{ api.Column.translate_type(env_var('X')) }} {{ api.Column.other() }} {{ api.Column }} ~> ? ? ? ! env_var('X') is not given and has no default ! api.Column.other() is not evaluated ! a class is printed
            {{ api.Column.create('a', 'text') }} {{ api.Column.create('a', 'text').dtype }} {{ column.create('a', 'text').quoted }} ~> <Column a (text)> text "a"
            {{ ref('orders').schema }} {{ ref('orders').database }} {{ ref('orders').type }} ~> ? ? ? ! the schema of 'orders' is known only when dbt runs ! the database of 'orders' is known only when dbt runs ! the type of 'orders' is known only when dbt runs
            {{ ref('orders').get('schema') }} {{ ref('orders').zzz }} {{ ref('orders')['identifier'] }} ~> ? ? orders ! the schema of 'orders' is known only when dbt runs ! 'zzz' of the relation of 'orders' is known only when dbt runs
            {{ ref('orders').include(schema=false).quote(identifier=false) }} {{ ref('orders').render() }} ~> bylaw_ref_1 bylaw_ref_1
            {{ ref(env_var('X')) }} {{ source(env_var('X'), 'a') }} ~> ? ? ! ref() of a name that is not known: env_var('X') is not given and has no default ! source() of a name that is not known: env_var('X') is not given and has no default
            {{ ref.config }} ~> ? ! ref.config is known only when dbt runs
            {{ builtins.get('var')('a', 1) }} {{ builtins['ref']('a') }} {{ builtins.get('zzz') }} {{ builtins }} ~> 1 bylaw_ref_1 None ? ! builtins is printed
            {{ config.get('a') }} {{ config.get('a', 'b') }} {{ config.get(env_var('X')) }} ~> None b ? ! env_var('X') is not given and has no default
            {{ config.require('a') }} ~> ? ! the configuration 'a' is required and not set
            {{ config(meta={'k': 'v'}) }}{{ config.meta_get('k') }} {{ config.meta_get('z') }} {{ config.meta_get('z', 'd') }} {{ config.meta_require('z') }} ~> v None d ? ! a key of meta is required and not set
            {{ config.set('alias', 'x') }}{{ config.get('alias') }} {{ model.config.alias }} ~> x x
            {{ config(**env_var('X')) }}{{ config.get('alias') }} ~> ? ! env_var('X') is not given and has no default
            {{ config(env_var('X')) }}{{ config.get('alias') }} ~> ? ! env_var('X') is not given and has no default
            {{ config.persist_relation_docs() }} {{ config.model }} ~> ? ? ! persist_docs is known only when dbt runs ! config.model is known only when dbt runs
            {{ config() }} ~> ? ! config() takes either one dictionary or named arguments, and at least one of them !! config() takes either one dictionary or named arguments, and at least one of them
            {{ config('a') }} ~> ? ! config() takes a dictionary, not str !! config() takes a dictionary, not str
            {{ config(nope) }} ~> ? ! 'nope' is undefined !! 'nope' is undefined
            {{ model.name }} {{ model.unique_id }} {{ model.zzz }} ~> orders model.shop.orders ? ! this property of the model is known only when dbt runs
            {{ graph.nodes }} ~> ? ! the graph of nodes is known only when dbt runs
            {{ render('a {{ 1 + 1 }}') }} {{ render(env_var('X')) }} ~> a 2 ? ! env_var('X') is not given and has no default
            {{ env_var('STAGE') }} {{ env_var('X', 'd') }} {{ env_var(env_var('X')) }} ~> test d ? ! env_var('X') is not given and has no default
            {{ target.name }} {{ target.zzz }} ~> dev
            {{ invocation_id }} {{ selected_resources }} {{ run_started_at.strftime('%Y') }} ~> ? ? ? ! invocation_id is known only when dbt runs ! selected_resources is known only when dbt runs ! run_started_at is known only when dbt runs
            {{ load_result('x').table }} {{ store_result('x', 1) }} ~> ? ! load_result() belongs to a run of dbt and is not evaluated
            {% set x = run_query('select 1') %}{% if execute %}{{ x.columns[0].values() }}{% endif %} ~> ? ! run_query() asks the warehouse
            {% call statement('a', fetch_result=true) %}select * from {{ ref('orders') }}{% endcall %}b ~> b
            {{ try_or_compiler_error('bad', var, 'zzz', 5) }} ~> 5
            {{ try_or_compiler_error('bad', ref) }} ~> ? ! bad !! bad
            {{ validation.any(1, 2)('x') }} {{ config.get('a', validator=validation.any[basestring]) }} ~> None None
            {{ load_relation(this) }} {{ load_relation(ref('a')) }} ~> None ? ! load_relation() asks the warehouse
            {{ fivetran_utils.union_data('a', ref('orders'), ['b', 'x y'], c='d') }} ~> ?(a, bylaw_ref_1, b, d) ! macro fivetran_utils.union_data is not here: package fivetran_utils is not installed
            {{ fivetran_utils() }} ~> ? ! 'fivetran_utils' is undefined !! 'fivetran_utils' is undefined
            {{ dbt_utils.zzz('a') }} ~> ?(a) ! macro dbt_utils.zzz is not here: package dbt_utils is not installed
            {% call fivetran_utils.wrap() %}{{ ref('orders') }}{% endcall %} ~> ? ! macro fivetran_utils.wrap is not here: package fivetran_utils is not installed
            {{ exceptions.raise_not_implemented('x') }} ~> ? ! the template raises an error: x !! the template raises an error: x
            """)
    void answer(String template, String expected) {
        assertThat(shown(project().render(template))).isEqualTo(expected);
    }

    @Test
    void findTheOwnRelationWhereTheRunIsIncremental() {
        RenderedTemplate rendered = project()
                .incremental()
                .render(
                        "{{ config(materialized='incremental') }}{{ load_relation(this).is_table }} {{ is_incremental() }}"
                                + " {{ adapter.get_relation(this.database, this.schema, this.identifier) is none }}");
        assertThat(shown(rendered)).isEqualTo("True True False");
        assertThat(rendered.askedIncremental()).isTrue();
    }
}
