{# Values side by side that are compared one after the other, so that max() finds the latest of a group without sorting
   all its rows (products and customers of 3 million lines: 4.3 s by row_number, 1.0 s so). None of them may be null. #}
{% macro in_turn(first, second) -%}
    {{ return(adapter.dispatch('in_turn')(first, second)) }}
{%- endmacro %}

{% macro duckdb__in_turn(first, second) -%}
    row({{ first }}, {{ second }})
{%- endmacro %}

{% macro spark__in_turn(first, second) -%}
    struct({{ first }}, {{ second }})
{%- endmacro %}
