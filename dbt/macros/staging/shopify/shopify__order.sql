{# Orders with their milestones. Paid is an order on which its total was received; an order of nothing is never paid.
   Sent is it with its last parcel, arrived when all its parcels have. #}
{% macro shopify__order(system) -%}
with

header as (
    select * from {{ shopify_order_header(system) }} as shop_order
),

received as (
    select
        order_id,
        max(processed_at_local) as paid_at_local,
        sum(amount_local) as amount_local
    from {{ shopify_transaction('header') }} as received_transaction
    where kind in ('SALE', 'CAPTURE')
    group by order_id
),

parcel as (
    select
        order_id,
        {{ each_json_element('fulfillments') }} as element
    from header
),

sent as (
    select
        order_id,
        max({{ shopify_time(json_text('element', '$.createdAt')) }}) as shipped_at_local,
        case
            when count(*) = count({{ json_text('element', '$.deliveredAt') }})
                then max({{ shopify_time(json_text('element', '$.deliveredAt')) }})
        end as delivered_at_local
    from parcel
    where {{ json_text('element', '$.status') }} = 'SUCCESS'
    group by order_id
)

select
    '{{ system }}' as system_name,
    header.order_id,
    header.customer_id,
    header.status_name,
    header.cancelled_at_local is not null as is_cancelled,
    header.ordered_at_local,
    case
        when received.amount_local >= {{ shopify_amount('header.totalPriceSet') }} then received.paid_at_local
    end as paid_at_local,
    sent.shipped_at_local,
    sent.delivered_at_local,
    header.cancelled_at_local,
    header.sales_channel_code,
    header.country_code,
    header.country_name,
    header._delivery_id,
    header._line
from header
left join received
    on header.order_id = received.order_id
left join sent
    on header.order_id = sent.order_id
{%- endmacro %}
