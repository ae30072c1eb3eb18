{# No row lacks a value in a column that must have one. One reading of the rows for all columns; of a fact only the months
   that this build wrote again are read. #}
{% test required_columns_are_filled(model, columns) %}
{%- set is_due = is_due_for_checks('fact', model.identifier) -%}

select {{ columns | join(', ') }}
from {{ model }} as fact
where
    (
        {%- for column in columns %}
        {{ 'or ' if not loop.first }}{{ column }} is null
        {%- endfor %}
    )
    {%- if model.identifier and model.identifier.startswith('fct_') %}
    and {{ is_due }}
    {%- endif %}

{% endtest %}
