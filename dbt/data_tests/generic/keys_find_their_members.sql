{# Every key of a table is a member of its dimension. One reading of the rows for all keys; of a fact only the months that
   this build wrote again are read. #}
{% test keys_find_their_members(model) %}
{%- set dimensions = {
    'customer_key': ref('dim_customer'),
    'customer_version_key': ref('dim_customer_history'),
    'product_key': ref('dim_product'),
    'product_version_key': ref('dim_product_history'),
    'employee_key': ref('dim_employee'),
    'employee_version_key': ref('dim_employee_history'),
    'geography_key': ref('dim_geography'),
    'campaign_key': ref('dim_campaign'),
    'time_of_day_key': ref('dim_time_of_day'),
    'channel_key': ref('dim_channel'),
    'date_key': ref('dim_date'),
} -%}
{%- set is_due = is_due_for_checks('fact', model.identifier) -%}
{%- set columns = graph.nodes['model.' ~ project_name ~ '.' ~ model.identifier].columns if execute else {} -%}
{%- set keys = [] -%}
{%- for column in columns if column.endswith('_key') -%}
    {%- do keys.append(column) -%}
{%- endfor -%}

select
    {%- for key in keys %}
    fact.{{ key }}{{ ',' if not loop.last }}
    {%- else %}
    1 as nothing
    {%- endfor %}
from {{ model }} as fact
{%- for key in keys %}
{%- set member_key = key if key in dimensions else key.split('_')[-2:] | join('_') %}
left join {{ dimensions[member_key] }} as of_{{ key }}
    on fact.{{ key }} = of_{{ key }}.{{ member_key }}
{%- endfor %}
where
    (
        {%- for key in keys %}
        {{ 'or ' if not loop.first }}of_{{ key }}.{{ key if key in dimensions else key.split('_')[-2:] | join('_') }} is null
        {%- endfor %}
    )
    {%- if 'month' in columns %}
    and {{ is_due }}
    {%- endif %}

{% endtest %}
