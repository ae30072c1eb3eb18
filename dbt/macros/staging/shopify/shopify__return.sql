{# What was given back, by the refund that paid for it: one row per article, and one for what was paid back without any.
   Articles of an order that was called off as a whole are lines of type cancellation already (order_line). #}
{% macro shopify__return(system) -%}
with

header as (
    select * from {{ shopify_order_header(system) }} as shop_order
),

line_item as (
    select * from {{ current_rows(source('raw', system ~ '__line_item')) }} as current_line_item
),

refund as (
    select
        *,
        {{ shopify_number_in(adapter.quote('order')) }} as order_id,
        {{ json_text('refundLineItems', '$.nodes') }} as nodes
    from {{ current_rows(source('raw', system ~ '__refund')) }} as current_refund
),

refund_line as (
    select
        id,
        order_id,
        createdAt,
        note,
        _delivery_id,
        _line,
        {{ each_json_element('nodes') }} as element
    from refund
)

select
    '{{ system }}' as system_name,
    {{ shopify_number(json_text('refund_line.element', '$.id')) }} as return_id,
    header.order_id,
    header.customer_id,
    {{ shopify_number_in('line_item.variant') }} as product_id,
    refund_line.createdAt as returned_at_local,
    'product' as item_type,
    nullif(trim(refund_line.note), '') as reason_name,
    cast({{ json_text('refund_line.element', '$.quantity') }} as bigint) as quantity,
    {{ shopify_amount('refund_line.element', '$.subtotalSet') }} as amount_local,
    header.currency_code,
    header.sales_channel_code,
    header.country_code,
    header.country_name,
    refund_line._delivery_id,
    refund_line._line
from refund_line
inner join header
    on refund_line.order_id = header.order_id
left join line_item
    on {{ json_text('refund_line.element', '$.lineItem.id') }} = line_item.id
where
    header.cancelled_at_local is null
    or coalesce({{ json_text('refund_line.element', '$.restockType') }}, '') <> 'CANCEL'
{%- endmacro %}
