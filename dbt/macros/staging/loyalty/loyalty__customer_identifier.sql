{# The programme has no numbers of its own: it knows everybody by the shop's. #}
{% macro loyalty__customer_identifier(system) -%}
with

named as (
    select
        trim(customer_id) as customer_id,
        _delivery_id
    from {{ current_rows(source('raw', system ~ '__member')) }} as current_member
    union all
    select
        trim(customer_id) as customer_id,
        _delivery_id
    from {{ standing_rows(source('raw', system ~ '__points')) }} as points
    union all
    select
        trim(customer_id) as customer_id,
        _delivery_id
    from {{ standing_rows(source('raw', system ~ '__consent')) }} as consent
)

select
    '{{ system }}' as system_name,
    customer_id,
    'customer_number' as identifier_type,
    customer_id as identifier_value,
    max(_delivery_id) as _delivery_id
from named
group by customer_id
{%- endmacro %}
