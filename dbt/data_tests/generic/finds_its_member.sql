{# Every key of a table is a member of its dimension. Of a fact only the months that this build wrote again are read. #}
{% test finds_its_member(model, column_name, dimension, member_key) %}
{%- set is_due = is_due_for_checks('fact', model.identifier) -%}

select fact.{{ column_name }}
from {{ model }} as fact
left join {{ dimension }} as dimension
    on fact.{{ column_name }} = dimension.{{ member_key }}
where
    dimension.{{ member_key }} is null
    {%- if model.identifier and model.identifier.startswith('fct_') %}
    and {{ is_due }}
    {%- endif %}

{% endtest %}
