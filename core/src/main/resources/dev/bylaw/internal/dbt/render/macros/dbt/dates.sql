{# Dates and times. Both ends of a difference, and what is truncated or moved, stay as they are. #}

{% macro current_timestamp() %}{{ return(adapter.dispatch('current_timestamp', 'dbt')()) }}{% endmacro %}
{% macro default__current_timestamp() %}{{ return('current_timestamp') }}{% endmacro %}
{% macro bigquery__current_timestamp() %}{{ return('current_timestamp()') }}{% endmacro %}
{% macro spark__current_timestamp() %}{{ return('current_timestamp()') }}{% endmacro %}
{% macro postgres__current_timestamp() %}{{ return('now()') }}{% endmacro %}
{% macro redshift__current_timestamp() %}{{ return('getdate()') }}{% endmacro %}
{% macro duckdb__current_timestamp() %}{{ return('now()') }}{% endmacro %}
{% macro snowflake__current_timestamp() %}
  {{ return("convert_timezone('UTC', current_timestamp())") }}
{% endmacro %}

{% macro current_timestamp_backcompat() %}{{ return('current_timestamp') }}{% endmacro %}
{% macro current_timestamp_in_utc_backcompat() %}{{ return('current_timestamp') }}{% endmacro %}
{% macro snapshot_get_time() %}{{ return(adapter.dispatch('snapshot_get_time', 'dbt')()) }}{% endmacro %}
{% macro default__snapshot_get_time() %}{{ return(dbt.current_timestamp()) }}{% endmacro %}

{% macro date(year, month, day) %}{{ return(adapter.dispatch('date', 'dbt')(year, month, day)) }}{% endmacro %}
{% macro default__date(year, month, day) %}
  {{ return("to_date('" ~ modules.datetime.date(year, month, day).strftime('%Y-%m-%d') ~ "', 'YYYY-MM-DD')") }}
{% endmacro %}
{% macro bigquery__date(year, month, day) %}{{ return('date(' ~ year ~ ', ' ~ month ~ ', ' ~ day ~ ')') }}{% endmacro %}
{% macro duckdb__date(year, month, day) %}{{ return('make_date(' ~ year ~ ', ' ~ month ~ ', ' ~ day ~ ')') }}{% endmacro %}

{% macro date_trunc(datepart, date) %}{{ return(adapter.dispatch('date_trunc', 'dbt')(datepart, date)) }}{% endmacro %}
{% macro default__date_trunc(datepart, date) %}{{ return("date_trunc('" ~ datepart ~ "', " ~ date ~ ')') }}{% endmacro %}
{% macro bigquery__date_trunc(datepart, date) %}
  {{ return('timestamp_trunc(cast(' ~ date ~ ' as timestamp), ' ~ datepart ~ ')') }}
{% endmacro %}

{% macro dateadd(datepart, interval, from_date_or_timestamp) %}
  {{ return(adapter.dispatch('dateadd', 'dbt')(datepart, interval, from_date_or_timestamp)) }}
{% endmacro %}
{% macro default__dateadd(datepart, interval, from_date_or_timestamp) %}
  {{ return('dateadd(' ~ datepart ~ ', ' ~ interval ~ ', ' ~ from_date_or_timestamp ~ ')') }}
{% endmacro %}
{% macro trino__dateadd(datepart, interval, from_date_or_timestamp) %}
  {{ return("date_add('" ~ datepart ~ "', " ~ interval ~ ', ' ~ from_date_or_timestamp ~ ')') }}
{% endmacro %}
{% macro athena__dateadd(datepart, interval, from_date_or_timestamp) %}
  {{ return(dbt.trino__dateadd(datepart, interval, from_date_or_timestamp)) }}
{% endmacro %}
{% macro postgres__dateadd(datepart, interval, from_date_or_timestamp) %}
  {{ return(from_date_or_timestamp ~ " + ((interval '1 " ~ datepart ~ "') * (" ~ interval ~ '))') }}
{% endmacro %}
{% macro redshift__dateadd(datepart, interval, from_date_or_timestamp) %}
  {{ return(dbt.default__dateadd(datepart, interval, from_date_or_timestamp)) }}
{% endmacro %}
{% macro duckdb__dateadd(datepart, interval, from_date_or_timestamp) %}
  {%- set months = {'quarter': '3'} -%}
  {%- set unit = {'quarter': 'month', 'week': 'day'}.get(datepart | lower, datepart | lower) -%}
  {%- set factor = {'quarter': ' * 3', 'week': ' * 7'}.get(datepart | lower, '') -%}
  {%- set count = 'cast(' ~ interval ~ ' as bigint)' -%}
  {%- set count = '(' ~ count ~ factor ~ ')' if factor else count -%}
  {{ return('(' ~ from_date_or_timestamp ~ ' + ' ~ count ~ ' * interval 1 ' ~ unit ~ ')') }}
{% endmacro %}
{% macro bigquery__dateadd(datepart, interval, from_date_or_timestamp) %}
  {{ return('datetime_add(cast( ' ~ from_date_or_timestamp ~ ' as datetime), interval ' ~ interval ~ ' ' ~ datepart ~ ')') }}
{% endmacro %}

{% macro datediff(first_date, second_date, datepart) %}
  {{ return(adapter.dispatch('datediff', 'dbt')(first_date, second_date, datepart)) }}
{% endmacro %}
{% macro default__datediff(first_date, second_date, datepart) %}
  {{ return('datediff(' ~ datepart ~ ', ' ~ first_date ~ ', ' ~ second_date ~ ')') }}
{% endmacro %}
{% macro trino__datediff(first_date, second_date, datepart) %}
  {{ return("date_diff('" ~ datepart ~ "', cast(" ~ first_date ~ ' as timestamp), cast(' ~ second_date
      ~ ' as timestamp))') }}
{% endmacro %}
{% macro athena__datediff(first_date, second_date, datepart) %}
  {{ return(dbt.trino__datediff(first_date, second_date, datepart)) }}
{% endmacro %}
{% macro bigquery__datediff(first_date, second_date, datepart) %}
  {{ return('datetime_diff(cast(' ~ second_date ~ ' as datetime), cast(' ~ first_date ~ ' as datetime), ' ~ datepart
      ~ ')') }}
{% endmacro %}
{% macro duckdb__datediff(first_date, second_date, datepart) %}
  {{ return("(date_diff('" ~ datepart ~ "', " ~ first_date ~ '::timestamp, ' ~ second_date ~ '::timestamp ))') }}
{% endmacro %}
{% macro postgres__datediff(first_date, second_date, datepart) %}
  {{ return("date_part('" ~ datepart ~ "', (" ~ second_date ~ ')::timestamp - (' ~ first_date ~ ')::timestamp)') }}
{% endmacro %}
{% macro redshift__datediff(first_date, second_date, datepart) %}
  {{ return(dbt.default__datediff(first_date, second_date, datepart)) }}
{% endmacro %}

{% macro last_day(date, datepart) %}{{ return(adapter.dispatch('last_day', 'dbt')(date, datepart)) }}{% endmacro %}
{% macro default_last_day(date, datepart) %}
  {%- set next = dbt.dateadd(datepart, '1', dbt.date_trunc(datepart, date)) -%}
  {{ return('cast(' ~ dbt.dateadd('day', '-1', next) ~ ' as date)') }}
{% endmacro %}
{% macro default__last_day(date, datepart) %}{{ return(dbt.default_last_day(date, datepart)) }}{% endmacro %}

{# Rows that are made up: one column, without any input. #}

{% macro get_intervals_between(start_date, end_date, datepart) %}
  {{ return(bylaw_unknown('get_intervals_between() asks the warehouse')) }}
{% endmacro %}

{% macro get_powers_of_two(upper_bound) %}{{ return(1) }}{% endmacro %}

{% macro generate_series(upper_bound) %}{{ return(adapter.dispatch('generate_series', 'dbt')(upper_bound)) }}{% endmacro %}
{% macro default__generate_series(upper_bound) %}
select numbers.generated_number from (select 1 as generated_number) as numbers
{% endmacro %}

{% macro date_spine(datepart, start_date, end_date) %}
  {{ return(adapter.dispatch('date_spine', 'dbt')(datepart, start_date, end_date)) }}
{% endmacro %}
{% macro default__date_spine(datepart, start_date, end_date) %}
select spine.date_{{ datepart }}
from (select {{ dbt.dateadd(datepart, 'row_number() over (order by 1) - 1', start_date) }} as date_{{ datepart }}) as spine
where spine.date_{{ datepart }} <= {{ end_date }}
{% endmacro %}
