{# Macros of the package dbt_utils that ask for columns or rows. Columns are taken from what the project says; where it
   says nothing, a star stands for them, or they are unknown. #}

{% macro _names(columns, except=[], include=[]) %}
  {%- set dropped = except | map('lower') | list -%}
  {%- set wanted = include | map('lower') | list -%}
  {%- set names = [] -%}
  {%- for column in columns if column.name | lower not in dropped and (not wanted or column.name | lower in wanted) -%}
    {%- do names.append(column.name) -%}
  {%- endfor -%}
  {{ return(names) }}
{% endmacro %}

{% macro get_filtered_columns_in_relation(from, except=[]) %}
  {%- set columns = adapter.get_columns_in_relation(from) -%}
  {{ return(dbt_utils._names(columns, except) if bylaw_known(columns) else columns) }}
{% endmacro %}

{% macro star(from, relation_alias=false, except=[], prefix='', suffix='', quote_identifiers=true, unquote_aliases=false, rename={}) %}
  {{ return(adapter.dispatch('star', 'dbt_utils')(from, relation_alias, except, prefix, suffix, quote_identifiers, unquote_aliases, rename)) }}
{% endmacro %}
{% macro default__star(from, relation_alias=false, except=[], prefix='', suffix='', quote_identifiers=true, unquote_aliases=false, rename={}) -%}
  {%- set columns = adapter.get_columns_in_relation(from) -%}
  {%- set owner = relation_alias ~ '.' if relation_alias else '' -%}
  {%- if bylaw_known(columns) -%}
    {%- for name in dbt_utils._names(columns, except) -%}
      {%- set alias = rename.get(name, prefix ~ name ~ suffix) -%}
      {{ owner }}{{ adapter.quote(name) if quote_identifiers else name }}
      {%- if alias != name %} as {{ adapter.quote(alias) if quote_identifiers and not unquote_aliases else alias }}{% endif %}
      {%- if not loop.last %},
  {% endif -%}
    {%- endfor -%}
  {%- elif prefix or suffix or rename -%}
    {{ columns }}
  {%- else -%}
    {{ owner }}*{% if except %} except ({{ except | join(', ') }}){% endif %}
  {%- endif -%}
{%- endmacro %}

{% macro union_relations(relations, column_override=none, include=[], exclude=[], source_column_name='_dbt_source_relation', where=none) %}
  {{ return(adapter.dispatch('union_relations', 'dbt_utils')(relations, column_override, include, exclude, source_column_name, where)) }}
{% endmacro %}
{% macro default__union_relations(relations, column_override=none, include=[], exclude=[], source_column_name='_dbt_source_relation', where=none) %}
  {%- set by_relation = [] -%}
  {%- set all = [] -%}
  {%- set ns = namespace(known=true) -%}
  {%- for relation in relations -%}
    {%- set columns = adapter.get_columns_in_relation(relation) -%}
    {%- if bylaw_known(columns) -%}
      {%- set names = dbt_utils._names(columns, exclude, include) -%}
      {%- do by_relation.append(names) -%}
      {%- for name in names if name not in all %}{% do all.append(name) %}{% endfor -%}
    {%- else -%}
      {%- set ns.known = false -%}
    {%- endif -%}
  {%- endfor -%}
  {%- for relation in relations %}
(
  select
    {% if source_column_name is not none %}cast({{ dbt.string_literal(relation) }} as {{ dbt.type_string() }}) as {{ source_column_name }},{% endif %}
    {% if ns.known -%}
      {%- set own = by_relation[loop.index0] -%}
      {%- for name in all %}
    {{ adapter.quote(name) if name in own else 'null' }} as {{ adapter.quote(name) }}{{ ',' if not loop.last }}
      {%- endfor %}
    {%- elif include -%}
    {{ include | join(', ') }}
    {%- else -%}
    *{% if exclude %} except ({{ exclude | join(', ') }}){% endif %}
    {%- endif %}
  from {{ relation }}
  {% if where %}where {{ where }}{% endif %}
)
{% if not loop.last %}union all{% endif %}
  {%- endfor -%}
{% endmacro %}

{% macro unpivot(relation=none, cast_to='varchar', exclude=none, remove=none, field_name='field_name', value_name='value', quote_identifiers=false) %}
  {{ return(adapter.dispatch('unpivot', 'dbt_utils')(relation, cast_to, exclude, remove, field_name, value_name, quote_identifiers)) }}
{% endmacro %}
{% macro default__unpivot(relation=none, cast_to='varchar', exclude=none, remove=none, field_name='field_name', value_name='value', quote_identifiers=false) -%}
  {%- set kept = exclude or [] -%}
  {%- set columns = adapter.get_columns_in_relation(relation) -%}
  {%- set names = dbt_utils._names(columns, kept + (remove or [])) if bylaw_known(columns) else columns -%}
  {%- for name in names %}
  select
    {% for column in kept %}{{ column }},
    {% endfor -%}
    cast('{{ name }}' as {{ dbt.type_string() }}) as {{ field_name }},
    cast({{ adapter.quote(name) if quote_identifiers else name }} as {{ cast_to }}) as {{ value_name }}
  from {{ relation }}
  {% if not loop.last %}union all{% endif %}
  {%- endfor -%}
{%- endmacro %}

{% macro pivot(column, values, alias=true, agg='sum', cmp='=', prefix='', suffix='', then_value=1, else_value=0, quote_identifiers=true, distinct=false) %}
  {{ return(adapter.dispatch('pivot', 'dbt_utils')(column, values, alias, agg, cmp, prefix, suffix, then_value, else_value, quote_identifiers, distinct)) }}
{% endmacro %}
{% macro default__pivot(column, values, alias=true, agg='sum', cmp='=', prefix='', suffix='', then_value=1, else_value=0, quote_identifiers=true, distinct=false) %}
  {%- for value in values %}
  {{ agg }}(
    {%- if distinct %} distinct {% endif %}case when {{ column }} {{ cmp }} '{{ dbt.escape_single_quotes(value) }}'
      then {{ then_value }} else {{ else_value }} end)
    {%- if alias %} as {{ adapter.quote(prefix ~ value ~ suffix) if quote_identifiers else dbt_utils.slugify(prefix ~ value ~ suffix) }}{% endif %}
    {%- if not loop.last %},{% endif %}
  {%- endfor -%}
{% endmacro %}

{% macro nullcheck(cols) %}
  {%- set parts = [] -%}
  {%- for column in cols %}{% do parts.append("nullif(" ~ column.name ~ ", '') as " ~ column.name) %}{% endfor -%}
  {{ return(parts | join(', ')) }}
{% endmacro %}
{% macro nullcheck_table(relation) %}
  {%- set columns = adapter.get_columns_in_relation(relation) -%}
  select {{ dbt_utils.nullcheck(columns) if bylaw_known(columns) else '*' }} from {{ relation }}
{% endmacro %}

{% macro deduplicate(relation, partition_by, order_by) %}
  {{ return(adapter.dispatch('deduplicate', 'dbt_utils')(relation, partition_by, order_by)) }}
{% endmacro %}
{% macro default__deduplicate(relation, partition_by, order_by) -%}
  select * from {{ relation }} as ranked
  qualify row_number() over (partition by {{ partition_by }} order by {{ order_by }}) = 1
{%- endmacro %}

{% macro get_column_values(table, column, order_by='count(*) desc', max_records=none, default=none, where=none) %}
  {{ return(bylaw_unknown('dbt_utils.get_column_values() asks the warehouse')) }}
{% endmacro %}
{% macro get_query_results_as_dict(query) %}
  {{ return(bylaw_unknown('dbt_utils.get_query_results_as_dict() asks the warehouse')) }}
{% endmacro %}
{% macro get_single_value(query, default=none) %}
  {{ return(bylaw_unknown('dbt_utils.get_single_value() asks the warehouse')) }}
{% endmacro %}
{% macro get_relations_by_pattern(schema_pattern, table_pattern, exclude='', database=none) %}
  {{ return(bylaw_unknown('dbt_utils.get_relations_by_pattern() asks the warehouse')) }}
{% endmacro %}
{% macro get_relations_by_prefix(schema, prefix, exclude='', database=none) %}
  {{ return(bylaw_unknown('dbt_utils.get_relations_by_prefix() asks the warehouse')) }}
{% endmacro %}
{% macro get_tables_by_pattern_sql(schema_pattern, table_pattern, exclude='', database=none) %}
  {{ return(bylaw_unknown('dbt_utils.get_tables_by_pattern_sql() is of use only in the warehouse')) }}
{% endmacro %}
{% macro get_tables_by_prefix_sql(schema, prefix, exclude='', database=none) %}
  {{ return(bylaw_unknown('dbt_utils.get_tables_by_prefix_sql() is of use only in the warehouse')) }}
{% endmacro %}
