{# What dbt answers when a model asks about its run. #}

{% macro is_incremental() %}{{ return(bylaw_incremental()) }}{% endmacro %}

{% macro should_full_refresh() %}
  {%- set configured = config.get('full_refresh') -%}
  {{ return(flags.FULL_REFRESH if configured is none else configured) }}
{% endmacro %}

{% macro should_store_failures() %}
  {%- set configured = config.get('store_failures') -%}
  {{ return(flags.STORE_FAILURES if configured is none else configured) }}
{% endmacro %}

{# The warehouse is asked only when dbt runs; what the body refers to is seen only then. #}
{% macro statement(name=none, fetch_result=false, auto_begin=true, language='sql') %}
  {%- if execute %}{% set sql = caller() %}{% endif -%}
{% endmacro %}

{% macro noop_statement(name=none, message=none, code=none, rows_affected=none, res=none) %}{% endmacro %}

{% macro run_query(sql) %}{{ return(bylaw_unknown('run_query() asks the warehouse')) }}{% endmacro %}

{% macro load_relation(relation) %}{{ return(bylaw_load(relation)) }}{% endmacro %}

{% macro load_cached_relation(relation) %}{{ return(bylaw_load(relation)) }}{% endmacro %}

{% macro get_columns_in_relation(relation) %}{{ return(bylaw_columns(relation)) }}{% endmacro %}

{% macro get_columns_in_query(select_sql) %}
  {{ return(bylaw_unknown('get_columns_in_query() asks the warehouse')) }}
{% endmacro %}

{% macro get_column_schema_from_query(select_sql, select_sql_header=none) %}
  {{ return(bylaw_unknown('get_column_schema_from_query() asks the warehouse')) }}
{% endmacro %}

{% macro get_relations() %}{{ return(bylaw_unknown('get_relations() asks the warehouse')) }}{% endmacro %}

{% macro set_sql_header(config) %}{% set header = caller() %}{% endmacro %}

{% macro get_quoted_csv(column_names) %}
  {%- set quoted = [] -%}
  {%- for name in column_names %}{% do quoted.append(adapter.quote(name)) %}{% endfor -%}
  {{ return(quoted | join(', ')) }}
{% endmacro %}

{% macro resolve_model_name(input_model_name) %}{{ return(input_model_name | string | replace('"', '\\"')) }}{% endmacro %}

{# Names in the warehouse. #}

{% macro generate_schema_name(custom_schema_name=none, node=none) %}
  {{ return(adapter.dispatch('generate_schema_name', 'dbt')(custom_schema_name, node)) }}
{% endmacro %}
{% macro default__generate_schema_name(custom_schema_name, node) -%}
  {{ target.schema }}{% if custom_schema_name is not none %}_{{ custom_schema_name | trim }}{% endif %}
{%- endmacro %}

{% macro generate_schema_name_for_env(custom_schema_name, node) -%}
  {{ custom_schema_name | trim if target.name == 'prod' and custom_schema_name is not none else target.schema }}
{%- endmacro %}

{% macro generate_alias_name(custom_alias_name=none, node=none) -%}
  {{ return(adapter.dispatch('generate_alias_name', 'dbt')(custom_alias_name, node)) }}
{%- endmacro %}
{% macro default__generate_alias_name(custom_alias_name=none, node=none) -%}
  {%- if custom_alias_name -%}{{ custom_alias_name | trim }}
  {%- elif node.version -%}{{ node.name ~ '_v' ~ (node.version | replace('.', '_')) }}
  {%- else -%}{{ node.name }}
  {%- endif -%}
{%- endmacro %}

{% macro generate_database_name(custom_database_name=none, node=none) -%}
  {{ return(adapter.dispatch('generate_database_name', 'dbt')(custom_database_name, node)) }}
{%- endmacro %}
{% macro default__generate_database_name(custom_database_name=none, node=none) -%}
  {{ target.database if custom_database_name is none else custom_database_name | trim }}
{%- endmacro %}

{# Dates that templates compute. #}

{% macro convert_datetime(date_str, date_fmt) %}
  {{ return(modules.datetime.datetime.strptime(date_str | string, date_fmt)) }}
{% endmacro %}

{% macro dates_in_range(start_date_str, end_date_str=none, in_fmt='%Y%m%d', out_fmt='%Y%m%d') %}
  {%- set first = convert_datetime(start_date_str, in_fmt) -%}
  {%- set last = convert_datetime(start_date_str if end_date_str is none else end_date_str, in_fmt) -%}
  {%- set dates = [] -%}
  {%- for days in range((last - first).days + 1) -%}
    {%- do dates.append((first + modules.datetime.timedelta(days=days)).strftime(out_fmt)) -%}
  {%- endfor -%}
  {{ return(dates) }}
{% endmacro %}

{% macro partition_range(raw_partition_date, date_fmt='%Y%m%d') %}
  {%- set bounds = (raw_partition_date | string).split(',') -%}
  {{ return(dates_in_range(bounds[0], bounds[-1], in_fmt=date_fmt)) }}
{% endmacro %}

{% macro py_current_timestring() %}
  {{ return(bylaw_unknown('the time of the run is known only when dbt runs')) }}
{% endmacro %}
