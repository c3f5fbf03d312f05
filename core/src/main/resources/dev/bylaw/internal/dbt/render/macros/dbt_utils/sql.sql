{# Expressions of the package dbt_utils. Each can be overridden by dispatch, as in the package itself. #}

{% macro generate_surrogate_key(field_list) %}
  {{ return(adapter.dispatch('generate_surrogate_key', 'dbt_utils')(field_list)) }}
{% endmacro %}
{% macro default__generate_surrogate_key(field_list) %}
  {%- set null_text = '' if var('surrogate_key_treat_nulls_as_empty_strings', false)
      else '_dbt_utils_surrogate_key_null_' -%}
  {%- set parts = [] -%}
  {%- for field in field_list -%}
    {%- if not loop.first %}{% do parts.append("'-'") %}{% endif -%}
    {%- do parts.append('coalesce(cast(' ~ field ~ ' as ' ~ dbt.type_string() ~ "), '" ~ null_text ~ "')") -%}
  {%- endfor -%}
  {{ return(dbt.hash(dbt.concat(parts))) }}
{% endmacro %}

{% macro surrogate_key(field_list) %}
  {%- set fields = [field_list] + (varargs | list) if field_list is string else field_list -%}
  {{ return(adapter.dispatch('generate_surrogate_key', 'dbt_utils')(fields)) }}
{% endmacro %}

{% macro group_by(n) %}{{ return(adapter.dispatch('group_by', 'dbt_utils')(n)) }}{% endmacro %}
{% macro default__group_by(n) -%}
  group by {% for i in range(1, n + 1) %}{{ i }}{{ ',' if not loop.last }}{% endfor %}
{%- endmacro %}

{% macro _zeros(field_list, operator) %}
  {%- set parts = [] -%}
  {%- for field in field_list %}{% do parts.append('coalesce(' ~ field ~ ', 0)') %}{% endfor -%}
  {{ return(parts | join(' ' ~ operator ~ '\n  ')) }}
{% endmacro %}
{% macro safe_add(field_list) %}{{ return(adapter.dispatch('safe_add', 'dbt_utils')(field_list, *varargs)) }}{% endmacro %}
{% macro default__safe_add(field_list) %}
  {{ return(dbt_utils._zeros([field_list] + (varargs | list) if field_list is string else field_list, '+')) }}
{% endmacro %}
{% macro safe_subtract(field_list) %}{{ return(adapter.dispatch('safe_subtract', 'dbt_utils')(field_list)) }}{% endmacro %}
{% macro default__safe_subtract(field_list) %}{{ return(dbt_utils._zeros(field_list, '-')) }}{% endmacro %}
{% macro safe_divide(numerator, denominator) %}
  {{ return(adapter.dispatch('safe_divide', 'dbt_utils')(numerator, denominator)) }}
{% endmacro %}
{% macro default__safe_divide(numerator, denominator) %}
  {{ return('( ' ~ numerator ~ ' ) / nullif( ( ' ~ denominator ~ ' ), 0)') }}
{% endmacro %}

{% macro degrees_to_radians(degrees) %}{{ return('acos(-1) * ' ~ degrees ~ ' / 180') }}{% endmacro %}
{% macro haversine_distance(lat1, lon1, lat2, lon2, unit='mi') %}
  {{ return(adapter.dispatch('haversine_distance', 'dbt_utils')(lat1, lon1, lat2, lon2, unit)) }}
{% endmacro %}
{% macro default__haversine_distance(lat1, lon1, lat2, lon2, unit='mi') -%}
  2 * 3961 * asin(sqrt(power(sin(radians(({{ lat2 }} - {{ lat1 }}) / 2)), 2)
    + cos(radians({{ lat1 }})) * cos(radians({{ lat2 }})) * power(sin(radians(({{ lon2 }} - {{ lon1 }}) / 2)), 2)))
    * {{ 1.60934 if unit == 'km' else 1 }}
{%- endmacro %}

{% macro width_bucket(expr, min_value, max_value, num_buckets) %}
  {{ return(adapter.dispatch('width_bucket', 'dbt_utils')(expr, min_value, max_value, num_buckets)) }}
{% endmacro %}
{% macro default__width_bucket(expr, min_value, max_value, num_buckets) -%}
  least(greatest(ceil(({{ expr }} - {{ min_value }}) / (({{ max_value }} - {{ min_value }}) / {{ num_buckets }})), 0),
    {{ num_buckets }} + 1)
{%- endmacro %}

{# Parts of addresses in the web. #}

{% macro get_url_host(field) %}{{ return(adapter.dispatch('get_url_host', 'dbt_utils')(field)) }}{% endmacro %}
{% macro default__get_url_host(field) %}
  {%- set rest = dbt.replace(dbt.replace(dbt.replace(field, "'android-app://'", "''"), "'http://'", "''"), "'https://'", "''") -%}
  {{ return(dbt.safe_cast(dbt.split_part(dbt.split_part(rest, "'/'", 1), "'?'", 1), dbt.type_string())) }}
{% endmacro %}
{% macro get_url_parameter(field, url_parameter) %}
  {{ return(adapter.dispatch('get_url_parameter', 'dbt_utils')(field, url_parameter)) }}
{% endmacro %}
{% macro default__get_url_parameter(field, url_parameter) %}
  {%- set rest = dbt.split_part(field, "'" ~ url_parameter ~ "='", 2) -%}
  {{ return('nullif(' ~ dbt.split_part(rest, "'&'", 1) ~ ", '')") }}
{% endmacro %}
{% macro get_url_path(field) %}{{ return(adapter.dispatch('get_url_path', 'dbt_utils')(field)) }}{% endmacro %}
{% macro default__get_url_path(field) %}
  {%- set rest = dbt.replace(dbt.replace(field, "'http://'", "''"), "'https://'", "''") -%}
  {{ return(dbt.safe_cast(dbt.split_part(rest, "'?'", 1), dbt.type_string())) }}
{% endmacro %}

{# Rows that are made up. #}

{% macro get_powers_of_two(upper_bound) %}{{ return(1) }}{% endmacro %}
{% macro generate_series(upper_bound) %}
  {{ return(adapter.dispatch('generate_series', 'dbt_utils')(upper_bound)) }}
{% endmacro %}
{% macro default__generate_series(upper_bound) %}{{ return(dbt.default__generate_series(upper_bound)) }}{% endmacro %}
{% macro get_intervals_between(start_date, end_date, datepart) %}
  {{ return(dbt.get_intervals_between(start_date, end_date, datepart)) }}
{% endmacro %}
{% macro date_spine(datepart, start_date, end_date) %}
  {{ return(adapter.dispatch('date_spine', 'dbt_utils')(datepart, start_date, end_date)) }}
{% endmacro %}
{% macro default__date_spine(datepart, start_date, end_date) %}
  {{ return(dbt.default__date_spine(datepart, start_date, end_date)) }}
{% endmacro %}
