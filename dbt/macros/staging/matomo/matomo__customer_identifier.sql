{# Who was signed in is known by the shop's number of the customer. #}
{% macro matomo__customer_identifier(system) -%}
with

visit as (
    select * from {{ standing_rows(source('raw', system ~ '__visit')) }} as standing_visit
)

select
    '{{ system }}' as system_name,
    trim(userId) as customer_id,
    'customer_number' as identifier_type,
    trim(userId) as identifier_value,
    max(_delivery_id) as _delivery_id
from visit
where trim(userId) <> ''
group by trim(userId)
{%- endmacro %}
