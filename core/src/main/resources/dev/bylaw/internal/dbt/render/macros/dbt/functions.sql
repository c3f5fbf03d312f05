{# Functions that warehouses name differently. Arguments stay as they are. #}

{% macro any_value(expression) %}{{ return(adapter.dispatch('any_value', 'dbt')(expression)) }}{% endmacro %}
{% macro default__any_value(expression) %}{{ return('any_value(' ~ expression ~ ')') }}{% endmacro %}
{% macro trino__any_value(expression) %}{{ return('min(' ~ expression ~ ')') }}{% endmacro %}
{% macro athena__any_value(expression) %}{{ return('min(' ~ expression ~ ')') }}{% endmacro %}
{% macro duckdb__any_value(expression) %}{{ return('arbitrary(' ~ expression ~ ')') }}{% endmacro %}
{% macro postgres__any_value(expression) %}{{ return('min(' ~ expression ~ ')') }}{% endmacro %}

{% macro bool_or(expression) %}{{ return(adapter.dispatch('bool_or', 'dbt')(expression)) }}{% endmacro %}
{% macro default__bool_or(expression) %}{{ return('bool_or(' ~ expression ~ ')') }}{% endmacro %}
{% macro bigquery__bool_or(expression) %}{{ return('logical_or(' ~ expression ~ ')') }}{% endmacro %}
{% macro snowflake__bool_or(expression) %}{{ return('boolor_agg(' ~ expression ~ ')') }}{% endmacro %}

{% macro cast(field, type) %}{{ return(adapter.dispatch('cast', 'dbt')(field, type)) }}{% endmacro %}
{% macro default__cast(field, type) %}{{ return('cast(' ~ field ~ ' as ' ~ type ~ ')') }}{% endmacro %}

{% macro safe_cast(field, type) %}{{ return(adapter.dispatch('safe_cast', 'dbt')(field, type)) }}{% endmacro %}
{% macro default__safe_cast(field, type) %}{{ return('cast(' ~ field ~ ' as ' ~ type ~ ')') }}{% endmacro %}
{% macro trino__safe_cast(field, type) %}{{ return('try_cast(' ~ field ~ ' as ' ~ type ~ ')') }}{% endmacro %}
{% macro athena__safe_cast(field, type) %}{{ return('try_cast(' ~ field ~ ' as ' ~ type ~ ')') }}{% endmacro %}
{% macro snowflake__safe_cast(field, type) %}{{ return('try_cast(' ~ field ~ ' as ' ~ type ~ ')') }}{% endmacro %}
{% macro spark__safe_cast(field, type) %}{{ return('try_cast(' ~ field ~ ' as ' ~ type ~ ')') }}{% endmacro %}
{% macro bigquery__safe_cast(field, type) %}{{ return('safe_cast(' ~ field ~ ' as ' ~ type ~ ')') }}{% endmacro %}

{% macro cast_bool_to_text(field) %}{{ return(adapter.dispatch('cast_bool_to_text', 'dbt')(field)) }}{% endmacro %}
{% macro default__cast_bool_to_text(field) %}{{ return('cast(' ~ field ~ ' as ' ~ dbt.type_string() ~ ')') }}{% endmacro %}

{% macro concat(fields) %}{{ return(adapter.dispatch('concat', 'dbt')(fields)) }}{% endmacro %}
{% macro default__concat(fields) %}{{ return(fields | join(' || ')) }}{% endmacro %}
{% macro spark__concat(fields) %}{{ return('concat(' ~ (fields | join(', ')) ~ ')') }}{% endmacro %}

{% macro hash(field) %}{{ return(adapter.dispatch('hash', 'dbt')(field)) }}{% endmacro %}
{% macro default__hash(field) %}{{ return('md5(cast(' ~ field ~ ' as ' ~ dbt.type_string() ~ '))') }}{% endmacro %}
{% macro trino__hash(field) %}{{ return('lower(to_hex(md5(to_utf8(cast(' ~ field ~ ' as varchar)))))') }}{% endmacro %}
{% macro athena__hash(field) %}{{ return('lower(to_hex(md5(to_utf8(cast(' ~ field ~ ' as varchar)))))') }}{% endmacro %}
{% macro bigquery__hash(field) %}{{ return('to_hex(' ~ dbt.default__hash(field) ~ ')') }}{% endmacro %}

{% macro length(expression) %}{{ return(adapter.dispatch('length', 'dbt')(expression)) }}{% endmacro %}
{% macro default__length(expression) %}{{ return('length(' ~ expression ~ ')') }}{% endmacro %}
{% macro redshift__length(expression) %}{{ return('len(' ~ expression ~ ')') }}{% endmacro %}

{% macro position(substring_text, string_text) %}
  {{ return(adapter.dispatch('position', 'dbt')(substring_text, string_text)) }}
{% endmacro %}
{% macro default__position(substring_text, string_text) %}
  {{ return('position(' ~ substring_text ~ ' in ' ~ string_text ~ ')') }}
{% endmacro %}
{% macro bigquery__position(substring_text, string_text) %}
  {{ return('strpos(' ~ string_text ~ ', ' ~ substring_text ~ ')') }}
{% endmacro %}

{% macro replace(field, old_chars, new_chars) %}
  {{ return(adapter.dispatch('replace', 'dbt')(field, old_chars, new_chars)) }}
{% endmacro %}
{% macro default__replace(field, old_chars, new_chars) %}
  {{ return('replace(' ~ field ~ ', ' ~ old_chars ~ ', ' ~ new_chars ~ ')') }}
{% endmacro %}

{% macro right(string_text, length_expression) %}
  {{ return(adapter.dispatch('right', 'dbt')(string_text, length_expression)) }}
{% endmacro %}
{% macro default__right(string_text, length_expression) %}
  {{ return('right(' ~ string_text ~ ', ' ~ length_expression ~ ')') }}
{% endmacro %}
{% macro trino__right(string_text, length_expression) %}
  {{ return("case when " ~ length_expression ~ " = 0 then '' else substr(" ~ string_text ~ ", -1 * ("
      ~ length_expression ~ ")) end") }}
{% endmacro %}
{% macro athena__right(string_text, length_expression) %}
  {{ return(dbt.trino__right(string_text, length_expression)) }}
{% endmacro %}
{% macro bigquery__right(string_text, length_expression) %}
  {{ return(dbt.trino__right(string_text, length_expression)) }}
{% endmacro %}
{% macro snowflake__right(string_text, length_expression) %}
  {{ return("case when " ~ length_expression ~ " = 0 then '' else right(" ~ string_text ~ ", " ~ length_expression
      ~ ") end") }}
{% endmacro %}

{% macro split_part(string_text, delimiter_text, part_number) %}
  {{ return(adapter.dispatch('split_part', 'dbt')(string_text, delimiter_text, part_number)) }}
{% endmacro %}
{% macro default__split_part(string_text, delimiter_text, part_number) %}
  {{ return('split_part(' ~ string_text ~ ', ' ~ delimiter_text ~ ', ' ~ part_number ~ ')') }}
{% endmacro %}
{% macro bigquery__split_part(string_text, delimiter_text, part_number) %}
  {{ return('split(' ~ string_text ~ ', ' ~ delimiter_text ~ ')[safe_offset(' ~ (part_number | int - 1) ~ ')]') }}
{% endmacro %}
{% macro duckdb__split_part(string_text, delimiter_text, part_number) %}
  {{ return('string_split(' ~ string_text ~ ', ' ~ delimiter_text ~ ')[ ' ~ part_number ~ ' ]') }}
{% endmacro %}

{% macro listagg(measure, delimiter_text="','", order_by_clause=none, limit_num=none) %}
  {{ return(adapter.dispatch('listagg', 'dbt')(measure, delimiter_text, order_by_clause, limit_num)) }}
{% endmacro %}
{% macro default__listagg(measure, delimiter_text, order_by_clause, limit_num) %}
  {%- set order = ' within group (' ~ order_by_clause ~ ')' if order_by_clause else '' -%}
  {{ return('listagg(' ~ measure ~ ', ' ~ delimiter_text ~ ')' ~ order) }}
{% endmacro %}
{% macro trino__listagg(measure, delimiter_text, order_by_clause, limit_num) %}
  {%- set values = 'array_agg(' ~ measure ~ (' ' ~ order_by_clause if order_by_clause else '') ~ ')' -%}
  {%- set values = 'slice(' ~ values ~ ', 1, ' ~ limit_num ~ ')' if limit_num else values -%}
  {{ return('array_join(' ~ values ~ ', ' ~ delimiter_text ~ ')') }}
{% endmacro %}
{% macro athena__listagg(measure, delimiter_text, order_by_clause, limit_num) %}
  {{ return(dbt.trino__listagg(measure, delimiter_text, order_by_clause, limit_num)) }}
{% endmacro %}
{% macro postgres__listagg(measure, delimiter_text, order_by_clause, limit_num) %}
  {{ return('string_agg(' ~ measure ~ ', ' ~ delimiter_text ~ (' ' ~ order_by_clause if order_by_clause else '') ~ ')') }}
{% endmacro %}
{% macro redshift__listagg(measure, delimiter_text, order_by_clause, limit_num) %}
  {{ return(dbt.default__listagg(measure, delimiter_text, order_by_clause, limit_num)) }}
{% endmacro %}
{% macro duckdb__listagg(measure, delimiter_text, order_by_clause, limit_num) %}
  {{ return(dbt.postgres__listagg(measure, delimiter_text, order_by_clause, limit_num)) }}
{% endmacro %}
{% macro bigquery__listagg(measure, delimiter_text, order_by_clause, limit_num) %}
  {{ return(dbt.postgres__listagg(measure, delimiter_text, order_by_clause, limit_num)) }}
{% endmacro %}
{% macro spark__listagg(measure, delimiter_text, order_by_clause, limit_num) %}
  {{ return('array_join(collect_list(' ~ measure ~ '), ' ~ delimiter_text ~ ')') }}
{% endmacro %}

{% macro array_append(array, new_element) %}
  {{ return(adapter.dispatch('array_append', 'dbt')(array, new_element)) }}
{% endmacro %}
{% macro default__array_append(array, new_element) %}
  {{ return('array_append(' ~ array ~ ', ' ~ new_element ~ ')') }}
{% endmacro %}

{% macro array_concat(array_1, array_2) %}{{ return(adapter.dispatch('array_concat', 'dbt')(array_1, array_2)) }}{% endmacro %}
{% macro default__array_concat(array_1, array_2) %}{{ return('array_cat(' ~ array_1 ~ ', ' ~ array_2 ~ ')') }}{% endmacro %}
{% macro trino__array_concat(array_1, array_2) %}{{ return('concat(' ~ array_1 ~ ', ' ~ array_2 ~ ')') }}{% endmacro %}
{% macro athena__array_concat(array_1, array_2) %}{{ return('concat(' ~ array_1 ~ ', ' ~ array_2 ~ ')') }}{% endmacro %}
{% macro spark__array_concat(array_1, array_2) %}{{ return('concat(' ~ array_1 ~ ', ' ~ array_2 ~ ')') }}{% endmacro %}
{% macro bigquery__array_concat(array_1, array_2) %}
  {{ return('array_concat(' ~ array_1 ~ ', ' ~ array_2 ~ ')') }}
{% endmacro %}

{% macro array_construct(inputs=[], data_type='integer') %}
  {{ return(adapter.dispatch('array_construct', 'dbt')(inputs, data_type)) }}
{% endmacro %}
{% macro default__array_construct(inputs, data_type) %}{{ return('array[ ' ~ (inputs | join(' , ')) ~ ' ]') }}{% endmacro %}
{% macro snowflake__array_construct(inputs, data_type) %}
  {{ return('array_construct( ' ~ (inputs | join(' , ')) ~ ' )') }}
{% endmacro %}
{% macro bigquery__array_construct(inputs, data_type) %}{{ return('[ ' ~ (inputs | join(' , ')) ~ ' ]') }}{% endmacro %}
{% macro spark__array_construct(inputs, data_type) %}{{ return('array( ' ~ (inputs | join(' , ')) ~ ' )') }}{% endmacro %}

{% macro except() %}{{ return(adapter.dispatch('except', 'dbt')()) }}{% endmacro %}
{% macro default__except() %}{{ return('except') }}{% endmacro %}
{% macro bigquery__except() %}{{ return('except distinct') }}{% endmacro %}

{% macro intersect() %}{{ return(adapter.dispatch('intersect', 'dbt')()) }}{% endmacro %}
{% macro default__intersect() %}{{ return('intersect') }}{% endmacro %}
{% macro bigquery__intersect() %}{{ return('intersect distinct') }}{% endmacro %}

{% macro equals(expr1, expr2) %}{{ return(adapter.dispatch('equals', 'dbt')(expr1, expr2)) }}{% endmacro %}
{% macro default__equals(expr1, expr2) %}{{ return('(' ~ expr1 ~ ' = ' ~ expr2 ~ ')') }}{% endmacro %}

{% macro escape_single_quotes(expression) %}
  {{ return(adapter.dispatch('escape_single_quotes', 'dbt')(expression)) }}
{% endmacro %}
{% macro default__escape_single_quotes(expression) %}{{ return(expression | replace("'", "''")) }}{% endmacro %}
{% macro bigquery__escape_single_quotes(expression) %}{{ return(expression | replace("'", "\\'")) }}{% endmacro %}
{% macro snowflake__escape_single_quotes(expression) %}{{ return(expression | replace("'", "\\'")) }}{% endmacro %}
{% macro spark__escape_single_quotes(expression) %}{{ return(expression | replace("'", "\\'")) }}{% endmacro %}

{% macro string_literal(value) %}{{ return(adapter.dispatch('string_literal', 'dbt')(value)) }}{% endmacro %}
{% macro default__string_literal(value) %}{{ return("'" ~ value ~ "'") }}{% endmacro %}
{% macro bigquery__string_literal(value) %}{{ return("'''" ~ value ~ "'''") }}{% endmacro %}
