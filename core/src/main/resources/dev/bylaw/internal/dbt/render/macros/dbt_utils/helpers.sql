{# Helpers of the package dbt_utils, and what it passes on to dbt. #}

{% macro _is_relation(obj, macro) %}{% endmacro %}
{% macro _is_ephemeral(obj, macro) %}{% endmacro %}

{% macro log_info(message) %}{{ return('') }}{% endmacro %}
{% macro pretty_log_format(message) %}{{ return(message) }}{% endmacro %}
{% macro pretty_time(format='%H:%M:%S') %}
  {{ return(bylaw_unknown('the time of the run is known only when dbt runs')) }}
{% endmacro %}

{% macro slugify(string) %}
  {%- if not string %}{{ return('') }}{% endif -%}
  {%- set name = modules.re.sub('[ -]+', '_', string | lower) -%}
  {%- set name = modules.re.sub('[^a-z0-9_]+', '', name) -%}
  {{ return(modules.re.sub('^([0-9])', '_\\1', name)) }}
{% endmacro %}

{% macro any_value() %}{{ return(dbt.any_value(*varargs, **kwargs)) }}{% endmacro %}
{% macro bool_or() %}{{ return(dbt.bool_or(*varargs, **kwargs)) }}{% endmacro %}
{% macro cast_bool_to_text() %}{{ return(dbt.cast_bool_to_text(*varargs, **kwargs)) }}{% endmacro %}
{% macro cast_array_to_string() %}{{ return('cast(' ~ varargs[0] ~ ' as ' ~ dbt.type_string() ~ ')') }}{% endmacro %}
{% macro concat() %}{{ return(dbt.concat(*varargs, **kwargs)) }}{% endmacro %}
{% macro current_timestamp() %}{{ return(dbt.current_timestamp()) }}{% endmacro %}
{% macro current_timestamp_in_utc() %}{{ return(dbt.current_timestamp()) }}{% endmacro %}
{% macro date_trunc() %}{{ return(dbt.date_trunc(*varargs, **kwargs)) }}{% endmacro %}
{% macro dateadd() %}{{ return(dbt.dateadd(*varargs, **kwargs)) }}{% endmacro %}
{% macro datediff() %}{{ return(dbt.datediff(*varargs, **kwargs)) }}{% endmacro %}
{% macro escape_single_quotes() %}{{ return(dbt.escape_single_quotes(*varargs, **kwargs)) }}{% endmacro %}
{% macro except() %}{{ return(dbt.except()) }}{% endmacro %}
{% macro hash() %}{{ return(dbt.hash(*varargs, **kwargs)) }}{% endmacro %}
{% macro intersect() %}{{ return(dbt.intersect()) }}{% endmacro %}
{% macro last_day() %}{{ return(dbt.last_day(*varargs, **kwargs)) }}{% endmacro %}
{% macro length() %}{{ return(dbt.length(*varargs, **kwargs)) }}{% endmacro %}
{% macro listagg() %}{{ return(dbt.listagg(*varargs, **kwargs)) }}{% endmacro %}
{% macro position() %}{{ return(dbt.position(*varargs, **kwargs)) }}{% endmacro %}
{% macro replace() %}{{ return(dbt.replace(*varargs, **kwargs)) }}{% endmacro %}
{% macro right() %}{{ return(dbt.right(*varargs, **kwargs)) }}{% endmacro %}
{% macro safe_cast() %}{{ return(dbt.safe_cast(*varargs, **kwargs)) }}{% endmacro %}
{% macro split_part() %}{{ return(dbt.split_part(*varargs, **kwargs)) }}{% endmacro %}
{% macro string_literal() %}{{ return(dbt.string_literal(*varargs, **kwargs)) }}{% endmacro %}
{% macro type_bigint() %}{{ return(dbt.type_bigint()) }}{% endmacro %}
{% macro type_boolean() %}{{ return(dbt.type_boolean()) }}{% endmacro %}
{% macro type_float() %}{{ return(dbt.type_float()) }}{% endmacro %}
{% macro type_int() %}{{ return(dbt.type_int()) }}{% endmacro %}
{% macro type_numeric() %}{{ return(dbt.type_numeric()) }}{% endmacro %}
{% macro type_string() %}{{ return(dbt.type_string()) }}{% endmacro %}
{% macro type_timestamp() %}{{ return(dbt.type_timestamp()) }}{% endmacro %}
