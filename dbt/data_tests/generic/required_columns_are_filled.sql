{# No row lacks a value in a column that its entity requires. One reading of the rows for all columns. #}
{% test required_columns_are_filled(model, columns) %}

select {{ columns | join(', ') }}
from {{ model }}
where
    {%- for column in columns %}
    {{ 'or ' if not loop.first }}{{ column }} is null
    {%- endfor %}

{% endtest %}
