{# Each change of a member's points; a kind that is none of the programme's is an adjustment. #}
{% macro loyalty__loyalty_transaction(system) -%}
with

points as (
    select * from {{ standing_rows(source('raw', system ~ '__points')) }} as standing_points
)

select
    '{{ system }}' as system_name,
    trim(transaction_id) as transaction_id,
    trim(customer_id) as customer_id,
    nullif(trim(order_id), '') as order_id,
    happened_at as happened_at_local,
    case
        when lower(trim(type)) in ('earned', 'used', 'expired') then lower(trim(type))
        else 'adjusted'
    end as transaction_type,
    points as points_count,
    _delivery_id,
    _line
from points
{%- endmacro %}
