{# The latest value of a column in an ordered window, up to the row, that is not empty. #}
{% macro last_filled(column, window) -%}
    {{ return(adapter.dispatch('last_filled')(column, window)) }}
{%- endmacro %}

{% macro duckdb__last_filled(column, window) -%}
    last_value({{ column }} ignore nulls) over ({{ window }} rows between unbounded preceding and current row)
{%- endmacro %}

{% macro spark__last_filled(column, window) -%}
    last_value({{ column }}) ignore nulls over ({{ window }} rows between unbounded preceding and current row)
{%- endmacro %}
