{# No row lacks a value in a column that must have one. One reading of the rows for all columns; of a fact only the months
   that this build wrote again are read. #}
{% test required_columns_are_filled(model, columns) %}
{%- set is_due = is_due_for_checks('fact', model.identifier) -%}
{%- set node = graph.nodes.get('model.' ~ project_name ~ '.' ~ model.identifier, {}) if execute else {} -%}

select {{ columns | join(', ') }}
from {{ model }} as fact
where
    (
        {%- for column in columns %}
        {{ 'or ' if not loop.first }}{{ column }} is null
        {%- endfor %}
    )
    {%- if 'facts' in node.get('fqn', []) %}
    and {{ is_due }}
    {%- endif %}

{% endtest %}
