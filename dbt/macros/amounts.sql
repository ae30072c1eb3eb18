{# An amount on the rows of one part of what was invoiced, 0 on all others. #}
{% macro where_part(condition, amount) -%}
    cast(
        case when {{ condition }} then {{ amount }} else 0 end
        as decimal(18, 4)
    )
{%- endmacro %}
