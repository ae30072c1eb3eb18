{# Values within JSON that a source delivered as text. What DuckDB and Spark say differently is dispatched. #}

{# The value at a path ('$.customer.id') as text; objects and lists as JSON; empty where there is none, or no JSON. #}
{% macro json_text(column, path) -%}
    {{ return(adapter.dispatch('json_text')(column, path)) }}
{%- endmacro %}

{% macro duckdb__json_text(column, path) -%}
    try(json_extract_string({{ column }}, '{{ path }}'))
{%- endmacro %}

{% macro spark__json_text(column, path) -%}
    get_json_object({{ column }}, '{{ path }}')
{%- endmacro %}

{# One row per element of a JSON list, each as JSON; none for an empty list or where there is none, or no JSON. Stands
   alone in a select list beside plain columns. #}
{% macro each_json_element(column) -%}
    {{ return(adapter.dispatch('each_json_element')(column)) }}
{%- endmacro %}

{% macro duckdb__each_json_element(column) -%}
    unnest(try(cast(json_extract({{ column }}, '$[*]') as string [])))
{%- endmacro %}

{% macro spark__each_json_element(column) -%}
    explode(from_json({{ column }}, 'array<string>'))
{%- endmacro %}
