{# Gives the ids of a CTE that the registry does not know yet the next dense keys, in the order (delivery day of
   birth, order of systems in company.yml, source id, start of the version). Keys already given never change. #}
{% macro number_new_ids(ids, key_name, id_columns) -%}
{%- set identity = ['system_name', 'entity_name', 'source_id'] + id_columns -%}
select
    cast(
        {% if is_restating() %}(select coalesce(max(known.{{ key_name }}), 0) from {{ this }} as known) + {% endif -%}
        row_number() over (
            order by {{ ids }}.birth_delivery_date, system.system_order, {{ ids }}.source_id
            {%- for column in ['entity_name'] + id_columns %}, {{ ids }}.{{ column }}{% endfor %}
        ) as int
    ) as {{ key_name }},
    {% for column in identity -%}
    {{ ids }}.{{ column }},
    {% endfor -%}
    {{ ids }}.birth_delivery_date
from {{ ids }}
inner join {{ source('build', 'system') }} as system
    on {{ ids }}.system_name = system.system_name
{% if is_restating() -%}
left join {{ this }} as known
    on
        {{ ids }}.system_name = known.system_name
        {% for column in identity[1:] -%}
        and {{ ids }}.{{ column }} = known.{{ column }}
        {% endfor %}
where known.{{ key_name }} is null
{%- endif %}
{%- endmacro %}

{# Durable key of a member whom a row may do without; -2 where it names nobody. #}
{% macro key_or_nobody(source_id, key) -%}
    case when {{ source_id }} is null then -2 else coalesce({{ key }}, -1) end
{%- endmacro %}
