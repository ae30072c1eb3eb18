with

order_item as (
    select * from {{ current_rows(source('raw', 'olist_shop__order_item')) }} as current_item
),

order_payment as (
    select * from {{ current_rows(source('raw', 'olist_shop__order_payment')) }} as current_payment
),

-- The order header was not delivered, so an order is whatever an item or a payment names.
named as (
    select order_id, _delivery_id from order_item
    union all
    select order_id, _delivery_id from order_payment
)

select
    'olist_shop' as system_name,
    order_id,
    cast(null as string) as customer_id,
    cast(null as string) as status_name,
    false as is_cancelled,
    cast(null as timestamp) as ordered_at_local,
    cast(null as timestamp) as paid_at_local,
    cast(null as timestamp) as shipped_at_local,
    cast(null as timestamp) as delivered_at_local,
    cast(null as timestamp) as cancelled_at_local,
    'marketplace' as sales_channel_code,
    cast(null as string) as country_code,
    cast(null as string) as country_name,
    max(_delivery_id) as _delivery_id,
    cast(null as bigint) as _line
from named
group by order_id
