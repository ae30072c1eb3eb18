{# What was paid and paid back; authorisations and what failed are no payments. #}
{% macro shopify__payment(system) -%}
with

header as (
    select * from {{ shopify_order_header(system) }} as shop_order
)

select
    '{{ system }}' as system_name,
    order_id,
    payment_id,
    customer_id,
    processed_at_local as paid_at_local,
    gateway as payment_method,
    cast(null as int) as installment_count,
    cast(case when kind = 'REFUND' then -amount_local else amount_local end as decimal(18, 4)) as amount_local,
    currency_code,
    _delivery_id,
    _line
from {{ shopify_transaction('header') }} as paid
{%- endmacro %}
